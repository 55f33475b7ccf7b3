// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/city_survey.hpp"

#include <utility>

#include "engine/content/decode/citymodel/city_tile.hpp"

namespace belvedere::stream {
namespace {

namespace citymodel = content::citymodel;
using citymodel::AttributeType;

const char* word_of(AttributeType type) {
    switch (type) {
        case AttributeType::kBool:
            return "boolean";
        case AttributeType::kInteger:
            return "integer";
        case AttributeType::kNumber:
            return "number";
        case AttributeType::kText:
            return "text";
        case AttributeType::kJson:
            break;
    }
    return "JSON";
}

// A folder of thousands of files says its titles over and over.
constexpr std::size_t kFacts = 64;

// The type of an attribute whose values are of both.
std::string joined(const std::string& one, const std::string& other) {
    if (one.empty() || one == other) return other;
    const auto is_numeric = [](const std::string& type) {
        return type == "integer" || type == "number";
    };
    return is_numeric(one) && is_numeric(other) ? "number" : "JSON";
}

}  // namespace

void count_city(const citymodel::CityBatch& batch, CitySurvey& survey) {
    for (const citymodel::CityObject& object : batch.objects)
        ++survey.objects[std::string(batch.names.name(object.type))];
    for (const citymodel::SemanticSurface& surface : batch.surfaces)
        ++survey.surfaces[std::string(batch.names.name(surface.type))];
    for (const citymodel::Attribute& attribute : batch.attributes) {
        CityAttributeCount& known =
            survey.attributes[std::string(batch.names.name(attribute.name))];
        known.type = joined(known.type, word_of(attribute.type));
        ++known.values;
    }
    for (const citymodel::Geometry& geometry : batch.geometries) {
        if (geometry.object == content::kNone) continue;
        ++survey.geometries;
        survey.polygons += geometry.polygons.count;
        if (geometry.lod != citymodel::kNoLod) survey.lods.insert(geometry.lod);
    }
    survey.extensions.insert(batch.extensions.begin(), batch.extensions.end());
    for (const citymodel::CityTexture& texture : batch.textures)
        survey.textures.emplace(batch.text_of(texture.image));
    for (const citymodel::PolygonAppearance& look : batch.appearances) {
        if (look.theme >= batch.themes.size()) continue;
        const std::string_view theme = batch.text_of(batch.themes[look.theme]);
        if (!theme.empty() && !survey.themes.contains(theme)) survey.themes.emplace(theme);
    }
}

void count_head(const citymodel::CityFileHead& head, CitySurvey& survey) {
    survey.extensions.insert(head.extensions.begin(), head.extensions.end());
    if (!head.title.empty() && survey.facts.size() < kFacts) {
        survey.facts.emplace("title", head.title);
    }
    for (const auto& fact : head.facts)
        if (survey.facts.size() < kFacts) survey.facts.insert(fact);
}

void CitySurvey::add(const CitySurvey& other) {
    for (const auto& [type, count] : other.objects)
        objects[type] += count;
    for (const auto& [type, count] : other.surfaces)
        surfaces[type] += count;
    for (const auto& [name, attribute] : other.attributes) {
        CityAttributeCount& known = attributes[name];
        known.type = joined(known.type, attribute.type);
        known.values += attribute.values;
    }
    lods.insert(other.lods.begin(), other.lods.end());
    textures.insert(other.textures.begin(), other.textures.end());
    themes.insert(other.themes.begin(), other.themes.end());
    extensions.insert(other.extensions.begin(), other.extensions.end());
    for (const auto& fact : other.facts)
        if (facts.size() < kFacts) facts.insert(fact);
    for (const auto& [sentence, count] : other.warnings)
        warnings[sentence] += count;
    geometries += other.geometries;
    polygons += other.polygons;
}

Result<StretchSurvey> survey_stretch(const CityPart& part, const citymodel::FileRange& stretch,
                                     const CancelToken& cancel) {
    auto read = read_stretch(part, stretch, {.every_lod = true, .checks_solids = true}, cancel);
    if (!read) return fail(read.error());
    CitySurvey counts;
    count_city(read->batch, counts);
    count_head(part.file->head(), counts);
    for (const citymodel::CityWarning& warning : read->warnings)
        counts.warnings[citymodel::sentence_of(warning)] += 1;
    citymodel::CityTileOptions options;
    options.mapping = part.mapping.get();
    options.cancel = cancel;
    auto content = citymodel::write_city_tile(read->batch, options);
    if (!content) return fail_in(part.name, content.error());
    return StretchSurvey{std::move(counts), std::move(*content), stretch.bytes};
}

}  // namespace belvedere::stream
