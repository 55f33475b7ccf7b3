// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/poll_address.hpp"

#include <algorithm>
#include <cstdlib>

#include "engine/core/time_text.hpp"
#include "engine/net/uri.hpp"

namespace belvedere::feed {
namespace {

// Adds "name=value" to a URL's query.
void add_query(std::string& url, std::string_view pair) {
    url += url.find('?') == std::string::npos ? '?' : '&';
    url += pair;
}

bool has_parameter(std::string_view url, std::string_view name) {
    const std::string first = "?" + std::string(name) + "=", other = "&" + std::string(name) + "=";
    return url.find(first) != std::string_view::npos || url.find(other) != std::string_view::npos;
}

bool is_own_option(std::string_view name) {
    return name == "poll" || name == "tenant" || name == "context" || name == "notify" ||
           name == "secret";
}

Result<void> take_own_option(std::string_view name, const std::string& value,
                             PollAddress& address) {
    if (name == "tenant") address.tenant = value;
    if (name == "context") address.context = value;
    if (name == "notify") address.notify = value;
    if (name == "secret") address.secret = value;
    if (name != "poll") return {};
    char* end = nullptr;
    address.period_s = std::strtod(value.c_str(), &end);
    const bool is_number = end != value.c_str() && *end == '\0';
    if (!is_number || !(address.period_s >= limits::kPollLeast_s) || address.period_s > 86'400.0)
        return fail(ErrorKind::kUsage, "poll is a number of seconds, from 1 to 86400");
    return {};
}

}  // namespace

Result<PollAddress> parse_poll_address(std::string_view url) {
    PollAddress address;
    bool has_period = false;
    const std::size_t plus = url.find('+');
    const std::string_view kind = url.substr(0, plus);
    if (kind == "sta") {
        address.protocol = PollProtocol::kSensorThings;
    } else if (kind == "gtfs-rt") {
        address.protocol = PollProtocol::kGtfsRealtime;
    } else if (kind != "ngsi-ld") {
        return fail(ErrorKind::kUsage, "not a feed over HTTP: " + std::string(url));
    }
    const auto uri = net::parse_uri(url.substr(plus + 1));
    if (!uri) return fail(uri.error());
    if ((uri->scheme != "http" && uri->scheme != "https") || uri->host.empty())
        return fail(ErrorKind::kUsage, "a feed over HTTP has an http or https address");
    if (!uri->user_info.empty())
        return fail(ErrorKind::kUsage, "no password in an address: others see it");
    net::Uri plain = *uri;
    plain.query.clear();
    std::string_view rest = uri->query;
    while (!rest.empty()) {
        const std::size_t end = rest.find('&');
        const std::string_view pair = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        const std::size_t equals = pair.find('=');
        const std::string_view name = pair.substr(0, equals);
        if (!is_own_option(name)) {
            plain.query += plain.query.empty() ? std::string(pair) : "&" + std::string(pair);
            continue;
        }
        const auto value = net::percent_decoded(
            equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1));
        if (!value) return fail(value.error());
        has_period = has_period || name == "poll";
        const auto taken = take_own_option(name, *value, address);
        if (!taken) return fail(taken.error());
    }
    const bool is_mqtt = address.notify.starts_with("mqtt");
    const bool may_notify = address.protocol == PollProtocol::kNgsiLd ||
                            (address.protocol == PollProtocol::kSensorThings && is_mqtt);
    if (!address.notify.empty() && !may_notify)
        return fail(ErrorKind::kUsage,
                    "only NGSI-LD brokers notify, and SensorThings services over MQTT");
    if (!address.notify.empty() && !has_period) address.period_s = limits::kReconcileDefault_s;
    plain.has_query = !plain.query.empty();
    const std::string_view collection = address.protocol == PollProtocol::kNgsiLd ? "entities"
                                        : address.protocol == PollProtocol::kSensorThings ? "Things"
                                                                                          : "";
    if (!collection.empty() && !plain.path.ends_with(collection)) {
        if (!plain.path.ends_with('/')) plain.path += '/';
        plain.path += collection;
    }
    address.url = net::to_string(plain);
    return address;
}

std::string first_page(const PollAddress& address, UtcTime modified_since, UtcTime modified_until) {
    std::string url = address.url;
    const std::string limit = std::to_string(limits::kPageEntities);
    if (address.protocol == PollProtocol::kSensorThings) {
        if (!has_parameter(url, "$expand")) {
            add_query(url,
                      "$expand=Locations,Datastreams($expand=ObservedProperty,"
                      "Observations($orderby=phenomenonTime%20desc;$top=1))");
        }
        if (!has_parameter(url, "$top")) add_query(url, "$top=" + limit);
        return url;
    }
    if (address.protocol == PollProtocol::kGtfsRealtime) return url;
    if (!has_parameter(url, "options")) add_query(url, "options=sysAttrs");
    if (!has_parameter(url, "limit")) add_query(url, "limit=" + limit);
    std::string changed;
    if (modified_since != UtcTime{})
        changed = "modifiedAt%3E%3D" + format_time(modified_since, TimeZone());
    if (modified_until != UtcTime{}) {
        if (!changed.empty()) changed += ';';
        changed += "modifiedAt%3C%3D" + format_time(modified_until, TimeZone());
    }
    if (changed.empty()) return url;
    const std::size_t query = url.find("q=");
    const bool has_query =
        query != std::string::npos && query > 0 && (url[query - 1] == '?' || url[query - 1] == '&');
    if (!has_query) {
        add_query(url, "q=" + changed);
        return url;
    }
    // "And" binds closer than "or", so an "or" of theirs stands in parentheses.
    const std::size_t end = std::min(url.find('&', query), url.size());
    const std::string theirs = url.substr(query + 2, end - query - 2);
    const bool is_or =
        theirs.find('|') != std::string::npos || theirs.find("%7C") != std::string::npos;
    url.replace(query + 2, theirs.size(), changed + ";" + (is_or ? "(" + theirs + ")" : theirs));
    return url;
}

std::string next_of_link(std::string_view link) {
    while (true) {
        const std::size_t open = link.find('<');
        const std::size_t close = open == std::string_view::npos ? open : link.find('>', open);
        if (close == std::string_view::npos) return {};
        const std::string_view target = link.substr(open + 1, close - open - 1);
        const std::size_t following = link.find('<', close);
        const std::string_view parameters = link.substr(close, following - close);
        const bool is_next = parameters.find("rel=\"next\"") != std::string_view::npos ||
                             parameters.find("rel=next") != std::string_view::npos;
        if (is_next) return std::string(target);
        if (following == std::string_view::npos) return {};
        link.remove_prefix(following);
    }
}

}  // namespace belvedere::feed
