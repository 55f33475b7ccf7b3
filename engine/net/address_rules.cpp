// SPDX-License-Identifier: Apache-2.0
#include "engine/net/address_rules.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace belvedere::net {
namespace {

struct Block4 {
    std::uint32_t first;
    int bits;
};

// RFC 6890 and its successors: everything that is not globally reachable.
constexpr std::array kPrivate4{
    Block4{0x00000000, 8},  Block4{0x0A000000, 8},  Block4{0x64400000, 10}, Block4{0x7F000000, 8},
    Block4{0xA9FE0000, 16}, Block4{0xAC100000, 12}, Block4{0xC0000000, 24}, Block4{0xC0000200, 24},
    Block4{0xC0A80000, 16}, Block4{0xC6120000, 15}, Block4{0xC6336400, 24}, Block4{0xCB007100, 24},
    Block4{0xE0000000, 4},  Block4{0xF0000000, 4}};

bool is_private_4(std::uint32_t address) {
    for (const Block4& block : kPrivate4) {
        const std::uint32_t mask = ~0U << (32 - block.bits);
        if ((address & mask) == block.first) return true;
    }
    return false;
}

std::uint32_t big_endian(const std::uint8_t* bytes) {
    return (std::uint32_t{bytes[0]} << 24) | (std::uint32_t{bytes[1]} << 16) |
           (std::uint32_t{bytes[2]} << 8) | std::uint32_t{bytes[3]};
}

bool is_private_6(const std::array<std::uint8_t, 16>& a) {
    const auto is_zero = [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) {
            if (a[i] != 0) return false;
        }
        return true;
    };
    if (is_zero(0, 12)) return true;  // ::, ::1 and the deprecated IPv4-compatible block.
    if (is_zero(0, 10) && a[10] == 0xFF && a[11] == 0xFF) return is_private_4(big_endian(&a[12]));
    if (a[0] == 0x00 && a[1] == 0x64 && a[2] == 0xFF && a[3] == 0x9B) {
        return is_private_4(big_endian(&a[12]));  // NAT64, RFC 6052.
    }
    if (a[0] == 0x20 && a[1] == 0x02) return is_private_4(big_endian(&a[2]));  // 6to4.
    if ((a[0] & 0xFE) == 0xFC) return true;                  // fc00::/7, unique local.
    if (a[0] == 0xFE && (a[1] & 0x80) == 0x80) return true;  // fe80::/10 and fec0::/10.
    return a[0] == 0xFF;                                     // Multicast.
}

}  // namespace

bool is_private_address(const sockaddr* address) {
    if (address->sa_family == AF_INET) {
        sockaddr_in in{};
        std::memcpy(&in, address, sizeof in);
        return is_private_4(ntohl(in.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6) {
        sockaddr_in6 in{};
        std::memcpy(&in, address, sizeof in);
        std::array<std::uint8_t, 16> bytes{};
        std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
        return is_private_6(bytes);
    }
    return false;
}

}  // namespace belvedere::net
