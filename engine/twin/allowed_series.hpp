// SPDX-License-Identifier: Apache-2.0
// Which of some series may be put to a use, by the policies of their sources.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/twin/twin_store.hpp"

namespace belvedere::twin {

struct AllowedSeries {
    std::vector<SeriesId> series;       // Those that may be, in the order they were asked for.
    std::vector<std::string> refusals;  // A sentence for each source that forbids it (check_use()).
};

// To be asked before the first byte is written; what is not among `series` must not leave a trace
// in the output. Pure.
[[nodiscard]] AllowedSeries allowed_series(const TwinStore& store, std::span<const SeriesId> series,
                                           DataUse use);

}  // namespace belvedere::twin
