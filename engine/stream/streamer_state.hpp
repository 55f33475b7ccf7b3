// SPDX-License-Identifier: Apache-2.0
// What a TileStreamer knows. Private to the module; main thread only, but for `completions`.
#pragma once

#include <memory>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "engine/core/bounded_queue.hpp"
#include "engine/core/cancel.hpp"
#include "engine/stream/limits.hpp"
#include "engine/stream/sample_window.hpp"
#include "engine/stream/source_opening.hpp"
#include "engine/stream/tile_loader.hpp"
#include "engine/stream/tile_selector.hpp"
#include "engine/stream/tile_streamer.hpp"

namespace belvedere::stream {

// One value for each state of tile_streamer.hpp. Retiring is the uploader's: a retired tile is
// Unloaded here at once.
enum class TileState : std::uint8_t {
    kUnloaded,
    kLoading,            // Fetching or decoding, or decoded and waiting in the queue of results.
    kUploading,          // With the uploader.
    kResident,           // With the uploader, drawable; or more tiles hang below it.
    kFailedTemporarily,  // Tried again at retry_at_s.
    kFailed,
};

struct TileRecord {
    TileState state = TileState::kUnloaded;
    std::uint8_t attempts = 0;
    bool has_upload = false;      // The uploader holds something.
    std::uint32_t last_used = 0;  // Frame.
    std::uint32_t wanted_at = 0;  // Frame.
    std::uint64_t bytes = 0;      // Held by the uploader.
    std::uint64_t serial = 0;     // Of the load under way: ids are given out again.
    double retry_at_s = 0.0;
    bool is_told = false;  // Its failure stands in the log.
};

struct StreamedSource {
    SourceId id;
    SourceInfo info;
    std::string feature_id_set;  // As it was opened with.
    TileTree tree;
    std::shared_ptr<ByteSource> bytes;
    std::vector<Residency> residency;
    std::vector<TileRecord> records;
    Selection selection;
    std::unordered_map<std::uint32_t, CancelToken> in_flight;
    std::vector<TileId> uploading;
    std::vector<TileId> loaded;    // Uploading or resident; order is of no meaning.
    std::vector<TileId> expanded;  // Tilesets and subtrees hang below them.
    // Failed by what passes (a network that is cut); never given up, see streamer_retries.cpp.
    std::vector<TileId> passing;
    TileId probe;  // Of these, the one that is tried first; invalid: none is under way.
    double probe_at_s = 0.0, probe_wait_s = limits::kProbeFirst_s;
    CancelToken opening;
    std::uint64_t serial = 0;  // Of an opening whose model is the tile itself.

    [[nodiscard]] TileRecord& record(TileId tile) { return records[tile.value]; }
    void set_state(TileId tile, TileState state);
    // Makes the arrays as long as the tree.
    void grow();
};

struct TileCompletion {
    SourceId source;
    TileId tile;
    std::uint64_t serial = 0;
    double asked_at_s = 0.0;
    Result<LoadedTile> loaded;
};
struct OpenCompletion {
    SourceId source;
    Result<OpenedPair> opened;
};
using Completion = std::variant<TileCompletion, OpenCompletion>;
using Completions = BoundedQueue<Completion>;

struct TileStreamer::State {
    StreamerOptions options;
    JobPool& jobs;
    TileUploader& uploader;
    const Clock& clock;
    std::vector<std::unique_ptr<StreamedSource>> sources;  // By SourceId; null once closed.
    std::shared_ptr<Completions> completions;
    std::vector<StreamedTile> drawn;
    std::vector<SelectionView> views;
    std::vector<std::pair<StreamedSource*, WantedTile>> wanted;
    std::uint32_t frame = 0;
    std::uint32_t in_flight = 0;
    std::uint64_t next_serial = 1;
    std::uint64_t uploader_bytes = 0;
    std::uint64_t shared_bytes = 0;    // The uploader's beside its tiles, as of this frame.
    std::uint64_t overhead_bytes = 0;  // The process's beside all that is counted.
    std::uint64_t base_bytes = 0;      // The process's before the first tile.
    double watched_at_s = 0.0;
    std::uint64_t freed_bytes = 0;  // Decoded or evicted since the heap was asked to give back.
    std::uint64_t bytes_read = 0, cache_hits = 0, tiles_loaded = 0, tiles_evicted = 0;
    double mean_tile_bytes = 256.0 * 1024.0;  // What a tile costs uploaded: falls slowly.
    double error_px = 0.0;
    double viewed_at_s = 0.0;
    double arrival_s = 0.25;    // From asking for a tile to having it; of the latest tiles.
    double passed_m = 0.0;      // The camera's way in that time.
    bool is_starved = false;    // This frame something needed had no room.
    bool is_saturated = false;  // Since the view last changed, it once was so.
    bool is_coarse_said = false;
    bool has_changed = true;
    SampleWindow selection_ms, load_ms;
    double recent_load_ms = 0.0;  // Of the last update.

    State(StreamerOptions streamer_options, JobPool& pool, TileUploader& tile_uploader,
          const Clock& time);

    // Taking in results (streamer_results.cpp).
    void take_results();
    void poll_uploads();
    void take_opened(StreamedSource& source, Result<OpenedPair> opened);
    void take_loaded(StreamedSource& source, TileId tile, Result<LoadedTile> loaded);
    void fail_tile(StreamedSource& source, TileId tile, const Error& error);
    void upload(StreamedSource& source, TileId tile, content::TileContent content);
    [[nodiscard]] bool attach(StreamedSource& source, TileId tile, std::vector<TileGraft> grafts);
    void warn(StreamedSource& source, const std::string& said_by, const std::string& sentence);

    // Trying again (streamer_retries.cpp).
    void note_passing(StreamedSource& source, TileId tile);
    void note_success(StreamedSource& source, TileId tile);
    void ask_again(StreamedSource& source, TileId tile);
    void ask_all_again(StreamedSource& source);
    void probe_failed();

    // Memory (streamer_memory.cpp).
    [[nodiscard]] std::uint64_t node_bytes() const;
    [[nodiscard]] std::uint64_t in_flight_bytes() const;
    [[nodiscard]] std::uint64_t held_bytes() const;
    [[nodiscard]] std::uint64_t committed_bytes() const;
    void watch_process();
    [[nodiscard]] bool has_room(std::uint64_t bytes, double share) const;
    [[nodiscard]] bool evict_unused(std::uint64_t bytes);
    [[nodiscard]] bool make_way(StreamedSource& source, TileId coarse);
    void unload(StreamedSource& source, TileId tile);
    [[nodiscard]] bool prune_unused(std::uint64_t bytes);
    void prune(StreamedSource& source, TileId tile);
    void adapt_error(bool is_complete);
    void give_back();

    // Selecting and asking (streamer_requests.cpp).
    void note_views(std::span<const SelectionView> now);
    void select_all();
    void mark_used(StreamedSource& source);
    void cancel_unwanted();
    void request_wanted();
    [[nodiscard]] bool may_request(StreamedSource& source, const WantedTile& tile);
    void request(StreamedSource& source, const WantedTile& tile);
    void list_drawn();
    [[nodiscard]] std::uint32_t missing() const;
};

}  // namespace belvedere::stream
