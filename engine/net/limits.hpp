// SPDX-License-Identifier: Apache-2.0
// Limits of the network.
#pragma once

#include <cstddef>
#include <cstdint>

namespace belvedere::net::limits {

inline constexpr long kConnect_s = 10;
// A body that comes slower than this for so long is given up, and so is an answer that does not
// begin: a request ends in bounded time. Far below what the slowest line gives each of kPerHost
// transfers, so that a slow line is not taken for a dead server.
inline constexpr long kBytesASecondLeast = 16;
inline constexpr int kIdle_s = 30;
inline constexpr int kRedirects = 5;                       // Each is checked like a first request.
inline constexpr std::uint64_t kBodyBytes = 256ULL << 20;  // Decoded.
inline constexpr std::size_t kPerHost = 16;                // Transfers at once.
// Connections being made at once: servers keep short queues and drop, for a second, what is over.
inline constexpr std::size_t kConnecting = 4;
inline constexpr std::size_t kTransfers = 64;      // Transfers at once, all hosts.
inline constexpr int kAttempts = 3;                // Of one request that fails temporarily.
inline constexpr double kBackOffFirst_s = 0.2;     // Doubles; jitter of half of it is added.
inline constexpr double kBackOffLongest_s = 10.0;  // Also the most that Retry-After can ask for.
inline constexpr std::size_t kUriBytes = 8'192;
inline constexpr std::size_t kHeaderBytes = 65'536;

}  // namespace belvedere::net::limits
