// SPDX-License-Identifier: Apache-2.0
#include "app/input/key.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace belvedere::input {
namespace {

// In the order of Key.
constexpr std::array<std::string_view, kKeyCount> kNames = {
    "",       "A",     "B",     "C",     "D",      "E",     "F",      "G",         "H",
    "I",      "J",     "K",     "L",     "M",      "N",     "O",      "P",         "Q",
    "R",      "S",     "T",     "U",     "V",      "W",     "X",      "Y",         "Z",
    "0",      "1",     "2",     "3",     "4",      "5",     "6",      "7",         "8",
    "9",      "F1",    "F2",    "F3",    "F4",     "F5",    "F6",     "F7",        "F8",
    "F9",     "F10",   "F11",   "F12",   "Escape", "Enter", "Tab",    "Backspace", "Insert",
    "Delete", "Space", "Left",  "Right", "Up",     "Down",  "PageUp", "PageDown",  "Home",
    "End",    "Plus",  "Minus", "Comma", "Period", "Slash", "Shift",  "Control",   "Alt",
    "Super",  "Menu",
};

bool same_word(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        return std::tolower(static_cast<unsigned char>(x)) ==
               std::tolower(static_cast<unsigned char>(y));
    });
}

std::uint8_t modifier_named(std::string_view word) {
    if (same_word(word, "Ctrl")) return Modifiers::kControl;
    if (same_word(word, "Shift")) return Modifiers::kShift;
    if (same_word(word, "Alt")) return Modifiers::kAlt;
    if (same_word(word, "Super")) return Modifiers::kSuper;
    return 0;
}

}  // namespace

bool is_character(KeyChord chord) {
    if ((chord.modifiers.bits & ~Modifiers::kShift) != 0) return false;
    const bool is_letter_or_digit = chord.key >= Key::kA && chord.key <= Key::k9;
    const bool is_sign = chord.key >= Key::kPlus && chord.key <= Key::kSlash;
    return is_letter_or_digit || is_sign;
}

std::string to_text(KeyChord chord) {
    if (!chord.valid()) return {};
    std::string text;
    if (chord.modifiers.has(Modifiers::kControl)) text += "Ctrl+";
    if (chord.modifiers.has(Modifiers::kAlt)) text += "Alt+";
    if (chord.modifiers.has(Modifiers::kShift)) text += "Shift+";
    if (chord.modifiers.has(Modifiers::kSuper)) text += "Super+";
    text += kNames[static_cast<std::size_t>(chord.key)];
    return text;
}

std::optional<KeyChord> parse_key_chord(std::string_view text) {
    KeyChord chord;
    while (!text.empty()) {
        const std::size_t plus = text.find('+');
        const std::string_view word = text.substr(0, plus);
        if (plus != std::string_view::npos) {
            const std::uint8_t bit = modifier_named(word);
            if (bit == 0) return std::nullopt;
            chord.modifiers.bits |= bit;
            text.remove_prefix(plus + 1);
            if (text.empty()) return std::nullopt;
            continue;
        }
        const auto found =
            std::find_if(kNames.begin() + 1, kNames.end(),
                         [&](std::string_view name) { return same_word(name, word); });
        if (found == kNames.end()) return std::nullopt;
        chord.key = static_cast<Key>(found - kNames.begin());
        return chord;
    }
    return chord;
}

}  // namespace belvedere::input
