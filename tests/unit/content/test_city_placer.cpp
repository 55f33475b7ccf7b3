// SPDX-License-Identifier: Apache-2.0
// Corners of city models stand where PROJ puts each of them, to a millimetre.
#include "engine/content/decode/citymodel/city_placer.hpp"

#include <algorithm>
#include <filesystem>
#include <random>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <glm/geometric.hpp>

#include "engine/content/decode/citymodel/city_tile.hpp"
#include "test_paths.hpp"
#include "tests/support/city_bytes.hpp"

namespace belvedere::content::citymodel {
namespace {

std::shared_ptr<const geo::WorldMapping> mapping_of(const std::string& crs) {
    auto mapping = geo::projected_mapping(crs, geo::VerticalReference::kOfTheCrs);
    EXPECT_TRUE(mapping) << mapping.error().message;
    return mapping ? std::move(*mapping) : geo::local_mapping();
}

CityBox box_of(std::span<const glm::dvec3> positions) {
    CityBox box;
    for (const glm::dvec3& position : positions)
        box.add(position);
    return box;
}

// How far the farthest of an object's corners is from where PROJ alone puts it.
double farthest_m(CityPlacer& placer, const geo::WorldMapping& mapping,
                  std::vector<glm::dvec3> corners) {
    placer.begin_object(box_of(corners));
    std::vector<glm::dvec3> placed;
    for (const glm::dvec3& corner : corners)
        placed.push_back(placer.place(corner));
    EXPECT_EQ(mapping.to_world(corners), 0U);
    double far_m = 0.0;
    for (std::size_t i = 0; i < corners.size(); ++i)
        far_m = std::max(far_m, glm::distance(placed[i], placer.frame().to_local(corners[i])));
    return far_m;
}

struct Place {
    const char* crs;
    glm::dvec2 middle;   // In the CRS.
    double units_per_m;  // Of x and y, about.
};

class CityPlacers : public testing::TestWithParam<Place> {};

// Tiles of 100 m to 30 km, with objects from a chimney to one as large as the tile.
TEST_P(CityPlacers, EveryCornerIsWhereProjPutsIt) {
    const Place& place = GetParam();
    const auto mapping = mapping_of(place.crs);
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> unit(-0.5, 0.5);
    const auto near = [&](const glm::dvec3& middle, double width_m, double height_m) {
        return middle + glm::dvec3(unit(random) * width_m * place.units_per_m,
                                   unit(random) * width_m * place.units_per_m,
                                   unit(random) * height_m);
    };
    const glm::dvec3 middle(place.middle, 60.0);
    for (const double tile_m : {100.0, 2'000.0, 30'000.0}) {
        CityBox tile;
        const double half = tile_m * 0.5 * place.units_per_m;
        tile.add(middle - glm::dvec3(half, half, 60.0));
        tile.add(middle + glm::dvec3(half, half, 300.0));
        auto placer = CityPlacer::about(tile, *mapping);
        ASSERT_TRUE(placer) << placer.error().message;
        for (const double object_m : {1.0, 40.0, 700.0, tile_m}) {
            if (object_m > tile_m) continue;
            for (int i = 0; i < 40; ++i) {
                const glm::dvec3 stand = near(middle, tile_m - object_m, 40.0);
                std::vector<glm::dvec3> corners;
                for (int k = 0; k < 50; ++k)
                    corners.push_back(near(stand, object_m, std::min(object_m, 200.0)));
                ASSERT_LT(farthest_m(*placer, *mapping, corners), kCityPlaceError_m)
                    << tile_m << " m, " << object_m << " m";
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    All, CityPlacers,
    testing::Values(Place{"EPSG:28992", {93'000.0, 437'000.0}, 1.0},     // Rotterdam.
                    Place{"EPSG:25832", {678'000.0, 5'403'000.0}, 1.0},  // Ingolstadt.
                    Place{"EPSG:2056", {2'683'000.0, 1'247'000.0}, 1.0},
                    Place{"EPSG:3857", {15'550'000.0, 4'256'000.0}, 1.0},
                    Place{"EPSG:6697", {139.7, 35.68}, 9e-6},
                    Place{"EPSG:2263", {987'000.0, 212'000.0}, 3.28}));

// All corners of real files: of each object by itself, as tiles place them.
TEST(CityPlacersOfRealModels, EveryCornerIsWhereProjPutsIt) {
    const std::filesystem::path data = std::filesystem::path(BELVEDERE_SAMPLE_DATA) / "citygml";
    if (!std::filesystem::exists(data)) GTEST_SKIP() << "no sample data at " << data;
    for (const char* name : {"nrw-lod2-citygml1/LoD2_32_280_5659_1_NW.gml",
                             "plateau-yokosuka/yokosuka-shi/udx/bldg/52397519_bldg_6697_op.gml",
                             "ingolstadt-lod3/4018212/4018212.xml"}) {
        const auto city = read_citygml_text(text_of_file(data / name), {.every_lod = true});
        ASSERT_TRUE(city) << name;
        const CityBatch& batch = city->batch;
        const auto mapping = mapping_of(city->file->head().crs);
        auto placer = CityPlacer::about(bounds_of(batch), *mapping);
        ASSERT_TRUE(placer) << name;
        std::vector<std::vector<glm::dvec3>> of_object(batch.objects.size());
        for (const Geometry& geometry : batch.geometries) {
            if (geometry.object == kNone) continue;
            for (std::uint32_t i = 0; i < geometry.polygons.count; ++i) {
                const Polygon& polygon = batch.polygons[geometry.polygons.first + i];
                for (std::uint32_t r = 0; r < polygon.rings.count; ++r) {
                    const Range corners = batch.rings[polygon.rings.first + r].corners;
                    for (std::uint32_t c = 0; c < corners.count; ++c) {
                        of_object[geometry.object].push_back(
                            batch.vertices[batch.corners[corners.first + c]]);
                    }
                }
            }
        }
        std::size_t corners = 0;
        for (const auto& object : of_object) {
            if (object.empty()) continue;
            corners += object.size();
            ASSERT_LT(farthest_m(*placer, *mapping, object), kCityPlaceError_m) << name;
        }
        EXPECT_GT(corners, 1'000U) << name;
    }
}

}  // namespace
}  // namespace belvedere::content::citymodel
