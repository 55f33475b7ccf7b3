// SPDX-License-Identifier: Apache-2.0
// Scene: questions about features.
#include <algorithm>
#include <unordered_set>

#include "app/city/feature_extent.hpp"
#include "app/city/feature_surroundings.hpp"
#include "app/city/scene.hpp"
#include "app/city/scene_state.hpp"
#include "engine/content/feature_table.hpp"

namespace belvedere::city {
namespace {

using content::FeatureTable;
using content::TileContent;

std::vector<FeatureAttribute> attributes_of(const TileContent& content, std::uint32_t row) {
    std::vector<FeatureAttribute> attributes;
    const content::FeatureClassRecord* row_class = FeatureTable(content).class_of(row);
    if (row_class == nullptr) return attributes;
    for (const content::ColumnRecord& column :
         content.columns().subspan(row_class->columns.first, row_class->columns.count)) {
        attributes.push_back({std::string(content.text(column.name)),
                              value_text(content, column, *row_class, row),
                              std::string(content.text(column.declared_type)),
                              std::string(content.text(column.unit))});
    }
    return attributes;
}

}  // namespace

// Features of tiles that were evicted long ago are forgotten once they take an eighth of the
// ceiling, and again when they doubled: not those that somebody chose.
void Scene::State::forget_features() {
    if (registry.bytes() <= forget_above_bytes) return;
    std::vector<bool> used(registry.size());
    std::as_const(store).for_each([&](stream::TileKey, const StoredTile& tile) {
        for (const FeatureId feature : tile.features)
            used[feature.value] = true;
    });
    for (const auto* chosen : {&hidden, &isolated, &selected}) {
        for (const FeatureId feature : *chosen) {
            if (feature.value < used.size()) used[feature.value] = true;
        }
    }
    for (const auto& [feature, color] : tints.features) {
        if (feature.value < used.size()) used[feature.value] = true;
    }
    for (const FeatureId feature : kept_names) {
        if (feature.value < used.size()) used[feature.value] = true;
    }
    registry.forget_except(used);
    forget_above_bytes = std::max(forget_least_bytes, 2 * registry.bytes());
}

FeatureId Scene::feature_at(std::uint64_t draw_id, std::uint32_t row) const {
    const StoredTile* tile = state_->store.find(key_of(draw_id));
    if (tile == nullptr || row >= tile->features.size()) return {};
    return tile->features[row];
}

FeatureName Scene::name_of(FeatureId feature) const {
    if (!state_->registry.knows(feature)) return {};
    return {state_->registry.source_of(feature), std::string(state_->registry.id_text(feature))};
}

FeatureId Scene::feature_named(const FeatureName& name) {
    return state_->registry.intern(name.source, name.id);
}

FeatureRecord Scene::describe(FeatureId feature) const {
    FeatureRecord record;
    record.feature = feature;
    if (!state_->registry.knows(feature)) return record;
    record.source = state_->registry.source_of(feature);
    record.id = state_->registry.id_text(feature);
    const auto place = state_->store.place_of(feature);
    if (!place) return record;
    const TileContent& content = *place->tile->content;
    record.tile = state_->streamer.tile_name(place->key);
    record.attributes = attributes_of(content, place->row);
    if (const auto* row_class = FeatureTable(content).class_of(place->row)) {
        record.class_name = content.text(row_class->name);
    }
    return record;
}

std::vector<FeatureAttribute> Scene::attributes_at(const SurfaceHit& hit) const {
    const StoredTile* tile = state_->store.find(hit.tile);
    if (tile == nullptr) return {};
    return point_attributes(*tile->content, hit.point);
}

std::vector<FeatureAttribute> Scene::surroundings(FeatureId feature) const {
    const auto place = state_->store.place_of(feature);
    if (!place) return {};
    std::vector<FeatureAttribute> all = other_set_attributes(*place->tile->content, place->row);
    for (FeatureAttribute& attribute :
         metadata_attributes(state_->streamer.tile_metadata(place->key))) {
        all.push_back(std::move(attribute));
    }
    return all;
}

void Scene::for_each_feature(
    const std::function<void(FeatureId, const glm::dvec3& center)>& visit) const {
    std::unordered_set<FeatureId> seen;
    std::as_const(state_->store).for_each([&](stream::TileKey, const StoredTile& tile) {
        const auto extents = feature_extents(*tile.content);
        for (std::uint32_t row = 0; row < tile.features.size(); ++row) {
            if (extents[row].is_empty() || !seen.insert(tile.features[row]).second) continue;
            visit(tile.features[row], sphere_of(*tile.content, extents[row]).center);
        }
    });
}

}  // namespace belvedere::city
