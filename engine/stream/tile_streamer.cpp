// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/tile_streamer.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

#include "engine/net/http_client.hpp"
#include "engine/net/uri.hpp"
#include "engine/stream/streamer_state.hpp"

namespace belvedere::stream {

TileStreamer::State::State(StreamerOptions streamer_options, JobPool& pool,
                           TileUploader& tile_uploader, const Clock& time)
    : options(std::move(streamer_options)),
      jobs(pool),
      uploader(tile_uploader),
      clock(time),
      // What may wait in it is bounded by what may be in flight.
      completions(std::make_shared<Completions>(std::numeric_limits<std::uint64_t>::max())),
      error_px(options.error_px) {
    if (options.offline) {
        options.http = nullptr;
    } else if (!options.http) {
        options.http = [] { return std::make_shared<net::HttpClient>(); };
    }
}

TileStreamer::TileStreamer(StreamerOptions options, JobPool& jobs, TileUploader& uploader,
                           const Clock& clock)
    : state_(std::make_shared<State>(std::move(options), jobs, uploader, clock)) {}

TileStreamer::~TileStreamer() {
    for (std::uint32_t i = 0; i < state_->sources.size(); ++i) {
        if (state_->sources[i] != nullptr) close(SourceId{i});
    }
}

SourceId TileStreamer::open(SourceOptions options) {
    auto source = std::make_unique<StreamedSource>();
    source->id = SourceId{static_cast<std::uint32_t>(state_->sources.size())};
    source->info.uri = options.uri;
    source->info.is_offline = state_->options.offline && net::is_http(options.uri);
    source->feature_id_set = options.feature_id_set;
    const SourceId id = source->id;
    options.answers = state_->options.answers;
    options.cache = state_->options.cache;
    open_source(state_->jobs, std::move(options), state_->options.http, source->opening,
                [queue = state_->completions, id](Result<OpenedPair> opened) {
                    Completion completion = OpenCompletion{id, std::move(opened)};
                    static_cast<void>(queue->try_push(std::move(completion), 0));
                });
    state_->sources.push_back(std::move(source));
    state_->has_changed = true;
    return id;
}

void TileStreamer::close(SourceId id) {
    StreamedSource& source = *state_->sources.at(id.value);
    source.opening.cancel();
    for (const auto& [tile, cancel] : source.in_flight) {
        cancel.cancel();
    }
    for (const TileId tile : source.loaded) {
        state_->uploader.retire({id, tile});
        state_->uploader_bytes -= source.record(tile).bytes;
    }
    state_->sources[id.value].reset();
    state_->list_drawn();
    state_->has_changed = true;
}

void TileStreamer::set_visibility(SourceId id, Visibility visibility) {
    state_->sources.at(id.value)->info.visible = visibility == Visibility::kShown;
    state_->has_changed = true;
}

bool TileStreamer::update(std::span<const SelectionView> views) {
    State& state = *state_;
    ++state.frame;
    state.has_changed = false;
    const double start_s = thread_cpu_seconds();
    state.note_views(views);
    state.shared_bytes = state.uploader.shared_bytes();
    state.watch_process();
    state.take_results();
    state.poll_uploads();
    state.probe_failed();
    const double selecting_s = thread_cpu_seconds();
    state.select_all();
    const double selected_s = thread_cpu_seconds();
    state.cancel_unwanted();
    state.request_wanted();
    state.adapt_error(state.missing() == 0);
    state.give_back();
    state.list_drawn();
    const double end_s = thread_cpu_seconds();
    state.selection_ms.add((selected_s - selecting_s) * 1000.0);
    state.recent_load_ms = (selecting_s - start_s + end_s - selected_s) * 1000.0;
    state.load_ms.add(state.recent_load_ms);
    return state.has_changed;
}

double TileStreamer::load_ms_recent() const {
    return state_->recent_load_ms;
}

std::span<const StreamedTile> TileStreamer::drawn() const {
    return state_->drawn;
}

const SourceInfo& TileStreamer::source(SourceId id) const {
    assert(state_->sources.at(id.value) != nullptr);
    return state_->sources.at(id.value)->info;
}

std::string TileStreamer::tile_name(TileKey key) const {
    const auto& source = state_->sources.at(key.source.value);
    return source != nullptr ? source->tree.name(key.tile) : std::string();
}

TileMetadata TileStreamer::tile_metadata(TileKey key) const {
    const auto& source = state_->sources.at(key.source.value);
    return source != nullptr ? source->tree.metadata(key.tile) : TileMetadata{};
}

StreamProgress TileStreamer::progress() const {
    StreamProgress progress;
    for (const auto& source : state_->sources) {
        if (source != nullptr && source->info.state == SourceState::kOpening) ++progress.opening;
    }
    progress.missing = state_->missing();
    progress.complete = progress.opening == 0 && progress.missing == 0 && state_->frame > 0;
    progress.coarsened = progress.complete && state_->error_px > state_->options.error_px;
    return progress;
}

StreamerStatistics TileStreamer::statistics() const {
    const State& state = *state_;
    StreamerStatistics statistics;
    statistics.tiles_loaded = state.tiles_loaded;
    statistics.tiles_evicted = state.tiles_evicted;
    statistics.bytes_read = state.bytes_read;
    statistics.cache_hits = state.cache_hits;
    statistics.node_bytes = state.node_bytes();
    statistics.decoded_bytes = state.completions->bytes();
    statistics.uploader_bytes = state.uploader_bytes;
    statistics.in_flight = state.in_flight;
    statistics.drawn = static_cast<std::uint32_t>(state.drawn.size());
    for (const auto& source : state.sources) {
        if (source == nullptr) continue;
        statistics.visited += source->selection.statistics.visited;
        statistics.failed += static_cast<std::uint32_t>(source->info.errors_total);
    }
    statistics.error_px = state.error_px;
    statistics.selection_ms_p99 = state.selection_ms.percentile(0.99);
    statistics.main_thread_load_ms_p99 = state.load_ms.percentile(0.99);
    return statistics;
}

}  // namespace belvedere::stream
