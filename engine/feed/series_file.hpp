// SPDX-License-Identifier: Apache-2.0
// Files of time series: comma-separated values with a time in each row.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/twin/observation.hpp"

namespace belvedere::feed {

struct SeriesFileOptions {
    std::string path;
    std::string entity;        // Id of the device; empty: the file's name without its ending.
    std::string type;          // Of the entity; empty: none.
    std::string id_column;     // Where each row says its device; empty: all are of one.
    std::string id_value;      // Of that column: other rows are not `entity`'s, and left out.
    std::string time_column;   // Empty: the one that is called like a time, else the first.
    std::string value_column;  // The only one that counts; empty: all others do.
    std::string property;      // What the value column is called in the city; empty: as there.
    std::string unit;          // Of all numbers, as UN/CEFACT or UCUM code.
};

// file:/path.csv?entity=ID&type=TYPE&id=COLUMN&time=COLUMN&value=COLUMN&unit=CODE. kUsage.
[[nodiscard]] Result<SeriesFileOptions> parse_series_address(std::string_view url);

// Reads such a file (RFC 4180; comma, semicolon or tab) a piece at a time, whatever its size. The
// first row names the columns; each further row is an update with a value a column: a number where
// it is one, else text; empty cells say nothing. Columns "longitude" and "latitude" (also lon, lng,
// lat) are the place. With `id_value` the rows that have it are of `entity`, the others of nobody:
// many sensors may share a table. A row without a time is rejected. One thread.
class SeriesFile {
  public:
    // kNotFound, kBadData for a file without a header or without the columns that are named.
    [[nodiscard]] static Result<std::unique_ptr<SeriesFile>> open(SeriesFileOptions options);
    ~SeriesFile();
    // Some rows more; false when there are none.
    [[nodiscard]] Result<bool> next(twin::ObservationBatch& batch);

  private:
    struct State;
    explicit SeriesFile(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::feed
