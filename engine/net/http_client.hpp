// SPDX-License-Identifier: Apache-2.0
// The one HTTP client: libcurl's multi interface in a thread of its own.
#pragma once

#include <memory>

#include "engine/net/http_transport.hpp"

namespace belvedere::net {

// Where a client may connect.
enum class AddressPolicy {
    kAsFirstConnection,  // Private addresses only when the first connection is to one.
    kPublicOnly,         // Never to private addresses.
};

struct HttpClientOptions {
    AddressPolicy addresses = AddressPolicy::kAsFirstConnection;
    int idle_s = limits::kIdle_s;  // At less than limits::kBytesASecondLeast; at least 1.
    int attempts = limits::kAttempts;
};

// HTTP/2 where the server offers it; limits::kPerHost transfers a host; gzip; Range; up to
// limits::kRedirects redirects, each checked as if it were typed; passing faults (no connection,
// a body that stalls, 408, 429, 5xx) tried again with capped, jittered back-off, honouring
// Retry-After; TLS certificates always verified.
//
// Where it may connect: the first connection it makes is to what the user typed. When that is a
// public address, private ones (address_rules.hpp) are refused from then on, whatever names and
// redirects lead to them; checked on the address of each connection, so that a name that changes
// its address is caught too. So a client belongs to one source.
//
// Errors: kNotFound (404, 410), kDenied (401, 403, address refused, certificate), kTemporary (worth
// trying later), kLimit (body, redirects), kBadData (protocol), kCancelled.
class HttpClient final : public HttpTransport {
  public:
    explicit HttpClient(HttpClientOptions options = {});
    // Gives up what is under way at once, calling each `done` with kCancelled.
    ~HttpClient() override;
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    void fetch(HttpRequest request, Done done) override;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::net
