// SPDX-License-Identifier: Apache-2.0
// One request on its way through libcurl. Private to the module.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "engine/net/http_transport.hpp"
#include "engine/net/uri.hpp"

struct curl_slist;

namespace belvedere::net {

// Whether private addresses may be connected to; decided by the first connection of a client.
enum class PrivateAddresses { kUndecided, kAllowed, kRefused };

struct Transfer {
    HttpRequest request;
    HttpTransport::Done done;
    Uri url;             // Of this hop.
    std::string origin;  // Of the first: what credentials belong to.
    int attempts = 0;
    int redirects = 0;
    int idle_s = limits::kIdle_s;
    double not_before_s = 0.0;   // When a retry may start.
    double retry_after_s = 0.0;  // What the server asked for.
    void* handle = nullptr;      // CURL, while active.
    curl_slist* headers = nullptr;
    PrivateAddresses* addresses = nullptr;
    HttpResponse response;
    std::string location;
    std::size_t header_bytes = 0;
    bool is_too_large = false;
    bool is_address_refused = false;
    bool is_connecting = false;
};

// Makes a fresh handle for the transfer's current URL. False when libcurl has no memory.
[[nodiscard]] bool prepare(Transfer& transfer);
// Frees the handle, keeping the answer.
void release(Transfer& transfer);

// What to do after a hop has ended.
enum class NextStep { kFinish, kRedirect, kRetry };
struct Outcome {
    NextStep next = NextStep::kFinish;
    Error error;  // Of a retry that may be the last; of a finish when `failed`.
    bool failed = false;
};
// `code` is the CURLcode that the transfer ended with.
[[nodiscard]] Outcome judge(Transfer& transfer, int code);

}  // namespace belvedere::net
