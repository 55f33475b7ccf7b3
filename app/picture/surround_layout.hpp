// SPDX-License-Identifier: Apache-2.0
// Where each text and shape of a surround stands on its sheet.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "app/picture/surround.hpp"
#include "engine/text/shaped_text.hpp"
#include "engine/text/typesetter.hpp"

namespace belvedere::picture {

// Pixels of the sheet, y down.
struct Box {
    float x0 = 0.0F, y0 = 0.0F, x1 = 0.0F, y1 = 0.0F;
    [[nodiscard]] bool overlaps(const Box& other) const {
        return x0 < other.x1 && other.x0 < x1 && y0 < other.y1 && other.y0 < y1;
    }
};

struct PlacedText {
    std::shared_ptr<const text::ShapedText> text;
    float x = 0.0F, y = 0.0F;  // Upper left corner of its layout.
    std::uint32_t rgba = 0;
};
struct PlacedBox {
    Box box;
    std::uint32_t rgba = 0;
};
struct PlacedPart {
    std::vector<glm::vec2> corners;  // Of a convex polygon.
    std::uint32_t rgba = 0;
};
struct PlacedDisc {
    float x = 0.0F, y = 0.0F, radius_px = 0.0F;
    std::uint32_t rgba = 0;
};

// Drawn in this order: boxes, parts, texts, discs.
struct PlacedSurround {
    std::vector<PlacedBox> boxes;
    std::vector<PlacedPart> parts;
    std::vector<PlacedText> texts;
    std::vector<PlacedDisc> discs;
};

// Title at the upper left, legends at the upper right, the caption low in the middle, what is not
// current above the credits at the lower left, the scale bar at the lower right. What would not fit
// is wrapped, at the end cut; each block has a quiet ground to be read on. A value whose place is
// taken by a block or by another value is left out. Main thread.
[[nodiscard]] PlacedSurround lay_out(const Surround& surround, const Sheet& sheet,
                                     text::Typesetter& setter);

}  // namespace belvedere::picture
