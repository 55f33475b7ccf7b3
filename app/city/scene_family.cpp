// SPDX-License-Identifier: Apache-2.0
// Scene: what a feature is a part of, what its parts are, and what shape they have together.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <glm/geometric.hpp>

#include "app/city/scene.hpp"
#include "app/city/scene_state.hpp"
#include "app/city/tile_family.hpp"
#include "app/city/tile_ray.hpp"
#include "engine/content/feature_table.hpp"

namespace belvedere::city {
namespace {

// The shape of a feature and of all its parts in the tile that it was found in.
RowShape shape_below(const FeaturePlace& place) {
    const content::TileContent& content = *place.tile->content;
    std::vector<bool> wanted(content.header().feature_count);
    for (const std::uint32_t row : rows_below(parents_in(*place.tile), place.row)) {
        if (row < wanted.size()) wanted[row] = true;
    }
    return shape_of_rows(content, wanted);
}

// What people call it, where the file says.
std::string name_in(const content::TileContent& content, std::uint32_t row) {
    const content::FeatureTable table(content);
    const content::FeatureClassRecord* row_class = table.class_of(row);
    if (row_class == nullptr) return {};
    const content::ColumnRecord* column = table.column(*row_class, "name");
    return column == nullptr ? std::string()
                             : content::to_text(table.value(*row_class, *column, row));
}

}  // namespace

std::vector<FamilyMember> Scene::family(FeatureId feature) const {
    std::vector<FamilyMember> members;
    const auto place = state_->store.place_of(feature);
    if (!place) return members;
    const StoredTile& tile = *place->tile;
    const content::TileContent& content = *tile.content;
    const std::vector<std::uint32_t>& parents = parents_in(tile);
    const content::FeatureTable table(content);
    const std::uint32_t top = top_row(parents, place->row);
    std::map<std::uint32_t, std::size_t> places;
    for (const std::uint32_t row : rows_below(parents, top)) {
        if (members.size() >= kFamilyMax) break;
        if (row >= tile.features.size()) continue;
        FamilyMember member;
        member.feature = tile.features[row];
        member.id = state_->registry.id_text(member.feature);
        member.name = name_in(content, row);
        if (const auto* row_class = table.class_of(row)) {
            member.type = content.text(row_class->name);
        }
        if (row != top) member.parent = places.at(parents[row]);
        places.emplace(row, members.size());
        members.push_back(std::move(member));
    }
    return members;
}

FeatureId Scene::surface_at(const SurfaceHit& hit) const {
    const StoredTile* tile = state_->store.find(hit.tile);
    if (tile == nullptr) return {};
    const std::uint32_t vertex = hit.point.vertices[0];
    for (const content::FeatureSetRecord& set : tile->content->feature_sets()) {
        constexpr std::uint32_t kNoRows =
            content::feature_set_flags::kOfInstances | content::feature_set_flags::kPlainIds;
        if ((set.flags & kNoRows) != 0 || tile->content->text(set.name) != "surface") continue;
        if (vertex < set.elements.first || vertex - set.elements.first >= set.elements.count) {
            continue;
        }
        const std::uint32_t row =
            tile->content->set_rows()[set.rows_first + (vertex - set.elements.first)];
        if (row < tile->features.size()) return tile->features[row];
    }
    return {};
}

std::optional<geo::BoundingSphere> Scene::feature_bounds(FeatureId feature) const {
    const auto place = state_->store.place_of(feature);
    if (!place) return std::nullopt;
    const FeatureExtent extent = shape_below(*place).extent;
    if (extent.is_empty()) return std::nullopt;
    return sphere_of(*place->tile->content, extent);
}

bool Scene::is_drawn_apart(FeatureId feature) const {
    const auto place = state_->store.place_of(feature);
    if (!place) return true;
    const std::vector<FeatureExtent> extents = feature_extents(*place->tile->content);
    const auto rows = rows_below(parents_in(*place->tile), place->row);
    return std::ranges::any_of(
        rows, [&](std::uint32_t row) { return row < extents.size() && !extents[row].is_empty(); });
}

std::vector<std::pair<glm::dvec3, glm::dvec3>> Scene::outline(FeatureId feature) const {
    std::vector<std::pair<glm::dvec3, glm::dvec3>> edges;
    const auto place = state_->store.place_of(feature);
    if (!place) return edges;
    const geo::LocalFrame frame = frame_of(*place->tile->content);
    for (const auto& [from, to] : shape_below(*place).edges)
        edges.emplace_back(frame.to_world(glm::dvec3(from)), frame.to_world(glm::dvec3(to)));
    return edges;
}

std::vector<std::string> Scene::types(SourceId source) const {
    std::set<std::string> types;
    std::as_const(state_->store).for_each([&](stream::TileKey key, const StoredTile& tile) {
        if (key.source != source) return;
        for (const content::FeatureClassRecord& row_class : tile.content->classes())
            types.emplace(tile.content->text(row_class.name));
    });
    return {types.begin(), types.end()};
}

std::vector<std::string> Scene::attributes(SourceId source) const {
    std::set<std::string> names;
    std::as_const(state_->store).for_each([&](stream::TileKey key, const StoredTile& tile) {
        if (key.source != source) return;
        for (const content::ColumnRecord& column : tile.content->columns())
            names.emplace(tile.content->text(column.name));
    });
    return {names.begin(), names.end()};
}

void Scene::set_filter(SourceId source, std::shared_ptr<const FeatureFilter> filter) {
    if (filter == nullptr) {
        if (state_->filters.erase(source) == 0) return;
    } else {
        state_->filters[source] = std::move(filter);
    }
    state_->appearance_changed();
}

void Scene::set_tints(FeatureTints tints) {
    state_->tints = std::move(tints);
    state_->appearance_changed();
}

}  // namespace belvedere::city
