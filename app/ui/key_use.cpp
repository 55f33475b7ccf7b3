// SPDX-License-Identifier: Apache-2.0
#include "app/ui/key_use.hpp"

#include <algorithm>
#include <iterator>

namespace belvedere::ui {

bool is_widget_key(input::Key key) {
    using enum input::Key;
    constexpr input::Key kActing[] = {kLeft,      kRight, kUp,    kDown,   kPageUp,
                                      kPageDown,  kHome,  kEnd,   kInsert, kDelete,
                                      kBackspace, kSpace, kEnter, kEscape};
    return std::find(std::begin(kActing), std::end(kActing), key) != std::end(kActing);
}

bool is_walking_key(const input::KeyEvent& event) {
    return event.key == input::Key::kTab && !event.modifiers.has(input::Modifiers::kControl) &&
           !event.modifiers.has(input::Modifiers::kAlt);
}

bool is_for_widgets(const input::KeyEvent& event, const Capture& capture) {
    if (event.press == input::Press::kUp) return false;
    if (is_walking_key(event)) return true;
    if (!capture.keyboard) return false;
    const bool has_control = event.modifiers.has(input::Modifiers::kControl);
    if (capture.text && event.key == input::Key::kSpace && !has_control) return false;
    return has_control || is_widget_key(event.key);
}

}  // namespace belvedere::ui
