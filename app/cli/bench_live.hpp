// SPDX-License-Identifier: Apache-2.0
// belvedere bench live: how much live data the program takes, and what a device costs.
#pragma once

#include <cstdint>
#include <string>

namespace belvedere::cli {

struct BenchLiveOptions {
    std::uint64_t messages = 200'000;    // Decoded and applied as fast as can be.
    double rate_per_s = 10'000.0;        // Of the part that measures latency.
    double seconds = 5.0;                // Of that part.
    std::uint32_t entities = 1'000'000;  // Of the part that measures memory; 0 leaves it out.
};

// Prints one JSON document: `decode` (one thread: messages a second of wall and of CPU time, mean
// size), `stream` (through the queues at a rate: latency from arrival to state, losses) and
// `memory` (bytes an entity with a place and three numbers). Needs no network.
[[nodiscard]] int bench_live(const BenchLiveOptions& options);

}  // namespace belvedere::cli
