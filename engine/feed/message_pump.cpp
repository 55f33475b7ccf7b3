// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/message_pump.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/feed/limits.hpp"

namespace belvedere::feed {
namespace {

// Decoded together: enough to pay for a lock, few enough for a frame's share of time.
constexpr std::size_t kMessagesABatch = 256;
constexpr std::size_t kBytesABatch = std::size_t{1} << 20;

// Messages one after another in one text, so that a message costs no allocation.
struct MessageBlock {
    struct Entry {
        std::uint32_t topic_bytes = 0, payload_bytes = 0;
        bool is_retained = false;
    };
    std::string text;
    std::vector<Entry> entries;
    UtcTime received_at;     // Of the first.
    double arrived_s = 0.0;  // Likewise.

    [[nodiscard]] bool is_full() const {
        return entries.size() >= kMessagesABatch || text.size() >= kBytesABatch;
    }
    [[nodiscard]] std::uint64_t bytes() const {
        return text.size() + entries.size() * sizeof(Entry);
    }
};

}  // namespace

struct MessagePump::State {
    mutable std::mutex mutex;
    std::condition_variable has_messages, has_room;
    std::deque<MessageBlock> blocks;
    std::deque<FeedBatch> batches;
    std::uint64_t block_bytes = 0, batch_bytes = 0;
    std::uint64_t messages = 0, bytes = 0, dropped = 0;
    bool is_decoding = false;
    bool ends = false;
    std::function<void()> wake;
    std::unique_ptr<Decoder> decoder;
    std::thread thread;

    void run() {
        std::unique_lock lock(mutex);
        while (true) {
            has_messages.wait(lock, [this] { return ends || !blocks.empty(); });
            has_room.wait(lock, [this] { return ends || batch_bytes < limits::kQueueBytes / 2; });
            if (ends) return;
            const MessageBlock block = std::move(blocks.front());
            blocks.pop_front();
            block_bytes -= block.bytes();
            is_decoding = true;
            lock.unlock();
            FeedBatch batch = decode(block);
            lock.lock();
            is_decoding = false;
            batches.push_back(std::move(batch));
            batch_bytes += batches.back().batch.bytes();
            if (batches.size() == 1 && wake) wake();
        }
    }

    FeedBatch decode(const MessageBlock& block) {
        FeedBatch decoded;
        const std::string_view text = block.text;
        std::size_t at = 0;
        for (const MessageBlock::Entry& entry : block.entries) {
            MessageInfo info;
            info.received_at = block.received_at;
            info.topic = text.substr(at, entry.topic_bytes);
            info.is_retained = entry.is_retained;
            at += entry.topic_bytes;
            decoder->decode(as_bytes(text.substr(at, entry.payload_bytes)), info, decoded.batch);
            at += entry.payload_bytes;
        }
        decoded.batch.received_at = block.received_at;
        decoded.batch.arrived_s = block.arrived_s;
        return decoded;
    }
};

MessagePump::MessagePump(std::unique_ptr<Decoder> decoder) : state_(std::make_unique<State>()) {
    state_->decoder = std::move(decoder);
    state_->thread = std::thread([state = state_.get()] { state->run(); });
}

MessagePump::~MessagePump() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->ends = true;
    }
    state_->has_messages.notify_all();
    state_->has_room.notify_all();
    state_->thread.join();
}

void MessagePump::push(std::string_view topic, ByteView payload, bool is_retained) {
    const std::lock_guard lock(state_->mutex);
    ++state_->messages;
    state_->bytes += payload.size();
    const std::uint64_t size = topic.size() + payload.size();
    if (payload.size() > limits::kPayloadBytes ||
        state_->block_bytes + size > limits::kQueueBytes) {
        ++state_->dropped;
        return;
    }
    if (state_->blocks.empty() || state_->blocks.back().is_full()) {
        MessageBlock& fresh = state_->blocks.emplace_back();
        fresh.received_at = system_clock().utc_now();
        fresh.arrived_s = system_clock().steady_seconds();
    }
    MessageBlock& block = state_->blocks.back();
    const std::uint64_t before = block.bytes();
    block.text += topic;
    block.text += as_text(payload);
    block.entries.push_back({static_cast<std::uint32_t>(topic.size()),
                             static_cast<std::uint32_t>(payload.size()), is_retained});
    state_->block_bytes += block.bytes() - before;
    if (block.entries.size() == 1) state_->has_messages.notify_one();
}

bool MessagePump::try_take(FeedBatch& batch) {
    const std::lock_guard lock(state_->mutex);
    if (state_->batches.empty()) return false;
    // Before it is moved: what takes it may keep larger buffers of its own.
    state_->batch_bytes -= state_->batches.front().batch.bytes();
    batch = std::move(state_->batches.front());
    state_->batches.pop_front();
    state_->has_room.notify_one();
    return true;
}

void MessagePump::set_wake(std::function<void()> wake) {
    const std::lock_guard lock(state_->mutex);
    state_->wake = std::move(wake);
    if (!state_->batches.empty() && state_->wake) state_->wake();
}

void MessagePump::add_to(FeedHealth& health) const {
    const std::lock_guard lock(state_->mutex);
    health.messages += state_->messages;
    health.bytes += state_->bytes;
    health.dropped += state_->dropped;
}

bool MessagePump::has_room() const {
    const std::lock_guard lock(state_->mutex);
    return state_->block_bytes < limits::kQueueBytes / 4;
}

bool MessagePump::is_empty() const {
    const std::lock_guard lock(state_->mutex);
    return state_->blocks.empty() && state_->batches.empty() && !state_->is_decoding;
}

}  // namespace belvedere::feed
