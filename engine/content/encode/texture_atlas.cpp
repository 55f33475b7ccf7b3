// SPDX-License-Identifier: Apache-2.0
#include "engine/content/encode/texture_atlas.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

namespace belvedere::content::encode {

namespace {

// As wide as a square of all that is left would be, in steps of 64, so that few pictures do not
// make a wide and empty page.
std::uint32_t page_width(std::span<const AtlasSize> sizes, std::span<const std::uint32_t> order) {
    double area = 0.0;
    std::uint32_t widest = 0;
    for (const std::uint32_t i : order) {
        const std::uint32_t width = sizes[i].width_px + 2 * kAtlasGutter_px;
        area += double{1.0} * width * (sizes[i].height_px + 2 * kAtlasGutter_px);
        widest = std::max(widest, width);
    }
    const auto side =
        static_cast<std::uint32_t>(std::min<double>(std::ceil(std::sqrt(area)), kAtlasSide_px));
    return std::clamp((std::max(side, widest) + 63) / 64 * 64, 64U, kAtlasSide_px);
}

// Fills one page from the front of `order`; returns how many found room.
std::size_t fill_page(std::span<const AtlasSize> sizes, std::span<const std::uint32_t> order,
                      AtlasPlan& plan) {
    const auto page = static_cast<std::uint32_t>(plan.pages.size());
    const std::uint32_t width = page_width(sizes, order);
    std::uint32_t x = 0, y = 0, row_height = 0;
    std::size_t placed = 0;
    for (; placed < order.size(); ++placed) {
        const AtlasSize& size = sizes[order[placed]];
        const std::uint32_t full_width = size.width_px + 2 * kAtlasGutter_px;
        const std::uint32_t full_height = size.height_px + 2 * kAtlasGutter_px;
        if (x + full_width > width) {
            y += row_height;
            x = row_height = 0;
        }
        if (y + full_height > kAtlasSide_px) break;
        plan.places[order[placed]] = {page, x + kAtlasGutter_px, y + kAtlasGutter_px};
        x += full_width;
        row_height = std::max(row_height, full_height);
    }
    plan.pages.push_back({width, (y + row_height + 3) / 4 * 4});
    return placed;
}

}  // namespace

AtlasPlan plan_atlas(std::span<const AtlasSize> sizes) {
    AtlasPlan plan;
    plan.places.resize(sizes.size());
    std::vector<std::uint32_t> order(sizes.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
        return sizes[a].height_px > sizes[b].height_px;
    });
    for (std::size_t done = 0; done < order.size();)
        done += fill_page(sizes, std::span(order).subspan(done), plan);
    return plan;
}

void paint(PixelImage& page, const AtlasPlace& place, const AtlasPiece& piece) {
    const auto gutter = static_cast<std::int64_t>(kAtlasGutter_px);
    const std::int64_t width = piece.size.width_px, height = piece.size.height_px;
    for (std::int64_t y = -gutter; y < height + gutter; ++y) {
        const std::int64_t from_y = piece.y_px + std::clamp<std::int64_t>(y, 0, height - 1);
        for (std::int64_t x = -gutter; x < width + gutter; ++x) {
            const std::int64_t from_x = piece.x_px + std::clamp<std::int64_t>(x, 0, width - 1);
            const std::int64_t from = (from_y * piece.row_px + from_x) * 4;
            const std::int64_t to = ((place.y_px + y) * page.width + place.x_px + x) * 4;
            std::memcpy(page.pixels.data() + to, piece.rgba.data() + from, 4);
        }
    }
}

}  // namespace belvedere::content::encode
