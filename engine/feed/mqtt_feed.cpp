// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/mqtt_feed.hpp"

#include <atomic>
#include <utility>

#include "engine/feed/message_pump.hpp"
#include "engine/feed/mqtt_connection.hpp"

namespace belvedere::feed {

struct MqttFeed::State {
    explicit State(std::unique_ptr<Decoder> decoder) : pump(std::move(decoder)) {}

    MessagePump pump;
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
    MqttEvents events;
    events.connected = [self, address] {
        self->itself.wait(nullptr);
        self->itself.load()->subscribe(address.topic, address.qos);
    };
    events.message = [self](std::string_view topic, ByteView payload, bool is_retained) {
        self->pump.push(topic, payload, is_retained);
    };
    auto connection = MqttConnection::open(address, std::move(events));
    if (!connection) return fail(connection.error());
    state->connection = *std::move(connection);
    state->itself = state->connection.get();
    state->itself.notify_all();
    return std::unique_ptr<MqttFeed>(new MqttFeed(std::move(state)));
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
