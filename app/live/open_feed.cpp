// SPDX-License-Identifier: Apache-2.0
#include "app/live/open_feed.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "app/live/file_feed.hpp"
#include "app/live/simulated_feed.hpp"
#include "app/live/source_name.hpp"
#include "engine/feed/http_feed.hpp"
#include "engine/feed/mqtt_feed.hpp"
#include "engine/feed/series_file.hpp"
#include "engine/net/http_client.hpp"
#include "engine/net/uri.hpp"

namespace belvedere::live {
namespace {

template <class Kind>
Result<std::unique_ptr<feed::Feed>> as_feed(Result<std::unique_ptr<Kind>> made) {
    if (!made) return fail(made.error());
    return std::unique_ptr<feed::Feed>(*std::move(made));
}

Result<std::unique_ptr<feed::Feed>> open_mqtt(const std::string& url,
                                              feed::DecoderOptions options) {
    const auto address = feed::parse_mqtt_address(url);
    if (!address) return fail(address.error());
    if (!address->format.empty()) options.format = address->format;
    if (!address->mapping_file.empty()) options.mapping_file = address->mapping_file;
    auto decoder = feed::make_decoder(options);
    if (!decoder) return fail(decoder.error());
    return as_feed(feed::MqttFeed::open(*address, *std::move(decoder)));
}

bool is_mqtt(const std::string& url) {
    return url.starts_with("mqtt://") || url.starts_with("mqtts://");
}

bool is_polled(const std::string& url) {
    return url.starts_with("ngsi-ld+http") || url.starts_with("sta+http") ||
           url.starts_with("gtfs-rt+http");
}

Error no_feed(const std::string& url) {
    return {ErrorKind::kUsage, url +
                                   " is no feed: there are mqtt[s]://, ngsi-ld+http[s]://, "
                                   "sta+http[s]://, gtfs-rt+http[s]://, file:/path and sim:demo"};
}

// A source that may be read.
Result<SourceAddress> open_source(const std::string& address_and_policy) {
    auto source = split_policy(address_and_policy);
    if (!source) return fail(source.error());
    const auto readable = twin::check_use(source->policy, twin::DataUse::kRead, source->url);
    if (!readable) return fail(readable.error());
    return source;
}

template <class Value>
Result<void> outcome_of(const Result<Value>& made) {
    if (!made) return fail(made.error());
    return {};
}

}  // namespace

Result<void> check_feed(const std::string& address_and_policy) {
    const auto source = open_source(address_and_policy);
    if (!source) return fail(source.error());
    const std::string& url = source->url;
    if (url.starts_with("sim:")) return check_simulated_feed(url);
    if (url.starts_with("file:")) return outcome_of(feed::parse_series_address(url));
    if (is_mqtt(url)) return outcome_of(feed::read_mqtt_address(url));
    if (is_polled(url)) return outcome_of(feed::parse_poll_address(url));
    return fail(no_feed(url));
}

Result<std::unique_ptr<feed::Feed>> open_feed(const std::string& address_and_policy,
                                              const feed::DecoderOptions& decoder,
                                              Network network) {
    const auto source = open_source(address_and_policy);
    if (!source) return fail(source.error());
    const std::string& url = source->url;
    if (url.starts_with("sim:")) return open_simulated_feed(url, decoder.raw);
    if (url.starts_with("file:")) return open_file_feed(url);
    if (!is_mqtt(url) && !is_polled(url)) return fail(no_feed(url));
    if (network == Network::kOff)
        return fail(ErrorKind::kDenied, "feeds of servers are not opened while offline");
    if (is_mqtt(url)) return open_mqtt(url, decoder);
    const auto address = feed::parse_poll_address(url);
    if (!address) return fail(address.error());
    return as_feed(feed::HttpFeed::open(*address, decoder, std::make_unique<net::HttpClient>()));
}

Result<SourceAddress> split_policy(const std::string& url) {
    SourceAddress source;
    const std::size_t question = url.find('?');
    source.url = url.substr(0, question);
    std::string_view rest = std::string_view(url).substr(std::min(question, url.size()));
    char joint = '?';
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const std::size_t end = rest.find('&');
        const std::string_view pair = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end);
        const bool is_licence = pair.starts_with("licence=");
        if (!is_licence && !pair.starts_with("forbid=")) {
            source.url += joint;
            source.url += pair;
            joint = '&';
            continue;
        }
        const auto value = net::percent_decoded(pair.substr(pair.find('=') + 1));
        if (!value) return fail(ErrorKind::kUsage, value.error().message);
        if (is_licence) source.policy.licence = *value;
        if (is_licence) continue;
        const auto forbidden = twin::forbid_uses(source.policy, *value);
        if (!forbidden) return fail(forbidden.error());
    }
    return source;
}

twin::SourceInfo source_info(const std::string& url) {
    auto source = split_policy(url);
    twin::SourceInfo info;
    info.name = source_name(source ? source->url : url);
    if (source) info.policy = std::move(source->policy);
    if (url.starts_with("sim:")) info.kind = twin::SourceKind::kSimulated;
    return info;
}

}  // namespace belvedere::live
