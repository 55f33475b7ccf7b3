// SPDX-License-Identifier: Apache-2.0
// Whether live data may use a network.
#pragma once

#include <cstdint>

namespace belvedere::live {

// As `--offline` and "Work without a network" say. Servers and brokers of this machine are closed
// as well, as its web servers are: what a name leads to is known only by asking.
enum class Network : std::uint8_t {
    kAllowed,
    kOff,  // Files and the simulated city alone.
};

}  // namespace belvedere::live
