// SPDX-License-Identifier: Apache-2.0
// What the history of a source said of one series, beyond what is in memory.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/twin/observation.hpp"
#include "engine/twin/twin_query.hpp"

namespace belvedere::devices {

// Pieces of the past in stores of their own, so that neither the account of the live one nor its
// bounded past is touched. Moved from the thread that asked to the one that draws.
class LoadedPast {
  public:
    static constexpr std::size_t kPiecesMax = 16;
    static constexpr std::uint64_t kPieceBytes = std::uint64_t{16} << 20;

    // One answer. `from` on it was asked for, whether there was something or not. kLimit for more
    // than kPiecesMax, kNotFound for a batch without that series; then nothing is added.
    struct Asked {
        std::string_view entity, property, dataset;
        UtcTime from;
    };
    [[nodiscard]] static Result<LoadedPast> of_answer(const twin::ObservationBatch& batch,
                                                      const Asked& asked);
    // Takes over an older one's pieces. kLimit.
    [[nodiscard]] Result<void> add(LoadedPast older);

    // Nothing older than this is known of. Of an empty one the far future.
    [[nodiscard]] UtcTime from() const { return from_; }

    struct Piece {
        std::unique_ptr<twin::TwinStore> store;
        twin::SeriesId series;  // None: there was nothing in that time.
    };
    [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }  // Newest first.

  private:
    std::vector<Piece> pieces_;
    UtcTime from_ = twin::AsOf::kEver;
};

// One reading and the store that knows its unit.
struct PastReading {
    const twin::TwinStore* store = nullptr;
    twin::Reading reading;
    bool is_loaded = false;  // Of a LoadedPast.
};
// A series over a time, oldest first: what was loaded as far as nothing is in memory, then that.
// `past` may be null. At most `count_max`, the newest.
[[nodiscard]] std::vector<PastReading> readings_of(const twin::TwinStore& store,
                                                   twin::SeriesId series, const LoadedPast* past,
                                                   const twin::TimeRange& times,
                                                   std::size_t count_max);
// The oldest moment that is in memory or was loaded; nothing when there is none.
[[nodiscard]] std::optional<UtcTime> known_since(const twin::TwinStore& store,
                                                 twin::SeriesId series, const LoadedPast* past);

}  // namespace belvedere::devices
