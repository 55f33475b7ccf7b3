// SPDX-License-Identifier: Apache-2.0
// How a large picture is cut into parts that are drawn one after the other. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include <glm/vec2.hpp>

namespace belvedere::picture {

struct PartsRequest {
    std::uint32_t width_px = 0, height_px = 0;
    std::uint64_t bytes_max = 0;    // Of all that one part is drawn with (kDrawnPixelBytes).
    std::uint32_t side_max_px = 0;  // Of the device's images.
    std::uint32_t margin_px = 0;    // Drawn around a part and thrown away.
};

// A rectangle of the picture, pixels from its top left corner.
struct PicturePart {
    std::uint32_t x = 0, y = 0, width = 0, height = 0;
    std::uint32_t margin_px = 0;  // 0 where the part is the whole picture.
    friend bool operator==(const PicturePart&, const PicturePart&) = default;
};

// Parts that cover the picture without overlap, row by row from the top; parts of one row are
// equally high. One part without margin when all of it fits. Whatever the bytes allowed, a part has
// at least 64 pixels a side.
[[nodiscard]] std::vector<PicturePart> picture_parts(const PartsRequest& request);

// What of the camera's picture a part shows with its margin, as render::View has it.
struct ShownPart {
    glm::dvec2 low{-1.0}, high{1.0};
};
[[nodiscard]] ShownPart shown_part(const PicturePart& part, std::uint32_t width_px,
                                   std::uint32_t height_px);

}  // namespace belvedere::picture
