// SPDX-License-Identifier: Apache-2.0
// How a store lets a source go.
#include <utility>

#include "engine/twin/twin_store.hpp"

namespace belvedere::twin {

void TwinStore::forget(SourceId source) {
    const std::size_t before = entities_.held();
    // Whoever is asked what a series was of must find it still: series go first.
    for (std::size_t i = 0; i < series_.size(); ++i) {
        if (!series_.holds(i)) continue;
        SeriesRecord& series = series_[i];
        if (!series.entity.valid()) continue;
        if (std::as_const(entities_)[series.entity].source != source.value) continue;
        series = {};
        --series_held_;
    }
    history_.forget([this](SeriesId id) {
        return !series_.holds(id.value) || !series_[id.value].entity.valid();
    });
    series_.release_unless([](const SeriesRecord& series) { return series.entity.valid(); });
    for (std::uint32_t i = 0; i < entities_.size() && lines_.size() > 0; ++i) {
        if (std::as_const(entities_)[EntityId{i}].source == source.value)
            lines_.set(EntityId{i}, {});
    }
    entities_.forget(source);
    if (entities_.held() == before) return;
    changes_.add({{}, {}, ChangeKind::kForgotten});
    unit_log_.add({{}, {}, ChangeKind::kForgotten});
}

}  // namespace belvedere::twin
