// SPDX-License-Identifier: Apache-2.0
#include "app/city/tile_store.hpp"

#include <algorithm>
#include <utility>

#include "engine/content/feature_table.hpp"
#include "engine/content/retained_content.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/log.hpp"
#include "engine/render/tile_resources.hpp"

namespace belvedere::city {

std::size_t TileStore::KeyHash::operator()(stream::TileKey key) const noexcept {
    const std::uint64_t both = (std::uint64_t{key.source.value} << 32) | key.tile.value;
    return std::hash<std::uint64_t>()(both * 0x9E3779B97F4A7C15ULL);
}

TileStore::TileStore(MakeGpuTile make_gpu_tile, NameOfTile name_of_tile, FeatureRegistry& registry)
    : make_gpu_tile_(std::move(make_gpu_tile)),
      name_of_tile_(std::move(name_of_tile)),
      registry_(registry) {}

TileStore::~TileStore() = default;

void TileStore::begin_upload(stream::TileKey key, content::TileContent content) {
    StoredTile& tile = tiles_[key];
    tile.content = std::make_shared<const content::TileContent>(std::move(content));
    auto gpu = make_gpu_tile_(tile.content);
    if (!gpu) {
        log::warning(name_of_tile_(key) + ": " + gpu.error().message);
        return;
    }
    tile.gpu = std::move(*gpu);
    gpu_bytes_ += tile.gpu->gpu_bytes();
    tile.features.reserve(tile.content->header().feature_count);
    arriving_.push_back(key);
}

stream::UploadState TileStore::state(stream::TileKey key) {
    StoredTile* tile = find(key);
    if (tile == nullptr || !tile->gpu) return stream::UploadState::kFailed;
    if (tile->is_retained) return stream::UploadState::kResident;
    const bool is_numbered = tile->features.size() == tile->content->header().feature_count;
    if (!is_numbered || !tile->gpu->is_ready()) return stream::UploadState::kUploading;
    tile->content =
        std::make_shared<const content::TileContent>(content::retained_content(*tile->content));
    tile->is_retained = true;
    std::erase(arriving_, key);
    return stream::UploadState::kResident;
}

std::uint64_t TileStore::bytes(stream::TileKey key) const {
    const StoredTile* tile = find(key);
    if (tile == nullptr) return 0;
    return (tile->gpu ? tile->gpu->gpu_bytes() : 0) + tile->content->bytes().size() +
           tile->features.capacity() * sizeof(FeatureId);
}

void TileStore::retire(stream::TileKey key) {
    const auto found = tiles_.find(key);
    if (found == tiles_.end()) return;
    if (found->second.gpu) gpu_bytes_ -= found->second.gpu->gpu_bytes();
    tiles_.erase(found);
    std::erase(arriving_, key);
}

void TileStore::work(double budget_ms) {
    constexpr std::uint32_t kRowsASlice = 256;  // About 50 us.
    const double end_s = system_clock().steady_seconds() + budget_ms * 1e-3;
    for (const stream::TileKey key : arriving_) {
        while (!intern(key, tiles_.at(key), kRowsASlice)) {
            if (system_clock().steady_seconds() >= end_s) return;
        }
    }
}

bool TileStore::intern(stream::TileKey key, StoredTile& tile, std::uint32_t rows) {
    const content::FeatureTable table(*tile.content);
    const std::uint32_t count = tile.content->header().feature_count;
    std::string unnamed;
    for (; rows > 0 && tile.features.size() < count; --rows) {
        const auto row = static_cast<std::uint32_t>(tile.features.size());
        std::string id = table.id_text(row);
        if (id.empty()) {
            if (unnamed.empty()) unnamed = name_of_tile_(key) + " #";
            id = unnamed + std::to_string(row);
        }
        tile.features.push_back(registry_.intern(key.source, id));
    }
    return tile.features.size() == count;
}

StoredTile* TileStore::find(stream::TileKey key) {
    const auto found = tiles_.find(key);
    return found == tiles_.end() ? nullptr : &found->second;
}

const StoredTile* TileStore::find(stream::TileKey key) const {
    const auto found = tiles_.find(key);
    return found == tiles_.end() ? nullptr : &found->second;
}

std::optional<FeaturePlace> TileStore::place_of(FeatureId feature) const {
    for (const auto& [key, tile] : tiles_) {
        const auto found = std::find(tile.features.begin(), tile.features.end(), feature);
        if (found == tile.features.end()) continue;
        return FeaturePlace{&tile, key, static_cast<std::uint32_t>(found - tile.features.begin())};
    }
    return std::nullopt;
}

void TileStore::for_each(const std::function<void(stream::TileKey, StoredTile&)>& visit) {
    for (auto& [key, tile] : tiles_)
        visit(key, tile);
}

void TileStore::for_each(
    const std::function<void(stream::TileKey, const StoredTile&)>& visit) const {
    for (const auto& [key, tile] : tiles_)
        visit(key, tile);
}

}  // namespace belvedere::city
