// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/page_link.hpp"

#include "engine/net/uri.hpp"

namespace belvedere::feed {

Result<std::string> next_url(const PageLink& page) {
    const auto base = net::parse_uri(page.page_url);
    const auto reference = net::parse_uri(page.link);
    const auto asked = net::parse_uri(page.asked_url);
    if (!base) return fail(base.error());
    if (!reference) return fail(reference.error());
    if (!asked) return fail(asked.error());
    const net::Uri target = net::resolve(*base, *reference);
    const std::string origin = net::origin_of(target);
    const bool is_redirected = !page.has_secret && origin == net::origin_of(*base);
    if (origin != net::origin_of(*asked) && !is_redirected) {
        net::Uri server = target;
        server.path.clear();
        server.query.clear();
        server.has_query = false;
        return fail(ErrorKind::kDenied, "the next page is at another server, which is not asked: " +
                                            net::to_string(server));
    }
    return net::to_string(target);
}

}  // namespace belvedere::feed
