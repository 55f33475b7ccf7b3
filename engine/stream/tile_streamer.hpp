// SPDX-License-Identifier: Apache-2.0
// Loads the tiles of all open sources that the views need, within one memory ceiling.
//
// A tile's states, written by the streamer alone, on the main thread:
//   Unloaded -> Fetching -> Decoding -> Decoded -> Uploading -> Resident -> Retiring -> Unloaded
//   Fetching, Decoding -> FailedTemporarily (tried again later) | Failed (drawn as a box, listed)
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/content/decode/citymodel/theme_names.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/core/result.hpp"
#include "engine/geo/bounds.hpp"
#include "engine/geo/world_mapping.hpp"
#include "engine/stream/city_part.hpp"
#include "engine/stream/selection_view.hpp"
#include "engine/stream/source_opening.hpp"
#include "engine/stream/tile_cache.hpp"
#include "engine/stream/tile_tree.hpp"
#include "engine/stream/tile_uploader.hpp"

namespace belvedere::stream {

struct StreamerOptions {
    std::uint64_t memory_bytes = 1ULL << 30;  // Ceiling over nodes, decoded and uploader bytes.
    // What the process occupies (resident_bytes). What of it came since the first tile and is no
    // tile's own (a driver's work space, memory that the heap keeps) then counts against the
    // ceiling as well. Empty: not watched.
    std::function<std::uint64_t()> process_bytes;
    double error_px = 16.0;
    double frame_budget_ms = 2.0;  // Main-thread time for taking in results a frame.
    std::uint64_t upload_bytes_a_frame = 32ULL << 20;  // Handed to the uploader a frame.
    bool offline = false;                              // No network: only what `answers` kept.
    std::shared_ptr<TileCache> cache;                  // Null: no cache.
    std::shared_ptr<HttpAnswers> answers;              // Null: servers are always asked.
    HttpFactory http;                                  // Empty: the real client.
};

enum class SourceState {
    kOpening,  // Its root document is on its way.
    kOpen,     // Has a tree.
    kFailed,   // Cannot be opened; `error` says why.
};

struct TileError {
    TileId tile;
    std::string name;  // URI as written.
    Error cause;
};

// What is known of an open source. Valid until the next call that is not const.
struct SourceInfo {
    SourceState state = SourceState::kOpening;
    std::string uri;
    std::optional<Error> error;
    std::shared_ptr<const geo::WorldMapping> mapping;  // Null until open.
    std::optional<geo::BoundingVolume> bounds;         // World; of the root tile.
    std::vector<std::string> warnings;
    std::vector<TileError> errors;  // Tiles that failed, at most limits::kErrorsKept.
    std::uint64_t errors_total = 0;
    std::uint32_t retrying = 0;  // Tiles that failed for now and are tried again.
    bool is_offline = false;     // A web source of which only what was kept is used.
    std::string kind;            // OpenedSource::kind.
    std::string version;         // Of the format, empty for a bare model.
    std::string attribution;     // Of the tileset's asset.
    bool visible = true;
    bool is_city_model = false;  // Files of city objects, not tiles.
    std::vector<CityPart> city;  // These files, for any thread.
    bool says_place = true;      // False for a city model that names no CRS that is known.
    // Of a city model: bit n for each level of detail n / 10 found so far (CityMember::lods).
    std::uint64_t lods = 0;
    content::citymodel::ThemeNames themes;  // Of its appearances, those found so far.
};

struct StreamedTile {
    TileKey key;
    float error_px = 0.0F;
    bool is_failed = false;  // Draw a hatched box at `box`.
    geo::OrientedBox box;    // World.
};

struct StreamerStatistics {
    std::uint64_t tiles_loaded = 0;  // Became resident, since the start.
    std::uint64_t tiles_evicted = 0;
    std::uint64_t bytes_read = 0;  // From sources and cache.
    std::uint64_t cache_hits = 0;
    std::uint64_t node_bytes = 0, decoded_bytes = 0, uploader_bytes = 0;  // Now.
    std::uint32_t in_flight = 0;  // Fetching or decoding now.
    std::uint32_t drawn = 0, failed = 0, visited = 0;
    double error_px = 0.0;  // In force; above the option when memory is short.
    double selection_ms_p99 = 0.0, main_thread_load_ms_p99 = 0.0;
};

struct StreamProgress {
    std::uint32_t opening = 0;  // Sources.
    std::uint32_t missing = 0;  // Tiles of the wanted picture not there yet.
    bool complete = false;      // Nothing opening, nothing missing; failed tiles do not count.
    bool coarsened = false;     // Complete, but at a higher error: the memory ceiling is too low.
};

// Main thread only. Work happens on the JobPool and the HTTP client's thread; update() takes in
// what they finished. The pool must outlive the streamer; the destructor cancels what is under way
// and does not wait for it.
class TileStreamer {
  public:
    TileStreamer(StreamerOptions options, JobPool& jobs, TileUploader& uploader,
                 const Clock& clock = system_clock());
    ~TileStreamer();
    TileStreamer(const TileStreamer&) = delete;
    TileStreamer& operator=(const TileStreamer&) = delete;

    // Begins to open a source; never blocks. What comes of it shows in source().
    SourceId open(SourceOptions options);
    // Retires all its tiles. The id is not used again.
    void close(SourceId source);
    // Hidden sources are neither drawn nor loaded, and are evicted first.
    enum class Visibility { kShown, kHidden };
    void set_visibility(SourceId source, Visibility visibility);

    // One frame: takes in results, selects, requests, cancels, evicts. Returns whether drawn()
    // may differ from before.
    bool update(std::span<const SelectionView> views);

    // Asks again for every tile that failed by what passes, at once: the network is back. Such
    // tiles are tried now and then by themselves as well; update() does it when next_try_s() is
    // over.
    void try_again();
    // Until then; nothing: no tile waits to be tried.
    [[nodiscard]] std::optional<double> next_try_s() const;

    // What to draw, as of the last update, source by source in the order of opening.
    [[nodiscard]] std::span<const StreamedTile> drawn() const;
    [[nodiscard]] const SourceInfo& source(SourceId source) const;
    // What the source calls a tile: its first content's URI as written. Empty once it is closed.
    [[nodiscard]] std::string tile_name(TileKey tile) const;
    // Metadata that holds for the tile; empty once its source is closed.
    [[nodiscard]] TileMetadata tile_metadata(TileKey tile) const;
    [[nodiscard]] StreamProgress progress() const;
    [[nodiscard]] StreamerStatistics statistics() const;
    // Main-thread CPU time of the last update, without selecting.
    [[nodiscard]] double load_ms_recent() const;

  private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace belvedere::stream
