// SPDX-License-Identifier: Apache-2.0
#include "app/window/seen_scene.hpp"

#include <tuple>

namespace belvedere::window {

SeenScene seen_scene(const render::DrawList& list, const render::View& view,
                     const std::string& quality) {
    SeenScene seen;
    seen.tiles.reserve(list.tiles.size());
    for (const render::DrawTile& tile : list.tiles)
        seen.tiles.push_back({tile.tile, tile.opacity, tile.lift});
    for (const render::DrawBox& box : list.boxes)
        seen.boxes.push_back(box.box.center);
    seen.eye = view.camera.position;
    seen.orientation = view.camera.orientation;
    seen.near_m = view.camera.near_m;
    seen.fov_y_rad = view.camera.fov_y_rad;
    seen.to_sun = view.to_sun;
    seen.area = view.area;
    seen.quality = quality;
    return seen;
}

bool is_same(const SeenScene& a, const SeenScene& b) {
    const auto rest = [](const SeenScene& s) {
        return std::tie(s.tiles, s.boxes, s.eye, s.orientation, s.to_sun, s.near_m, s.fov_y_rad,
                        s.area.x, s.area.y, s.area.width, s.area.height, s.quality);
    };
    return rest(a) == rest(b);
}

}  // namespace belvedere::window
