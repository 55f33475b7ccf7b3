// SPDX-License-Identifier: Apache-2.0
// A feed by its URL: the one place that knows all kinds.
#pragma once

#include <memory>
#include <string>

#include "engine/core/result.hpp"
#include "engine/feed/feed.hpp"
#include "engine/feed/make_decoder.hpp"
#include "engine/twin/twin_store.hpp"

namespace belvedere::live {

// mqtt[s]://, ngsi-ld+http[s]://, sta+http[s]://, gtfs-rt+http[s]:// or sim:demo. Connecting goes
// on after it returns. kUsage for an address that is wrong, else what a file of it suffers from.
[[nodiscard]] Result<std::unique_ptr<feed::Feed>> open_feed(const std::string& url,
                                                            const feed::DecoderOptions& decoder);

// Whether open_feed() would take the address, without connecting: kUsage with what is wrong,
// or what a file that it names suffers from.
[[nodiscard]] Result<void> check_feed(const std::string& url);

// What the store is to call the source: its address without options, and whether it is simulated.
[[nodiscard]] twin::SourceInfo source_info(const std::string& url);

}  // namespace belvedere::live
