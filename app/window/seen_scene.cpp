// SPDX-License-Identifier: Apache-2.0
#include "app/window/seen_scene.hpp"

#include <tuple>

namespace belvedere::window {

SeenScene seen_scene(const render::DrawList& list, std::span<const render::View> views,
                     const std::string& quality) {
    SeenScene seen;
    seen.tiles.reserve(list.tiles.size());
    for (const render::DrawTile& tile : list.tiles)
        seen.tiles.push_back({tile.tile, tile.opacity, tile.lift});
    for (const render::DrawBox& box : list.boxes)
        seen.boxes.push_back(box.box.center);
    for (const render::View& view : views) {
        seen.views.push_back({view.camera.position,
                              view.to_sun,
                              view.camera.orientation,
                              view.camera.near_m,
                              view.camera.fov_y_rad,
                              {view.area.x, view.area.y, view.area.width, view.area.height}});
    }
    seen.quality = quality;
    return seen;
}

bool is_same(const SeenScene& a, const SeenScene& b) {
    return std::tie(a.tiles, a.boxes, a.views, a.quality) ==
           std::tie(b.tiles, b.boxes, b.views, b.quality);
}

}  // namespace belvedere::window
