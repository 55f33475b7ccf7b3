// SPDX-License-Identifier: Apache-2.0
#include "app/window/input_turns.hpp"

#include <algorithm>
#include <iterator>
#include <variant>

namespace belvedere::window {
namespace {

using input::InputEvent;
using input::KeyEvent;
using input::Press;

// What these mean does not depend on whether a text is being edited.
bool is_same_in_text(const KeyEvent& event) {
    using enum input::Key;
    constexpr input::Key kSame[] = {kLeft, kRight, kUp,    kDown,   kPageUp, kPageDown,
                                    kHome, kEnd,   kEnter, kEscape, kTab};
    return (event.modifiers.bits & ~input::Modifiers::kShift) == 0 &&
           std::find(std::begin(kSame), std::end(kSame), event.key) != std::end(kSame);
}

// Held alone they mean nothing.
bool is_modifier(input::Key key) {
    return key >= input::Key::kShift && key <= input::Key::kSuper;
}

bool is_repeat_of(const InputEvent& last, const InputEvent& next) {
    const auto* a = std::get_if<KeyEvent>(&last);
    const auto* b = std::get_if<KeyEvent>(&next);
    return a != nullptr && b != nullptr && a->press == Press::kRepeat &&
           b->press == Press::kRepeat && a->key == b->key && a->modifiers == b->modifiers;
}

}  // namespace

void InputTurns::push(const InputEvent& event) {
    // Consecutive moves are one move: only the last position counts.
    if (std::holds_alternative<input::PointerMoveEvent>(event) && !events_.empty() &&
        std::holds_alternative<input::PointerMoveEvent>(events_.back())) {
        events_.back() = event;
        return;
    }
    if (events_.size() >= kEventsMax) events_.pop_front();
    events_.push_back(event);
}

bool InputTurns::may_go(const InputEvent& event, ui::Settled settled) const {
    const auto* key = std::get_if<KeyEvent>(&event);
    if (key == nullptr && !std::holds_alternative<input::TextEvent>(event)) return true;
    if (key != nullptr && (key->press == Press::kUp || is_modifier(key->key))) return true;
    if (polls_waited_ >= kPollsMax) return true;
    if (has_acted_ || settled == ui::Settled::kNo) return false;
    return settled == ui::Settled::kAll || (key != nullptr && is_same_in_text(*key));
}

bool InputTurns::swallows(const InputEvent& event) {
    if (const auto* key = std::get_if<KeyEvent>(&event)) {
        if (key->press == Press::kDown && !is_modifier(key->key)) swallows_text_ = false;
        return false;
    }
    return swallows_text_ && std::holds_alternative<input::TextEvent>(event);
}

void InputTurns::note(const InputEvent& event, InputOutcome outcome) {
    if (outcome == InputOutcome::kActs) has_acted_ = true;
    const auto* key = std::get_if<KeyEvent>(&event);
    if (key == nullptr || key->press != Press::kDown || outcome == InputOutcome::kPassed) return;
    const bool types =
        key->key == input::Key::kSpace || input::is_character({key->key, key->modifiers});
    swallows_text_ = types;
}

void InputTurns::hand_on(ui::Settled settled,
                         const std::function<InputOutcome(const InputEvent&)>& to) {
    has_acted_ = false;
    while (!events_.empty()) {
        if (!may_go(events_.front(), settled)) {
            ++polls_waited_;
            // A key that is held repeats no faster than it can act: else it would go on when it
            // has been let go.
            events_.erase(std::unique(events_.begin(), events_.end(), is_repeat_of), events_.end());
            return;
        }
        const InputEvent event = events_.front();
        events_.pop_front();
        polls_waited_ = 0;
        if (!swallows(event)) note(event, to(event));
    }
    polls_waited_ = 0;
}

}  // namespace belvedere::window
