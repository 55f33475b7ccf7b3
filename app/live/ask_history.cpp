// SPDX-License-Identifier: Apache-2.0
#include "app/live/ask_history.hpp"

#include <memory>

#include "app/live/open_feed.hpp"
#include "engine/feed/poll_address.hpp"
#include "engine/net/http_client.hpp"

namespace belvedere::live {

Result<void> can_ask_history(const std::string& url, Network network) {
    if (!url.starts_with("ngsi-ld+http") && !url.starts_with("sta+http"))
        return fail(ErrorKind::kUnsupported,
                    "this kind of feed keeps no past that can be asked for");
    if (network == Network::kOff)
        return fail(ErrorKind::kDenied, "feeds of servers are not opened while offline");
    return {};
}

Result<feed::HistoryAnswer> ask_history(const std::string& url,
                                        const feed::HistoryQuestion& question,
                                        const feed::DecoderOptions& decoder,
                                        const CancelToken& cancel) {
    if (auto can = can_ask_history(url); !can) return fail(can.error());
    const auto named = split_policy(url);
    if (!named) return fail(named.error());
    const auto allowed = twin::check_use(named->policy, twin::DataUse::kRead,
                                         named->url.substr(0, named->url.find('?')));
    if (!allowed) return fail(allowed.error());
    const auto address = feed::parse_poll_address(named->url);
    if (!address) return fail(address.error());
    auto source = feed::open_history(*address, decoder, std::make_unique<net::HttpClient>());
    if (!source) return fail(source.error());
    return (*source)->ask(question, cancel);
}

}  // namespace belvedere::live
