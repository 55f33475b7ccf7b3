// SPDX-License-Identifier: Apache-2.0
#include "app/picture/picture_parts.hpp"

#include <algorithm>
#include <cmath>

#include "app/picture/limits.hpp"

namespace belvedere::picture {
namespace {

constexpr std::uint32_t kPartSideMin_px = 64;

// Equal shares of a length, none above `most`.
std::uint32_t share_of(std::uint32_t length, std::uint32_t most) {
    const std::uint32_t count = (length + most - 1) / most;
    return (length + count - 1) / count;
}

}  // namespace

std::vector<PicturePart> picture_parts(const PartsRequest& request) {
    const std::uint64_t pixels_max = request.bytes_max / kDrawnPixelBytes;
    const std::uint64_t pixels = std::uint64_t{request.width_px} * request.height_px;
    const bool fits = request.width_px <= request.side_max_px &&
                      request.height_px <= request.side_max_px && pixels <= pixels_max;
    if (fits) return {{0, 0, request.width_px, request.height_px, 0}};
    const auto side = static_cast<std::uint32_t>(std::sqrt(static_cast<double>(pixels_max)));
    const std::uint32_t drawn = std::min(side, request.side_max_px);
    const std::uint32_t most =
        drawn > 2 * request.margin_px ? drawn - 2 * request.margin_px : kPartSideMin_px;
    const std::uint32_t part_px = std::max(most, kPartSideMin_px);
    const std::uint32_t width = share_of(request.width_px, part_px);
    const std::uint32_t height = share_of(request.height_px, part_px);
    std::vector<PicturePart> parts;
    for (std::uint32_t y = 0; y < request.height_px; y += height) {
        for (std::uint32_t x = 0; x < request.width_px; x += width) {
            parts.push_back({x, y, std::min(width, request.width_px - x),
                             std::min(height, request.height_px - y), request.margin_px});
        }
    }
    return parts;
}

ShownPart shown_part(const PicturePart& part, std::uint32_t width_px, std::uint32_t height_px) {
    const glm::dvec2 size(width_px, height_px);
    const double margin = part.margin_px;
    const glm::dvec2 low = glm::dvec2(part.x, part.y) - margin;
    const glm::dvec2 high = glm::dvec2(part.x + part.width, part.y + part.height) + margin;
    if (part.margin_px == 0 && part.width == width_px && part.height == height_px) return {};
    return {low / size * 2.0 - 1.0, high / size * 2.0 - 1.0};
}

}  // namespace belvedere::picture
