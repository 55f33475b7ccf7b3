// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/source_path.hpp"

#include <vector>

#include "engine/net/uri.hpp"

namespace belvedere::stream {

Result<std::string> resolve_path(std::string_view base, std::string_view reference) {
    const std::string shown(reference.substr(0, 200));
    const auto uri = net::parse_uri(reference);
    if (!uri) return fail_in(shown, uri.error());
    if (!uri->scheme.empty() || uri->has_authority) {
        return fail(ErrorKind::kDenied, shown + ": a local source may only name its own files");
    }
    const auto decoded = net::percent_decoded(uri->path);
    if (!decoded) return fail_in(shown, decoded.error());
    if (decoded->empty()) return std::string(base);
    if (decoded->front() == '/') {
        return fail(ErrorKind::kDenied, shown + ": absolute path in a local source");
    }
    const std::size_t slash = base.rfind('/');
    std::string path(slash == std::string_view::npos ? "" : base.substr(0, slash + 1));
    path += *decoded;
    std::vector<std::string_view> segments;
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string_view segment = std::string_view(path).substr(at, end - at);
        at = end + 1;
        if (segment.empty() || segment == ".") continue;
        if (segment != "..") {
            segments.push_back(segment);
        } else if (segments.empty()) {
            return fail(ErrorKind::kDenied, shown + ": leaves the source's folder");
        } else {
            segments.pop_back();
        }
    }
    std::string out;
    for (const std::string_view segment : segments) {
        if (!out.empty()) out += '/';
        out += segment;
    }
    return out;
}

}  // namespace belvedere::stream
