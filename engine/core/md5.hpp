// SPDX-License-Identifier: Apache-2.0
// MD5 (RFC 1321), only because the index of .3tz packages is keyed by it. Not for security.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace belvedere {

[[nodiscard]] std::array<std::byte, 16> md5(std::string_view text);

}  // namespace belvedere
