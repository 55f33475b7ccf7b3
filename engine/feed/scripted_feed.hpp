// SPDX-License-Identifier: Apache-2.0
// A feed of messages that are made in the program itself: the simulator, and tests.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "engine/feed/decoder.hpp"
#include "engine/feed/feed.hpp"

namespace belvedere::feed {

// One message, and how long to wait before it.
struct ScriptedMessage {
    std::string topic;
    std::string payload;
    double wait_s = 0.0;
};
// Makes the next message; false at the end. On the feed's thread alone.
using MessageScript = std::function<bool(ScriptedMessage& message)>;

// Plays a script through the same queues and the same decoder that a broker's messages take. When
// the taker is slow the script waits: nothing it makes is dropped.
class ScriptedFeed final : public Feed {
  public:
    ScriptedFeed(MessageScript script, std::unique_ptr<Decoder> decoder);
    ~ScriptedFeed() override;
    [[nodiscard]] FeedHealth health() const override;
    [[nodiscard]] bool try_take(FeedBatch& batch) override;
    void set_wake(std::function<void()> wake) override;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::feed
