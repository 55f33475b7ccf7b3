// SPDX-License-Identifier: Apache-2.0
// The streamer taking in what workers and the uploader have finished.
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/core/log.hpp"
#include "engine/stream/limits.hpp"
#include "engine/stream/streamer_state.hpp"

namespace belvedere::stream {
namespace {

Residency residency_of(TileState state) {
    switch (state) {
        case TileState::kResident:
            return Residency::kResident;
        case TileState::kFailed:
            return Residency::kFailed;
        case TileState::kUnloaded:
        case TileState::kLoading:
        case TileState::kUploading:
        case TileState::kFailedTemporarily:
            break;
    }
    return Residency::kAbsent;
}

bool may_pass(ErrorKind kind) {
    return kind == ErrorKind::kTemporary || kind == ErrorKind::kDevice;
}

}  // namespace

void StreamedSource::set_state(TileId tile, TileState state) {
    if (record(tile).state == TileState::kFailedTemporarily && info.retrying > 0) --info.retrying;
    if (state == TileState::kFailedTemporarily) ++info.retrying;
    record(tile).state = state;
    residency[tile.value] = residency_of(state);
}

void StreamedSource::grow() {
    residency.resize(tree.nodes().size(), Residency::kAbsent);
    records.resize(tree.nodes().size());
}

// Each sentence once a source, in the list as in the log.
void TileStreamer::State::warn(StreamedSource& source, const std::string& said_by,
                               const std::string& sentence) {
    auto& warnings = source.info.warnings;
    if (std::find(warnings.begin(), warnings.end(), sentence) != warnings.end()) return;
    if (warnings.size() >= limits::kErrorsKept) return;
    log::warning(said_by + sentence);
    warnings.push_back(sentence);
}

// Each frame a bounded time and a bounded number of bytes; what is left waits in the queue.
void TileStreamer::State::take_results() {
    const double start_s = clock.steady_seconds();
    std::uint64_t uploaded = 0;
    while (uploaded < options.upload_bytes_a_frame &&
           (clock.steady_seconds() - start_s) * 1000.0 < options.frame_budget_ms) {
        auto completion = completions->try_pop();
        if (!completion) return;
        if (auto* opened = std::get_if<OpenCompletion>(&*completion)) {
            StreamedSource* source = sources[opened->source.value].get();
            if (source != nullptr) take_opened(*source, std::move(opened->opened));
            continue;
        }
        auto& tile = std::get<TileCompletion>(*completion);
        --in_flight;
        StreamedSource* source = sources[tile.source.value].get();
        if (source == nullptr || tile.tile.value >= source->records.size()) continue;
        TileRecord& record = source->record(tile.tile);
        if (record.serial != tile.serial || record.state != TileState::kLoading) continue;
        source->in_flight.erase(tile.tile.value);
        if (tile.loaded) {
            uploaded += tile.loaded->bytes();
            arrival_s += (clock.steady_seconds() - tile.asked_at_s - arrival_s) / 8.0;
        }
        take_loaded(*source, tile.tile, std::move(tile.loaded));
    }
}

void TileStreamer::State::take_opened(StreamedSource& source, Result<OpenedPair> opened) {
    has_changed = true;
    const auto give_up = [&](Error error) {
        log::error(source.info.uri + ": " + error.message);
        source.info.state = SourceState::kFailed;
        source.info.error = std::move(error);
    };
    if (!opened) {
        give_up(std::move(opened.error()));
        return;
    }
    OpenedSource& root = opened->opened;
    source.info.lods |= root.root.lods;
    content::citymodel::note_themes(source.info.themes, root.root.themes);
    const auto attached = source.tree.attach(TileId{}, std::move(root.root));
    if (!attached) {
        give_up(attached.error());
        return;
    }
    source.grow();
    source.bytes = std::move(opened->source.bytes);
    source.info.state = SourceState::kOpen;
    source.info.mapping = root.mapping;
    source.info.kind = root.kind;
    source.info.version = root.version;
    source.info.attribution = root.attribution;
    source.info.is_city_model = !root.city.empty();
    for (const CityPart& part : root.city) {
        if (!part.mapping->is_georeferenced()) source.info.says_place = false;
    }
    source.info.city = std::move(root.city);
    if (attached->valid()) source.info.bounds = source.tree.nodes()[attached->value].box;
    bytes_read += root.bytes_read;
    for (const std::string& warning : root.warnings) {
        warn(source, source.info.uri + ": ", warning);
    }
    if (root.content) upload(source, *attached, std::move(*root.content));
}

void TileStreamer::State::take_loaded(StreamedSource& source, TileId tile,
                                      Result<LoadedTile> loaded) {
    if (!loaded) {
        if (loaded.error().kind == ErrorKind::kCancelled) {
            source.set_state(tile, TileState::kUnloaded);
        } else {
            fail_tile(source, tile, loaded.error());
        }
        return;
    }
    note_success(source, tile);
    bytes_read += loaded->bytes_read;
    if (loaded->is_from_cache) ++cache_hits;
    for (const std::string& warning : loaded->warnings) {
        warn(source, {}, warning);
    }
    source.record(tile).attempts = 0;
    if (!loaded->grafts.empty()) {
        const bool is_tileset = !loaded->content.has_value();
        if (!attach(source, tile, std::move(loaded->grafts))) return;
        if (is_tileset) source.tree.set_content(tile, ContentPresence::kNothing);
    }
    if (!loaded->content) {
        source.set_state(tile, TileState::kResident);
        has_changed = true;
        return;
    }
    source.tree.set_content(tile, ContentPresence::kSomething);
    upload(source, tile, std::move(*loaded->content));
}

bool TileStreamer::State::attach(StreamedSource& source, TileId tile,
                                 std::vector<TileGraft> grafts) {
    if (source.tree.documents() + grafts.size() > limits::kDocuments &&
        grafts.front().is_document) {
        fail_tile(source, tile,
                  {ErrorKind::kLimit, source.tree.name(tile) + ": more than " +
                                          std::to_string(limits::kDocuments) + " tilesets"});
        return false;
    }
    const TileNode& node = source.tree.nodes()[tile.value];
    if (node.child_count > 0) {
        // Its content was unloaded and came again; what hangs below stayed.
        if ((node.flags & tile_flags::kExpandable) != 0) return true;
        fail_tile(source, tile,
                  {ErrorKind::kUnsupported,
                   source.tree.name(tile) + ": a tileset in a tile that has children"});
        return false;
    }
    for (const TileGraft& graft : grafts) {
        source.info.lods |= graft.lods;
        content::citymodel::note_themes(source.info.themes, graft.themes);
    }
    const auto attached = source.tree.attach(tile, std::move(grafts));
    if (!attached) {
        fail_tile(source, tile, attached.error());
        return false;
    }
    source.grow();
    source.expanded.push_back(tile);
    source.record(tile).last_used = frame;
    has_changed = true;
    return true;
}

void TileStreamer::State::upload(StreamedSource& source, TileId tile,
                                 content::TileContent content) {
    const std::uint64_t bytes = content.bytes().size();
    if (bytes + node_bytes() > options.memory_bytes) {
        fail_tile(source, tile,
                  {ErrorKind::kLimit, source.tree.name(tile) + ": needs " + std::to_string(bytes) +
                                          " bytes, more than the memory ceiling"});
        return;
    }
    TileRecord& record = source.record(tile);
    record.has_upload = true;
    record.last_used = frame;
    source.set_state(tile, TileState::kUploading);
    source.uploading.push_back(tile);
    source.loaded.push_back(tile);
    uploader.begin_upload({source.id, tile}, std::move(content));
    // The block and what it is copied to.
    record.bytes = uploader.bytes({source.id, tile});
    uploader_bytes += record.bytes;
    freed_bytes += bytes;  // Decoding took about as much beside.
    // Careful: a large tile counts at once, and is forgotten slowly. Never so large that nothing
    // could be asked for any more.
    const double cost = std::min(static_cast<double>(record.bytes),
                                 0.25 * static_cast<double>(options.memory_bytes));
    mean_tile_bytes = std::max(cost, mean_tile_bytes + (cost - mean_tile_bytes) / 8.0);
}

void TileStreamer::State::fail_tile(StreamedSource& source, TileId tile, const Error& error) {
    TileRecord& record = source.record(tile);
    has_changed = true;
    if (may_pass(error.kind) && ++record.attempts < limits::kAttempts) {
        const double wait_s =
            std::min(limits::kRetryLongest_s,
                     limits::kRetryFirst_s * std::exp2(static_cast<double>(record.attempts - 1)));
        record.retry_at_s = clock.steady_seconds() + wait_s;
        source.set_state(tile, TileState::kFailedTemporarily);
        return;
    }
    source.set_state(tile, TileState::kFailed);
    if (error.kind == ErrorKind::kTemporary) note_passing(source, tile);
    ++source.info.errors_total;
    if (!std::exchange(record.is_told, true)) log::warning(error.message);
    if (source.info.errors.size() < limits::kErrorsKept) {
        source.info.errors.push_back({tile, source.tree.name(tile), error});
    }
}

void TileStreamer::State::poll_uploads() {
    for (const auto& source : sources) {
        if (source == nullptr) continue;
        std::erase_if(source->uploading, [&](TileId tile) {
            const UploadState state = uploader.state({source->id, tile});
            if (state == UploadState::kUploading) return false;
            if (state == UploadState::kFailed) {
                unload(*source, tile);
                fail_tile(*source, tile,
                          {ErrorKind::kDevice,
                           source->tree.name(tile) + ": the device has no room for it"});
                return true;
            }
            TileRecord& record = source->record(tile);
            const std::uint64_t bytes = uploader.bytes({source->id, tile});
            uploader_bytes = uploader_bytes - record.bytes + bytes;
            record.bytes = bytes;
            source->set_state(tile, TileState::kResident);
            ++tiles_loaded;
            has_changed = true;
            return true;
        });
    }
}

}  // namespace belvedere::stream
