// SPDX-License-Identifier: Apache-2.0
// Time series and sensor connections inside city models.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content {

// One value of a series. Times are as written: ISO 8601, also a month or a year alone.
struct DynamizerValue {
    std::string time;
    std::string text;              // As written.
    std::optional<double> number;  // Where it is one.
};

// A file of values beside the model.
struct DynamizerTable {
    std::string file;  // Path or URL, as written.
    std::string time_column, value_column, id_column, id_value;
};

// Where live values of the attribute can be had. All as written; what is not said is empty.
struct SensorConnection {
    std::string type;  // "ogc_sta_1.0", "mqtt" ...
    std::string observation_property, unit, sensor_id, datastream_id, base_url;
    std::string mqtt_server, mqtt_topic, auth_type, link_to_observation, location;
};

// An attribute of a city object that changes over time (CityGML 3.0, chapter 7.13; CityGML 2.0's
// Dynamizer ADE; CityJSON's Dynamizer extension 2.0).
struct Dynamizer {
    std::string id;
    std::string attribute_ref;  // XPath or JSON pointer, as written.
    std::string target;         // Id of the object it is of; empty when the reference names none.
    std::string property;       // The attribute's name, taken from the reference.
    std::string start, end, unit;
    std::vector<DynamizerValue> values;
    std::optional<DynamizerTable> table;
    std::optional<SensorConnection> connection;
};

struct Dynamizers {
    std::vector<Dynamizer> all;
    std::vector<std::string> warnings;  // What could not be read, at most 100.
};

inline constexpr std::size_t kDynamizersMost = 100'000;
inline constexpr std::size_t kDynamizerValuesMost = 10'000'000;  // Of all of a file.

// All of them in a CityGML or CityJSON text, told apart by its first letter. A broken one is a
// warning. kBadData for neither of the two, or JSON that is none; kLimit.
[[nodiscard]] Result<Dynamizers> read_dynamizers(ByteView file);

}  // namespace belvedere::content
