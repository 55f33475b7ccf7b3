// SPDX-License-Identifier: Apache-2.0
// Uniform resource identifiers: RFC 3986.
#pragma once

#include <string>
#include <string_view>

#include "engine/core/result.hpp"

namespace belvedere::net {

// The parts of a URI reference (RFC 3986, section 3). Fragments are dropped: they are never sent.
struct Uri {
    std::string scheme;     // Lower case; empty in a relative reference.
    std::string user_info;  // "name:password", never part of to_string().
    std::string host;       // Lower case; "[::1]" keeps its brackets.
    std::string port;       // Empty for the scheme's own.
    std::string path;
    std::string query;  // Without "?".
    bool has_authority = false;
    bool has_query = false;
};

// kBadData: control characters, spaces, NUL (also as %00), broken percent signs, a port that is no
// number, more than limits::kUriBytes. Blanks and non-ASCII letters, which many tools write without
// escapes, are escaped instead.
[[nodiscard]] Result<Uri> parse_uri(std::string_view text);

// The URI that `reference` means in a document at `base` (section 5.2), in canonical form: dot
// segments removed, percent signs in upper case and only where needed (section 6.2.2), the
// scheme's own port dropped. Two spellings of one address become equal.
[[nodiscard]] Uri resolve(const Uri& base, const Uri& reference);
[[nodiscard]] std::string to_string(const Uri& uri);

// scheme://host:port: what credentials belong to.
[[nodiscard]] std::string origin_of(const Uri& uri);

// "%20" to " ". kBadData when a NUL would come out or a percent sign is broken.
[[nodiscard]] Result<std::string> percent_decoded(std::string_view text);

// The other way round, so that it can be part of a path or the value of a query: all but letters,
// digits and "-._~:".
[[nodiscard]] std::string percent_encoded(std::string_view text);

// Whether the text names a web address ("http:" or "https:", any case).
[[nodiscard]] bool is_http(std::string_view text);

}  // namespace belvedere::net
