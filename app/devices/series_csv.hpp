// SPDX-License-Identifier: Apache-2.0
// Series as a table that other programs read.
#pragma once

#include <span>
#include <string>

#include "engine/twin/twin_query.hpp"

namespace belvedere::devices {

// CSV after RFC 4180, UTF-8, CRLF, a heading: device, property, dataset, observed_at, received_at
// (ISO 8601, UTC), value, unit (UN/CEFACT or as it was sent), quality (words of the API with ";"
// between), source. Numbers as they were sent, shortest form that reads back the same. One series
// after another, oldest first, kCurveReadingsMax of each at most.
[[nodiscard]] std::string csv_of(const twin::TwinStore& store,
                                 std::span<const twin::SeriesId> series,
                                 const twin::TimeRange& times);

}  // namespace belvedere::devices
