// SPDX-License-Identifier: Apache-2.0
#include "app/convert/compare_models.hpp"

#include <filesystem>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "engine/core/job_pool.hpp"
#include "engine/generator/generate_model.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::convert {
namespace {

using generator::ModelFormat;
using test::TemporaryFolder;

// A roof of the three vertices from `first` on.
std::string house(const std::string& id, int first, const std::string& attributes) {
    return "\"" + id + R"(":{"type":"Building","attributes":{)" + attributes +
           R"(},"geometry":[{"type":"MultiSurface","lod":"1","boundaries":[[[)" +
           std::to_string(first) + "," + std::to_string(first + 1) + "," +
           std::to_string(first + 2) + "]]]}]}";
}

// Four triangles, three vertices each; the second stands `east_mm` farther east.
std::string town(const std::string& objects, int east_mm) {
    std::string vertices;
    for (int i = 0; i < 4; ++i) {
        const int x = i * 20'000 + (i == 1 ? east_mm : 0);
        for (const auto& [dx, dy] : {std::pair(0, 0), {8'000, 0}, {0, 6'000}}) {
            vertices += (vertices.empty() ? "[" : ",[") + std::to_string(x + dx) + "," +
                        std::to_string(dy) + ",5000]";
        }
    }
    return R"({"type":"CityJSON","version":"2.0","transform":{"scale":[0.001,0.001,0.001],)"
           R"("translate":[84000,447000,0]},"metadata":{"referenceSystem":)"
           R"("https://www.opengis.net/def/crs/EPSG/0/28992"},"CityObjects":{)" +
           objects + R"(},"vertices":[)" + vertices + "]}";
}

class Comparing : public testing::Test {
  protected:
    ModelDifference compare(const std::string& before, const std::string& after) {
        folder_.write("before.json", before);
        folder_.write("after.json", after);
        return compare_files(folder_.path() / "before.json", folder_.path() / "after.json");
    }
    ModelDifference compare_files(const std::filesystem::path& before,
                                  const std::filesystem::path& after) {
        const auto one = open_city_model(jobs_, {.uri = before.string(), .offline = true}, {});
        const auto other = open_city_model(jobs_, {.uri = after.string(), .offline = true}, {});
        EXPECT_TRUE(one && other);
        if (!one || !other) return {};
        auto difference = compare_models(*one, *other, 0.002, [](double) {}, {});
        EXPECT_TRUE(difference);
        return difference ? std::move(*difference) : ModelDifference();
    }

    JobPool jobs_{{.threads = 2}};
    TemporaryFolder folder_;
};

TEST_F(Comparing, TellsWhatWasAddedRemovedAndChanged) {
    const std::string before =
        house("stays", 0, R"("height":5)") + "," + house("moves", 3, R"("height":5)") + "," +
        house("renamed", 6, R"("height":5,"use":"school")") + "," + house("goes", 9, "");
    const std::string after =
        house("stays", 0, R"("height":5.0)") + "," + house("moves", 3, R"("height":5)") + "," +
        house("renamed", 6, R"("use":"museum","year":1999)") + "," + house("comes", 9, "");
    const ModelDifference difference = compare(town(before, 0), town(after, 250));
    ASSERT_EQ(difference.added.size(), 1U);
    EXPECT_EQ(difference.added[0].id, "comes");
    EXPECT_EQ(difference.added[0].type, "Building");
    ASSERT_EQ(difference.removed.size(), 1U);
    EXPECT_EQ(difference.removed[0].id, "goes");
    EXPECT_EQ(difference.same, 1U);
    EXPECT_TRUE(difference.is_in_one_crs);
    ASSERT_EQ(difference.changed.size(), 2U);
    EXPECT_EQ(difference.changed[0].id, "moves");
    EXPECT_TRUE(difference.changed[0].is_shape_changed);
    EXPECT_NEAR(difference.changed[0].moved_m, 0.25, 1e-6);
    EXPECT_TRUE(difference.changed[0].attributes.empty());
    const ChangedObject& renamed = difference.changed[1];
    EXPECT_FALSE(renamed.is_shape_changed);
    ASSERT_EQ(renamed.attributes.size(), 3U);
    EXPECT_EQ(renamed.attributes[0].name, "height");
    EXPECT_FALSE(renamed.attributes[0].has_value);
    EXPECT_EQ(renamed.attributes[1].name, "use");
    EXPECT_EQ(renamed.attributes[1].before, "school");
    EXPECT_EQ(renamed.attributes[1].after, "museum");
    EXPECT_EQ(renamed.attributes[2].name, "year");
    EXPECT_FALSE(renamed.attributes[2].had_value);
}

// A roof whose surface is of a type and has an attribute.
std::string roofed(const std::string& type, int slope) {
    return R"("roofed":{"type":"Building","geometry":[{"type":"MultiSurface","lod":"1",)"
           R"("boundaries":[[[0,1,2]]],"semantics":{"surfaces":[{"type":")" +
           type + R"(","slope":)" + std::to_string(slope) + R"(}],"values":[0]}}]})";
}

TEST_F(Comparing, SurfacesAreLookedAt) {
    EXPECT_EQ(compare(town(roofed("RoofSurface", 30), 0), town(roofed("RoofSurface", 30), 0)).same,
              1U);
    const auto slope =
        compare(town(roofed("RoofSurface", 30), 0), town(roofed("RoofSurface", 35), 0));
    ASSERT_EQ(slope.changed.size(), 1U);
    EXPECT_FALSE(slope.changed[0].is_shape_changed);
    ASSERT_EQ(slope.changed[0].attributes.size(), 1U);
    EXPECT_EQ(slope.changed[0].attributes[0].name, "RoofSurface.slope");
    EXPECT_EQ(slope.changed[0].attributes[0].after, "35");
    const auto type =
        compare(town(roofed("RoofSurface", 30), 0), town(roofed("WallSurface", 30), 0));
    ASSERT_EQ(type.changed.size(), 1U);
    EXPECT_EQ(type.changed[0].attributes.size(), 4U) << "two go and two come";
}

// A tree that is a template of one triangle, placed; `stretch` is how tall it is.
std::string tree(const std::string& stretch, int top) {
    return R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],"translate":)"
           R"([84000,447000,0]},"metadata":{"referenceSystem":)"
           R"("https://www.opengis.net/def/crs/EPSG/0/28992"},"geometry-templates":{"templates":)"
           R"([{"type":"MultiSurface","lod":"2","boundaries":[[[0,1,2]]]}],"vertices-templates":)"
           R"([[0,0,0],[1,0,0],[0,0,)" +
           std::to_string(top) +
           R"(]]},"CityObjects":{"tree":{"type":"SolitaryVegetationObject","geometry":[{"type":)"
           R"("GeometryInstance","template":0,"boundaries":[0],"transformationMatrix":)"
           R"([1,0,0,0,0,1,0,0,0,0,)" +
           stretch + R"(,0,0,0,0,1]}]}},"vertices":[[5,6,7]]})";
}

TEST_F(Comparing, PlacedModelsAreLookedAtAsTheyStand) {
    EXPECT_EQ(compare(tree("1", 4), tree("1", 4)).same, 1U);
    EXPECT_EQ(compare(tree("2", 2), tree("1", 4)).same, 1U) << "the same tree, said otherwise";
    for (const auto& [stretch, top] : {std::pair("1.5", 4), {"1", 5}}) {
        const ModelDifference difference = compare(tree("1", 4), tree(stretch, top));
        ASSERT_EQ(difference.changed.size(), 1U);
        EXPECT_TRUE(difference.changed[0].is_shape_changed);
    }
}

TEST_F(Comparing, WhatRoundingMovesIsTheSame) {
    const std::string houses =
        house("a", 0, "") + "," + house("b", 3, "") + "," + house("c", 6, "");
    const ModelDifference difference = compare(town(houses, 0), town(houses, 1));
    EXPECT_EQ(difference.same, 3U);
    EXPECT_TRUE(difference.changed.empty());
}

TEST_F(Comparing, TheSameCityInTwoFormatsIsTheSame) {
    const auto write = [&](ModelFormat format, const char* name) {
        const auto made = generator::generate_model({.buildings = 200, .seed = 6}, format,
                                                    folder_.path() / name, jobs_);
        EXPECT_TRUE(made);
        return made ? made->tileset : std::filesystem::path();
    };
    const auto gml = write(ModelFormat::kCityGml2, "gml");
    const auto gml_3 = write(ModelFormat::kCityGml3, "gml3");
    const ModelDifference difference = compare_files(gml, gml_3);
    EXPECT_TRUE(difference.added.empty());
    EXPECT_TRUE(difference.removed.empty());
    for (const ChangedObject& object : difference.changed) {
        EXPECT_FALSE(object.is_shape_changed) << object.id << ' ' << object.moved_m;
        EXPECT_FALSE(object.is_type_changed) << object.id;
        EXPECT_FALSE(object.is_parent_changed) << object.id;
    }
    EXPECT_GE(difference.same + difference.changed.size(), 200U);
}

}  // namespace
}  // namespace belvedere::convert
