// SPDX-License-Identifier: Apache-2.0
// Keys and key chords, independent of the window system.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace belvedere::input {

// Keys by their meaning on the active keyboard layout where they have one (letters, digits).
enum class Key : std::uint8_t {
    kNone,
    kA,
    kB,
    kC,
    kD,
    kE,
    kF,
    kG,
    kH,
    kI,
    kJ,
    kK,
    kL,
    kM,
    kN,
    kO,
    kP,
    kQ,
    kR,
    kS,
    kT,
    kU,
    kV,
    kW,
    kX,
    kY,
    kZ,
    k0,
    k1,
    k2,
    k3,
    k4,
    k5,
    k6,
    k7,
    k8,
    k9,
    kF1,
    kF2,
    kF3,
    kF4,
    kF5,
    kF6,
    kF7,
    kF8,
    kF9,
    kF10,
    kF11,
    kF12,
    kEscape,
    kEnter,
    kTab,
    kBackspace,
    kInsert,
    kDelete,
    kSpace,
    kLeft,
    kRight,
    kUp,
    kDown,
    kPageUp,
    kPageDown,
    kHome,
    kEnd,
    kPlus,
    kMinus,
    kComma,
    kPeriod,
    kSlash,
    kShift,
    kControl,
    kAlt,
    kSuper,
    kMenu,
    kCount,
};
inline constexpr std::size_t kKeyCount = static_cast<std::size_t>(Key::kCount);

// Modifiers held with a key; a set of bits.
struct Modifiers {
    std::uint8_t bits = 0;
    static constexpr std::uint8_t kShift = 1, kControl = 2, kAlt = 4, kSuper = 8;
    [[nodiscard]] constexpr bool has(std::uint8_t bit) const { return (bits & bit) != 0; }
    friend constexpr auto operator<=>(Modifiers, Modifiers) = default;
};

// A key with its modifiers, as a command's shortcut. Key::kNone is "no shortcut".
struct KeyChord {
    Key key = Key::kNone;
    Modifiers modifiers;
    [[nodiscard]] constexpr bool valid() const { return key != Key::kNone; }
    friend constexpr auto operator<=>(KeyChord, KeyChord) = default;
};

// Whether it types a character: a letter, a digit or a sign without Ctrl, Alt or Super.
[[nodiscard]] bool is_character(KeyChord chord);

// "Ctrl+Shift+P"; empty for no shortcut.
[[nodiscard]] std::string to_text(KeyChord chord);
// The reverse, case-insensitive; nothing when a name is unknown. Empty text is "no shortcut".
[[nodiscard]] std::optional<KeyChord> parse_key_chord(std::string_view text);

}  // namespace belvedere::input
