// SPDX-License-Identifier: Apache-2.0
#include "engine/core/hash.hpp"

#if defined(__x86_64__)
#include <xxh_x86dispatch.h>
#else
#include <xxhash.h>
#endif

namespace belvedere {

std::uint64_t hash_64(ByteView bytes, std::uint64_t seed) {
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::string hexadecimal(std::uint64_t value) {
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text(16, '0');
    for (std::size_t i = 0; i < 16; ++i) {
        text[15 - i] = kDigits[(value >> (4 * i)) & 15];
    }
    return text;
}

}  // namespace belvedere
