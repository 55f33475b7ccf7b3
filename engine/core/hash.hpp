// SPDX-License-Identifier: Apache-2.0
// A fast 64-bit hash for checksums of our own files and for keys. Not for security.
#pragma once

#include <cstdint>
#include <string>

#include "engine/core/bytes.hpp"

namespace belvedere {

// XXH64 of the bytes (xxHash specification 0.2.0, section "XXH64"): about 10 GB/s, stable over
// program versions and machines, so it may stand in files.
[[nodiscard]] std::uint64_t hash_64(ByteView bytes, std::uint64_t seed = 0);

// Sixteen lower-case hexadecimal digits, for file names.
[[nodiscard]] std::string hexadecimal(std::uint64_t value);

}  // namespace belvedere
