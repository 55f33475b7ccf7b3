// SPDX-License-Identifier: Apache-2.0
// Waiting for what another thread does.
#pragma once

#include <chrono>
#include <thread>

namespace belvedere::test {

// Asks every millisecond whether something has come about, for two minutes at most; whether it has.
// So long, since a machine that compiles beside the tests may take seconds for what usually takes
// milliseconds; a test that passes waits no longer than it must.
template <class Condition>
[[nodiscard]] bool wait_until(Condition is_met) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(2);
    while (!is_met()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

}  // namespace belvedere::test
