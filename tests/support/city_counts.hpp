// SPDX-License-Identifier: Apache-2.0
// What is counted in a batch of a city model, to be held beside an independent count of its file.
#pragma once

#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <glm/geometric.hpp>

#include "engine/content/decode/citymodel/city_model.hpp"
#include "engine/content/decode/citymodel/polygon_fill.hpp"
#include "engine/content/decode/json_value.hpp"

namespace belvedere::content {

inline std::map<std::string, std::uint64_t> counts_in(const JsonValue& object) {
    std::map<std::string, std::uint64_t> counts;
    for (const JsonField& field : object.fields())
        counts[std::string(field.key)] = field.value.unsigned_integer().value_or(0);
    return counts;
}

template <class Items>
std::map<std::string, std::uint64_t> types_of(const citymodel::CityBatch& batch,
                                              const Items& items) {
    std::map<std::string, std::uint64_t> counts;
    for (const auto& item : items)
        ++counts[std::string(batch.names.name(item.type))];
    return counts;
}

inline std::uint64_t textured_polygons(const citymodel::CityBatch& batch) {
    std::uint64_t count = 0;
    for (const citymodel::Polygon& polygon : batch.polygons) {
        bool is_textured = false;
        for (std::uint32_t i = 0; i < polygon.appearances.count; ++i) {
            is_textured =
                is_textured ||
                batch.appearances[polygon.appearances.first + i].coordinates_first != kNone;
        }
        count += is_textured ? 1 : 0;
    }
    return count;
}

// Of objects and of semantic surfaces.
template <class Items>
std::uint64_t attributes_of(const Items& items) {
    std::uint64_t count = 0;
    for (const auto& item : items)
        count += item.attributes.count;
    return count;
}

// Ranges of a batch are in order, inside their arrays and agree with one another.
inline void expect_sound(const citymodel::CityBatch& batch) {
    for (const citymodel::Ring& ring : batch.rings)
        ASSERT_LE(ring.corners.first + std::uint64_t{ring.corners.count}, batch.corners.size());
    for (const std::uint32_t corner : batch.corners)
        ASSERT_LT(corner, batch.vertices.size());
    for (const citymodel::Polygon& polygon : batch.polygons) {
        ASSERT_GT(polygon.rings.count, 0U);
        ASSERT_LE(polygon.rings.first + std::uint64_t{polygon.rings.count}, batch.rings.size());
        ASSERT_TRUE(polygon.surface == kNone || polygon.surface < batch.surfaces.size());
    }
    std::uint64_t polygons = 0;
    for (const citymodel::Geometry& geometry : batch.geometries) {
        ASSERT_TRUE(geometry.object == kNone || geometry.object < batch.objects.size());
        ASSERT_LE(geometry.polygons.first + std::uint64_t{geometry.polygons.count},
                  batch.polygons.size());
        polygons += geometry.polygons.count;
    }
    EXPECT_EQ(polygons, batch.polygons.size()) << "each polygon is of one geometry";
    for (std::size_t i = 0; i < batch.objects.size(); ++i) {
        const citymodel::CityObject& object = batch.objects[i];
        ASSERT_TRUE(object.parent == kNone || object.parent < i) << "parents stand before parts";
    }
}

struct Areas {
    std::uint64_t whole = 0, mended = 0, nothing = 0;
};

// Triangles of every polygon cover what its rings enclose.
inline void expect_areas_kept(const citymodel::CityBatch& batch, Areas& areas) {
    citymodel::PolygonFiller filler;
    for (const citymodel::Polygon& polygon : batch.polygons) {
        std::vector<glm::dvec3> corners;
        std::vector<std::uint32_t> sizes, triangles;
        for (std::uint32_t r = 0; r < polygon.rings.count; ++r) {
            const Range range = batch.rings[polygon.rings.first + r].corners;
            sizes.push_back(range.count);
            for (std::uint32_t i = 0; i < range.count; ++i) {
                corners.push_back(batch.vertices[batch.corners[range.first + i]]);
                // Degrees as metres: areas are then not of 1e-12.
                if (std::abs(corners.back().y) < 90.0) {
                    corners.back() *= glm::dvec3(9e4, 1.1e5, 1.0);
                }
            }
        }
        const glm::dvec3 origin = corners.front();
        for (glm::dvec3& corner : corners)
            corner -= origin;
        const citymodel::FilledPolygon filled = filler.fill(corners, sizes, triangles);
        areas.whole += filled.outcome == citymodel::FillOutcome::kWhole ? 1 : 0;
        areas.mended += filled.outcome == citymodel::FillOutcome::kMended ? 1 : 0;
        areas.nothing += filled.outcome == citymodel::FillOutcome::kNothing ? 1 : 0;
        if (filled.outcome != citymodel::FillOutcome::kWhole) continue;
        double area = 0.0;  // On the polygon's plane: rings are seldom quite flat.
        for (std::size_t i = 0; i < triangles.size(); i += 3) {
            const glm::dvec3 &a = corners[triangles[i]], &b = corners[triangles[i + 1]];
            area += 0.5 * glm::dot(filled.normal, glm::cross(b - a, corners[triangles[i + 2]] - a));
        }
        ASSERT_NEAR(area, filled.area, 1e-6 * filled.area);
    }
}

}  // namespace belvedere::content
