// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/batch_feed.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "engine/core/clock.hpp"
#include "engine/feed/limits.hpp"

namespace belvedere::feed {

struct BatchFeed::State {
    BatchScript script;
    FeedNotice notice;
    std::thread thread;

    mutable std::mutex mutex;  // Guards all below.
    std::condition_variable wakes;
    std::function<void()> wake;
    std::deque<FeedBatch> batches;
    std::uint64_t batch_bytes = 0, messages = 0;
    bool ends = false;     // The owner goes.
    bool is_over = false;  // The script has ended.
    std::string failure;

    void run() {
        while (true) {
            FeedBatch next;
            const auto made = script(next.batch);
            if (next.batch.received_at == UtcTime{})
                next.batch.received_at = system_clock().utc_now();
            next.batch.arrived_s = system_clock().steady_seconds();
            std::unique_lock lock(mutex);
            wakes.wait(lock, [this] { return ends || batch_bytes < limits::kQueueBytes / 4; });
            if (ends) return;
            if (next.batch.received() > 0) {
                batch_bytes += next.batch.bytes();
                messages += next.batch.received();
                batches.push_back(std::move(next));
                if (batches.size() == 1 && wake) wake();
            }
            if (made && *made) continue;
            is_over = true;
            if (!made) failure = made.error().message;
            if (wake) wake();  // That it is over is told as well.
            return;
        }
    }
};

BatchFeed::BatchFeed(BatchScript script, FeedNotice notice) : state_(std::make_unique<State>()) {
    state_->notice = std::move(notice);
    state_->script = std::move(script);
    state_->thread = std::thread([state = state_.get()] { state->run(); });
}

BatchFeed::~BatchFeed() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->ends = true;
    }
    state_->wakes.notify_all();
    state_->thread.join();
}

FeedHealth BatchFeed::health() const {
    const std::lock_guard lock(state_->mutex);
    FeedHealth health;
    const bool is_done = state_->is_over && state_->batches.empty();
    health.state = FeedState::kConnected;
    if (is_done) health.state = state_->failure.empty() ? FeedState::kEnded : FeedState::kFailed;
    const bool has_failed = is_done && !state_->failure.empty();
    health.sentence = has_failed ? state_->failure : state_->notice.sentence;
    health.is_note = !has_failed && state_->notice.is_note;
    health.connections = 1;
    health.messages = state_->messages;
    return health;
}

bool BatchFeed::try_take(FeedBatch& batch) {
    const std::lock_guard lock(state_->mutex);
    if (state_->batches.empty()) return false;
    // Before it is moved: what takes it may keep larger buffers of its own.
    state_->batch_bytes -= state_->batches.front().batch.bytes();
    batch = std::move(state_->batches.front());
    state_->batches.pop_front();
    state_->wakes.notify_all();
    return true;
}

void BatchFeed::set_wake(std::function<void()> wake) {
    const std::lock_guard lock(state_->mutex);
    state_->wake = std::move(wake);
    if ((!state_->batches.empty() || state_->is_over) && state_->wake) state_->wake();
}

}  // namespace belvedere::feed
