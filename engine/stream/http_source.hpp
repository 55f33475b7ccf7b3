// SPDX-License-Identifier: Apache-2.0
// A source on a web server.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/net/http_transport.hpp"
#include "engine/stream/byte_source.hpp"
#include "engine/stream/http_answers.hpp"

namespace belvedere::stream {

// Everything that the document at `url` leads to by http(s). "name:password@" in the URL is sent to
// that origin alone. URIs are canonical URLs. Documents may name other servers, but neither files
// nor, from https, plain http. An answer that is a web page where data was asked for (a captive
// portal, a login) is kTemporary.
//
// With `answers`, what servers say of their resources is honoured from one run to the next (RFC
// 9111): fresh answers are used again without asking, stale ones are asked for by their validators,
// no-store is not kept, and when the server cannot be reached stale ones stand in with a note,
// unless they must be revalidated. Without a transport nothing else is used. From servers that give
// no validators, tiles count as unchanged for a day as long as the root document is the same byte
// for byte.
[[nodiscard]] Result<std::shared_ptr<ByteSource>> open_http_source(
    const std::string& url, std::shared_ptr<net::HttpTransport> transport,
    std::shared_ptr<HttpAnswers> answers = nullptr);

// Whether a warning says that a server could not be reached and what is shown was kept earlier.
[[nodiscard]] bool says_kept_earlier(std::string_view warning);

}  // namespace belvedere::stream
