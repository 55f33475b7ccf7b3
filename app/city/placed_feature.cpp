// SPDX-License-Identifier: Apache-2.0
#include "app/city/placed_feature.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

#include <glm/common.hpp>

#include "app/city/scene.hpp"
#include "app/city/scene_state.hpp"
#include "app/city/tile_ray.hpp"

namespace belvedere::city {
namespace {

// A loaded tile of a visible layer and how soon its features are asked for.
struct Asked {
    StoredTile* tile = nullptr;
    bool is_drawn = false;
    double distance_m = 0.0;
};

// Their extents and kinds, made when first asked for: contents never change.
void ensure_extents(StoredTile& tile) {
    if (!tile.extents.empty() || tile.features.empty()) return;
    tile.extents = feature_extents(*tile.content);
    tile.kinds = feature_kinds(*tile.content);
}

}  // namespace

std::vector<FeatureKind> feature_kinds(const content::TileContent& tile) {
    std::vector<FeatureKind> kinds(tile.header().feature_count, FeatureKind::kOther);
    std::vector<std::string_view> columns;
    for (const content::FeatureClassRecord& each : tile.classes()) {
        columns.clear();
        for (const auto& column : tile.columns().subspan(each.columns.first, each.columns.count)) {
            columns.push_back(tile.text(column.name));
        }
        const FeatureKind kind = kind_of_class(tile.text(each.name), columns);
        const std::size_t end =
            std::min<std::size_t>(std::size_t{each.rows.first} + each.rows.count, kinds.size());
        for (std::size_t row = each.rows.first; row < end; ++row)
            kinds[row] = kind;
    }
    return kinds;
}

geo::OrientedBox box_of(const content::TileContent& tile, const FeatureExtent& extent) {
    const geo::LocalFrame frame = frame_of(tile);
    const glm::dvec3 low(extent.low_m);
    const glm::dvec3 high(extent.high_m);
    const glm::dvec3 half = 0.5 * (high - low);
    return {frame.to_world(0.5 * (low + high)),
            {frame.axes[0] * half.x, frame.axes[1] * half.y, frame.axes[2] * half.z}};
}

std::vector<PlacedFeature> placed_features(const content::TileContent& tile) {
    const std::vector<FeatureExtent> extents = feature_extents(tile);
    const std::vector<FeatureKind> kinds = feature_kinds(tile);
    std::vector<PlacedFeature> placed;
    for (std::uint32_t row = 0; row < extents.size(); ++row) {
        if (extents[row].is_empty()) continue;
        placed.push_back({FeatureId{row}, kinds[row], true, box_of(tile, extents[row])});
    }
    return placed;
}

std::vector<PlacedFeature> Scene::placed_features(const glm::dvec3& eye) {
    std::unordered_set<std::uint64_t> drawn;
    for (const stream::StreamedTile& tile : state_->streamer.drawn())
        drawn.insert(draw_id_of(tile.key));
    const std::vector<SourceId> visible = state_->visible_sources();
    std::vector<Asked> asked;
    state_->store.for_each([&](stream::TileKey key, StoredTile& tile) {
        if (!tile.is_resident) return;
        if (!std::binary_search(visible.begin(), visible.end(), key.source)) return;
        asked.push_back({&tile, drawn.count(draw_id_of(key)) != 0,
                         geo::distance_to(box_of(*tile.content), eye)});
    });
    // What is drawn first: a feature of several levels stands as it is seen. Ties are broken by
    // place, so that the answer does not depend on the order of arrival.
    std::sort(asked.begin(), asked.end(), [](const Asked& a, const Asked& b) {
        return std::tuple(!a.is_drawn, a.distance_m, a.tile->features.size()) <
               std::tuple(!b.is_drawn, b.distance_m, b.tile->features.size());
    });
    std::vector<bool> seen(state_->registry.size());
    std::vector<PlacedFeature> placed;
    for (const Asked& each : asked) {
        StoredTile& tile = *each.tile;
        if (placed.size() >= kPlacedFeaturesMax) break;
        ensure_extents(tile);
        for (std::size_t row = 0; row < tile.features.size(); ++row) {
            const FeatureId feature = tile.features[row];
            if (tile.extents[row].is_empty() || seen[feature.value]) continue;
            if (row < tile.hidden_rows.size() && tile.hidden_rows[row]) continue;
            seen[feature.value] = true;
            placed.push_back({feature, tile.kinds[row], each.is_drawn,
                              box_of(*tile.content, tile.extents[row])});
        }
    }
    return placed;
}

}  // namespace belvedere::city
