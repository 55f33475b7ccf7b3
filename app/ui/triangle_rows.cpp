// SPDX-License-Identifier: Apache-2.0
#include "app/ui/triangle_rows.hpp"

#include <algorithm>
#include <cmath>

namespace belvedere::ui {

PixelSpan pixels_between(double low, double high, double place) {
    return {static_cast<int>(std::ceil(low - place)),
            static_cast<int>(std::floor(high - place)) + 1};
}

TriangleRows::TriangleRows(const Vertex& a, const Vertex& b, const Vertex& c)
    : corners_{a, b, c},
      area_((double{b.x} - double{a.x}) * (double{c.y} - double{a.y}) -
            (double{b.y} - double{a.y}) * (double{c.x} - double{a.x})) {
    if (area_ == 0.0) return;
    rows_ = pixels_between(std::min({a.y, b.y, c.y}), std::max({a.y, b.y, c.y}), kPixelDown);
}

TriangleRows::Row TriangleRows::row(int y, const PixelSpan& columns) const {
    Row row;
    const double py = static_cast<double>(y) + kPixelDown;
    auto low = static_cast<double>(columns.first);
    auto high = static_cast<double>(columns.end);
    for (std::size_t i = 0; i < 3; ++i) {
        // The share of a corner is how far the pixel is from the edge opposite.
        const Vertex& from = corners_[(i + 1) % 3];
        const Vertex& to = corners_[(i + 2) % 3];
        const double along = double{to.x} - double{from.x};
        const double down = double{to.y} - double{from.y};
        row.at[i] = (along * (py - double{from.y}) + down * double{from.x}) / area_;
        row.by[i] = -down / area_;
        // Where along the row no share is negative.
        if (row.by[i] == 0.0) {
            if (row.at[i] < 0.0) return row;
        } else if (row.by[i] > 0.0) {
            low = std::max(low, -row.at[i] / row.by[i]);
        } else {
            high = std::min(high, -row.at[i] / row.by[i]);
        }
    }
    low = std::min(low, static_cast<double>(columns.end) + 1.0);
    high = std::max(high, static_cast<double>(columns.first) - 1.0);
    row.span = pixels_between(low, high, kPixelAlong);
    row.span.first = std::max(row.span.first, columns.first);
    row.span.end = std::min(row.span.end, columns.end);
    return row;
}

}  // namespace belvedere::ui
