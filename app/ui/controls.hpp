// SPDX-License-Identifier: Apache-2.0
// Widgets that act. They show the value they are given and return what the person asks for; the
// caller turns that into a command. Every one can be reached by Tab, pressed by Space or Enter and
// is at least Metrics::target_min_px high.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/command/message.hpp"

namespace belvedere::ui {

enum class Emphasis { kNormal, kPrimary, kQuiet };
enum class Width { kContent, kFill };
enum class Enabled { kYes, kNo };

struct ButtonLook {
    Emphasis emphasis = Emphasis::kNormal;
    Width width = Width::kContent;
    Enabled enabled = Enabled::kYes;
    std::string hint;  // Shown on hover and focus; the key belongs there.
};
// A label that is already in the person's language, for sentences with values in them.
struct ReadyText {
    std::string text;
};
[[nodiscard]] bool button(std::string_view id, const Message& message, const ButtonLook& look = {});
[[nodiscard]] bool button(std::string_view id, const ReadyText& name, const ButtonLook& look = {});
// A key of a keyboard on the screen, at least `width_px` physical pixels wide: a tap, a switch or
// assistive technology presses it, and the keyboard stays where it is.
[[nodiscard]] bool tap_key(std::string_view id, const ReadyText& name, float width_px);
// A button that stays down while `on`.
[[nodiscard]] bool toggle(std::string_view id, const Message& message, bool on,
                          const ButtonLook& look = {});

// The new state when it was changed.
[[nodiscard]] std::optional<bool> check(std::string_view id, const Message& message, bool on);
// Without a visible label, for rows whose text stands beside it.
[[nodiscard]] std::optional<bool> bare_check(std::string_view id, const Message& message, bool on);

struct SliderRange {
    double low = 0.0, high = 1.0;
    std::string shown;  // The value as a person reads it: "62 %", "14:30".
    double step = 0.0;  // Of an arrow key; 0: a hundredth of the range, rounded.
};
[[nodiscard]] std::optional<double> slider(std::string_view id, const Message& message,
                                           double value, const SliderRange& range);

// One of several; the index of the new choice. `chosen` beyond the end shows nothing as chosen.
[[nodiscard]] std::optional<std::size_t> choice(std::string_view id, const Message& message,
                                                std::span<const std::string> options,
                                                std::size_t chosen);

enum class Edit { kNone, kChanged, kSubmitted };
enum class LabelPlace { kBeside, kInside };
// Text longer than this is cut.
inline constexpr std::size_t kFieldBytesMax = 64U << 10;
// Edits `content`, which belongs to the panel's own state. kSubmitted when Enter was pressed. A
// field with its label inside leaves `room_after_px` of its line to what follows it, as long as it
// stays the larger part.
[[nodiscard]] Edit text_field(std::string_view id, const Message& message, std::string& content,
                              LabelPlace label = LabelPlace::kBeside, float room_after_px = 0.0F);
[[nodiscard]] Edit text_field(std::string_view id, const ReadyText& name, std::string& content,
                              LabelPlace label = LabelPlace::kBeside, float room_after_px = 0.0F);
// Several lines.
[[nodiscard]] Edit text_area(std::string_view id, const Message& message, std::string& content,
                             int lines);

}  // namespace belvedere::ui
