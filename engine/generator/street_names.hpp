// SPDX-License-Identifier: Apache-2.0
// Names of streets that never were.
#pragma once

#include <cstdint>
#include <string>

namespace belvedere::generator {

// The same name for the same street everywhere. Ring roads and avenues have names of their own.
[[nodiscard]] std::string street_name(std::uint32_t street);

}  // namespace belvedere::generator
