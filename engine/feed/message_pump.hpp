// SPDX-License-Identifier: Apache-2.0
// Between a network thread that must not wait and a decoder that takes its time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "engine/core/bytes.hpp"
#include "engine/feed/decoder.hpp"
#include "engine/feed/feed.hpp"

namespace belvedere::feed {

// Messages go in as bytes and come out as batches, in order. Two bounded queues with a decoding
// thread between them: when whoever takes batches is slow, decoding waits, then messages find no
// room and are counted as dropped. Nothing is ever lost in silence, and the thread that pushes is
// never held up, so that the broker goes on being read.
class MessagePump {
  public:
    explicit MessagePump(std::unique_ptr<Decoder> decoder);
    ~MessagePump();
    MessagePump(const MessagePump&) = delete;
    MessagePump& operator=(const MessagePump&) = delete;

    // Takes a copy. One thread at a time.
    void push(std::string_view topic, ByteView payload, bool is_retained);
    // Any thread.
    [[nodiscard]] bool try_take(FeedBatch& batch);
    // As Feed::set_wake. Any thread.
    void set_wake(std::function<void()> wake);
    // Adds what has come and was dropped.
    void add_to(FeedHealth& health) const;
    // Whether a message that is pushed now is far from being dropped.
    [[nodiscard]] bool has_room() const;
    // Whether all that was pushed has been taken.
    [[nodiscard]] bool is_empty() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::feed
