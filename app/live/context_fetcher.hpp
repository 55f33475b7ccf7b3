// SPDX-License-Identifier: Apache-2.0
// ContextFetcher: brings the JSON-LD contexts that feeds miss, from where a person allowed it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "app/live/network.hpp"
#include "engine/feed/context_documents.hpp"
#include "engine/net/http_transport.hpp"

namespace belvedere::live {

enum class ContextState : std::uint8_t {
    kRefused,   // Nobody allowed to ask there.
    kFetching,  // Asked for; or waits for its turn.
    kFailed,    // `sentence` says why; tried again after kContextRetry_s.
};
// A context that payloads name and that is not at hand: names of it may be wrong meanwhile.
struct MissedContext {
    std::string url;
    ContextState state = ContextState::kRefused;
    std::string sentence;  // In English.
    friend bool operator==(const MissedContext&, const MissedContext&) = default;
};

inline constexpr std::size_t kContextFetches = 4;  // At once.
inline constexpr double kContextRetry_s = 300.0;

// Asks nobody until allow() was called. Each document is fetched by a client of its own, so that
// each may lie in a private network if it is named so, and none leads there by a redirect or a
// name that changes; where it is redirected must be allowed, too. Documents stay until the program
// ends or they are no longer allowed. Main thread; answers come on threads of the transports'.
class ContextFetcher {
  public:
    using MakeTransport = std::function<std::unique_ptr<net::HttpTransport>()>;
    using IsAllowed = std::function<bool(const std::string& url)>;

    // `make_transport`: empty for net::HttpClient.
    explicit ContextFetcher(MakeTransport make_transport = {});
    ~ContextFetcher();
    ContextFetcher(const ContextFetcher&) = delete;
    ContextFetcher& operator=(const ContextFetcher&) = delete;

    // What decoders share.
    [[nodiscard]] const std::shared_ptr<feed::ContextDocuments>& documents() const;
    // Called from a transport's thread once there is something for advance().
    void set_wake(std::function<void()> wake);
    // From now on; what failed is tried again.
    void allow(IsAllowed is_allowed);
    // While it is off nobody is asked; what is allowed counts as failed.
    void set_network(Network network);
    // Takes in what has come and asks for what is missed; now and then. Whether missed() is other.
    bool advance(double now_s);
    // By address.
    [[nodiscard]] std::span<const MissedContext> missed() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::live
