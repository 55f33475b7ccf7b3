// SPDX-License-Identifier: Apache-2.0
// Cities that place models in files of their own, and what became of the models.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "engine/content/decode/citymodel/city_tile.hpp"
#include "engine/content/decode/model/library_model.hpp"
#include "test_paths.hpp"
#include "tests/support/city_bytes.hpp"

namespace belvedere::content::placed_models {

using Files = std::map<std::string, std::string, std::less<>>;

inline constexpr std::string_view kRoot =
    "<CityModel xmlns='http://www.opengis.net/citygml/2.0' xmlns:gml='http://www.opengis.net/gml' "
    "xmlns:frn='http://www.opengis.net/citygml/cityfurniture/2.0'>";
inline constexpr std::string_view kLocal = "";
inline constexpr std::string_view kDegrees =
    "<gml:boundedBy><gml:Envelope srsName='EPSG:4979' srsDimension='3'><gml:lowerCorner>13 60 0"
    "</gml:lowerCorner><gml:upperCorner>13 60 0</gml:upperCorner></gml:Envelope></gml:boundedBy>";

// A lamp that stands at `place`, twice as large as its model.
inline std::string lamp(const std::string& id, const std::string& file, const std::string& mime,
                        const std::string& place) {
    return "<cityObjectMember><frn:CityFurniture gml:id='" + id +
           "'><frn:lod3ImplicitRepresentation><ImplicitGeometry><mimeType>" + mime +
           "</mimeType><transformationMatrix>2 0 0 0 0 2 0 0 0 0 2 0 0 0 0 1</transformationMatrix>"
           "<libraryObject> " +
           file + " </libraryObject><referencePoint><gml:Point><gml:pos>" + place +
           "</gml:pos></gml:Point></referencePoint></ImplicitGeometry>"
           "</frn:lod3ImplicitRepresentation></frn:CityFurniture></cityObjectMember>";
}

// Reads from memory.
inline model::ReadFile reading(Files files) {
    return [files = std::move(files)](std::string_view name, std::uint64_t most) -> Result<Bytes> {
        const auto found = files.find(name);
        if (found == files.end()) return fail(ErrorKind::kNotFound, "no such file");
        if (found->second.size() > most) return fail(ErrorKind::kLimit, "too large");
        const ByteView bytes = as_bytes(found->second);
        return Bytes(bytes.begin(), bytes.end());
    };
}

inline WholeCity read_city(const std::string& members, Files files,
                           std::string_view envelope = kLocal,
                           const model::ModelReader& reader = {BELVEDERE_MODEL_READER}) {
    auto city =
        read_citygml_text(std::string(kRoot).append(envelope) + members + "</CityModel>",
                          {.every_lod = true}, {"test.gml", reading(std::move(files)), {}, reader});
    EXPECT_TRUE(city) << (city ? "" : city.error().message);
    return city ? std::move(*city) : WholeCity{};
}

inline citymodel::CityBox template_box(const WholeCity& city, std::uint32_t place = 0) {
    const auto& geometries = city.batch.geometries;
    std::uint32_t seen = 0;
    for (const auto& geometry : geometries) {
        if (geometry.object == kNone && seen++ == place) return bounds_of(city.batch, geometry);
    }
    return {};
}

inline void expect_box(const citymodel::CityBox& box, const glm::dvec3& low, const glm::dvec3& high,
                       double within = 1e-6) {
    for (glm::length_t i = 0; i < 3; ++i) {
        EXPECT_NEAR(box.min[i], low[i], within) << i;
        EXPECT_NEAR(box.max[i], high[i], within) << i;
    }
}

inline Result<TileContent> tile_of(const citymodel::CityBatch& batch) {
    const auto mapping = geo::local_mapping();
    citymodel::CityTileOptions options;
    options.mapping = mapping.get();
    return citymodel::write_city_tile(batch, options);
}

}  // namespace belvedere::content::placed_models
