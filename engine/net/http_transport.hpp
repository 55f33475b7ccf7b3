// SPDX-License-Identifier: Apache-2.0
// Asking a web server for bytes: the seam, so that everything above can be tested without a
// network.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/bytes.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/result.hpp"
#include "engine/net/limits.hpp"

namespace belvedere::net {

struct ByteRange {
    std::uint64_t first = 0;
    std::uint64_t length = 0;
};

struct HttpRequest {
    std::string url;  // Absolute, http or https.
    // What is asked for. Anything but GET changes something there: it is sent once, neither tried
    // again nor redirected, and its `body` needs a Content-Type among `headers`.
    std::string method = "GET";
    std::string body;
    // "name:password" for basic authentication; sent to the origin of `url` alone, never to where
    // that redirects.
    std::string credentials;
    // Validators of what is known already (RFC 9110, section 13.1): an unchanged resource then
    // answers 304 without a body.
    std::string if_none_match;      // An ETag.
    std::string if_modified_since;  // A Last-Modified.
    // Further fields as "Name: value", such as Accept; sent to the origin of `url` alone. One with
    // a line break is left out.
    std::vector<std::string> headers;
    std::optional<ByteRange> range;
    std::uint64_t body_bytes_max = limits::kBodyBytes;
    double order = 0.0;  // Smaller first.
    CancelToken cancel;
};

struct HttpResponse {
    int status = 200;       // 2xx or 304.
    std::string final_url;  // After redirects.
    std::string content_type;
    std::string etag;
    std::string last_modified;
    std::string cache_control;  // All its fields, as a list.
    std::string link;           // Likewise (RFC 8288).
    std::string location;       // Of what a POST made.
    Bytes body;                 // Decoded.
};

// Fetches resources. Thread-safe. `done` is called exactly once, on a thread of the transport's,
// and must be quick; when the transport is destroyed, with kCancelled.
class HttpTransport {
  public:
    using Done = std::function<void(Result<HttpResponse>)>;
    virtual ~HttpTransport() = default;
    virtual void fetch(HttpRequest request, Done done) = 0;
};

}  // namespace belvedere::net
