// SPDX-License-Identifier: Apache-2.0
// The streamer coming back to tiles that failed by what passes: a network that was cut, a server
// that was down. After a few tries such a tile counts as failed, so that a picture can be complete
// without it; but now and then one of them is tried, and once that one comes, all are asked for.
#include <algorithm>
#include <utility>

#include "engine/stream/streamer_state.hpp"

namespace belvedere::stream {

void TileStreamer::State::note_passing(StreamedSource& source, TileId tile) {
    const double now_s = clock.steady_seconds();
    if (source.probe == tile) {
        source.probe = TileId{};
        source.probe_wait_s = std::min(2.0 * source.probe_wait_s, limits::kProbeLongest_s);
        source.probe_at_s = now_s + source.probe_wait_s;
    } else if (source.passing.empty()) {
        source.probe_at_s = now_s + source.probe_wait_s;
    }
    source.passing.push_back(tile);
}

void TileStreamer::State::note_success(StreamedSource& source, TileId tile) {
    if (source.probe != tile) return;
    source.probe_wait_s = limits::kProbeFirst_s;
    ask_all_again(source);
}

void TileStreamer::State::ask_again(StreamedSource& source, TileId tile) {
    auto& errors = source.info.errors;
    std::erase_if(errors, [tile](const TileError& error) { return error.tile == tile; });
    if (source.info.errors_total > 0) --source.info.errors_total;
    source.record(tile).attempts = 0;
    source.set_state(tile, TileState::kUnloaded);
    has_changed = true;
}

void TileStreamer::State::ask_all_again(StreamedSource& source) {
    source.probe = TileId{};
    for (const TileId tile : std::exchange(source.passing, {}))
        ask_again(source, tile);
}

// One tile is tried, once: one that is drawn as failed where there is such, for what nobody looks
// at is not asked for. Coarser tiles that failed are not drawn, and yet they are wanted: to take
// their failure back as well would ask for all of them at each turn.
void TileStreamer::State::probe_failed() {
    const double now_s = clock.steady_seconds();
    for (const auto& source : sources) {
        if (source == nullptr || source->passing.empty() || !source->info.visible) continue;
        if (now_s < source->probe_at_s) continue;
        std::vector<TileId>& passing = source->passing;
        const auto& drawn_tiles = source->selection.drawn;
        const auto seen = std::find_if(passing.begin(), passing.end(), [&](TileId tile) {
            return std::any_of(drawn_tiles.begin(), drawn_tiles.end(),
                               [tile](const DrawnTile& each) { return each.tile == tile; });
        });
        const TileId tile = seen != passing.end() ? *seen : passing.back();
        std::erase(passing, tile);
        ask_again(*source, tile);
        source->probe = tile;
        source->record(tile).attempts = limits::kAttempts - 1;
        source->probe_at_s = now_s + source->probe_wait_s;
    }
}

void TileStreamer::try_again() {
    for (const auto& source : state_->sources) {
        if (source == nullptr) continue;
        source->probe_wait_s = limits::kProbeFirst_s;
        if (source->bytes) source->bytes->forget_absent();
        state_->ask_all_again(*source);
    }
}

std::optional<double> TileStreamer::next_try_s() const {
    std::optional<double> next_s;
    for (const auto& source : state_->sources) {
        if (source == nullptr || source->passing.empty() || !source->info.visible) continue;
        next_s = std::min(next_s.value_or(source->probe_at_s), source->probe_at_s);
    }
    if (!next_s) return std::nullopt;
    return std::max(0.0, *next_s - state_->clock.steady_seconds());
}

}  // namespace belvedere::stream
