// SPDX-License-Identifier: Apache-2.0
// Scene: what its first view should show.
#include <algorithm>
#include <vector>

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/city/dense_part.hpp"
#include "app/city/scene.hpp"
#include "app/city/scene_state.hpp"
#include "app/city/tile_ray.hpp"

namespace belvedere::city {
namespace {

// Vertices and instances are sampled evenly: about so many in all, which takes some ten
// milliseconds, but no fewer of a tile, so that its share of the city is right to a few per cent.
constexpr std::size_t kSamples = 100'000;
constexpr std::size_t kSamplesATileMin = 64;

struct Sampling {
    const content::TileContent& tile;
    geo::LocalFrame from, to;
    std::size_t stride = 1;
};

glm::dvec3 placed(const Sampling& sampling, const glm::dvec3& local) {
    return sampling.to.to_local(sampling.from.to_world(local));
}

// Across the vertices of a primitive, before any instance moves it.
double size_of(const content::TileContent& tile, const content::PrimitiveRecord& primitive) {
    glm::dvec3 low{1e30};
    glm::dvec3 high{-1e30};
    for (const auto& vertex :
         tile.geometry().subspan(primitive.vertices.first, primitive.vertices.count)) {
        const glm::dvec3 at(vertex.position_m[0], vertex.position_m[1], vertex.position_m[2]);
        low = glm::min(low, at);
        high = glm::max(high, at);
    }
    return glm::length(high - low);
}

void add_instances(const Sampling& sampling, const content::PrimitiveRecord& primitive,
                   std::vector<FitSample>& samples) {
    const double size_m = size_of(sampling.tile, primitive);
    const auto instances =
        sampling.tile.instances().subspan(primitive.instances.first, primitive.instances.count);
    for (std::size_t i = 0; i < instances.size(); i += sampling.stride) {
        const auto& rows = instances[i].rows;
        const glm::dvec3 at(rows[0][3], rows[1][3], rows[2][3]);
        const double scale = glm::length(glm::dvec3(rows[0][0], rows[1][0], rows[2][0]));
        const auto stands_for = std::min<std::size_t>(sampling.stride, instances.size() - i);
        samples.push_back({.at = placed(sampling, at),
                           .weight = static_cast<double>(stands_for),
                           .size_m = size_m * scale,
                           .is_feature = instances[i].feature != content::kNone});
    }
}

void add_vertices(const Sampling& sampling, const content::PrimitiveRecord& primitive,
                  std::vector<FitSample>& samples) {
    const auto vertices =
        sampling.tile.geometry().subspan(primitive.vertices.first, primitive.vertices.count);
    for (std::size_t i = 0; i < vertices.size(); i += sampling.stride) {
        const auto& position = vertices[i].position_m;
        const auto stands_for = std::min<std::size_t>(sampling.stride, vertices.size() - i);
        samples.push_back(
            {.at = placed(sampling, glm::dvec3(position[0], position[1], position[2])),
             .weight = static_cast<double>(stands_for),
             .is_feature = vertices[i].feature != content::kNone});
    }
}

std::uint32_t elements_of(const content::TileContent& tile) {
    std::uint32_t count = 0;
    for (const content::PrimitiveRecord& primitive : tile.primitives()) {
        count +=
            primitive.instances.count > 0 ? primitive.instances.count : primitive.vertices.count;
    }
    return count;
}

void add_tile(const Sampling& sampling, std::vector<FitSample>& samples) {
    const content::TileContent& tile = sampling.tile;
    for (const content::PrimitiveRecord& primitive : tile.primitives()) {
        if (primitive.instances.count > 0) {
            add_instances(sampling, primitive, samples);
        } else {
            add_vertices(sampling, primitive, samples);
        }
    }
}

}  // namespace

std::optional<SceneFit> Scene::fit(double picture_px) const {
    const auto drawn = drawn_box();
    if (!drawn) return std::nullopt;
    const geo::LocalFrame frame = horizon_at(drawn->center, ground());
    const auto tiles = state_->streamer.drawn();
    const std::size_t share =
        std::max(kSamplesATileMin, kSamples / std::max<std::size_t>(tiles.size(), 1));
    std::vector<FitSample> samples;
    for (const stream::StreamedTile& each : tiles) {
        const StoredTile* tile = state_->store.find(each.key);
        if (each.is_failed || tile == nullptr) continue;
        const content::TileContent& content = *tile->content;
        const std::size_t stride = std::max<std::size_t>(elements_of(content) / share, 1);
        add_tile({content, frame_of(content), frame, stride}, samples);
    }
    const DensePart part = dense_part(samples, picture_px);
    const auto box_of = [&](const DensePart& shown) {
        const glm::dvec3 half = 0.5 * (shown.high - shown.low);
        return geo::OrientedBox{
            frame.to_world(0.5 * (shown.low + shown.high)),
            glm::dmat3(frame.axes[0] * half.x, frame.axes[1] * half.y, frame.axes[2] * half.z)};
    };
    if (part.reason == DenseReason::kWhole) {
        const auto town = town_in_land(samples);
        return SceneFit{.box = town ? box_of(*town) : *drawn};
    }
    const std::uint64_t features = state_->registry.size();
    const auto shown = static_cast<std::uint64_t>(
        std::llround(std::clamp(part.share, 0.0, 1.0) * static_cast<double>(features)));
    return SceneFit{box_of(part), part.reason, shown, features};
}

}  // namespace belvedere::city
