// SPDX-License-Identifier: Apache-2.0
// A source on a web server.
#pragma once

#include <memory>
#include <string>

#include "engine/net/http_transport.hpp"
#include "engine/stream/byte_source.hpp"

namespace belvedere::stream {

// Everything that the document at `url` leads to by http(s). "name:password@" in the URL is sent to
// that origin alone. URIs are canonical URLs. Documents may name other servers, but neither files
// nor, from https, plain http. An answer that is a web page where data was asked for (a captive
// portal, a login) is kTemporary. For the cache, tiles count as unchanged for a day as long as the
// root document is the same byte for byte.
[[nodiscard]] Result<std::shared_ptr<ByteSource>> open_http_source(
    const std::string& url, std::shared_ptr<net::HttpTransport> transport);

}  // namespace belvedere::stream
