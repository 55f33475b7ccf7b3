// SPDX-License-Identifier: Apache-2.0
// What a frame of the user interface draws: textured triangles in pixels, back to front.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace belvedere::ui {

// An image known to the renderer: the glyph pages, counted from 0 (the corner of each is solid, and
// plain shapes are drawn from it), and from kFirstPicture on pictures that the application keeps.
inline constexpr std::uint32_t kFirstPicture = 1U << 16;
struct ImageId {
    std::uint32_t value = 0;
    friend bool operator==(ImageId, ImageId) = default;
};

struct Vertex {
    float x = 0.0F, y = 0.0F;  // Physical pixels from the top left corner.
    float u = 0.0F, v = 0.0F;
    std::uint32_t rgba = 0;  // sRGB, straight alpha, red in the lowest byte.
};

// A run of indices under one clip rectangle.
struct DrawCommand {
    std::uint32_t index_count = 0;
    std::uint32_t first_index = 0;
    std::uint32_t vertex_offset = 0;  // Added to each index.
    std::array<float, 4> clip_px{};   // x0, y0, x1, y1.
    ImageId image;
};

struct DrawData {
    std::vector<Vertex> vertices;
    std::vector<std::uint32_t> indices;
    std::vector<DrawCommand> commands;
    float width_px = 0.0F, height_px = 0.0F;
};

}  // namespace belvedere::ui
