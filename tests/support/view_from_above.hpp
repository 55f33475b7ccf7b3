// SPDX-License-Identifier: Apache-2.0
// A view for tests of streaming.
#pragma once

#include "engine/geo/bounds.hpp"
#include "engine/geo/local_frame.hpp"
#include "engine/stream/selection_view.hpp"

namespace belvedere::test {

// 1280x720, straight down on the middle of `bounds` from a height over it.
[[nodiscard]] inline stream::SelectionView view_from_above(const geo::BoundingVolume& bounds,
                                                           double height_m, double east_m = 0.0) {
    const geo::LocalFrame frame = geo::east_north_up(geo::center_of(bounds));
    stream::PerspectiveCamera camera;
    camera.position = frame.to_world({east_m, 0.0, height_m});
    camera.direction = -frame.axes[2];
    camera.up = frame.axes[1];
    camera.width_px = 1280.0;
    camera.height_px = 720.0;
    return stream::perspective_view(camera);
}

}  // namespace belvedere::test
