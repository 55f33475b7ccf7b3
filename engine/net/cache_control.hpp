// SPDX-License-Identifier: Apache-2.0
// How long an answer may be used again: RFC 9111.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace belvedere::net {

// The directives of a Cache-Control header that concern a private cache (section 5.2.2).
struct CacheControl {
    bool no_store = false;         // Not to be kept.
    bool no_cache = false;         // Not to be used without asking.
    bool must_revalidate = false;  // Not to be used once stale, not even without a network.
    std::optional<std::int64_t> max_age_s;
};

// Unknown directives and ones that cannot be read are passed over. Pure.
[[nodiscard]] CacheControl parse_cache_control(std::string_view header);

// Seconds since 1970 of an HTTP date (RFC 9110, section 5.6.7); nothing when it is none.
[[nodiscard]] std::optional<std::int64_t> parse_http_date(std::string_view text);

}  // namespace belvedere::net
