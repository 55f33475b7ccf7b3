// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/mqtt_feed.hpp"

#include <atomic>
#include <mutex>
#include <utility>
#include <vector>

#include "engine/feed/message_pump.hpp"
#include "engine/feed/mqtt_connection.hpp"

namespace belvedere::feed {

struct MqttFeed::State {
    explicit State(std::unique_ptr<Decoder> decoder) : pump(std::move(decoder)) {}

    MessagePump pump;
    int qos = 0;
    std::mutex mutex;  // Guards the topics.
    std::vector<std::string> topics;
    // Set once its thread runs already; the events wait for it.
    std::atomic<MqttConnection*> itself = nullptr;
    std::unique_ptr<MqttConnection> connection;  // Ends before the pump that it pushes to.
};

MqttFeed::MqttFeed(std::unique_ptr<State> state) : state_(std::move(state)) {}
MqttFeed::~MqttFeed() = default;

Result<std::unique_ptr<MqttFeed>> MqttFeed::open(const MqttAddress& address,
                                                 std::unique_ptr<Decoder> decoder) {
    auto state = std::make_unique<State>(std::move(decoder));
    State* self = state.get();
    self->qos = address.qos;
    MqttEvents events;
    events.connected = [self, address] {
        self->itself.wait(nullptr);
        MqttConnection& connection = *self->itself.load();
        if (!address.topic.empty()) connection.subscribe(address.topic, address.qos);
        const std::lock_guard lock(self->mutex);
        for (const std::string& topic : self->topics)
            connection.subscribe(topic, address.qos);
    };
    events.message = [self](std::string_view topic, ByteView payload, bool is_retained) {
        self->pump.push(topic, payload, is_retained);
    };
    events.has_room = [self] { return self->pump.has_room(); };
    auto connection = MqttConnection::open(address, std::move(events));
    if (!connection) return fail(connection.error());
    state->connection = *std::move(connection);
    state->itself = state->connection.get();
    state->itself.notify_all();
    return std::unique_ptr<MqttFeed>(new MqttFeed(std::move(state)));
}

void MqttFeed::follow(std::span<const std::string> topics) {
    const std::lock_guard lock(state_->mutex);
    for (const std::string& topic : topics) {
        state_->topics.push_back(topic);
        state_->connection->subscribe(topic, state_->qos);
    }
}

FeedHealth MqttFeed::health() const {
    FeedHealth health = state_->connection->health();
    state_->pump.add_to(health);
    return health;
}

bool MqttFeed::try_take(FeedBatch& batch) {
    return state_->pump.try_take(batch);
}

void MqttFeed::set_wake(std::function<void()> wake) {
    state_->pump.set_wake(std::move(wake));
}

}  // namespace belvedere::feed
