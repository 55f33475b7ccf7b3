// SPDX-License-Identifier: Apache-2.0
// A fast 64-bit hash for checksums of our own files and for keys. Not for security.
#pragma once

#include <cstdint>
#include <string>

#include "engine/core/bytes.hpp"

namespace belvedere {

// XXH3 with a seed, 64 bits (xxHash 0.8): as fast as memory where the processor has AVX2, about
// 12 GB/s with the baseline instructions; stable over versions and machines, so it may stand in
// files.
[[nodiscard]] std::uint64_t hash_64(ByteView bytes, std::uint64_t seed = 0);

// Sixteen lower-case hexadecimal digits, for file names.
[[nodiscard]] std::string hexadecimal(std::uint64_t value);

}  // namespace belvedere
