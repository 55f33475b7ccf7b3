// SPDX-License-Identifier: Apache-2.0
// Series as a table that other programs read.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "app/devices/loaded_past.hpp"
#include "engine/twin/twin_query.hpp"

namespace belvedere::devices {

// CSV after RFC 4180, UTF-8, CRLF, a heading: device, property, dataset, observed_at, received_at
// (ISO 8601, UTC), value, unit (UN/CEFACT or as it was sent), quality (words of the API with ";"
// between), source. Numbers as they were sent, shortest form that reads back the same. One series
// after another, oldest first: all that is in memory of those times; with `past_of` also what was
// loaded of their past, whose quality says that it is historical.
using PastOf = std::function<const LoadedPast*(twin::SeriesId series)>;
[[nodiscard]] std::string csv_of(const twin::TwinStore& store,
                                 std::span<const twin::SeriesId> series,
                                 const twin::TimeRange& times, const PastOf& past_of = {});

}  // namespace belvedere::devices
