// SPDX-License-Identifier: Apache-2.0
#include "engine/render/overlay_geometry.hpp"

#include <array>
#include <cstring>
#include <utility>

#include "engine/render/limits.hpp"

namespace belvedere::render {
namespace {

constexpr float kBoxEdge_px = 1.6f;

glm::vec4 unit_color(Color color) {
    return glm::vec4(color.r, color.g, color.b, color.a) / 255.0f;
}

std::uint32_t packed(Color color) {
    std::uint32_t rgba = 0;
    static_assert(sizeof(rgba) == sizeof(color));
    std::memcpy(&rgba, &color, sizeof(rgba));
    return rgba;
}

class OverlayCollector {
  public:
    OverlayCollector(OverlayGeometry& geometry, const glm::dvec3& camera)
        : geometry_(geometry), camera_(camera) {}

    void add(const DrawLine& line) {
        put(glm::vec4(relative(line.from), line.width_px), glm::vec4(relative(line.to), 0.0f),
            line.color);
    }
    void add(const DrawMarker& marker) {
        const glm::vec3 at = relative(marker.position);
        put(glm::vec4(at, marker.size_px), glm::vec4(at, 1.0f), marker.color);
    }
    void add_edges(const DrawBox& box) {
        const auto corners = geo::corners_of(box.box);
        // Corner bits name the axes: an edge joins two corners that differ in one bit.
        for (unsigned corner = 0; corner < 8; ++corner) {
            for (unsigned axis : {1u, 2u, 4u}) {
                if ((corner & axis) != 0) continue;
                add(DrawLine{corners[corner], corners[corner | axis], box.color, kBoxEdge_px,
                             Depth::kTested});
            }
        }
    }
    void add_sides(const DrawBox& box) {
        static constexpr std::array<std::array<unsigned, 4>, 6> kSides = {
            {{0, 2, 6, 4}, {1, 5, 7, 3}, {0, 4, 5, 1}, {2, 3, 7, 6}, {0, 1, 3, 2}, {4, 6, 7, 5}}};
        const auto corners = geo::corners_of(box.box);
        for (const auto& side : kSides) {
            for (unsigned i : {0u, 1u, 2u, 0u, 2u, 3u}) {
                geometry_.hatch.push_back({relative(corners[side[i]]), packed(box.color)});
            }
        }
    }

  private:
    [[nodiscard]] glm::vec3 relative(const glm::dvec3& world) const {
        return glm::vec3(world - camera_);
    }
    void put(const glm::vec4& from, const glm::vec4& to, Color color) {
        if (geometry_.overlays.size() >= limits::kOverlays) {
            ++geometry_.dropped;
            return;
        }
        geometry_.overlays.push_back({from, to, unit_color(color)});
    }
    OverlayGeometry& geometry_;
    glm::dvec3 camera_;
};

}  // namespace

OverlayGeometry overlay_geometry(const DrawList& list, const glm::dvec3& camera) {
    OverlayGeometry geometry;
    OverlayCollector collector(geometry, camera);
    for (const Depth depth : {Depth::kTested, Depth::kOnTop}) {
        if (depth == Depth::kTested) {
            for (const DrawBox& box : list.boxes) {
                collector.add_edges(box);
                if (box.fill == BoxFill::kHatched) collector.add_sides(box);
            }
        }
        for (const DrawLine& line : list.lines) {
            if (line.depth == depth) collector.add(line);
        }
        for (const DrawMarker& marker : list.markers) {
            if (marker.depth == depth) collector.add(marker);
        }
        if (depth == Depth::kTested) {
            geometry.tested = static_cast<std::uint32_t>(geometry.overlays.size());
        }
    }
    return geometry;
}

}  // namespace belvedere::render
