// SPDX-License-Identifier: Apache-2.0
// SeenScene: what of a frame is the city itself, to tell it from a change of the interface alone.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <glm/vec3.hpp>

#include "engine/render/camera.hpp"
#include "engine/render/draw_list.hpp"

namespace belvedere::window {

// Plain data; two equal ones with the same tile contents are the same picture.
struct SeenScene {
    struct Tile {
        const render::TileResources* resources = nullptr;
        float opacity = 1.0F, lift = 0.0F;
        friend bool operator==(const Tile&, const Tile&) = default;
    };
    std::vector<Tile> tiles;
    std::vector<glm::dvec3> boxes;  // Their middles: tile bounds and failed tiles.
    struct Look {
        glm::dvec3 eye{0.0}, to_sun{0.0};
        glm::dquat orientation{1.0, 0.0, 0.0, 0.0};
        double near_m = 0.0, fov_y_rad = 0.0;
        std::array<std::uint32_t, 4> area{};  // Left, top, width, height.
        friend bool operator==(const Look&, const Look&) = default;
    };
    std::vector<Look> views;
    std::string quality;
};

[[nodiscard]] SeenScene seen_scene(const render::DrawList& list,
                                   std::span<const render::View> views, const std::string& quality);
[[nodiscard]] bool is_same(const SeenScene& a, const SeenScene& b);

}  // namespace belvedere::window
