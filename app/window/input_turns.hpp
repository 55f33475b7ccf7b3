// SPDX-License-Identifier: Apache-2.0
// InputTurns: what a person did, handed on in its order once it is known what it acts on.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>

#include "app/input/input_event.hpp"
#include "app/ui/frame.hpp"

namespace belvedere::window {

// What became of an event.
enum class InputOutcome {
    kPassed,  // It changed nothing of what the next key acts on.
    kTaken,   // Nor this, but what the key types is not to be typed.
    kActs,    // It may have: keys wait until that shows. What the key types is not typed.
};

// Frames may take a second, and people do not wait for them: Escape and a letter after it come in
// one poll. Who a key is for (a command, a widget, a text field) is known only when the one before
// has acted and a frame shows it, so keys and text wait for their turn, and what the pointer does
// after them waits behind them. No key is lost and none is taken for what was there before.
// Main thread.
class InputTurns {
  public:
    // Events kept at most; a person makes far fewer between two frames. Beyond it the oldest goes.
    static constexpr std::size_t kEventsMax = 4096;
    // Polls that keys wait at most. A turn takes about four; what has not come to rest after these
    // never will, and must not hold the keyboard.
    static constexpr int kPollsMax = 24;

    // Keys, text and what the pointer does.
    void push(const input::InputEvent& event);
    [[nodiscard]] bool pending() const { return !events_.empty(); }

    // Once a poll. `settled`: how far it is known what keys act on; kNo as well while commands
    // wait. `to` says what became of each event.
    void hand_on(ui::Settled settled,
                 const std::function<InputOutcome(const input::InputEvent&)>& to);

  private:
    [[nodiscard]] bool may_go(const input::InputEvent& event, ui::Settled settled) const;
    bool swallows(const input::InputEvent& event);
    void note(const input::InputEvent& event, InputOutcome outcome);

    std::deque<input::InputEvent> events_;
    bool has_acted_ = false;      // In this poll.
    bool swallows_text_ = false;  // Until the next key goes down.
    int polls_waited_ = 0;
};

}  // namespace belvedere::window
