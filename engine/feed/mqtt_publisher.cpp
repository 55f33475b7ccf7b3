// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/mqtt_publisher.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "engine/core/clock.hpp"
#include "engine/feed/limits.hpp"
#include "engine/feed/mqtt_connection.hpp"

namespace belvedere::feed {

struct MqttPublisher::State {
    MqttAddress address;
    std::mutex mutex;
    std::condition_variable changed;
    std::uint64_t sent = 0, left = 0;
    std::unique_ptr<MqttConnection> connection;

    // Waits until `is_met`, a failure or the time is over.
    template <class Condition>
    Result<void> wait(double seconds_max, Condition is_met) {
        const double until_s = system_clock().steady_seconds() + seconds_max;
        std::unique_lock lock(mutex);
        while (!is_met()) {
            const FeedHealth health = connection->health();
            if (health.state == FeedState::kFailed)
                return fail(ErrorKind::kDenied, health.sentence);
            if (system_clock().steady_seconds() >= until_s) {
                return fail(ErrorKind::kTemporary, health.sentence.empty()
                                                       ? "the broker takes no more messages"
                                                       : health.sentence);
            }
            changed.wait_for(lock, std::chrono::milliseconds(20));
        }
        return {};
    }
};

MqttPublisher::MqttPublisher(std::unique_ptr<State> state) : state_(std::move(state)) {}
MqttPublisher::~MqttPublisher() = default;

Result<std::unique_ptr<MqttPublisher>> MqttPublisher::open(const MqttAddress& address) {
    auto state = std::make_unique<State>();
    State* self = state.get();
    state->address = address;
    MqttEvents events;
    events.connected = [self] {
        const std::lock_guard lock(self->mutex);
        // What qos 0 had under way when a connection broke is gone; nobody will say so.
        if (self->address.qos == 0) self->left = std::max(self->left, self->sent);
        self->changed.notify_all();
    };
    events.published = [self](int) {
        const std::lock_guard lock(self->mutex);
        ++self->left;
        self->changed.notify_all();
    };
    auto connection = MqttConnection::open(address, std::move(events));
    if (!connection) return fail(connection.error());
    state->connection = *std::move(connection);
    return std::unique_ptr<MqttPublisher>(new MqttPublisher(std::move(state)));
}

Result<void> MqttPublisher::publish(const std::string& topic, ByteView payload, bool is_retained,
                                    double seconds_max) {
    const auto has_room = state_->wait(seconds_max, [this] {
        const bool is_up = state_->connection->health().state == FeedState::kConnected;
        return is_up && state_->sent < state_->left + limits::kReceiveMaximum;
    });
    if (!has_room) return fail(has_room.error());
    {
        // Counted first: the answer may come before publish() returns.
        const std::lock_guard lock(state_->mutex);
        ++state_->sent;
    }
    const auto token =
        state_->connection->publish(topic, payload, state_->address.qos, is_retained);
    if (token) return {};
    const std::lock_guard lock(state_->mutex);
    --state_->sent;
    return fail(token.error());
}

Result<void> MqttPublisher::flush(double seconds_max) {
    return state_->wait(seconds_max, [this] { return state_->left >= state_->sent; });
}

FeedHealth MqttPublisher::health() const {
    return state_->connection->health();
}

}  // namespace belvedere::feed
