// SPDX-License-Identifier: Apache-2.0
// The streamer keeping to its memory ceiling.
//
// Nothing is asked for that has no room. Room is made by unloading what is not used: first what no
// view sees, then what lies beside or above the picture. When the picture itself does not fit, the
// error threshold rises until it does. While the view stands still the threshold falls only until
// the first time something had no room, so it settles: no endless loading and unloading.
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/core/heap.hpp"
#include "engine/core/log.hpp"
#include "engine/stream/limits.hpp"
#include "engine/stream/streamer_state.hpp"

namespace belvedere::stream {
namespace {

constexpr double kErrorStep = 1.02;       // As CesiumJS adjusts its memory-adjusted error.
constexpr double kStuckStep = 1.15;       // Nothing is under way: no use in waiting.
constexpr double kComfortShare = 0.8;     // Of the ceiling: below it the error may fall again.
constexpr double kErrorLargest_px = 1e9;  // Everything is a leaf by then.
// Of the ceiling: what is not of tiles may count so much, or nothing could be drawn any more.
constexpr double kSharedShare = 0.75;
// A tile on its way is a file and, for a while, the block made of it as well.
constexpr double kInFlightCost = 2.0;
// Looking costs 10 us, and what decoding occupies for a moment is no reason to unload a tile.
constexpr double kWatchPeriod_s = 0.05;
// Of the ceiling: so much was freed that the heap is asked to give back what it kept of it.
constexpr std::uint64_t kFreedDivisor = 8;

}  // namespace

std::uint64_t TileStreamer::State::node_bytes() const {
    std::uint64_t total = 0;
    for (const auto& source : sources) {
        if (source == nullptr) continue;
        total += source->tree.bytes() +
                 source->records.size() * (sizeof(TileRecord) + sizeof(Residency));
    }
    return total;
}

std::uint64_t TileStreamer::State::in_flight_bytes() const {
    return static_cast<std::uint64_t>(kInFlightCost * mean_tile_bytes *
                                      static_cast<double>(in_flight));
}

std::uint64_t TileStreamer::State::held_bytes() const {
    const auto most_shared =
        static_cast<std::uint64_t>(kSharedShare * static_cast<double>(options.memory_bytes));
    return node_bytes() + uploader_bytes + std::min(shared_bytes + overhead_bytes, most_shared);
}

// What is held, and what is under way as far as can be foreseen.
std::uint64_t TileStreamer::State::committed_bytes() const {
    return held_bytes() + in_flight_bytes();
}

void TileStreamer::State::watch_process() {
    if (!options.process_bytes) return;
    const double now_s = clock.steady_seconds();
    if (now_s - watched_at_s < kWatchPeriod_s) return;
    watched_at_s = now_s;
    const std::uint64_t now_bytes = options.process_bytes();
    const std::uint64_t kept = node_bytes() + uploader_bytes + shared_bytes;
    if (uploader_bytes == 0 && tiles_loaded == 0)
        base_bytes = now_bytes - std::min(kept, now_bytes);
    const std::uint64_t passing = completions->bytes() + in_flight_bytes();
    overhead_bytes = now_bytes - std::min(now_bytes, base_bytes + kept + passing);
}

bool TileStreamer::State::has_room(std::uint64_t bytes, double share) const {
    return static_cast<double>(committed_bytes() + bytes) <=
           share * static_cast<double>(options.memory_bytes);
}

void TileStreamer::State::unload(StreamedSource& source, TileId tile) {
    TileRecord& record = source.record(tile);
    const auto flight = source.in_flight.find(tile.value);
    if (flight != source.in_flight.end()) {
        flight->second.cancel();
        source.in_flight.erase(flight);
    }
    if (record.has_upload) {
        uploader.retire({source.id, tile});
        uploader_bytes -= record.bytes;
        freed_bytes += record.bytes;
        if (record.state == TileState::kResident) ++tiles_evicted;
        std::erase(source.loaded, tile);
    }
    std::erase(source.passing, tile);
    if (source.probe == tile) source.probe = TileId{};
    record = TileRecord{};
    source.set_state(tile, TileState::kUnloaded);
    has_changed = true;
}

// Unloads the least recently used tiles outside the picture until `bytes` more have room. False
// when there are not enough of them.
bool TileStreamer::State::evict_unused(std::uint64_t bytes) {
    std::vector<std::pair<std::uint32_t, std::pair<StreamedSource*, TileId>>> unused;
    for (const auto& source : sources) {
        if (source == nullptr) continue;
        for (const TileId tile : source->loaded) {
            const TileRecord& record = source->record(tile);
            if (record.last_used < frame && record.state == TileState::kResident) {
                unused.push_back({record.last_used, {source.get(), tile}});
            }
        }
    }
    std::sort(unused.begin(), unused.end());
    for (const auto& [used, tile] : unused) {
        if (has_room(bytes, 1.0)) return true;
        unload(*tile.first, tile.second);
    }
    return has_room(bytes, 1.0) || prune_unused(bytes);
}

void TileStreamer::State::prune(StreamedSource& source, TileId tile) {
    source.tree.prune(tile, [&](TileId gone) {
        std::erase(source.uploading, gone);
        std::erase(source.expanded, gone);
        unload(source, gone);
    });
    std::erase(source.expanded, tile);
    std::erase(source.uploading, tile);
    unload(source, tile);
}

// Tilesets and subtrees that no view comes near are forgotten too; they are read again when needed.
bool TileStreamer::State::prune_unused(std::uint64_t bytes) {
    for (const auto& source : sources) {
        if (source == nullptr) continue;
        std::vector<TileId> unused;
        std::copy_if(source->expanded.begin(), source->expanded.end(), std::back_inserter(unused),
                     [&](TileId tile) { return source->record(tile).last_used < frame; });
        std::sort(unused.begin(), unused.end(), [&](TileId a, TileId b) {
            return source->record(a).last_used < source->record(b).last_used;
        });
        for (const TileId tile : unused) {
            if (has_room(bytes, 1.0)) return true;
            // It may have gone with one above it.
            if (source->tree.nodes()[tile.value].child_count > 0) prune(*source, tile);
        }
    }
    return has_room(bytes, 1.0);
}

// The last resort of a ceiling that is far too low: the finer tiles that are shown until `coarse`
// comes leave no room for it, so they go first.
bool TileStreamer::State::make_way(StreamedSource& source, TileId coarse) {
    const auto is_below = [&](TileId tile) {
        for (TileId up = tile; up.valid(); up = source.tree.nodes()[up.value].parent) {
            if (up == coarse) return true;
        }
        return false;
    };
    std::vector<TileId> below;
    std::copy_if(source.loaded.begin(), source.loaded.end(), std::back_inserter(below), is_below);
    const auto bytes = static_cast<std::uint64_t>(mean_tile_bytes);
    for (const TileId tile : below) {
        if (has_room(bytes, 1.0)) break;
        std::erase(source.uploading, tile);
        unload(source, tile);
    }
    return has_room(bytes, 1.0);
}

// The ceiling is over what the process occupies, so freed memory must not stay in the heap: neither
// that of evicted tiles nor what decoding used.
void TileStreamer::State::give_back() {
    const bool is_quiet = freed_bytes > 0 && in_flight == 0;
    if (!is_quiet && freed_bytes < options.memory_bytes / kFreedDivisor) return;
    freed_bytes = 0;
    jobs.submit(give_back_free_heap, -0.5);
}

void TileStreamer::State::adapt_error(bool is_complete) {
    const double before_px = error_px;
    // Sizes are known only once tiles have come: what turns out too much must go again.
    const std::uint64_t held = committed_bytes();
    if (held > options.memory_bytes && in_flight == 0 && !evict_unused(0)) is_starved = true;
    if (is_starved) {
        is_saturated = true;
        error_px =
            std::min(kErrorLargest_px, error_px * (in_flight == 0 ? kStuckStep : kErrorStep));
        if (!is_coarse_said) {
            is_coarse_said = true;
            log::warning("the memory ceiling of " + std::to_string(options.memory_bytes >> 20) +
                         " MiB is too low for this view: it is shown coarser");
        }
    } else if (error_px > options.error_px && !is_saturated && is_complete) {
        // Finer only when there is room to spare, if need be that of what is not in use.
        const auto spare = static_cast<std::uint64_t>((1.0 - kComfortShare) *
                                                      static_cast<double>(options.memory_bytes));
        if (evict_unused(spare)) error_px = std::max(options.error_px, error_px / kErrorStep);
    }
    has_changed = has_changed || error_px != before_px;
}

}  // namespace belvedere::stream
