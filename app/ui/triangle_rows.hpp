// SPDX-License-Identifier: Apache-2.0
// TriangleRows: which pixels a triangle of the interface covers, row by row, and how much of each
// corner is in them; for drawing without a GPU.
#pragma once

#include <array>

#include "app/ui/draw_data.hpp"

namespace belvedere::ui {

// Pixels [first, end) of a row or a column.
struct PixelSpan {
    int first = 0, end = 0;
};

// Where in a pixel it is looked whether a shape covers it: a little aside of the middle, since
// edges of thin lines run exactly through it, and which of two triangles has the pixel would hang
// on rounding.
inline constexpr double kPixelAlong = 0.5 + 1.0 / 256.0;
inline constexpr double kPixelDown = 0.5 + 1.0 / 300.0;
// Those whose place, kPixelAlong or kPixelDown, lies in [low, high].
[[nodiscard]] PixelSpan pixels_between(double low, double high, double place);

// In doubles: two triangles with one edge leave no pixel between them, however large they are.
class TriangleRows {
  public:
    TriangleRows(const Vertex& a, const Vertex& b, const Vertex& c);
    // Rows that it reaches; none of a triangle without area.
    [[nodiscard]] PixelSpan rows() const { return rows_; }

    // Its pixels in a row, inside `columns`, and the share of each corner at one of them.
    struct Row {
        PixelSpan span;
        std::array<double, 3> at{}, by{};
        [[nodiscard]] double share(std::size_t corner, int x) const {
            return at[corner] + by[corner] * (static_cast<double>(x) + kPixelAlong);
        }
    };
    [[nodiscard]] Row row(int y, const PixelSpan& columns) const;

  private:
    std::array<Vertex, 3> corners_;
    double area_ = 0.0;  // Twice; its sign is the way round.
    PixelSpan rows_;
};

}  // namespace belvedere::ui
