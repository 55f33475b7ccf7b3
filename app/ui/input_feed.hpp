// SPDX-License-Identifier: Apache-2.0
// Inside ui only: events into ImGui's state, one change of a key a frame.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>

#include "app/input/input_event.hpp"
#include "app/ui/node.hpp"

namespace belvedere::ui {

// ImGui 1.86 looks at keys once a frame, so a tap shorter than a frame would vanish, and a click
// that follows a move in the same frame would land at another place. The queue hands on events only
// until one would overwrite what this frame has to see.
class InputFeed {
  public:
    // Events kept at most; a person makes far fewer between two frames. Beyond it the oldest goes.
    static constexpr std::size_t kEventsMax = 4096;

    InputFeed();
    void push(const input::InputEvent& event);
    [[nodiscard]] bool pending() const { return !events_.empty(); }
    // Moves what this frame sees into ImGui. `nodes` are those of the last frame, for Tab.
    void apply(std::span<const Node> nodes);

  private:
    struct Seen;
    bool apply_one(const input::InputEvent& event, Seen& seen, std::span<const Node> nodes);
    bool apply_key(const input::KeyEvent& event, Seen& seen, std::span<const Node> nodes);

    std::deque<input::InputEvent> events_;
};

}  // namespace belvedere::ui
