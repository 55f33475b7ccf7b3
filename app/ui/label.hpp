// SPDX-License-Identifier: Apache-2.0
// Inside ui only: what widgets are painted from: boxes, outlines, texts in a row.
#pragma once

#include <imgui.h>

#include <string>

#include "app/ui/context.hpp"
#include "app/ui/node.hpp"

namespace belvedere::ui {

inline constexpr Color kNoColor{0, 0, 0, 0};
// The share of a row that names and labels take, so that all values and controls of a panel begin
// at one line; what is asked for or looked up has the larger part.
inline constexpr float kNameShare = 0.4F;

// Physical pixels. The smallest side of anything that can be pressed.
[[nodiscard]] float target_side();
// Height of buttons, fields and rows: of a line with room, at least target_side().
[[nodiscard]] float control_height();
// Side of the box of a check.
[[nodiscard]] float check_side();

// Height of a widget around this text: of one line control_height(), more for more.
[[nodiscard]] float height_around(const text::ShapedText& text);

// Whether the window being built becomes as wide as what is in it.
[[nodiscard]] bool fits_content();
// The same, or a bar: nothing in it takes a second line.
[[nodiscard]] bool is_one_line();
[[nodiscard]] ImVec2 low_corner(const Rect& rect);
[[nodiscard]] ImVec2 high_corner(const Rect& rect);
void fill_box(const Rect& rect, Color color);
// The line that makes a control visible.
void outline_control(const Rect& rect);
// Where the theme has an outline for what has none in others.
void outline_quietly(const Rect& rect);
// The text, its middle at the middle of the row; `width_px` is what a paragraph was set in.
void paint_in_row(const text::ShapedText& text, float x, const Rect& row, Color color,
                  float width_px = 0.0F);
// The same, ending at `x`.
void paint_before(const text::ShapedText& text, float x, const Rect& row, Color color);

enum class Arrow { kDown, kForward };
// A small triangle in the middle of the box.
void draw_arrow(const Rect& box, Arrow arrow, Color color);

}  // namespace belvedere::ui
