// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/allowed_series.hpp"

#include <algorithm>

namespace belvedere::twin {

AllowedSeries allowed_series(const TwinStore& store, std::span<const SeriesId> series,
                             DataUse use) {
    AllowedSeries answer;
    for (const SeriesId id : series) {
        const SourceId source{store.entities()[store.series(id).entity].source};
        const SourceInfo& info = store.source(source);
        if (auto allowed = check_use(info.policy, use, info.name)) {
            answer.series.push_back(id);
        } else if (std::string sentence = allowed.error().message;
                   std::ranges::find(answer.refusals, sentence) == answer.refusals.end()) {
            answer.refusals.push_back(std::move(sentence));
        }
    }
    return answer;
}

}  // namespace belvedere::twin
