// SPDX-License-Identifier: Apache-2.0
// Styles, edges, overlays, points and the interface.
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <utility>

#include "engine/render/derived_outline.hpp"
#include "tests/golden/picture_test.hpp"
#include "tests/golden/sketch.hpp"

namespace belvedere::test {
namespace {

class OverlayPicture : public SketchTest {};

TEST_F(OverlayPicture, StylesColourHideAndHighlight) {
    std::vector<render::FeatureStyle> styles(city_->style_row_count());
    for (std::size_t row = 0; row < styles.size(); ++row) {
        const auto shade = static_cast<std::uint8_t>(40 + row * 7 % 200);
        styles[row].color = {shade, 120, static_cast<std::uint8_t>(255 - shade), 220};
        if (row % 5 == 0) styles[row].mark = render::FeatureMark::kHidden;
        if (row == 12) styles[row].mark = render::FeatureMark::kHighlighted;
    }
    ASSERT_TRUE(renderer().set_styles(*city_, 0, styles));
    expect_golden("styles", picture(list_, city_view(), settings_of("software")));
    render::FrameSettings bench = settings_of("bench");
    const gpu::Pixels styled = picture(list_, city_view(), bench);
    renderer().clear_styles(*city_);
    const gpu::Pixels plain = picture(list_, city_view(), bench);
    EXPECT_GT(compare(styled, plain).share_off, 0.2);
}

TEST_F(OverlayPicture, FadedTile) {
    list_.tiles[0].opacity = 0.4f;
    expect_golden("faded", picture(list_, city_view(), settings_of("software")));
}

// Two layers of the same city: the lifted one is seen whole, whatever the order of drawing.
TEST_F(OverlayPicture, OfCoincidingLayersTheLiftedOneIsSeen) {
    const auto other = tile(sketch_city());
    ASSERT_NE(other, nullptr);
    const std::vector<render::FeatureStyle> red(other->style_row_count(),
                                                {.color = {200, 40, 40, 255}});
    ASSERT_TRUE(renderer().set_styles(*other, 0, red));
    const render::FrameSettings settings = settings_of("bench");
    list_.tiles = {{.tile = other.get(), .id = 1}};
    const gpu::Pixels alone = picture(list_, city_view(), settings);
    for (const bool upper_first : {true, false}) {
        list_.tiles = {{.tile = city_.get(), .id = 7}, {.tile = other.get(), .id = 1}};
        list_.tiles[1].lift = 1e-4f;
        if (upper_first) std::swap(list_.tiles[0], list_.tiles[1]);
        EXPECT_LT(compare(picture(list_, city_view(), settings), alone).share_off, 0.002);
    }
}

TEST_F(OverlayPicture, Edges) {
    list_.edges.shown = true;
    render::FrameSettings settings = settings_of("software");
    settings.phase = render::FramePhase::kResting;
    expect_golden("edges", picture(list_, city_view(), settings));
}

TEST_F(OverlayPicture, DerivedEdges) {
    Sketch sketch;
    sketch.begin({0.6f, 0.6f, 0.6f});
    sketch.quad({{{-60, -60, 0}, {60, -60, 0}, {60, 60, 0}, {-60, 60, 0}}});
    sketch.quad({{{-20, -20, 0}, {20, -20, 0}, {20, -20, 30}, {-20, -20, 30}}}, 1);
    sketch.quad({{{-20, -20, 30}, {20, -20, 30}, {20, 20, 30}, {-20, 20, 30}}}, 1);
    sketch.quad({{{20, -20, 0}, {20, 20, 0}, {20, 20, 30}, {20, -20, 30}}}, 1);
    const auto content = sketch.finish();
    const std::vector<std::uint32_t> outline =
        render::derived_outline(*content, content->primitives()[0]);
    // The ground's 4, and 12 of three sides of which three are shared and drawn once.
    EXPECT_EQ(outline.size() / 2, 4u + 9u);
    const auto house = tile(content);
    EXPECT_TRUE(house->lacks_outlines());
    ASSERT_TRUE(renderer().add_outlines(*house, *content));
    EXPECT_FALSE(house->lacks_outlines());
    list_.tiles = {{.tile = house.get(), .id = 1}};
    list_.edges.shown = true;
    render::View view = city_view();
    view.camera = render::look_at({{70, -110, 80}, {0, 0, 10}, {0, 0, 1}});
    (void)picture(list_, view, settings_of("software"));  // Brings the outlines.
    expect_golden("derived_edges", picture(list_, view, settings_of("software")));
}

TEST_F(OverlayPicture, LinesMarkersAndBoxes) {
    list_.lines = {
        {.from = {-150, -150, 2}, .to = {150, 150, 60}, .color = {255, 80, 40, 255}, .width_px = 3},
        {.from = {-150, 150, 2},
         .to = {150, -150, 60},
         .color = {40, 90, 255, 255},
         .width_px = 3,
         .depth = render::Depth::kOnTop}};
    list_.markers = {{.position = {0, 0, 40}, .color = {230, 40, 60, 255}, .size_px = 16}};
    list_.boxes = {{.box = {{-200, 120, 40}, glm::dmat3(60, 0, 0, 0, 60, 0, 0, 0, 40)},
                    .color = {214, 94, 60, 220},
                    .fill = render::BoxFill::kHatched},
                   {.box = {{0, 0, 45}, glm::dmat3(290, 0, 0, 0, 290, 0, 0, 0, 50)},
                    .color = {40, 200, 120, 255}}};
    expect_golden("overlays", picture(list_, city_view(), settings_of("software")));
    render::FrameSettings settings = settings_of("high");
    expect_golden("overlays_high", picture(list_, city_view(), settings));
}

TEST_F(OverlayPicture, Interface) {
    Bytes texels;
    for (int i = 0; i < 16; ++i) {
        for (int value : {i % 2 ? 255 : 90, 200, i % 3 ? 40 : 255, 255}) {
            texels.push_back(static_cast<std::byte>(value));
        }
    }
    const Bytes blank(texels.size());
    const auto image = renderer().add_ui_image({blank, 4, 4});
    ASSERT_TRUE(image);
    const render::UiVertex vertices[] = {
        {20, 20, 0, 0, 0xE0302820},   {220, 20, 1, 0, 0xE0302820}, {220, 120, 1, 1, 0xE0302820},
        {20, 120, 0, 1, 0xE0302820},  {240, 20, 0, 0, 0xFFFFFFFF}, {340, 20, 1, 0, 0xFFFFFFFF},
        {340, 120, 1, 1, 0x80FFFFFF}, {240, 120, 0, 1, 0x80FFFFFF}};
    const std::uint32_t indices[] = {0, 1, 2, 0, 2, 3};
    const render::UiCommand commands[] = {
        {6, 0, 0, {0, 0, 480, 270}, {}},
        {6, 0, 4, {0, 0, 320, 100}, *image},
        {6, 3, 4, {0, 0, 480, 270}, *image},    // Past the indices: left out.
        {6, 0, 4, {50, 50, -10, 20}, *image}};  // Empty clip.
    const render::UiDrawData interface { vertices, indices, commands, 480, 270 };
    // An image that has been drawn already gets its pixels piece by piece.
    (void)picture(list_, city_view(), settings_of("software"), &interface);
    const std::span<const std::byte> all(texels);
    ASSERT_TRUE(renderer().update_ui_image(*image, {0, 0}, {all.first(16), 4, 1}));
    ASSERT_TRUE(renderer().update_ui_image(*image, {0, 1}, {all.last(48), 4, 3}));
    EXPECT_FALSE(renderer().update_ui_image(*image, {0, 2}, {all.last(48), 4, 3}));
    expect_golden("interface", picture(list_, city_view(), settings_of("software"), &interface));
    renderer().remove_ui_image(*image);
    EXPECT_FALSE(renderer().update_ui_image(*image, {0, 0}, {all.first(16), 4, 1}));
    EXPECT_FALSE(renderer().add_ui_image({texels, 5, 4}));
}

TEST_F(OverlayPicture, PointsWithEyeDomeLighting) {
    Sketch sketch;
    sketch.begin(content::Topology::kPoints);
    for (int x = -60; x < 60; ++x) {
        for (int y = -60; y < 60; ++y) {
            const float u = static_cast<float>(x) / 10.0f, v = static_cast<float>(y) / 10.0f;
            const float z = 1.5f * std::sin(u) * std::cos(v) + (x > 20 && y > 20 ? 6.0f : 0.0f);
            sketch.point({u * 3.0f, v * 3.0f, z},
                         {static_cast<std::uint8_t>(120 + 10 * (x % 9)), 170, 140, 255});
        }
    }
    const auto cloud = tile(sketch.finish());
    render::DrawList list;
    list.tiles = {{.tile = cloud.get(), .id = 2}};
    render::View view = city_view();
    view.camera = render::look_at({{-20, -34, 18}, {0, 0, 0}, {0, 0, 1}});
    expect_golden("points", picture(list, view, settings_of("software")));
    EXPECT_EQ(renderer().statistics().points_drawn, 14'400u);
}

// Without a feature table each point has its own row.
TEST_F(OverlayPicture, PointsWithoutFeaturesAreStyledOneByOne) {
    Sketch sketch;
    sketch.begin({0.5f, 0.5f, 0.5f});
    sketch.box({-1, 8, 0}, {1, 9, 4}, 0);
    sketch.begin(content::Topology::kPoints);
    for (int x = -40; x < 40; ++x) {
        for (int z = 0; z < 80; ++z) {
            sketch.point({static_cast<float>(x) / 8.0f, 0, static_cast<float>(z) / 8.0f},
                         {200, 200, 200, 255});
        }
    }
    const auto cloud = tile(sketch.finish());
    ASSERT_EQ(cloud->style_row_count(), 1U + 80U * 80U);
    std::vector<render::FeatureStyle> styles(cloud->style_row_count());
    for (std::uint32_t i = 0; i < 80 * 80; ++i) {
        render::FeatureStyle& style = styles[1 + i];
        const bool is_left = i < 40 * 80, is_low = i % 80 < 40;
        style.color = is_left ? render::Color{255, 0, 0, 255} : render::Color{0, 0, 255, 255};
        if (is_left && is_low) style.mark = render::FeatureMark::kHidden;
    }
    ASSERT_TRUE(renderer().set_styles(*cloud, 0, styles));
    render::DrawList list;
    list.tiles = {{.tile = cloud.get(), .id = 2}};
    render::View view = city_view();
    view.camera = render::look_at({{0, -16, 5}, {0, 0, 5}, {0, 0, 1}});
    expect_golden("points_styled", picture(list, view, settings_of("bench")));
}

// A square of so many pixels (3D Tiles Styling 1.0, "pointSize"), however far it is.
TEST_F(OverlayPicture, PointsAreAsLargeAsTheirStyleSays) {
    Sketch sketch;
    sketch.begin(content::Topology::kPoints);
    sketch.point({0, 0, 5}, {255, 255, 255, 255});
    const auto cloud = tile(sketch.finish());
    render::DrawList list;
    list.tiles = {{.tile = cloud.get(), .id = 2}};
    const auto red_pixels = [&](double distance_m, std::uint8_t quarters) {
        render::FeatureStyle style{.color = {255, 0, 0, 255}};
        style.point_size = quarters;
        EXPECT_TRUE(renderer().set_styles(*cloud, cloud->style_row_count() - 1, {&style, 1}));
        render::View view = city_view();
        view.camera = render::look_at({{0, -distance_m, 5}, {0, 0, 5}, {0, 0, 1}});
        const gpu::Pixels drawn = picture(list, view, settings_of("bench"));
        int count = 0;
        for (std::size_t i = 0; i + 3 < drawn.rgba.size(); i += 4) {
            const auto channel = [&](std::size_t c) {
                return std::to_integer<int>(drawn.rgba[i + c]);
            };
            count += channel(0) > 120 && channel(1) < 60 && channel(2) < 60 ? 1 : 0;
        }
        return count;
    };
    for (const double distance_m : {20.0, 200.0}) {
        EXPECT_NEAR(red_pixels(distance_m, 40), 100, 22) << distance_m;
        EXPECT_NEAR(red_pixels(distance_m, 160), 1600, 90) << distance_m;
    }
    // Without one, points grow with nearness.
    EXPECT_GT(red_pixels(4.0, 0), 4 * red_pixels(40.0, 0));
}

// 100,000 features change in one frame.
TEST_F(OverlayPicture, ManyStylesAtOnce) {
    Sketch sketch;
    sketch.begin({0.5f, 0.5f, 0.5f});
    for (std::uint32_t row = 0; row < 100'000; row += 50) {
        sketch.quad({{{0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0}}}, row);
    }
    sketch.quad({{{0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0}}}, 99'999);
    const auto many = tile(sketch.finish());
    list_.tiles.push_back({.tile = many.get(), .id = 9});
    const std::vector<render::FeatureStyle> styles(100'000, {.color = {255, 0, 0, 255}});
    (void)picture(list_, city_view(), settings_of("bench"));
    const auto begin = std::chrono::steady_clock::now();
    ASSERT_TRUE(renderer().set_styles(*many, 0, styles));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    EXPECT_LT(took.count(), 0.1);
    (void)picture(list_, city_view(), settings_of("bench"));
}

}  // namespace
}  // namespace belvedere::test
