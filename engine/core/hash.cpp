// SPDX-License-Identifier: Apache-2.0
#include "engine/core/hash.hpp"

#include <bit>

namespace belvedere {
namespace {

constexpr std::uint64_t kPrime1 = 0x9E3779B185EBCA87ULL;
constexpr std::uint64_t kPrime2 = 0xC2B2AE3D27D4EB4FULL;
constexpr std::uint64_t kPrime3 = 0x165667B19E3779F9ULL;
constexpr std::uint64_t kPrime4 = 0x85EBCA77C2B2AE63ULL;
constexpr std::uint64_t kPrime5 = 0x27D4EB2F165667C5ULL;

std::uint64_t mix_lane(std::uint64_t lane, std::uint64_t input) {
    return std::rotl(lane + input * kPrime2, 31) * kPrime1;
}

std::uint64_t merge_lane(std::uint64_t hash, std::uint64_t lane) {
    return (hash ^ mix_lane(0, lane)) * kPrime1 + kPrime4;
}

std::uint64_t mix_tail(std::uint64_t hash, ByteView tail) {
    const std::byte* at = tail.data();
    std::size_t left = tail.size();
    for (; left >= 8; at += 8, left -= 8) {
        hash = std::rotl(hash ^ mix_lane(0, load_unaligned<std::uint64_t>(at)), 27) * kPrime1 +
               kPrime4;
    }
    if (left >= 4) {
        hash ^= load_unaligned<std::uint32_t>(at) * kPrime1;
        hash = std::rotl(hash, 23) * kPrime2 + kPrime3;
        at += 4;
        left -= 4;
    }
    for (; left > 0; ++at, --left) {
        hash = std::rotl(hash ^ (std::to_integer<std::uint64_t>(*at) * kPrime5), 11) * kPrime1;
    }
    hash = (hash ^ (hash >> 33)) * kPrime2;
    hash = (hash ^ (hash >> 29)) * kPrime3;
    return hash ^ (hash >> 32);
}

}  // namespace

std::uint64_t hash_64(ByteView bytes, std::uint64_t seed) {
    const std::uint64_t length = bytes.size();
    std::uint64_t hash = seed + kPrime5;
    if (bytes.size() >= 32) {
        std::uint64_t lanes[4] = {seed + kPrime1 + kPrime2, seed + kPrime2, seed, seed - kPrime1};
        while (bytes.size() >= 32) {
            for (std::size_t i = 0; i < 4; ++i) {
                lanes[i] = mix_lane(lanes[i], load_unaligned<std::uint64_t>(bytes.data() + 8 * i));
            }
            bytes = bytes.subspan(32);
        }
        hash = std::rotl(lanes[0], 1) + std::rotl(lanes[1], 7) + std::rotl(lanes[2], 12) +
               std::rotl(lanes[3], 18);
        for (const std::uint64_t lane : lanes) {
            hash = merge_lane(hash, lane);
        }
    }
    return mix_tail(hash + length, bytes);
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
