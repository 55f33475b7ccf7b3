// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/scripted_feed.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "engine/core/bytes.hpp"
#include "engine/core/clock.hpp"
#include "engine/feed/message_pump.hpp"

namespace belvedere::feed {
namespace {

constexpr double kWaitForRoom_s = 2e-3;

}  // namespace

struct ScriptedFeed::State {
    State(MessageScript made, std::unique_ptr<Decoder> decoder)
        : script(std::move(made)), pump(std::move(decoder)) {}

    MessageScript script;
    MessagePump pump;
    std::atomic<bool> has_ended = false;
    std::mutex mutex;
    std::condition_variable wakes;
    bool ends = false;
    std::thread thread;  // Pushes to the pump, so it is ended first.

    // Waits; false when the feed ends.
    bool sleep(double seconds) {
        std::unique_lock lock(mutex);
        if (seconds <= 0.0) return !ends;
        return !wakes.wait_for(lock, std::chrono::duration<double>(seconds),
                               [this] { return ends; });
    }

    void run() {
        ScriptedMessage message;
        double due_s = system_clock().steady_seconds();
        while (script(message)) {
            due_s += message.wait_s;
            if (!sleep(due_s - system_clock().steady_seconds())) return;
            while (!pump.has_room()) {
                if (!sleep(kWaitForRoom_s)) return;
            }
            pump.push(message.topic, as_bytes(message.payload), false);
        }
        has_ended = true;
    }
};

ScriptedFeed::ScriptedFeed(MessageScript script, std::unique_ptr<Decoder> decoder)
    : state_(std::make_unique<State>(std::move(script), std::move(decoder))) {
    state_->thread = std::thread([state = state_.get()] { state->run(); });
}

ScriptedFeed::~ScriptedFeed() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->ends = true;
    }
    state_->wakes.notify_all();
    state_->thread.join();
}

FeedHealth ScriptedFeed::health() const {
    FeedHealth health;
    const bool is_over = state_->has_ended && state_->pump.is_empty();
    health.state = is_over ? FeedState::kEnded : FeedState::kConnected;
    health.connections = 1;
    state_->pump.add_to(health);
    return health;
}

bool ScriptedFeed::try_take(FeedBatch& batch) {
    return state_->pump.try_take(batch);
}

void ScriptedFeed::set_wake(std::function<void()> wake) {
    state_->pump.set_wake(std::move(wake));
}

}  // namespace belvedere::feed
