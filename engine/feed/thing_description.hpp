// SPDX-License-Identifier: Apache-2.0
// What a device says of itself: W3C Web of Things Thing Descriptions.
#pragma once

#include <vector>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"
#include "engine/twin/device_description.hpp"

namespace belvedere::feed {

// The descriptions in a JSON text: one Thing Description 1.1 (W3C Recommendation, 5 December 2023)
// or an array of them, as directories give. Of each: id, title, description, and of its properties
// title, unit, minimum, maximum, readOnly and forms, whose targets are resolved against `base`.
// What a Thing Description must have but lacks (a title, a property's forms) is no reason to refuse
// it; a text without an id or properties is. kBadData, kLimit.
[[nodiscard]] Result<std::vector<twin::DeviceDescription>> parse_thing_descriptions(ByteView json);

}  // namespace belvedere::feed
