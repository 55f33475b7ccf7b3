// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "app/window/seen_scene.hpp"

namespace {

using namespace belvedere;

TEST(SeenScene, TellsTheCityFromTheInterface) {
    render::DrawList list;
    list.tiles.push_back({.opacity = 0.5F});
    render::View view;
    const window::SeenScene before = window::seen_scene(list, view, "high");
    EXPECT_TRUE(window::is_same(before, window::seen_scene(list, view, "high")));
    EXPECT_FALSE(window::is_same(before, window::seen_scene(list, view, "low")));

    render::View turned = view;
    turned.camera.position.x += 1e-3;
    EXPECT_FALSE(window::is_same(before, window::seen_scene(list, turned, "high")));
    render::View evening = view;
    evening.to_sun = {1.0, 0.0, 0.0};
    EXPECT_FALSE(window::is_same(before, window::seen_scene(list, evening, "high")));
    render::View narrower = view;
    narrower.area.width = 100;
    EXPECT_FALSE(window::is_same(before, window::seen_scene(list, narrower, "high")));

    list.tiles[0].opacity = 1.0F;
    EXPECT_FALSE(window::is_same(before, window::seen_scene(list, view, "high")));
    list.tiles[0].opacity = 0.5F;
    list.boxes.emplace_back();
    EXPECT_FALSE(window::is_same(before, window::seen_scene(list, view, "high")));
}

}  // namespace
