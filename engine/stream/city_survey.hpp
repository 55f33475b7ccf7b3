// SPDX-License-Identifier: Apache-2.0
// What is in a city model, all levels of detail of it, counted from the file and not from tiles.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/content/tile_content.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/result.hpp"
#include "engine/stream/city_part.hpp"

namespace belvedere::stream {

struct CityAttributeCount {
    std::string type;          // "text", "integer", "number", "boolean" or "JSON".
    std::uint64_t values = 0;  // Objects and surfaces that have it.
};

// Plain data. An object is counted once however many levels it has; surfaces are those that the
// file lists, of all levels.
struct CitySurvey {
    std::map<std::string, std::uint64_t> objects;   // By type: "Building", "+NoiseBuilding".
    std::map<std::string, std::uint64_t> surfaces;  // By type: "RoofSurface".
    std::map<std::string, CityAttributeCount> attributes;
    std::set<std::uint8_t> lods;  // LodTenths of all geometries.
    std::set<std::string> textures;
    std::set<std::string, std::less<>> themes;  // Of appearances, in which polygons look otherwise.
    std::set<std::string> extensions;
    // What files say of themselves: "title", and CityFileHead::facts. The first so many of a city.
    std::set<std::pair<std::string, std::string>> facts;
    std::map<std::string, std::uint64_t> warnings;  // Sentence with its place, and how often.
    std::uint64_t geometries = 0, polygons = 0;

    void add(const CitySurvey& other);
};

// Adds what a batch has: objects, surfaces, attributes, extensions, levels and textures.
void count_city(const content::citymodel::CityBatch& batch, CitySurvey& survey);

// Adds what the head of a file says: its title, facts and extensions.
void count_head(const content::citymodel::CityFileHead& head, CitySurvey& survey);

struct StretchSurvey {
    CitySurvey counts;
    content::TileContent content;  // Every level of it, without textures.
    std::uint64_t bytes_read = 0;
};

// Indexes and reads a stretch of a part whole. For workers. kCancelled; errors of reading.
[[nodiscard]] Result<StretchSurvey> survey_stretch(const CityPart& part,
                                                   const content::citymodel::FileRange& stretch,
                                                   const CancelToken& cancel);

}  // namespace belvedere::stream
