// SPDX-License-Identifier: Apache-2.0
// The state that watched feeds led to, for programs.
#pragma once

#include <string>

#include "engine/twin/twin_store.hpp"

namespace belvedere::cli {

// The report (watch_json) with `values [{device, source, property, dataset, value, unit,
// observed_at, received_at}]`: the newest of each series, as it was sent. A position is [longitude,
// latitude] in degrees. What a source's policy forbids to export is not among them; `withheld` has
// a sentence for each such source.
[[nodiscard]] std::string with_values(const std::string& report, const twin::TwinStore& store);

}  // namespace belvedere::cli
