// SPDX-License-Identifier: Apache-2.0
#include "engine/net/cache_control.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <string>

#include "engine/net/ascii_case.hpp"

namespace belvedere::net {
namespace {

constexpr std::int64_t kLongest_s = 365LL * 86'400;  // A year; section 1.2.2 lets caches shorten.

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

void apply(std::string_view directive, CacheControl& control) {
    const std::size_t equals = directive.find('=');
    const std::string name = ascii_lower(trimmed(directive.substr(0, equals)));
    if (name == "no-store") control.no_store = true;
    if (name == "no-cache") control.no_cache = true;
    if (name == "must-revalidate") control.must_revalidate = true;
    if (name != "max-age" || equals == std::string_view::npos) return;
    std::string_view value = trimmed(directive.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
        value = value.substr(1, value.size() - 2);
    }
    std::int64_t seconds = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), seconds);
    if (read.ec == std::errc::result_out_of_range) seconds = kLongest_s;
    // What cannot be read is stale at once (section 4.2.1).
    control.max_age_s = std::clamp<std::int64_t>(seconds, 0, kLongest_s);
}

}  // namespace

CacheControl parse_cache_control(std::string_view header) {
    CacheControl control;
    while (!header.empty()) {
        const std::size_t comma = header.find(',');
        apply(trimmed(header.substr(0, comma)), control);
        if (comma == std::string_view::npos) break;
        header.remove_prefix(comma + 1);
    }
    return control;
}

std::optional<std::int64_t> parse_http_date(std::string_view text) {
    if (text.size() > 64) return std::nullopt;
    const std::int64_t seconds = curl_getdate(std::string(text).c_str(), nullptr);
    if (seconds < 0) return std::nullopt;
    return seconds;
}

}  // namespace belvedere::net
