// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <vector>

#include "app/window/seen_scene.hpp"

namespace {

using namespace belvedere;
using Views = std::vector<render::View>;

TEST(SeenScene, TellsTheCityFromTheInterface) {
    render::DrawList list;
    list.tiles.push_back({.opacity = 0.5F});
    render::View view;
    const window::SeenScene before = window::seen_scene(list, Views{view}, "high");
    EXPECT_TRUE(window::is_same(before, window::seen_scene(list, Views{view}, "high")));
    EXPECT_FALSE(window::is_same(before, window::seen_scene(list, Views{view}, "low")));

    render::View turned = view;
    turned.camera.position.x += 1e-3;
    EXPECT_FALSE(window::is_same(before, window::seen_scene(list, Views{turned}, "high")));
    render::View evening = view;
    evening.to_sun = {1.0, 0.0, 0.0};
    EXPECT_FALSE(window::is_same(before, window::seen_scene(list, Views{evening}, "high")));
    render::View narrower = view;
    narrower.area.width = 100;
    EXPECT_FALSE(window::is_same(before, window::seen_scene(list, Views{narrower}, "high")));

    const window::SeenScene two = window::seen_scene(list, Views{view, narrower}, "high");
    EXPECT_FALSE(window::is_same(before, two));

    list.tiles[0].opacity = 1.0F;
    EXPECT_FALSE(window::is_same(before, window::seen_scene(list, Views{view}, "high")));
    list.tiles[0].opacity = 0.5F;
    list.boxes.emplace_back();
    EXPECT_FALSE(window::is_same(before, window::seen_scene(list, Views{view}, "high")));
}

}  // namespace
