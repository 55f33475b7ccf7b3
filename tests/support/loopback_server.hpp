// SPDX-License-Identifier: Apache-2.0
// A web server on this machine for tests of the network.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace belvedere::test {

// What a handler sees and answers.
struct LoopbackRequest {
    std::string path;
    std::string authorization;
    std::string if_none_match, if_modified_since;
    std::string range;
    std::string accept_encoding;
    std::string method = "GET";
    std::string body, content_type, query;
};
struct LoopbackAnswer {
    int status = 200;
    std::string body;
    std::string content_type = "application/octet-stream";
    std::string link;
    std::string location, etag, retry_after, content_encoding, last_modified, cache_control;
    double delay_s = 0.0;
    // A body of this length is promised; only `body` is sent before the connection closes, unless
    // the rest drips: one byte each so many seconds. A long time is a body that stalls.
    std::size_t promised_bytes = 0;
    double drip_s = 0.0;
};
using LoopbackHandler = std::function<LoopbackAnswer(const LoopbackRequest&)>;

// Listens on 127.0.0.1 at a free port until destroyed, which ends what drips. Handlers run on
// several threads.
class LoopbackServer {
  public:
    explicit LoopbackServer(LoopbackHandler handler);
    ~LoopbackServer();
    LoopbackServer(const LoopbackServer&) = delete;
    LoopbackServer& operator=(const LoopbackServer&) = delete;

    // "http://127.0.0.1:PORT" + path.
    [[nodiscard]] std::string url(const std::string& path) const;
    [[nodiscard]] std::size_t requests() const;
    [[nodiscard]] std::size_t most_at_once() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// A handler that serves the files below `folder`.
[[nodiscard]] LoopbackHandler serve_folder(const std::filesystem::path& folder);

}  // namespace belvedere::test
