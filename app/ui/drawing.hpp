// SPDX-License-Identifier: Apache-2.0
// Drawing on the picture itself, under all panels: scale bar, north arrow, selection rectangle,
// measuring labels. Positions are physical pixels.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/ui/node.hpp"
#include "app/ui/theme.hpp"

namespace belvedere::ui {

struct Point {
    float x = 0.0F, y = 0.0F;
};

enum class Paint { kText, kMarker, kShade, kAccent };

void draw_line(std::span<const Point> points, Paint paint, float width_logical);
void draw_filled(std::span<const Point> convex, Paint paint);
void draw_dot(Point center, Paint paint, float radius_logical);
enum class Anchor { kLeft, kCenter, kRight };
// Text on a quiet background so that it can be read over any picture; announced under `id`. Takes
// more lines, around `at`, where it is wider than `width_max_px`, the background counted; 0: one.
void draw_label(std::string_view id, Point at, const std::string& content, Anchor anchor,
                float width_max_px = 0.0F);
// How wide and high the label is with its background.
[[nodiscard]] Point label_extent(const std::string& content, float width_max_px = 0.0F);
// A caption of a sound, centred at a place.
enum class CaptionSize { kNormal, kLarge };
enum class CaptionGround { kClear, kSolid };  // Behind the letters.
struct CaptionLook {
    CaptionSize size = CaptionSize::kNormal;
    CaptionGround ground = CaptionGround::kClear;
    float width_max_px = 0.0F;  // More lines where it is wider; 0: one.
};
void draw_caption(std::string_view id, Point at, const std::string& content,
                  const CaptionLook& look);
// Of all its lines, physical pixels.
[[nodiscard]] float caption_height(const std::string& content, const CaptionLook& look);
// Small text centred at a place, without a background of its own.
void draw_plain(std::string_view id, Point at, const std::string& content);
// The extent of a text in the body font.
[[nodiscard]] Point text_extent(const std::string& content);
// Where a rectangle of the layout stands on the screen, and so on the picture: right-to-left
// languages mirror the layout, never the picture.
[[nodiscard]] Rect placed(const Rect& layout);
// Sizes of the theme that holds, as the person wants them; logical pixels.
[[nodiscard]] const Metrics& metrics();
// Logical to physical pixels.
[[nodiscard]] float scaled(float logical);

}  // namespace belvedere::ui
