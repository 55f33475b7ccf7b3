// SPDX-License-Identifier: Apache-2.0
// Scene: how far a layer's buildings stand from the ground of the others.
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "app/city/feature_extent.hpp"
#include "app/city/scene.hpp"
#include "app/city/scene_state.hpp"
#include "app/city/tile_ray.hpp"

namespace belvedere::city {
namespace {

// Looked at at most; spread over all of the tiles.
constexpr std::size_t kGroundPlaces = 200;
// So far from a building's foot ground is looked for: geoids differ by a hundred metres.
constexpr double kReach_m = 300.0;

// What stands on the ground is not ground.
std::vector<bool> rows_above_ground(const content::TileContent& tile) {
    std::vector<bool> rows;
    for (const FeatureKind kind : feature_kinds(tile)) {
        rows.push_back(kind == FeatureKind::kBuilding || kind == FeatureKind::kBridge ||
                       kind == FeatureKind::kTree || kind == FeatureKind::kFurniture);
    }
    return rows;
}

struct GroundTile {
    const content::TileContent* content = nullptr;
    std::vector<bool> above;
};

// The middle of a building's foot, and which way is up there.
struct Foot {
    glm::dvec3 at{0.0}, up{0.0};
};

void add_feet(const content::TileContent& tile, std::vector<Foot>& feet) {
    const std::vector<FeatureExtent> extents = feature_extents(tile);
    const std::vector<FeatureKind> kinds = feature_kinds(tile);
    const geo::LocalFrame frame = frame_of(tile);
    for (std::size_t row = 0; row < extents.size(); ++row) {
        if (extents[row].is_empty() || kinds[row] != FeatureKind::kBuilding) continue;
        const glm::dvec3 low(extents[row].low_m), high(extents[row].high_m);
        const glm::dvec3 foot((low.x + high.x) * 0.5, (low.y + high.y) * 0.5, low.z);
        feet.push_back({frame.to_world(foot), frame.axes[2]});
    }
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace

std::optional<GroundGap> Scene::ground_gap(SourceId source) const {
    const std::vector<SourceId> visible = state_->visible_sources();
    std::vector<GroundTile> grounds;
    std::vector<Foot> feet;
    for (const stream::StreamedTile& drawn : state_->streamer.drawn()) {
        const StoredTile* tile = std::as_const(state_->store).find(drawn.key);
        if (tile == nullptr || drawn.is_failed) continue;
        if (drawn.key.source == source) {
            add_feet(*tile->content, feet);
        } else if (std::binary_search(visible.begin(), visible.end(), drawn.key.source)) {
            grounds.push_back({tile->content.get(), rows_above_ground(*tile->content)});
        }
    }
    const std::size_t step = std::max<std::size_t>(1, feet.size() / kGroundPlaces);
    std::vector<double> gaps;
    for (std::size_t i = 0; i < feet.size(); i += step) {
        const geo::Ray down{feet[i].at + feet[i].up * kReach_m, -feet[i].up};
        double nearest = 2.0 * kReach_m;
        bool is_hit = false;
        for (const GroundTile& ground : grounds) {
            const auto hit = city::intersect(*ground.content, down, nearest, ground.above);
            if (!hit) continue;
            nearest = hit->distance_m;
            is_hit = true;
        }
        if (is_hit) gaps.push_back(kReach_m - nearest);
    }
    if (gaps.size() < kGroundPlacesLeast) return std::nullopt;
    GroundGap found{median(gaps), 0.0, gaps.size()};
    for (double& gap : gaps)
        gap = std::abs(gap - found.metres);
    found.spread_m = median(std::move(gaps));
    return found;
}

}  // namespace belvedere::city
