// SPDX-License-Identifier: Apache-2.0
// Inside ui only: what a person did, handed on frame by frame.
#pragma once

#include <cstddef>
#include <deque>
#include <span>

#include "app/input/input_event.hpp"
#include "app/ui/node.hpp"

namespace belvedere::ui {

// Frames may be slow and people quick: a tap shorter than a frame must not vanish, and a click that
// follows a move in the same frame must land where it was made. The queue hands on events only
// until one would overwrite what this frame has to see: one key press a frame, after what was typed
// before it. Tab, F6's regions, arrows that no widget wanted and Escape move the focus here.
class InputFeed {
  public:
    // Events kept at most; a person makes far fewer between two frames. Beyond it the oldest goes.
    static constexpr std::size_t kEventsMax = 4096;

    void push(const input::InputEvent& event);
    [[nodiscard]] bool pending() const { return !events_.empty(); }
    // Hands this frame its part, in the context and in ImGui's pointer. `nodes` are those of the
    // last frame.
    void apply(std::span<const Node> nodes);
    // After the frame: what no widget took walks or leaves.
    void settle(std::span<const Node> nodes);

  private:
    struct Seen;
    bool apply_one(const input::InputEvent& event, Seen& seen, std::span<const Node> nodes);
    bool apply_key(const input::KeyEvent& event, Seen& seen, std::span<const Node> nodes);

    std::deque<input::InputEvent> events_;
};

}  // namespace belvedere::ui
