// SPDX-License-Identifier: Apache-2.0
// Widgets that tell: headings, texts, values, states, progress. `id` names the widget inside its
// container; texts that are data (names, numbers) come as `std::string`, all others as Message.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/command/message.hpp"
#include "app/ui/draw_data.hpp"
#include "app/ui/drawing.hpp"

namespace belvedere::ui {

// What a text or a state means; always shown by words or a sign as well as by colour.
enum class Tone { kNormal, kMuted, kAccent, kSuccess, kWarning, kError };

void title(std::string_view id, const Message& message);
void heading(std::string_view id, const Message& message);
// The same of what is data.
void plain_heading(std::string_view id, const std::string& content);
// Wrapped at the container's edge.
void text(std::string_view id, const Message& message, Tone tone = Tone::kNormal);
void plain_text(std::string_view id, const std::string& content, Tone tone = Tone::kNormal);
// One line with a sign in front that tells the tone without colour.
void status(std::string_view id, const std::string& content, Tone tone);
// A name and its value side by side; below each other where they have no room. Values beyond three
// lines are cut with "…" and whole in a tooltip. Pressed, the value is copied.
void value_row(std::string_view id, const Message& message, const std::string& value);
void value_row(std::string_view id, const std::string& name, const std::string& value);
// What is shown in the person's language and copied as other programs read it.
struct ShownValue {
    std::string shown, copied;
};
void value_row(std::string_view id, const Message& message, const ShownValue& value);
// `fraction` 0..1; the text says what is measured ("412 of 512 MiB").
void progress(std::string_view id, const Message& message, double fraction,
              const std::string& value);
// Underlined; true when pressed.
[[nodiscard]] bool link(std::string_view id, const std::string& content);
// A square of colour and pattern with its meaning, as legends have it; `place` is that of the entry
// in its legend, which gives it its pattern.
struct Swatch {
    std::uint32_t rgba = 0;
    std::size_t place = 0;
};
void legend_entry(std::string_view id, const Swatch& swatch, const std::string& meaning);
// The same with a shape in place of the square: convex parts, one after another, in a box from -1
// to 1, y down, each closed by itself.
struct ShapeSwatch {
    std::uint32_t rgba = 0;
    std::span<const std::vector<Point>> parts;
};
void legend_shape(std::string_view id, const ShapeSwatch& swatch, const std::string& meaning);
// One line of a bar, centred in its height, never wrapped; cut at `room_px` when it is given, else
// at the bar's end.
void bar_text(std::string_view id, const std::string& content, Tone tone, float room_px = 0.0F);
// Lines on the picture, `width_px` wide at most; their region is as wide as what is in it.
void overlay_text(std::string_view id, const std::string& content, Tone tone, float width_px);
// Cut to about `characters` with "…" at the end.
[[nodiscard]] std::string shortened(const std::string& content, std::size_t characters);
void separator();
void space();
// A hint shown when the widget before is hovered or focused.
void tooltip(const std::string& content);

}  // namespace belvedere::ui
