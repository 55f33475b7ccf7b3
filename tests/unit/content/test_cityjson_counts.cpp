// SPDX-License-Identifier: Apache-2.0
// Every CityJSON file and sequence of the sample data, beside what tests/tools/count_cityjson.py
// counted in it with another JSON parser and rules of its own (tests/data/cityjson_counts.jsonl; a
// long test counts again).
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "engine/content/decode/cityjson/cityjson_file.hpp"
#include "test_paths.hpp"
#include "tests/support/city_bytes.hpp"
#include "tests/support/city_counts.hpp"

namespace belvedere::content::tests_of_cityjson_counts {
namespace {

using citymodel::GeometryKind;

struct Shapes {
    std::uint64_t lines = 0, points = 0, instances = 0, painted = 0;
};

Shapes shapes_of(const citymodel::CityBatch& batch) {
    Shapes shapes;
    for (const citymodel::Geometry& geometry : batch.geometries) {
        shapes.lines += geometry.lines.count;
        shapes.points += geometry.points.count;
        shapes.instances += geometry.kind == GeometryKind::kInstance ? 1 : 0;
    }
    for (const citymodel::Polygon& polygon : batch.polygons) {
        bool is_painted = false;
        for (std::uint32_t i = 0; i < polygon.appearances.count; ++i) {
            is_painted =
                is_painted || batch.appearances[polygon.appearances.first + i].material != kNone;
        }
        shapes.painted += is_painted ? 1 : 0;
    }
    return shapes;
}

void expect_counts(const citymodel::CityBatch& batch, const JsonValue& counts) {
    const auto counted = [&](const char* key) {
        return counts[key].unsigned_integer().value_or(~std::uint64_t{0});
    };
    const Shapes shapes = shapes_of(batch);
    EXPECT_EQ(types_of(batch, batch.objects), counts_in(counts["objects"]));
    EXPECT_EQ(types_of(batch, batch.surfaces), counts_in(counts["surfaces"]));
    EXPECT_EQ(batch.polygons.size(), counted("polygons"));
    EXPECT_EQ(shapes.lines, counted("lines"));
    EXPECT_EQ(shapes.points, counted("points"));
    EXPECT_EQ(shapes.instances, counted("instances"));
    EXPECT_EQ(attributes_of(batch.objects), counted("attributes"));
    EXPECT_EQ(attributes_of(batch.surfaces), counted("of_surfaces"));
    EXPECT_EQ(textured_polygons(batch), counted("textured"));
    EXPECT_EQ(shapes.painted, counted("painted"));
}

TEST(CityJsonCounts, EqualAnIndependentCount) {
    const std::filesystem::path data = BELVEDERE_SAMPLE_DATA;
    if (!std::filesystem::exists(data / "cityjson")) GTEST_SKIP() << "no sample data at " << data;
    std::ifstream lines(BELVEDERE_TEST_DATA "/cityjson_counts.jsonl");
    std::string line;
    std::uint64_t files = 0;
    std::uint64_t polygons = 0;
    Areas areas;
    while (std::getline(lines, line)) {
        const auto expected = JsonDocument::parse(as_bytes(line), 8);
        ASSERT_TRUE(expected);
        const JsonValue counts = expected->root();
        const std::string name(counts["file"].text().value());
        SCOPED_TRACE(name);
        auto bytes = std::make_shared<BytesInMemory>(text_of_file(data / name));
        auto city = read_whole(name.ends_with(".jsonl")
                                   ? cityjson::open_cityjson_sequence(std::move(bytes), name)
                                   : cityjson::open_cityjson(std::move(bytes), name),
                               {citymodel::kNoLod, true});
        ASSERT_TRUE(city) << city.error().message;
        expect_sound(city->batch);
        expect_areas_kept(city->batch, areas);
        expect_counts(city->batch, counts);
        ++files;
        polygons += city->batch.polygons.size();
    }
    EXPECT_EQ(files, 36U);
    EXPECT_EQ(polygons, 39871U);
    EXPECT_EQ(areas.whole + areas.mended + areas.nothing, polygons);
}

}  // namespace
}  // namespace belvedere::content::tests_of_cityjson_counts
