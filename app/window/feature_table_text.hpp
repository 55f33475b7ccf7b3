// SPDX-License-Identifier: Apache-2.0
// Features as a table in text.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/city/scene.hpp"

namespace belvedere::window {

// CSV (RFC 4180, UTF-8): id, layer, class, then every attribute that any of the features has, in
// the order first met. A value that a spreadsheet would run as a formula gets an apostrophe in
// front.
[[nodiscard]] std::string features_as_csv(const city::Scene& scene,
                                          std::span<const FeatureId> features);
// One field, quoted where it must be.
[[nodiscard]] std::string csv_field(const std::string& text);

// Names of the attributes of loaded features, sorted; a sample of `features_max` of them is read.
[[nodiscard]] std::vector<std::string> attribute_names(const city::Scene& scene,
                                                       std::size_t features_max);

}  // namespace belvedere::window
