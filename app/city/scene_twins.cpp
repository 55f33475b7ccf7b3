// SPDX-License-Identifier: Apache-2.0
// Scene: what twins need of the city: objects by the names that devices use, and colours of values.
#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "app/city/scene.hpp"
#include "app/city/scene_state.hpp"
#include "app/city/tile_family.hpp"
#include "engine/content/feature_table.hpp"

namespace belvedere::city {
namespace {

// Attributes by which other systems know an object, lower case without punctuation.
constexpr auto kIdColumns = std::to_array<std::string_view>(
    {"bldgid", "buildingid", "cityobjectid", "egid", "externalreference", "featureid", "gmlid",
     "id", "identifier", "localid", "objectid", "osmid", "uuid"});
static_assert(std::ranges::is_sorted(kIdColumns));

bool is_id_column(std::string_view name) {
    std::string plain;
    for (const char letter : name) {
        if (std::isalnum(static_cast<unsigned char>(letter)) != 0)
            plain += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    }
    return std::ranges::binary_search(kIdColumns, std::string_view(plain));
}

// The columns of one class that are looked into.
std::vector<const content::ColumnRecord*> id_columns(const content::TileContent& content,
                                                     const content::FeatureClassRecord& of) {
    std::vector<const content::ColumnRecord*> columns;
    for (const content::ColumnRecord& column :
         content.columns().subspan(of.columns.first, of.columns.count)) {
        if (is_id_column(content.text(column.name))) columns.push_back(&column);
    }
    return columns;
}

bool is_same_color(render::Color a, render::Color b) {
    return a.r == b.r && a.g == b.g && a.b == b.b && a.a == b.a;
}

}  // namespace

std::size_t Scene::features_numbered() const {
    return state_->registry.size();
}

FeatureId Scene::find_feature(std::string_view id) const {
    for (const LayerState& layer : state_->layers) {
        const FeatureId found = state_->registry.find(layer.source, id);
        if (found.valid()) return found;
    }
    return {};
}

std::optional<HitObject> Scene::object_at(const SurfaceHit& hit) const {
    const StoredTile* tile = state_->store.find(hit.tile);
    if (tile == nullptr || !hit.feature.valid()) return std::nullopt;
    const auto at = std::ranges::find(tile->features, hit.feature);
    if (at == tile->features.end()) return std::nullopt;
    const std::vector<std::uint32_t>& parents = parents_in(*tile);
    auto row = static_cast<std::uint32_t>(at - tile->features.begin());
    if (row < parents.size()) row = top_row(parents, row);
    HitObject object{tile->features[row]};
    const content::TileContent& content = *tile->content;
    const content::FeatureClassRecord* row_class = content::FeatureTable(content).class_of(row);
    if (row_class == nullptr) return object;
    std::vector<std::string_view> columns;
    for (const content::ColumnRecord& column :
         content.columns().subspan(row_class->columns.first, row_class->columns.count))
        columns.push_back(content.text(column.name));
    object.kind = kind_of_class(content.text(row_class->name), columns);
    return object;
}

IdSearch Scene::begin_id_search(std::unordered_set<std::string> wanted) const {
    IdSearch search;
    search.wanted = std::move(wanted);
    std::as_const(state_->store).for_each([&](stream::TileKey key, const StoredTile& tile) {
        if (tile.is_resident) search.tiles.push_back(key);
    });
    return search;
}

bool Scene::advance_id_search(IdSearch& search, std::size_t rows) const {
    while (search.tile < search.tiles.size()) {
        const StoredTile* tile = state_->store.find(search.tiles[search.tile]);
        const std::size_t count = tile == nullptr ? 0 : tile->features.size();
        const content::FeatureClassRecord* columns_of = nullptr;
        std::vector<const content::ColumnRecord*> columns;
        for (; search.row < count; ++search.row) {
            if (rows-- == 0) return false;
            const content::FeatureTable table(*tile->content);
            const content::FeatureClassRecord* row_class = table.class_of(search.row);
            if (row_class == nullptr) continue;
            if (std::exchange(columns_of, row_class) != row_class)
                columns = id_columns(*tile->content, *row_class);
            for (const content::ColumnRecord* column : columns) {
                std::string text = content::to_text(table.value(*row_class, *column, search.row));
                if (search.wanted.contains(text))
                    search.found.try_emplace(std::move(text), tile->features[search.row]);
            }
        }
        search.row = 0;
        ++search.tile;
    }
    return true;
}

void Scene::set_value_tints(std::unordered_map<FeatureId, render::Color> tints) {
    std::unordered_set<FeatureId> changed;
    auto& before = state_->value_tints;
    for (const auto& [feature, color] : tints) {
        const auto known = before.find(feature);
        if (known == before.end() || !is_same_color(known->second, color)) changed.insert(feature);
    }
    for (const auto& [feature, color] : before) {
        if (!tints.contains(feature)) changed.insert(feature);
    }
    before = std::move(tints);
    if (changed.empty()) return;
    state_->was_styled = true;
    state_->store.for_each([&](stream::TileKey, StoredTile& tile) {
        if (!tile.is_styled) return;
        tile.is_styled = std::ranges::none_of(
            tile.features, [&](FeatureId feature) { return changed.contains(feature); });
    });
}

void Scene::keep_names(std::vector<FeatureId> features) {
    state_->kept_names = std::move(features);
}

}  // namespace belvedere::city
