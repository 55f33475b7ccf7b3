// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <vector>

#include <glm/geometric.hpp>

#include "engine/core/clock.hpp"
#include "engine/stream/tile_selector.hpp"
#include "engine/stream/view_measure.hpp"
#include "tests/support/random_tree.hpp"

namespace belvedere::stream {
namespace {

struct SelectorScene {
    std::vector<TileNode> nodes;
    std::vector<Residency> residency;
    std::vector<SelectionView> views;
    Selection selection;

    double passed_m = 0.0;

    void run(double error_px = 16.0) {
        SelectionInput input;
        input.options.passed_m = passed_m;
        input.nodes = nodes;
        input.residency = residency;
        input.root = TileId{0};
        input.views = views;
        input.options.error_px = error_px;
        input.options.coarse_error_px = error_px / 0.3;
        select(input, selection);
    }
    bool is_drawn(TileId tile) const {
        return std::any_of(selection.drawn.begin(), selection.drawn.end(),
                           [&](const DrawnTile& drawn) { return drawn.tile == tile; });
    }
};

SelectorScene make_scene(std::mt19937& random, const test::RandomTreeOptions& options) {
    SelectorScene scene;
    scene.nodes = test::random_quadtree(random, options);
    scene.residency.assign(scene.nodes.size(), Residency::kAbsent);
    scene.views.push_back(test::random_view(random, options.side_m));
    return scene;
}

// No drawn tile is an ancestor of another, but for additive ones; none is drawn twice.
void expect_antichain(const SelectorScene& scene) {
    std::set<TileId> drawn;
    for (const DrawnTile& tile : scene.selection.drawn) {
        EXPECT_TRUE(drawn.insert(tile.tile).second) << "drawn twice: " << tile.tile.value;
        EXPECT_NE(scene.residency[tile.tile.value], Residency::kAbsent);
    }
    for (const DrawnTile& tile : scene.selection.drawn) {
        for (TileId up = scene.nodes[tile.tile.value].parent; up.valid();
             up = scene.nodes[up.value].parent) {
            const bool is_additive = (scene.nodes[up.value].flags & tile_flags::kAdditive) != 0;
            EXPECT_TRUE(is_additive || !drawn.contains(up))
                << tile.tile.value << " below " << up.value;
        }
    }
}

// The leaf squares in view that no drawn tile or ancestor of it covers.
std::set<std::uint32_t> uncovered_leaves(const SelectorScene& scene) {
    std::set<std::uint32_t> open;
    for (std::uint32_t i = 0; i < scene.nodes.size(); ++i) {
        const TileNode& node = scene.nodes[i];
        if (node.child_count > 0 || (node.flags & tile_flags::kHasContent) == 0) continue;
        const bool is_seen = std::any_of(
            scene.views.begin(), scene.views.end(),
            [&](const SelectionView& view) { return geo::may_intersect(node.box, view.frustum); });
        if (!is_seen) continue;
        bool is_covered = false;
        for (TileId up{i}; up.valid(); up = scene.nodes[up.value].parent) {
            is_covered = is_covered || scene.is_drawn(up);
        }
        if (!is_covered) open.insert(i);
    }
    return open;
}

TEST(TileSelector, MeasuresTheErrorFromTheNearestPoint) {
    std::mt19937 random(1);
    SelectorScene scene = make_scene(random, {.levels = 2, .side_m = 2000.0});
    PerspectiveCamera camera;
    camera.position = {0.0, 0.0, 1020.0};  // 1,000 m above the top of the root's box.
    camera.direction = {0.0, 0.0, -1.0};
    camera.fov_y_rad = 2.0 * std::atan(0.5);  // 720 px see 1 m at a distance of 1 m.
    camera.width_px = 1280.0;
    camera.height_px = 720.0;
    scene.views = {perspective_view(camera)};
    std::fill(scene.residency.begin(), scene.residency.end(), Residency::kResident);
    // The root's error is 100 m: 100 * 720 / 1000 = 72 px.
    scene.run(72.1);
    ASSERT_EQ(scene.selection.drawn.size(), 1U);
    EXPECT_EQ(scene.selection.drawn[0].tile, TileId{0});
    EXPECT_NEAR(scene.selection.drawn[0].error_px, 72.0F, 0.01F);
    scene.run(71.9);
    EXPECT_EQ(scene.selection.drawn.size(), 4U);
}

TEST(TileSelector, AsksForWhatIsKnownBeforeItLooksFurther) {
    TileNode city;
    city.box.half_axes = {{1000.0, 0.0, 0.0}, {0.0, 1000.0, 0.0}, {0.0, 0.0, 50.0}};
    city.radius_m = 1415.0;
    city.flags = tile_flags::kExpandable | tile_flags::kUnconditional;
    TileNode part = city;
    part.box.center = {900.0, 900.0, 0.0};
    part.flags = tile_flags::kHasContent;
    SelectionView view;
    view.position = {0.0, 0.0, 2000.0};
    view.direction = {0.0, 0.0, -1.0};
    EXPECT_LT(load_order(city, view),
              load_order(part, view));  // A tileset of its own, in the middle.
    city.flags |= tile_flags::kUncharted;
    EXPECT_GT(load_order(city, view), load_order(part, view));
    view.position = city.box.center;
    EXPECT_GT(load_order(city, view), 0.0);
}

TEST(TileSelector, DrawsAnAntichainForAnyResidency) {
    std::mt19937 random(2);
    for (int round = 0; round < 300; ++round) {
        test::RandomTreeOptions options;
        options.levels = 3 + static_cast<std::uint32_t>(round % 4);
        options.empty_share = round % 3 == 0 ? 0.2 : 0.0;
        options.additive_share = round % 5 == 0 ? 0.3 : 0.0;
        options.missing_child_share = round % 2 == 0 ? 0.2 : 0.0;
        SelectorScene scene = make_scene(random, options);
        if (round % 7 == 0) scene.views.push_back(test::random_view(random, options.side_m));
        const double share = static_cast<double>(round % 10) / 10.0;
        for (Residency& residency : scene.residency) {
            const double dice = std::uniform_real_distribution<double>(0.0, 1.0)(random);
            if (dice < share) residency = Residency::kResident;
            if (dice > 0.97) residency = Residency::kFailed;
        }
        scene.run();
        expect_antichain(scene);
    }
}

TEST(TileSelector, WantsExactlyWhatIsMissing) {
    std::mt19937 random(3);
    for (int round = 0; round < 100; ++round) {
        SelectorScene scene = make_scene(random, {.levels = 5});
        scene.run();
        EXPECT_TRUE(scene.selection.drawn.empty());
        std::size_t pictured = 0;
        for (const WantedTile& wanted : scene.selection.wanted) {
            if (wanted.group == LoadGroup::kPreload) continue;
            scene.residency[wanted.tile.value] = Residency::kResident;
            ++pictured;
        }
        EXPECT_GE(pictured, scene.selection.statistics.missing);
        scene.run();
        EXPECT_EQ(scene.selection.statistics.missing, 0U);
        EXPECT_TRUE(uncovered_leaves(scene).empty());
    }
}

// A flight over a tree whose tiles come in random order: once a place is covered it stays covered
// while it is in view, and standing still ends in a complete picture.
TEST(TileSelector, LeavesNoHolesOnFlights) {
    std::mt19937 random(4);
    for (int round = 0; round < 40; ++round) {
        test::RandomTreeOptions options;
        options.levels = 6;
        options.missing_child_share = round % 2 == 0 ? 0.15 : 0.0;
        SelectorScene scene = make_scene(random, options);
        scene.residency[0] = Residency::kResident;  // The first picture has come.
        const SelectionView start = test::random_view(random, options.side_m);
        const SelectionView end = test::random_view(random, options.side_m);
        for (int frame = 0; frame <= 60; ++frame) {
            const double t = frame / 60.0;
            PerspectiveCamera camera;
            camera.position = start.position * (1.0 - t) + end.position * t;
            camera.direction = glm::normalize(start.direction * (1.0 - t) + end.direction * t);
            camera.up = {0.0, 0.0, 1.0};
            camera.width_px = 1280.0;
            camera.height_px = 720.0;
            scene.views = {perspective_view(camera)};
            scene.run();
            expect_antichain(scene);
            EXPECT_TRUE(uncovered_leaves(scene).empty()) << "round " << round << " frame " << frame;
            for (const WantedTile& wanted : scene.selection.wanted) {
                if (random() % 4 == 0) {
                    scene.residency[wanted.tile.value] = Residency::kResident;
                }
            }
        }
        for (int frame = 0; scene.selection.statistics.missing > 0; ++frame) {
            ASSERT_LT(frame, 200);
            for (const WantedTile& wanted : scene.selection.wanted) {
                if (random() % 2 == 0) {
                    scene.residency[wanted.tile.value] = Residency::kResident;
                }
            }
            scene.run();
        }
    }
}

TEST(TileSelector, ShowsFinerTilesUntilTheCoarserOneHasCome) {
    std::mt19937 random(5);
    SelectorScene scene = make_scene(random, {.levels = 4});
    std::fill(scene.residency.begin(), scene.residency.end(), Residency::kAbsent);
    for (std::uint32_t i = 0; i < scene.nodes.size(); ++i) {
        if (scene.nodes[i].child_count == 0) scene.residency[i] = Residency::kResident;
    }
    PerspectiveCamera camera;
    camera.position = {0.0, 0.0, 1.0e6};
    camera.width_px = 1280.0;
    camera.height_px = 720.0;
    scene.views = {perspective_view(camera)};
    scene.run();
    EXPECT_EQ(scene.selection.drawn.size(), 64U);
    EXPECT_EQ(scene.selection.statistics.missing, 1U);
    scene.residency[0] = Residency::kResident;
    scene.run();
    ASSERT_EQ(scene.selection.drawn.size(), 1U);
    EXPECT_EQ(scene.selection.drawn[0].tile, TileId{0});
}

TEST(TileSelector, DrawsFailedTilesAsBoxesAndRefinesPastThem) {
    std::mt19937 random(6);
    SelectorScene scene = make_scene(random, {.levels = 3});
    std::fill(scene.residency.begin(), scene.residency.end(), Residency::kResident);
    scene.residency[0] = Residency::kFailed;
    scene.residency[1] = Residency::kFailed;
    scene.run();
    EXPECT_EQ(scene.selection.statistics.missing, 0U);
    EXPECT_FALSE(scene.is_drawn(TileId{0}));
}

TEST(TileSelector, HonoursTheViewerRequestVolume) {
    std::mt19937 random(7);
    SelectorScene scene = make_scene(random, {.levels = 2});
    std::fill(scene.residency.begin(), scene.residency.end(), Residency::kResident);
    const std::vector<geo::BoundingVolume> volumes{geo::BoundingSphere{{0.0, 0.0, 0.0}, 100.0}};
    for (std::uint32_t i = 1; i < 5; ++i) {
        scene.nodes[i].request_volume = 0;
    }
    PerspectiveCamera camera;
    camera.position = {0.0, 0.0, 200.0};
    camera.up = {0.0, 1.0, 0.0};
    camera.width_px = camera.height_px = 720.0;
    const auto drawn_from = [&](double height_m) {
        camera.position.z = height_m;
        scene.views = {perspective_view(camera)};
        SelectionInput input;
        input.nodes = scene.nodes;
        input.request_volumes = volumes;
        input.residency = scene.residency;
        input.root = TileId{0};
        input.views = scene.views;
        select(input, scene.selection);
        return scene.selection.drawn.size();
    };
    EXPECT_EQ(drawn_from(150.0), 1U);
    EXPECT_EQ(drawn_from(99.0), 4U);
}

TEST(TileSelector, LoadsWhereAFlightEndsLastAndDoesNotDrawIt) {
    std::mt19937 random(8);
    SelectorScene scene = make_scene(random, {.levels = 5});
    SelectionView there = test::random_view(random, 4000.0);
    there.purpose = ViewPurpose::kPreload;
    scene.views = {there};
    scene.run();
    EXPECT_FALSE(scene.selection.wanted.empty());
    for (const WantedTile& wanted : scene.selection.wanted) {
        EXPECT_EQ(wanted.group, LoadGroup::kPreload);
    }
    std::fill(scene.residency.begin(), scene.residency.end(), Residency::kResident);
    scene.run();
    EXPECT_TRUE(scene.selection.drawn.empty());
}

std::set<std::uint32_t> wanted_tiles(const SelectorScene& scene) {
    std::set<std::uint32_t> tiles;
    for (const WantedTile& wanted : scene.selection.wanted) {
        tiles.insert(wanted.tile.value);
    }
    return tiles;
}

// A fast camera does without the small tiles that it will be beyond before they come, and with
// nothing else: in an orbit everything stays in view.
TEST(TileSelector, DoesNotAskForWhatTheCameraPasses) {
    std::mt19937 random(9);
    std::size_t left_out = 0;
    for (int round = 0; round < 50; ++round) {
        SelectorScene scene = make_scene(random, {.levels = 6});
        scene.residency[0] = Residency::kResident;
        scene.run();
        const std::set<std::uint32_t> at_rest = wanted_tiles(scene);
        scene.passed_m = 300.0;
        scene.run();
        const std::set<std::uint32_t> moving = wanted_tiles(scene);
        EXPECT_TRUE(std::includes(at_rest.begin(), at_rest.end(), moving.begin(), moving.end()));
        for (const std::uint32_t tile : at_rest) {
            const TileNode& node = scene.nodes[tile];
            const bool is_passed = 2.0 * node.radius_m < scene.passed_m &&
                                   distance(node, scene.views.front().position) < scene.passed_m;
            EXPECT_EQ(moving.contains(tile), !is_passed) << tile;
            left_out += is_passed ? 1 : 0;
        }
    }
    EXPECT_GT(left_out, 0U);
}

TEST(TileSelector, IsTheSameEveryTime) {
    std::mt19937 random(9);
    SelectorScene scene = make_scene(random, {.levels = 6});
    for (Residency& residency : scene.residency) {
        if (random() % 3 == 0) residency = Residency::kResident;
    }
    scene.run();
    const std::vector<DrawnTile> drawn = scene.selection.drawn;
    const std::vector<WantedTile> wanted = scene.selection.wanted;
    scene.run();
    EXPECT_EQ(scene.selection.drawn, drawn);
    EXPECT_EQ(scene.selection.wanted, wanted);
}

// The time it takes is measured by tests/bench/bench_selection.
TEST(TileSelector, VisitsTenThousandsOfTilesOnceEach) {
    std::mt19937 random(10);
    SelectorScene scene = make_scene(random, {.levels = 8, .side_m = 40'000.0});
    std::fill(scene.residency.begin(), scene.residency.end(), Residency::kResident);
    PerspectiveCamera camera;
    camera.position = {0.0, 0.0, 30'000.0};
    camera.up = {0.0, 1.0, 0.0};
    camera.width_px = camera.height_px = 1440.0;
    scene.views = {perspective_view(camera)};
    scene.run(1.0);
    EXPECT_GT(scene.selection.statistics.visited, 10'000U);
    EXPECT_LE(scene.selection.statistics.visited, scene.nodes.size());
    EXPECT_EQ(scene.selection.statistics.missing, 0U);
    EXPECT_TRUE(scene.selection.wanted.empty());
    expect_antichain(scene);
}

}  // namespace
}  // namespace belvedere::stream
