// SPDX-License-Identifier: Apache-2.0
// A feature as a person inspects it.
#pragma once

#include <string>
#include <vector>

#include <glm/vec3.hpp>

#include "engine/content/texel_sets.hpp"
#include "engine/core/ids.hpp"
#include "engine/stream/tile_uploader.hpp"

namespace belvedere::city {

struct FeatureAttribute {
    std::string name;   // As in the source.
    std::string value;  // As text; empty for null.
    std::string type;   // Declared type: "SCALAR FLOAT32", "JSON string" ...
    std::string unit;
};

// A feature by name: stays the same over programs and days, where its number does not.
struct FeatureName {
    SourceId source;
    std::string id;
};

struct FeatureRecord {
    FeatureId feature;
    SourceId source;
    std::string id;          // The feature's own id, or "tile URI #row" when it has none.
    std::string class_name;  // Class of its table; empty without.
    std::string tile;        // Content URI it was last seen in.
    std::vector<FeatureAttribute> attributes;
};

// One of the objects and surfaces that belong together.
struct FamilyMember {
    static constexpr std::size_t kNoParent = static_cast<std::size_t>(-1);
    FeatureId feature;
    std::string id, type;            // "RoofSurface".
    std::string name;                // As the file calls it; mostly empty.
    std::size_t parent = kNoParent;  // In the same list, before it.
};
inline constexpr std::size_t kFamilyMax = 5000;

// Where a ray meets the city.
struct SurfaceHit {
    glm::dvec3 position{0.0};  // World.
    glm::dvec3 normal{0.0};    // Of the triangle, towards the ray's origin.
    double distance_m = 0.0;
    SourceId source;
    FeatureId feature;  // Invalid when the surface belongs to no feature.
    stream::TileKey tile;
    content::SurfacePoint point;  // Of that tile.
};

}  // namespace belvedere::city
