// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <glm/geometric.hpp>
#include <glm/vec2.hpp>

#include "engine/geo/geodetic.hpp"
#include "engine/geo/geoid.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::geo {
namespace {

std::shared_ptr<const WorldMapping> mapping_of(const std::string& name,
                                               VerticalReference vertical) {
    auto made = projected_mapping(name, vertical);
    EXPECT_TRUE(made.has_value()) << name << ": " << (made ? "" : made.error().message);
    return made ? *made : local_mapping();
}

Geodetic place_of(const WorldMapping& mapping, glm::dvec3 position) {
    EXPECT_EQ(mapping.to_world({&position, 1}), 0U);
    return to_geodetic(position);
}

TEST(ProjectedMapping, WebMercatorWithEllipsoidalHeights) {
    const auto mapping = mapping_of("EPSG:3857", VerticalReference::kEllipsoidal);
    EXPECT_EQ(mapping->name(), "EPSG:3857 + ellipsoidal height");
    EXPECT_EQ(mapping->crs_name(), "EPSG:3857");
    EXPECT_EQ(mapping->height_name(), "ellipsoidal height");
    EXPECT_TRUE(mapping->is_georeferenced());
    EXPECT_FALSE(mapping->is_identity());
    const double radius = kSemiMajorAxis_m;
    const double longitude = -75.5;
    const double latitude = 39.7;
    const Geodetic place = place_of(
        *mapping,
        {radius * longitude * 0.017453292519943295,
         radius * std::log(std::tan(0.78539816339744831 + latitude * 0.0087266462599716477)),
         12.5});
    EXPECT_NEAR(place.longitude_deg, longitude, 1e-9);
    EXPECT_NEAR(place.latitude_deg, latitude, 1e-9);
    EXPECT_NEAR(place.height_m, 12.5, 1e-6);
}

TEST(ProjectedMapping, AxesAreEastingNorthingWhateverTheCrsSays) {
    // EPSG:4326 is latitude first, EPSG:31468 northing first.
    const Geodetic a =
        place_of(*mapping_of("EPSG:4326", VerticalReference::kEllipsoidal), {11.5, 48.1, 500.0});
    EXPECT_NEAR(a.longitude_deg, 11.5, 1e-9);
    EXPECT_NEAR(a.height_m, 500.0, 1e-6);
    const Geodetic b = place_of(*mapping_of("EPSG:31468", VerticalReference::kEllipsoidal),
                                {4468503.3, 5333304.3, 0.0});
    EXPECT_NEAR(b.latitude_deg, 48.14, 0.01);
    EXPECT_NEAR(b.longitude_deg, 11.57, 0.02);
}

TEST(ProjectedMapping, GermanCompoundIsEstimatedByEgm96) {
    const auto mapping =
        mapping_of("urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH*GCG2016", VerticalReference::kOfTheCrs);
    EXPECT_NE(mapping->name().find("estimated"), std::string::npos) << mapping->name();
    EXPECT_EQ(mapping->height_name(), "DHHN2016 height taken as EGM96 (estimated)");
    EXPECT_TRUE(mapping->is_height_estimated());
    EXPECT_TRUE(raised_mapping(mapping, 2.0)->is_height_estimated());
    const Geodetic place = place_of(*mapping, {356000.0, 5645000.0, 50.0});
    // The quasigeoid GCG2016 stands about 46.5 m over the ellipsoid in Cologne.
    EXPECT_NEAR(place.height_m, 96.5, 1.0);
    EXPECT_NEAR(place.latitude_deg, 50.94, 0.02);
}

TEST(ProjectedMapping, DutchAndJapaneseSystems) {
    // The origin of the Dutch system, in ETRS89.
    const Geodetic origin =
        place_of(*mapping_of("EPSG:7415", VerticalReference::kOfTheCrs), {155000.0, 463000.0, 0.0});
    EXPECT_NEAR(origin.longitude_deg, 5.387203657, 1e-5);
    EXPECT_NEAR(origin.latitude_deg, 52.155172897, 1e-5);
    EXPECT_NEAR(origin.height_m, 43.3, 1.0);
    const Geodetic tokyo =
        place_of(*mapping_of("EPSG:6697", VerticalReference::kOfTheCrs), {139.75, 35.68, 0.0});
    EXPECT_NEAR(tokyo.longitude_deg, 139.75, 1e-6);
    EXPECT_NEAR(tokyo.height_m, 36.7, 1.0);
}

TEST(ProjectedMapping, HeightsWithoutADatumAreEstimated) {
    const auto mapping = mapping_of("EPSG:28992", VerticalReference::kOfTheCrs);
    EXPECT_NE(mapping->name().find("(estimated)"), std::string::npos);
    const auto by_option = mapping_of("EPSG:28992", VerticalReference::kOrthometricEgm96);
    EXPECT_EQ(by_option->name(), "EPSG:28992 + EGM96 height");
    EXPECT_TRUE(mapping->is_height_estimated());
    EXPECT_FALSE(by_option->is_height_estimated());
    EXPECT_FALSE(earth_centred_mapping()->is_height_estimated());
    const Geodetic a = place_of(*mapping, {121394.0, 487320.0, 10.0});
    const Geodetic b = place_of(*by_option, {121394.0, 487320.0, 10.0});
    EXPECT_EQ(a.height_m, b.height_m);
}

TEST(ProjectedMapping, ToSourceIsTheInverse) {
    const std::pair<const char*, glm::dvec2> cases[] = {
        {"EPSG:3857", {-75.5, 39.7}}, {"EPSG:25832", {7.0, 51.0}},
        {"EPSG:28992", {5.4, 52.2}},  {"EPSG:2056", {7.4, 46.9}},
        {"EPSG:7415", {5.4, 52.2}},   {"EPSG:4979", {7.0, -51.0}},
        {"EPSG:4936", {7.0, 51.0}},   {"EPSG:25832+5783", {7.0, 51.0}},
        {"EPSG:2263", {-74.0, 40.7}},
    };
    for (const auto& [name, place] : cases) {
        const auto mapping = mapping_of(name, VerticalReference::kOfTheCrs);
        std::vector<glm::dvec3> world;
        for (const double height : {-20.0, 0.0, 300.0}) {
            world.push_back(to_ecef({place.x, place.y, height}));
        }
        const auto original = world;
        EXPECT_EQ(mapping->to_source(world), 0U) << name;
        EXPECT_EQ(mapping->to_world(world), 0U) << name;
        for (std::size_t i = 0; i < world.size(); ++i) {
            // PROJ's Swiss inverse stops iterating at 1.3 mm.
            EXPECT_LT(glm::distance(world[i], original[i]), 2e-3) << name;
        }
    }
}

// Each thread has a copy of one operation: what comes out of it is the same to the last digit.
TEST(ProjectedMapping, IsMadeOnceForTheFilesOfACity) {
    const auto first = projected_mapping("EPSG:28992", VerticalReference::kOfTheCrs);
    const auto again =
        projected_mapping("urn:ogc:def:crs:EPSG::28992", VerticalReference::kOfTheCrs);
    const auto other = projected_mapping("EPSG:28992", VerticalReference::kEllipsoidal);
    ASSERT_TRUE(first && again && other);
    EXPECT_EQ(*first, *again);
    EXPECT_NE(*first, *other) << "heights are part of it";
    // However many were asked for since, what is held stays as it was.
    for (int zone = 1; zone <= 60; ++zone) {
        const std::string name = "EPSG:" + std::to_string(32600 + zone);
        ASSERT_TRUE(projected_mapping(name, VerticalReference::kEllipsoidal)) << name;
    }
    glm::dvec3 place(155000.0, 463000.0, 0.0);
    EXPECT_EQ((*first)->to_world({&place, 1}), 0u);
}

TEST(ProjectedMapping, ThreadsAgree) {
    const std::pair<const char*, glm::dvec3> cases[] = {{"EPSG:28992", {121394.0, 487320.0, 10.0}},
                                                        {"EPSG:7415", {155000.0, 463000.0, 0.0}},
                                                        {"EPSG:25832", {500000.0, 5700000.0, 5.0}},
                                                        {"EPSG:6697", {139.75, 35.68, 0.0}}};
    for (const auto& [name, position] : cases) {
        auto mapping = mapping_of(name, VerticalReference::kOfTheCrs);
        std::vector<glm::dvec3> world(5, position);
        EXPECT_EQ(mapping->to_world({world.data(), 1}), 0U);
        std::vector<std::thread> threads;
        for (std::size_t i = 1; i < world.size(); ++i) {
            threads.emplace_back([&, i] {
                (void)mapping->to_world({&world[i], 1});
                (void)mapping->to_source({&world[i], 1});
                (void)mapping->to_world({&world[i], 1});
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        glm::dvec3 again = position;
        (void)mapping->to_world({&again, 1});
        (void)mapping->to_source({&again, 1});
        (void)mapping->to_world({&again, 1});
        for (std::size_t i = 1; i < world.size(); ++i)
            EXPECT_EQ(world[i], again) << name;
    }
}

TEST(ProjectedMapping, AffineIsWithinItsErrorAndRefusesTooWideANeighbourhood) {
    for (const char* name : {"EPSG:3857", "EPSG:25832", "EPSG:4979"}) {
        const auto mapping = mapping_of(name, VerticalReference::kEllipsoidal);
        std::array<glm::dvec3, 1> center{to_ecef({8.0, 50.0, 100.0})};
        ASSERT_EQ(mapping->to_source(center), 0U);
        const auto affine = mapping->affine_near(center[0], 200.0, 0.02);
        ASSERT_TRUE(affine.has_value()) << name << affine.error().message;
        const bool in_degrees = std::string(name) == "EPSG:4979";
        for (const glm::dvec3 offset : {glm::dvec3(150, -120, 50), glm::dvec3(-90, 30, -80)}) {
            glm::dvec3 p =
                center[0] + (in_degrees ? offset * glm::dvec3(1.2e-5, 8e-6, 1.0) : offset);
            const glm::dvec3 by_affine(*affine * glm::dvec4(p, 1.0));
            ASSERT_EQ(mapping->to_world({&p, 1}), 0U);
            EXPECT_LT(glm::distance(by_affine, p), 0.02) << name;
        }
        const auto wide = mapping->affine_near(center[0], 20000.0, 0.01);
        ASSERT_FALSE(wide.has_value());
        EXPECT_EQ(wide.error().kind, ErrorKind::kLimit);
    }
}

TEST(ProjectedMapping, RefusesUnknownNamesAndBallparks) {
    for (const char* name : {"EPSG:1", "no such system", "#local-CRS-1", "EPSG:5773",
                             "LOCAL_CS[\"site\",UNIT[\"metre\",1]]"}) {
        EXPECT_FALSE(projected_mapping(name, VerticalReference::kOfTheCrs).has_value()) << name;
    }
    // A datum PROJ knows no way from: only a ballpark is left, and that is refused.
    const auto unknown = projected_mapping(
        "GEOGCS[\"made up\",DATUM[\"made up\",SPHEROID[\"s\",6377397.155,299.1528128]],"
        "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]",
        VerticalReference::kEllipsoidal);
    ASSERT_FALSE(unknown.has_value());
    EXPECT_EQ(unknown.error().kind, ErrorKind::kUnsupported);
}

TEST(ProjectedMapping, PoorTransformationsSaySo) {
    // Without the grid of the Japanese survey the old Tokyo datum is known to 9 m; never the 37 m
    // of a ballpark.
    const auto tokyo = mapping_of("EPSG:30169", VerticalReference::kEllipsoidal);
    EXPECT_NE(tokyo->name().find("(within "), std::string::npos) << tokyo->name();
    const Geodetic origin = place_of(*tokyo, {0.0, 0.0, 0.0});
    // The zone's origin is 36 N 139°50' E on the Tokyo datum; 12" north and west of it on WGS 84.
    EXPECT_NEAR(origin.latitude_deg, 36.0 + 11.6 / 3600.0, 1.0 / 3600.0);
    EXPECT_NEAR(origin.longitude_deg, 139.8333333 - 11.6 / 3600.0, 1.0 / 3600.0);
    EXPECT_EQ(mapping_of("EPSG:25832", VerticalReference::kEllipsoidal)->name(),
              "EPSG:25832 + ellipsoidal height");
}

TEST(ProjectedMapping, BadPositionsBecomeNanAndAreCounted) {
    const auto mapping = mapping_of("EPSG:25832", VerticalReference::kOfTheCrs);
    std::array<glm::dvec3, 3> positions{glm::dvec3(356000.0, 5645000.0, 0.0),
                                        glm::dvec3(std::nan(""), 0.0, 0.0),
                                        glm::dvec3(1e30, 1e30, 0.0)};
    EXPECT_EQ(mapping->to_world(positions), 2U);
    EXPECT_TRUE(std::isfinite(positions[0].x));
    EXPECT_TRUE(std::isnan(positions[1].x));
    EXPECT_TRUE(std::isnan(positions[2].z));
}

TEST(ProjectedMapping, AnyThreadGivesTheSame) {
    const auto mapping = mapping_of("EPSG:28992", VerticalReference::kOfTheCrs);
    glm::dvec3 here(121394.0, 487320.0, 10.0);
    ASSERT_EQ(mapping->to_world({&here, 1}), 0U);
    std::array<glm::dvec3, 4> there;
    std::vector<std::thread> threads;
    for (glm::dvec3& p : there) {
        threads.emplace_back([&mapping, &p] {
            p = {121394.0, 487320.0, 10.0};
            for (int i = 0; i < 100; ++i) {
                glm::dvec3 again = p;
                if (mapping->to_world({&again, 1}) == 0 && i == 99) p = again;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    for (const glm::dvec3& p : there)
        EXPECT_EQ(p, here);
}

TEST(WorldMapping, IdentityMappings) {
    EXPECT_TRUE(earth_centred_mapping()->is_identity());
    EXPECT_TRUE(earth_centred_mapping()->is_georeferenced());
    EXPECT_FALSE(local_mapping()->is_georeferenced());
    EXPECT_EQ(local_mapping()->name(), "none");
    EXPECT_EQ(mapping_of("EPSG:4978", VerticalReference::kOfTheCrs), earth_centred_mapping());
    EXPECT_EQ(*local_mapping()->affine_near({1, 2, 3}, 1e9, 0.0), glm::dmat4(1.0));
}

TEST(Geoid, KnownUndulations) {
    if (!geoid_undulation_m(0.0, 0.0))
        GTEST_SKIP() << "the EGM96 grid (proj-data) is not installed";
    // NGA's published test points of EGM96 (INPUT.DAT / OUTPUT.DAT of F477).
    EXPECT_NEAR(*geoid_undulation_m(269.658920833 - 360.0, 38.6281550), -31.628, 0.05);
    EXPECT_NEAR(*geoid_undulation_m(305.0211147 - 360.0, -14.6212170), -2.969, 0.05);
    EXPECT_NEAR(*geoid_undulation_m(102.448729, 46.8743190), -43.575, 0.05);
    EXPECT_FALSE(geoid_undulation_m(0.0, 91.0).has_value());
}

}  // namespace
}  // namespace belvedere::geo
