// SPDX-License-Identifier: Apache-2.0
// The streamer deciding what to draw and what to ask for.
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <glm/geometric.hpp>

#include "engine/core/log.hpp"
#include "engine/stream/limits.hpp"
#include "engine/stream/streamer_state.hpp"

namespace belvedere::stream {
namespace {

constexpr double kPreloadShare = 0.75;  // Of the ceiling: no preloading above it.
constexpr double kSlackShare = 1.08;    // A coarser tile may go this far over before finer ones go.
// Until sizes are known, so many tiles at a time that 16 MiB each would fit, but at least these.
constexpr std::uint64_t kFirstLoads = 4;
constexpr std::uint64_t kFirstBytes = 16ULL << 20;

// One number for JobPool and HTTP: groups first, then the order inside them.
double order_of(const WantedTile& tile) {
    return static_cast<double>(tile.group) * 1.0e12 + static_cast<double>(tile.order);
}

bool is_same_view(const SelectionView& a, const SelectionView& b) {
    return a.position == b.position && a.direction == b.direction &&
           a.pixels_at_unit_distance == b.pixels_at_unit_distance &&
           a.parallel_pixels_per_m == b.parallel_pixels_per_m && a.purpose == b.purpose;
}

}  // namespace

void TileStreamer::State::note_views(std::span<const SelectionView> now) {
    const bool is_same =
        std::equal(now.begin(), now.end(), views.begin(), views.end(), is_same_view);
    const double now_s = clock.steady_seconds();
    const double elapsed_s = now_s - std::exchange(viewed_at_s, now_s);
    passed_m = 0.0;
    if (is_same) return;
    if (!now.empty() && !views.empty() && elapsed_s > 0.0) {
        const double moved_m = glm::length(now.front().position - views.front().position);
        passed_m = moved_m / elapsed_s * arrival_s;
    }
    views.assign(now.begin(), now.end());
    is_saturated = false;
    has_changed = true;
}

void TileStreamer::State::mark_used(StreamedSource& source) {
    for (const TileId tile : source.selection.needed) {
        source.record(tile).last_used = frame;
    }
    // One frame less: still the youngest of what may go.
    for (const TileId tile : source.selection.useful) {
        std::uint32_t& used = source.record(tile).last_used;
        used = std::max(used, frame - 1);
    }
    for (const WantedTile& tile : source.selection.wanted) {
        source.record(tile.tile).wanted_at = frame;
    }
}

void TileStreamer::State::select_all() {
    wanted.clear();
    for (const auto& source : sources) {
        if (source == nullptr) continue;
        Selection& selection = source->selection;
        SelectionInput input;
        input.nodes = source->tree.nodes();
        input.request_volumes = source->tree.request_volumes();
        input.residency = source->residency;
        if (source->info.visible) {
            input.root = source->tree.root();
            input.views = views;
        }
        input.options.error_px = error_px;
        input.options.coarse_error_px = error_px / 0.3;
        input.options.passed_m = passed_m;
        select(input, selection);
        mark_used(*source);
        for (const WantedTile& tile : selection.wanted) {
            wanted.emplace_back(source.get(), tile);
        }
    }
}

void TileStreamer::State::cancel_unwanted() {
    for (const auto& source : sources) {
        if (source == nullptr) continue;
        for (const auto& [tile, cancel] : source->in_flight) {
            if (source->records[tile].wanted_at != frame) cancel.cancel();
        }
    }
}

bool TileStreamer::State::may_request(StreamedSource& source, const WantedTile& tile) {
    const bool is_preload = tile.group == LoadGroup::kPreload;
    const auto bytes = static_cast<std::uint64_t>(mean_tile_bytes);
    if (has_room(bytes, is_preload ? kPreloadShare : 1.0)) return true;
    if (is_preload) return false;
    if (evict_unused(bytes)) return true;
    is_starved = true;
    if (in_flight > 0) return false;
    // Nothing is under way that could make room: a coarser tile comes in place of finer ones.
    return has_room(bytes, kSlackShare) || make_way(source, tile.tile);
}

void TileStreamer::State::request(StreamedSource& source, const WantedTile& tile) {
    TileRecord& record = source.record(tile.tile);
    record.serial = next_serial++;
    source.set_state(tile.tile, TileState::kLoading);
    const CancelToken& cancel = source.in_flight[tile.tile.value] = CancelToken{};
    ++in_flight;
    TileLoadRequest load;
    load.tile = source.tree.request(tile.tile);
    load.tile.feature_id_set = source.feature_id_set;
    load.source = source.bytes;
    load.cache = options.cache;
    load.cancel = cancel;
    load.order = order_of(tile);
    const auto take = [queue = completions, id = source.id, tile_id = tile.tile,
                       serial = record.serial,
                       now_s = clock.steady_seconds()](Result<LoadedTile> loaded) {
        const std::uint64_t bytes = loaded ? loaded->bytes() : 0;
        Completion completion = TileCompletion{id, tile_id, serial, now_s, std::move(loaded)};
        static_cast<void>(queue->try_push(std::move(completion), bytes));
    };
    load_tile(jobs, std::move(load), take);
}

void TileStreamer::State::request_wanted() {
    is_starved = false;
    const std::uint64_t first = std::max(kFirstLoads, options.memory_bytes / kFirstBytes);
    const auto most = static_cast<std::size_t>(
        std::min<std::uint64_t>(limits::kTilesInFlight, first + 2 * tiles_loaded));
    if (in_flight >= most || completions->bytes() > limits::kDecodedBytes) return;
    const double now_s = clock.steady_seconds();
    std::erase_if(wanted, [&](const auto& one) {
        const TileRecord& record = one.first->record(one.second.tile);
        return record.state != TileState::kUnloaded &&
               !(record.state == TileState::kFailedTemporarily && record.retry_at_s <= now_s);
    });
    const std::size_t count = std::min(wanted.size(), most - in_flight);
    std::partial_sort(wanted.begin(), wanted.begin() + static_cast<std::ptrdiff_t>(count),
                      wanted.end(), [](const auto& a, const auto& b) {
                          const double left = order_of(a.second);
                          const double right = order_of(b.second);
                          if (left != right) return left < right;
                          if (a.first != b.first) return a.first->id < b.first->id;
                          return a.second.tile < b.second.tile;
                      });
    for (std::size_t i = 0; i < count; ++i) {
        if (!may_request(*wanted[i].first, wanted[i].second)) return;
        request(*wanted[i].first, wanted[i].second);
    }
}

void TileStreamer::State::list_drawn() {
    drawn.clear();
    for (const auto& source : sources) {
        if (source == nullptr) continue;
        for (const DrawnTile& tile : source->selection.drawn) {
            // What had to make way since it was selected is gone already.
            if (source->residency[tile.tile.value] == Residency::kAbsent) continue;
            drawn.push_back({{source->id, tile.tile},
                             tile.error_px,
                             tile.is_failed,
                             source->tree.nodes()[tile.tile.value].box});
        }
    }
}

std::uint32_t TileStreamer::State::missing() const {
    std::uint32_t total = 0;
    for (const auto& source : sources) {
        if (source != nullptr) total += source->selection.statistics.missing;
    }
    return total;
}

}  // namespace belvedere::stream
