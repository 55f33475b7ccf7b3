// SPDX-License-Identifier: Apache-2.0
// An address on this machine that others on it may send to.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::net {

struct ReceivedPost {
    std::string_view content_type;
    std::string_view link;  // The Link field.
    ByteView body;
};

// Listens on 127.0.0.1 alone and takes POSTs to one path, which holds 128 random bits, so that
// neither other machines nor a page in a browser can send anything. Everything else is answered
// 404. Bodies are at most `body_bytes_max`; a slow sender is given up after a second. Two threads
// of its own; the handler must be quick and is called by one at a time.
class LoopbackEndpoint {
  public:
    using Handler = std::function<void(const ReceivedPost&)>;
    // Port 0 takes a free one. kDevice when it cannot listen there.
    [[nodiscard]] static Result<std::unique_ptr<LoopbackEndpoint>> open(
        std::uint16_t port, std::uint64_t body_bytes_max, Handler handler);
    ~LoopbackEndpoint();
    LoopbackEndpoint(const LoopbackEndpoint&) = delete;
    LoopbackEndpoint& operator=(const LoopbackEndpoint&) = delete;

    // "http://127.0.0.1:PORT/...".
    [[nodiscard]] const std::string& url() const;

  private:
    struct State;
    explicit LoopbackEndpoint(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::net
