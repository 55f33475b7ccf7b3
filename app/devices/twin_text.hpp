// SPDX-License-Identifier: Apache-2.0
// Devices and their values in words, in the person's language. Main thread, as words is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/twin/twin_query.hpp"

namespace belvedere::devices {

// What a device is called: its own `name` (in the person's language, where it has several), else
// the end of its id.
[[nodiscard]] std::string device_name(const twin::TwinStore& store, twin::EntityId entity);
// What kind of thing it is, by the last part of its type; "unknown kind" without one.
[[nodiscard]] std::string kind_text(const twin::TwinStore& store, twin::EntityId entity);
// A property as people read it: the last part of its name, and which of several instances.
[[nodiscard]] std::string property_text(const twin::TwinStore& store, twin::SeriesId series);
// "23.4 °C", "yes", "45.46412, 9.19021"; long texts are cut. Of a text in several languages the
// person's: language_map.hpp.
[[nodiscard]] std::string value_text(const twin::Reading& reading, const twin::Unit& unit);
// A number with its unit.
[[nodiscard]] std::string number_text(double number, std::string_view unit_symbol);
[[nodiscard]] std::string state_text(twin::TwinState state);
// What has to be said of a value, one sentence each; empty when there is nothing.
[[nodiscard]] std::vector<std::string> quality_texts(twin::QualityFlags quality);
// How old something is at a moment: "3 min ago".
[[nodiscard]] std::string age_text(UtcTime then, UtcTime now);

}  // namespace belvedere::devices
