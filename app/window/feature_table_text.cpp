// SPDX-License-Identifier: Apache-2.0
#include "app/window/feature_table_text.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace belvedere::window {
namespace {

std::string layer_name(const city::Scene& scene, SourceId source) {
    for (const city::LayerState& layer : scene.layers()) {
        if (layer.source == source) return layer.name;
    }
    return {};
}

}  // namespace

std::string csv_field(const std::string& text) {
    std::string field = text;
    // Spreadsheets run what begins so; a number with a sign stays a number.
    const bool signed_number = field.size() > 1 && (field[0] == '-' || field[0] == '+') &&
                               field.find_first_not_of("0123456789.eE+-", 1) == std::string::npos;
    const bool formula =
        !field.empty() && std::string("=+-@\t\r").find(field[0]) != std::string::npos;
    if (formula && !signed_number) field.insert(0, 1, '\'');
    if (field.find_first_of("\",\r\n") == std::string::npos) return field;
    std::string quoted = "\"";
    for (const char c : field)
        quoted.append(c == '"' ? 2U : 1U, c);
    return quoted + '"';
}

std::string features_as_csv(const city::Scene& scene, std::span<const FeatureId> features) {
    std::vector<city::FeatureRecord> records;
    std::vector<std::string> names;
    std::map<std::string, std::size_t> columns;
    records.reserve(features.size());
    for (const FeatureId feature : features) {
        records.push_back(scene.describe(feature));
        for (const city::FeatureAttribute& attribute : records.back().attributes) {
            if (columns.emplace(attribute.name, names.size()).second) {
                names.push_back(attribute.name);
            }
        }
    }
    std::string csv = "id,layer,class";
    for (const std::string& name : names)
        csv += ',' + csv_field(name);
    csv += "\r\n";
    std::vector<std::string> cells(names.size());
    for (const city::FeatureRecord& record : records) {
        std::fill(cells.begin(), cells.end(), std::string());
        for (const city::FeatureAttribute& attribute : record.attributes) {
            cells[columns.at(attribute.name)] = csv_field(attribute.value);
        }
        csv += csv_field(record.id) + ',' + csv_field(layer_name(scene, record.source)) + ',' +
               csv_field(record.class_name);
        for (const std::string& cell : cells)
            csv += ',' + cell;
        csv += "\r\n";
    }
    return csv;
}

std::vector<std::string> attribute_names(const city::Scene& scene, std::size_t features_max) {
    std::vector<FeatureId> all;
    scene.for_each_feature([&](FeatureId feature, const glm::dvec3&) { all.push_back(feature); });
    // Spread over all of them, since neighbours are alike.
    const std::size_t step =
        std::max<std::size_t>(1, all.size() / std::max<std::size_t>(1, features_max));
    std::set<std::string> names;
    for (std::size_t i = 0; i < all.size(); i += step) {
        for (const city::FeatureAttribute& attribute : scene.describe(all[i]).attributes) {
            names.insert(attribute.name);
        }
    }
    return {names.begin(), names.end()};
}

}  // namespace belvedere::window
