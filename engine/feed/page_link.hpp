// SPDX-License-Identifier: Apache-2.0
// Where an answer in pages goes on. Private to the module.
#pragma once

#include <string>
#include <string_view>

#include "engine/core/result.hpp"

namespace belvedere::feed {

// A link as a server wrote it, and what it may be followed with.
struct PageLink {
    std::string_view link;       // Absolute, or relative to the page.
    std::string_view page_url;   // Of the page that it stood in, after redirects.
    std::string_view asked_url;  // Of the server that the person named.
    bool has_secret = false;     // A token goes along.
};

// The URL to ask next. A server that was named stands for itself alone: a link to another origin
// (RFC 6454) is kDenied with a sentence, because a token would go there, and because a city is not
// to be filled by whom nobody named. Without a token the origin that the page was redirected to
// will do, too. kBadData for what is no address. Pure; any thread.
[[nodiscard]] Result<std::string> next_url(const PageLink& page);

}  // namespace belvedere::feed
