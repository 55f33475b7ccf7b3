// SPDX-License-Identifier: Apache-2.0
#include "app/city/tile_store.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

#include "app/city/tile_family.hpp"
#include "engine/content/feature_table.hpp"
#include "engine/content/retained_content.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/core/log.hpp"
#include "engine/render/tile_resources.hpp"

namespace belvedere::city {

struct Retaining {
    std::shared_ptr<const content::TileContent> content;  // Written before `is_done`.
    std::atomic<bool> is_done{false};
};

namespace {

// Of plain tiles next to nothing is dropped: a copy would cost more than it saves. Where the device
// can draw from the block, a smaller one costs the copy that the device then needs.
bool is_worth_shrinking(const content::TileContent& content, bool can_draw_from_it) {
    constexpr std::uint64_t kWorthwhileDivisor = 8;
    const std::uint64_t bytes = content.bytes().size();
    const std::uint64_t saved = bytes - content::retained_bytes(content);
    return saved >= (can_draw_from_it ? content.gpu_bytes().size() : bytes / kWorthwhileDivisor);
}

}  // namespace

std::size_t TileStore::KeyHash::operator()(stream::TileKey key) const noexcept {
    const std::uint64_t both = (std::uint64_t{key.source.value} << 32) | key.tile.value;
    return std::hash<std::uint64_t>()(both * 0x9E3779B97F4A7C15ULL);
}

TileStore::TileStore(TileDevice device, NameOfTile name_of_tile, FeatureRegistry& registry,
                     JobPool& jobs)
    : device_(std::move(device)),
      name_of_tile_(std::move(name_of_tile)),
      registry_(registry),
      jobs_(jobs) {}

TileStore::~TileStore() = default;

void TileStore::begin_upload(stream::TileKey key, content::TileContent content) {
    StoredTile& tile = tiles_[key];
    tile.content = std::make_shared<const content::TileContent>(std::move(content));
    const bool shrinks = is_worth_shrinking(*tile.content, device_.draws_from_blocks);
    auto gpu = device_.make_tile(tile.content, shrinks ? render::BlockLifetime::kUntilUploaded
                                                       : render::BlockLifetime::kOfTile);
    if (!gpu) {
        log::warning(name_of_tile_(key) + ": " + gpu.error().message);
        return;
    }
    tile.gpu = std::move(*gpu);
    gpu_bytes_ += tile.gpu->gpu_bytes();
    tile.features.reserve(tile.content->header().feature_count);
    if (shrinks) begin_retaining(tile);
    arriving_.push_back(key);
}

// Copying a block and giving the large one back take too long for a frame, so a worker does both.
void TileStore::begin_retaining(StoredTile& tile) {
    // Before all decoding: the tile waits for it.
    constexpr double kOrder = -0.5;
    tile.retaining = std::make_shared<Retaining>();
    jobs_.submit(
        [retaining = tile.retaining, whole = tile.content]() mutable {
            retaining->content =
                std::make_shared<const content::TileContent>(content::retained_content(*whole));
            retaining->is_done.store(true, std::memory_order_release);
        },
        kOrder);
}

stream::UploadState TileStore::state(stream::TileKey key) {
    StoredTile* tile = find(key);
    if (tile == nullptr || !tile->gpu) return stream::UploadState::kFailed;
    if (tile->is_resident) return stream::UploadState::kResident;
    const bool is_numbered = tile->features.size() == tile->content->header().feature_count;
    const bool is_kept =
        tile->retaining == nullptr || tile->retaining->is_done.load(std::memory_order_acquire);
    if (!is_numbered || !is_kept || !tile->gpu->is_ready()) return stream::UploadState::kUploading;
    if (tile->retaining != nullptr) {
        // The last owner of the whole block frees it: a job, not the frame.
        jobs_.submit([whole = std::exchange(tile->content, std::move(tile->retaining->content))] {},
                     0.0);
        tile->retaining.reset();
        tile->boxes.reset();
    }
    tile->is_resident = true;
    std::erase(arriving_, key);
    return stream::UploadState::kResident;
}

std::uint64_t TileStore::bytes(stream::TileKey key) const {
    const StoredTile* tile = find(key);
    if (tile == nullptr) return 0;
    return (tile->gpu ? tile->gpu->gpu_bytes() : 0) + tile->content->bytes().size() +
           tile->features.capacity() * sizeof(FeatureId);
}

std::uint64_t TileStore::shared_bytes() const {
    return registry_.bytes();
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
    const auto first = static_cast<std::uint32_t>(tile.features.size());
    const std::uint32_t last = first + std::min(rows, count - first);
    std::string unnamed;
    std::vector<std::string> ids;
    ids.reserve(last - first);
    for (std::uint32_t row = first; row < last; ++row) {
        ids.push_back(table.id_text(row));
        if (!ids.back().empty()) continue;
        if (unnamed.empty()) unnamed = name_of_tile_(key) + " #";
        ids.back() = unnamed + std::to_string(row);
    }
    tile.features.resize(last);
    registry_.intern(key.source, ids, std::span(tile.features).subspan(first));
    return last == count;
}

const std::vector<std::uint32_t>& parents_in(const StoredTile& tile) {
    if (!tile.parents) {
        tile.parents =
            std::make_shared<const std::vector<std::uint32_t>>(parent_rows(*tile.content));
    }
    return *tile.parents;
}

const TileBoxes& boxes_in(const StoredTile& tile) {
    if (!tile.boxes) {
        tile.boxes = std::make_shared<const TileBoxes>(boxes_of_triangles(*tile.content));
    }
    return *tile.boxes;
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
