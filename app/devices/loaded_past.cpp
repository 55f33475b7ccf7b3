// SPDX-License-Identifier: Apache-2.0
#include "app/devices/loaded_past.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace belvedere::devices {

Result<LoadedPast> LoadedPast::of_answer(const twin::ObservationBatch& batch, const Asked& asked) {
    LoadedPast past;
    past.from_ = asked.from;
    Piece piece;
    twin::TwinStoreOptions options;
    options.history_bytes = kPieceBytes;
    piece.store = std::make_unique<twin::TwinStore>(options);
    const auto source = piece.store->add_source({"history"});
    if (!source) return fail(source.error());
    piece.store->append(*source, batch);
    const auto device = piece.store->entities().find(*source, asked.entity);
    const auto series =
        device ? twin::find_series(*piece.store, *device, asked.property, asked.dataset)
               : std::nullopt;
    if (series) piece.series = *series;
    past.pieces_.push_back(std::move(piece));
    return past;
}

Result<void> LoadedPast::add(LoadedPast older) {
    if (pieces_.size() + older.pieces_.size() > kPiecesMax)
        return fail(ErrorKind::kLimit, "so much of the past is loaded that there is no more room");
    std::ranges::move(older.pieces_, std::back_inserter(pieces_));
    from_ = std::min(from_, older.from_);
    return {};
}

std::vector<PastReading> readings_of(const twin::TwinStore& store, twin::SeriesId series,
                                     const LoadedPast* past, const twin::TimeRange& times,
                                     std::size_t count_max) {
    std::vector<std::vector<twin::Reading>> parts;  // Newest first.
    std::vector<const twin::TwinStore*> stores;
    twin::TimeRange left = times;
    std::size_t room = count_max;
    const auto take = [&](const twin::TwinStore& from, twin::SeriesId id) {
        if (!id.valid() || room == 0 || left.to < left.from) return;
        parts.push_back(twin::range(from, id, left, twin::AsOf::kEver, room));
        stores.push_back(&from);
        room -= std::min(room, parts.back().size());
        // What is older than the oldest of this comes from the next.
        if (!parts.back().empty()) left.to = {parts.back().front().observed_at.microseconds - 1};
    };
    take(store, series);
    if (past != nullptr) {
        for (const LoadedPast::Piece& piece : past->pieces())
            take(*piece.store, piece.series);
    }
    std::vector<PastReading> readings;
    for (std::size_t i = parts.size(); i-- > 0;) {
        for (twin::Reading& reading : parts[i])
            readings.push_back({stores[i], std::move(reading), stores[i] != &store});
    }
    return readings;
}

std::optional<UtcTime> known_since(const twin::TwinStore& store, twin::SeriesId series,
                                   const LoadedPast* past) {
    if (past != nullptr) return past->from();
    constexpr std::size_t kMost = 1'000'000;
    const auto all = twin::range(store, series, {{0}, twin::AsOf::kEver}, twin::AsOf::kEver, kMost);
    if (all.empty()) return std::nullopt;
    return all.front().observed_at;
}

}  // namespace belvedere::devices
