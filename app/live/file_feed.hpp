// SPDX-License-Identifier: Apache-2.0
// Files of series as feeds: tables, and the time series inside city models.
#pragma once

#include <memory>
#include <string>

#include "engine/content/decode/dynamizer.hpp"
#include "engine/core/result.hpp"
#include "engine/feed/feed.hpp"

namespace belvedere::live {

// file:/path: .csv, .tsv and .txt are tables (engine/feed/series_file.hpp says the options), .gml,
// .xml and .json city models with Dynamizers: each of their series is a property of the object it
// is of, tables beside the model are read, and where live values can be had is told (log and
// health). kUsage, kNotFound, kBadData.
[[nodiscard]] Result<std::unique_ptr<feed::Feed>> open_file_feed(const std::string& url);

// The feed that a sensor connection means, as a URL for open_feed(); kUnsupported for a kind that
// is not spoken. Nothing is connected to: a file is not trusted to choose where.
[[nodiscard]] Result<std::string> feed_of_connection(const content::SensorConnection& connection);

// A time of a Dynamizer's value: ISO 8601, also a month or a year alone, which begin then.
[[nodiscard]] Result<UtcTime> dynamizer_time(const std::string& text);

}  // namespace belvedere::live
