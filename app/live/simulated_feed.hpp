// SPDX-License-Identifier: Apache-2.0
// The simulated city as a feed.
#pragma once

#include <memory>
#include <string>

#include "engine/core/result.hpp"
#include "engine/feed/feed.hpp"
#include "engine/feed/raw_messages.hpp"

namespace belvedere::live {

// sim:demo?option=value&...: every device speaks once at once, so that the city is not empty, then
// each in its time. Options: inhabitants, seed, meters (0 or 1), messages (then it ends), rate
// (messages a second or "max"; time in the city then passes faster), and shares of faults: loss,
// duplicate, reorder, skew, nan, unit (generator/fault_injector.hpp). kUsage.
// The devices stand in the demo city. `raw`: where messages are kept as they came; may be null.
[[nodiscard]] Result<std::unique_ptr<feed::Feed>> open_simulated_feed(
    const std::string& url, std::shared_ptr<feed::RawMessages> raw);
// Whether the address would do. kUsage with what is wrong.
[[nodiscard]] Result<void> check_simulated_feed(const std::string& url);

}  // namespace belvedere::live
