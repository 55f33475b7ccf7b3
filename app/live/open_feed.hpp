// SPDX-License-Identifier: Apache-2.0
// A feed by its URL: the one place that knows all kinds.
#pragma once

#include <memory>
#include <string>

#include "app/live/network.hpp"
#include "engine/core/result.hpp"
#include "engine/feed/feed.hpp"
#include "engine/feed/make_decoder.hpp"
#include "engine/twin/twin_store.hpp"

namespace belvedere::live {

// What a source is asked by, and what may be done with what it says.
struct SourceAddress {
    std::string url;  // Without what follows.
    twin::SourcePolicy policy;
};
// Takes the options that all feeds have out of an address: `licence` (words) and `forbid` (read,
// record, export, redistribute, separated by commas). kUsage.
[[nodiscard]] Result<SourceAddress> split_policy(const std::string& url);

// mqtt[s]://, ngsi-ld+http[s]://, sta+http[s]://, gtfs-rt+http[s]://, file:/path or sim:demo, with
// the options of split_policy(). Connecting goes on after it returns. kUsage for an address that is
// wrong, kDenied for a source that may not be read or that needs a network which is off, else what
// a file of it suffers from.
[[nodiscard]] Result<std::unique_ptr<feed::Feed>> open_feed(const std::string& url,
                                                            const feed::DecoderOptions& decoder,
                                                            Network network = Network::kAllowed);

// Whether open_feed() would take the address, without connecting and without looking for its secret
// or its file: kUsage with what is wrong. Never waits.
[[nodiscard]] Result<void> check_feed(const std::string& url);

// What the store is to call the source (source_name()), its policy, and whether it is simulated. A
// policy that cannot be read is none: the address is refused when it is opened.
[[nodiscard]] twin::SourceInfo source_info(const std::string& url);

}  // namespace belvedere::live
