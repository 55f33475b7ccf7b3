// SPDX-License-Identifier: Apache-2.0
#include "app/live/open_feed.hpp"

#include <utility>

#include "app/live/simulated_feed.hpp"
#include "engine/feed/http_feed.hpp"
#include "engine/feed/mqtt_feed.hpp"
#include "engine/net/http_client.hpp"

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
                                   "sta+http[s]://, gtfs-rt+http[s]:// and sim:demo"};
}

template <class Value>
Result<void> outcome_of(const Result<Value>& made) {
    if (!made) return fail(made.error());
    return {};
}

}  // namespace

Result<void> check_feed(const std::string& url) {
    if (url.starts_with("sim:")) return check_simulated_feed(url);
    if (is_mqtt(url)) return outcome_of(feed::parse_mqtt_address(url));
    if (is_polled(url)) return outcome_of(feed::parse_poll_address(url));
    return fail(no_feed(url));
}

Result<std::unique_ptr<feed::Feed>> open_feed(const std::string& url,
                                              const feed::DecoderOptions& decoder) {
    if (url.starts_with("sim:")) return open_simulated_feed(url);
    if (is_mqtt(url)) return open_mqtt(url, decoder);
    if (!is_polled(url)) return fail(no_feed(url));
    const auto address = feed::parse_poll_address(url);
    if (!address) return fail(address.error());
    return as_feed(feed::HttpFeed::open(*address, decoder, std::make_unique<net::HttpClient>()));
}

twin::SourceInfo source_info(const std::string& url) {
    twin::SourceInfo info;
    info.name = url.substr(0, url.find('?'));
    if (url.starts_with("sim:")) info.kind = twin::SourceKind::kSimulated;
    return info;
}

}  // namespace belvedere::live
