// SPDX-License-Identifier: Apache-2.0
// What is a part of what in a tile, and what filters leave of it.
#include "app/city/tile_family.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "app/city/feature_filter.hpp"
#include "engine/content/decode/city_kind.hpp"
#include "engine/content/decode/citymodel/city_tile.hpp"
#include "engine/content/feature_table.hpp"
#include "engine/geo/world_mapping.hpp"
#include "tests/support/city_bytes.hpp"

namespace belvedere::city {
namespace {

using content::kNone;
namespace citymodel = content::citymodel;

// A house of two parts; the wall of one has a door.
constexpr const char* kHouse =
    R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],"translate":[0,0,0]},)"
    R"("CityObjects":{)"
    R"("house":{"type":"Building","attributes":{"height":12},"children":["left","right"]},)"
    R"("left":{"type":"BuildingPart","parents":["house"],"geometry":[{"type":"MultiSurface",)"
    R"("lod":"2",)"
    R"("boundaries":[[[0,1,2]],[[0,2,3]],[[0,1,3]]],)"
    R"("semantics":{"surfaces":[{"type":"WallSurface","children":[2]},)"
    R"({"type":"RoofSurface"},{"type":"Door","parent":0}],"values":[0,1,2]}}]},)"
    R"("right":{"type":"BuildingPart","parents":["house"],"attributes":{"height":3},)"
    R"("geometry":[{"type":"MultiSurface",)"
    R"("lod":"2","boundaries":[[[1,2,3]]]}]}},)"
    R"("vertices":[[0,0,0],[8,0,0],[0,6,4],[0,0,5]]})";

class TileFamily : public testing::Test {
  protected:
    content::TileContent house(const char* feature_ids) {
        const auto city = content::read_whole(
            content::open_city_file(std::make_shared<content::BytesInMemory>(kHouse), "house.json"),
            {});
        EXPECT_TRUE(city) << city.error().message;
        citymodel::CityTileOptions options;
        const auto mapping = geo::local_mapping();
        options.mapping = mapping.get();
        options.feature_id_set = feature_ids;
        auto tile = citymodel::write_city_tile(city->batch, options);
        EXPECT_TRUE(tile) << tile.error().message;
        return std::move(*tile);
    }
    static std::uint32_t row_of(const content::TileContent& tile, const std::string& id) {
        const content::FeatureTable table(tile);
        for (std::uint32_t row = 0; row < tile.header().feature_count; ++row) {
            if (table.id_text(row) == id) return row;
        }
        ADD_FAILURE() << "no row " << id;
        return 0;
    }
};

TEST_F(TileFamily, GoesFromTheBuildingToTheDoorInTheWall) {
    const content::TileContent tile = house("");
    const auto parents = parent_rows(tile);
    const std::uint32_t building = row_of(tile, "house"), left = row_of(tile, "left");
    const std::uint32_t wall = row_of(tile, "left#WallSurface-1");
    const std::uint32_t door = row_of(tile, "left#Door-1");
    EXPECT_EQ(parents.at(building), kNone);
    EXPECT_EQ(parents.at(left), building);
    EXPECT_EQ(parents.at(wall), left);
    EXPECT_EQ(parents.at(door), wall);
    EXPECT_EQ(top_row(parents, door), building);
    EXPECT_EQ(top_row(parents, building), building);
    const auto all = rows_below(parents, building);
    EXPECT_EQ(all.size(), tile.header().feature_count);
    EXPECT_EQ(all.front(), building);
    const auto place = [&](std::uint32_t row) { return std::ranges::find(all, row); };
    EXPECT_LT(place(wall), place(door));
    EXPECT_THAT(rows_below(parents, wall), testing::ElementsAre(wall, door));
}

TEST_F(TileFamily, CirclesAndWrongNumbersEnd) {
    const std::vector<std::uint32_t> circle = {1, 2, 0, kNone, 99};
    EXPECT_LT(top_row(circle, 0), circle.size());
    EXPECT_LE(rows_below(circle, 1).size(), 3U);
    EXPECT_THAT(rows_below(circle, 4), testing::ElementsAre(4U));
    EXPECT_EQ(top_row(circle, 4), 4U);
    EXPECT_EQ(top_row(circle, 1000), 1000U);
}

TEST_F(TileFamily, ASurfaceHasItsShapeWhicheverSetIsDrawn) {
    for (const char* set : {"", "surface"}) {
        const content::TileContent tile = house(set);
        std::vector<bool> wanted(tile.header().feature_count);
        wanted[row_of(tile, "left#RoofSurface-1")] = true;
        const RowShape roof = shape_of_rows(tile, wanted);
        EXPECT_EQ(roof.edges.size(), 3U) << set;
        EXPECT_FALSE(roof.extent.is_empty()) << set;
        // The building as a whole: all its parts.
        std::fill(wanted.begin(), wanted.end(), false);
        for (const std::uint32_t row : rows_below(parent_rows(tile), row_of(tile, "house")))
            wanted[row] = true;
        const RowShape whole = shape_of_rows(tile, wanted);
        EXPECT_NEAR(whole.extent.high_m.x - whole.extent.low_m.x, 8.0F, 0.01F) << set;
    }
}

TEST_F(TileFamily, FiltersTakePartsWithWhatTheyArePartOf) {
    const content::TileContent tile = house("surface");
    const auto parents = parent_rows(tile);
    const auto away = [&](std::vector<std::string> types, const std::string& condition) {
        const auto filter = FeatureFilter::make(std::move(types), condition);
        EXPECT_TRUE(filter) << filter.error().message;
        return filter->rows_away(tile, parents);
    };
    const std::uint32_t wall = row_of(tile, "left#WallSurface-1");
    const std::uint32_t door = row_of(tile, "left#Door-1"), left = row_of(tile, "left");
    const std::uint32_t right = row_of(tile, "right");
    auto rows = away({"WallSurface"}, {});
    EXPECT_TRUE(rows[wall] && rows[door]);
    EXPECT_FALSE(rows[left] || rows[right]);
    rows = away({"Building"}, {});
    EXPECT_TRUE(std::ranges::all_of(rows, [](bool one) { return one; }));
    // The left part has its building's height, and its surfaces theirs.
    rows = away({}, *condition_text("height", "<", "5"));
    EXPECT_TRUE(rows[left] && rows[door]);
    EXPECT_FALSE(rows[right]);
    rows = away({}, *condition_text("type", "~", "part"));
    EXPECT_FALSE(rows[left] || rows[wall]);
    EXPECT_TRUE(rows[row_of(tile, "house")]);
    EXPECT_FALSE(FeatureFilter::make({}, "${height} >"));
    EXPECT_FALSE(condition_text("height", "=<", "5"));
    EXPECT_FALSE(condition_text("a']", "==", "5"));
}

TEST_F(TileFamily, ValuesWithQuotesAreNoExpressions) {
    const content::TileContent tile = house("");
    const auto text = condition_text("type", "==", "x' || true || '");
    ASSERT_TRUE(text);
    const auto filter = FeatureFilter::make({}, *text);
    ASSERT_TRUE(filter) << filter.error().message;
    const auto rows = filter->rows_away(tile, parent_rows(tile));
    EXPECT_TRUE(std::ranges::all_of(rows, [](bool one) { return one; }));
}

}  // namespace
}  // namespace belvedere::city
