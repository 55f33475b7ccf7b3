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

FeatureTable::FeatureTable(const city::Scene& scene, std::vector<FeatureId> features)
    : scene_(scene), features_(std::move(features)) {
    records_.reserve(features_.size());
}

void FeatureTable::read(const city::FeatureRecord& record) {
    for (const city::FeatureAttribute& attribute : record.attributes) {
        if (columns_.emplace(attribute.name, names_.size()).second) {
            names_.push_back(attribute.name);
        }
    }
}

void FeatureTable::write(const city::FeatureRecord& record) {
    std::vector<std::string> cells(names_.size());
    for (const city::FeatureAttribute& attribute : record.attributes) {
        cells[columns_.at(attribute.name)] = csv_field(attribute.value);
    }
    csv_ += csv_field(record.id) + ',' + csv_field(layer_name(scene_, record.source)) + ',' +
            csv_field(record.class_name);
    for (const std::string& cell : cells)
        csv_ += ',' + cell;
    csv_ += "\r\n";
}

bool FeatureTable::advance() {
    constexpr std::size_t kPiece = 256;
    for (std::size_t i = 0; i < kPiece && records_.size() < features_.size(); ++i) {
        records_.push_back(scene_.describe(features_[records_.size()]));
        read(records_.back());
    }
    if (records_.size() < features_.size()) return false;
    if (csv_.empty()) {
        csv_ = "id,layer,class";
        for (const std::string& name : names_)
            csv_ += ',' + csv_field(name);
        csv_ += "\r\n";
    }
    for (std::size_t i = 0; i < kPiece && written_ < records_.size(); ++i)
        write(records_[written_++]);
    return written_ == records_.size();
}

double FeatureTable::fraction() const {
    const double all = 2.0 * static_cast<double>(features_.size());
    return all > 0.0 ? static_cast<double>(records_.size() + written_) / all : 1.0;
}

std::string features_as_csv(const city::Scene& scene, std::span<const FeatureId> features) {
    FeatureTable table(scene, {features.begin(), features.end()});
    while (!table.advance()) {
    }
    return table.take();
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
