// SPDX-License-Identifier: Apache-2.0
// ContextDocuments: the JSON-LD contexts that feeds have at hand, and those they miss.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::feed {

// Decoders look documents up by their URL, and so note which ones payloads name in vain; whoever
// owns the feeds decides what may be had and brings it. It never fetches. At most
// limits::kContextDocuments documents of limits::kContextBytes each are kept, and the names of as
// many that are missed. Any thread.
class ContextDocuments {
  public:
    ContextDocuments();
    ~ContextDocuments();
    ContextDocuments(const ContextDocuments&) = delete;
    ContextDocuments& operator=(const ContextDocuments&) = delete;

    // The JSON text; null, and noted as missed, when it is not at hand.
    [[nodiscard]] std::shared_ptr<const std::string> find(std::string_view url);
    // kBadData, kLimit.
    [[nodiscard]] Result<void> add(std::string_view url, ByteView document);
    // Lets documents go that are no longer allowed, and what was missed be noted anew.
    void keep_only(const std::function<bool(const std::string& url)>& is_allowed);
    [[nodiscard]] std::vector<std::string> missed() const;
    // Another number once there are others: what was made of them is to be made anew.
    [[nodiscard]] std::uint64_t revision() const { return revision_.load(); }

  private:
    struct State;
    std::unique_ptr<State> state_;
    std::atomic<std::uint64_t> revision_{0};
};

// Whether it is a JSON-LD context document of a bearable size: kBadData, kLimit. Pure.
[[nodiscard]] Result<void> check_context(std::string_view url, ByteView document);

}  // namespace belvedere::feed
