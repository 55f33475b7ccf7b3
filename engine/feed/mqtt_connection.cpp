// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/mqtt_connection.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <utility>

#include <mosquitto.h>

#include "engine/core/clock.hpp"
#include "engine/core/log.hpp"
#include "engine/feed/limits.hpp"
#include "engine/feed/mqtt_reader.hpp"
#include "engine/feed/mqtt_refusal.hpp"

namespace belvedere::feed {
namespace {

constexpr int kLoop_ms = 100;  // How soon an end is noticed.
constexpr std::chrono::milliseconds kHeldTurn{20};
constexpr double kConnect_s = 10.0;
constexpr const char* kSystemAuthorities = "/etc/ssl/certs";

// libmosquitto's own setting up, once a program.
void ensure_library() {
    struct Library {
        Library() { mosquitto_lib_init(); }
        ~Library() { mosquitto_lib_cleanup(); }
    };
    static const Library library;
}

std::string random_client_id() {
    static constexpr char kDigits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    std::random_device random;
    std::string id = "belvedere-";
    for (int i = 0; i < 12; ++i)
        id += kDigits[random() % 36];
    return id;
}

}  // namespace

struct MqttConnection::State {
    MqttAddress address;
    MqttEvents events;
    mosquitto* client = nullptr;
    std::thread thread;
    std::atomic<bool> ends = false;
    std::mutex wait_mutex;
    std::condition_variable wakes;

    mutable std::mutex mutex;  // Guards these three.
    FeedHealth health;
    std::map<int, std::string> asked_topics;  // By the number of the request.
    std::string wrong_topic;                  // That cannot be asked for.

    // Where messages can be taken many at a time; the connection's thread alone.
    std::optional<MqttReader> reader;

    // Of the attempt under way; the connection's thread alone.
    bool is_connected = false;
    std::string certificate_problem;
    std::string refused;
    bool is_final = false;
    double attempt_started_s = 0.0;
    double read_at_s = 0.0;
    double back_off_s = limits::kBackOffFirst_s;

    ~State() {
        ends = true;
        { const std::lock_guard lock(wait_mutex); }
        wakes.notify_all();
        if (thread.joinable()) thread.join();
        if (client != nullptr) mosquitto_destroy(client);
    }

    void set_health(FeedState state, std::string sentence) {
        const std::lock_guard lock(mutex);
        health.state = state;
        health.sentence = std::move(sentence);
    }

    [[nodiscard]] Result<void> set_up();
    [[nodiscard]] Result<void> set_up_tls();
    void run();
    [[nodiscard]] int turn();
    [[nodiscard]] int hold_back();
    [[nodiscard]] std::string problem_of(int code) const;
    void wait_to_retry(const std::string& problem);

    static State& of(void* self) { return *static_cast<State*>(self); }
    static void on_connect(mosquitto*, void* self, int code, int, const mosquitto_property*);
    static void on_disconnect(mosquitto*, void* self, int code, const mosquitto_property*);
    static void on_message(mosquitto*, void* self, const mosquitto_message* message,
                           const mosquitto_property*);
    static void on_publish(mosquitto*, void* self, int token, int, const mosquitto_property*);
    static void on_subscribe(mosquitto*, void* self, int request, int count, const int* granted,
                             const mosquitto_property*);
    static void on_log(mosquitto*, void* self, int, const char* text);
};

void MqttConnection::State::on_connect(mosquitto*, void* self, int code, int,
                                       const mosquitto_property*) {
    State& state = of(self);
    if (code != 0) {
        state.refused = refusal(code);
        state.is_final = !state.refused.empty();
        if (!state.is_final) state.refused = "the broker refuses for now (";
        return;
    }
    state.is_connected = true;
    // Who reads has got nowhere before a topic is granted.
    if (!state.events.message) state.back_off_s = limits::kBackOffFirst_s;
    {
        const std::lock_guard lock(state.mutex);
        state.health.state = FeedState::kConnected;
        state.health.sentence.clear();
        ++state.health.connections;
    }
    if (state.events.connected) state.events.connected();
}

void MqttConnection::State::on_disconnect(mosquitto*, void* self, int, const mosquitto_property*) {
    of(self).is_connected = false;
}

void MqttConnection::State::on_message(mosquitto*, void* self, const mosquitto_message* message,
                                       const mosquitto_property*) {
    State& state = of(self);
    if (state.reader) state.reader->note_message();
    if (!state.events.message) return;
    const ByteView payload(static_cast<const std::byte*>(message->payload),
                           static_cast<std::size_t>(std::max(0, message->payloadlen)));
    state.events.message(message->topic, payload, message->retain);
}

void MqttConnection::State::on_publish(mosquitto*, void* self, int token, int,
                                       const mosquitto_property*) {
    State& state = of(self);
    if (state.events.published) state.events.published(token);
}

void MqttConnection::State::on_subscribe(mosquitto*, void* self, int request, int count,
                                         const int* granted, const mosquitto_property*) {
    State& state = of(self);
    std::string topic;
    {
        const std::lock_guard lock(state.mutex);
        const auto asked = state.asked_topics.find(request);
        if (asked == state.asked_topics.end()) return;
        topic = std::move(asked->second);
        state.asked_topics.erase(asked);
    }
    const int code = count > 0 ? granted[0] : kRefusalLeast;
    if (code < kRefusalLeast) {
        state.back_off_s = limits::kBackOffFirst_s;
        return;
    }
    state.refused = topic_refusal(code, topic);
    state.is_final = is_for_good(code, state.address.version);
}

// The library tells why a certificate was refused in its log alone.
void MqttConnection::State::on_log(mosquitto*, void* self, int, const char* text) {
    State& state = of(self);
    const std::string_view line(text);
    if (line.find("host name verification failed") != std::string_view::npos) {
        state.certificate_problem = "its certificate is of another host than " + state.address.host;
    } else if (line.find("certificate verify failed") != std::string_view::npos &&
               state.certificate_problem.empty()) {
        state.certificate_problem =
            "its certificate has expired, is not valid yet, or is signed by nobody who is "
            "trusted here";
    }
}

Result<void> MqttConnection::State::set_up() {
    ensure_library();
    const std::string id = address.client_id.empty() ? random_client_id() : address.client_id;
    client = mosquitto_new(id.c_str(), true, this);
    if (client == nullptr) return fail(ErrorKind::kUsage, "the client id cannot be used: " + id);
    // Others publish while this thread is in the loop.
    mosquitto_threaded_set(client, true);
    const int version = address.version == MqttVersion::k5 ? MQTT_PROTOCOL_V5 : MQTT_PROTOCOL_V311;
    mosquitto_int_option(client, MOSQ_OPT_PROTOCOL_VERSION, version);
    mosquitto_int_option(client, MOSQ_OPT_RECEIVE_MAXIMUM, limits::kReceiveMaximum);
    mosquitto_int_option(client, MOSQ_OPT_TCP_NODELAY, 1);
    mosquitto_connect_v5_callback_set(client, on_connect);
    mosquitto_disconnect_v5_callback_set(client, on_disconnect);
    mosquitto_message_v5_callback_set(client, on_message);
    mosquitto_publish_v5_callback_set(client, on_publish);
    mosquitto_subscribe_v5_callback_set(client, on_subscribe);
    mosquitto_log_callback_set(client, on_log);
    if (!address.user.empty()) {
        const char* password = address.password.empty() ? nullptr : address.password.c_str();
        mosquitto_username_pw_set(client, address.user.c_str(), password);
    }
    if (address.is_encrypted) return set_up_tls();
    // A connection that hands messages on publishes nothing.
    if (events.message && address.qos == 0) reader.emplace(client, address.version, events.message);
    return {};
}

Result<void> MqttConnection::State::set_up_tls() {
    const auto text = [](const std::string& file) { return file.empty() ? nullptr : file.c_str(); };
    const char* folder = address.ca_file.empty() ? kSystemAuthorities : nullptr;
    const int code =
        mosquitto_tls_set(client, text(address.ca_file), folder, text(address.certificate_file),
                          text(address.key_file), nullptr);
    if (code != MOSQ_ERR_SUCCESS) {
        return fail(ErrorKind::kUsage,
                    "a certificate or key file cannot be read: " +
                        (address.ca_file.empty() ? address.certificate_file : address.ca_file));
    }
    mosquitto_tls_opts_set(client, 1, "tlsv1.2", nullptr);
    return {};
}

std::string MqttConnection::State::problem_of(int code) const {
    const std::string broker = address.host + ":" + std::to_string(address.port);
    if (!certificate_problem.empty())
        return "the broker " + broker + " is not trusted: " + certificate_problem;
    if (!refused.empty()) return refused + broker + ")";
    if (code == MOSQ_ERR_EAI) return "there is no host " + address.host;
    if (code == MOSQ_ERR_TLS) return "no encrypted connection to " + broker + " could be made";
    if (code == MOSQ_ERR_ERRNO && errno != 0)
        return "no connection to " + broker + ": " + std::strerror(errno);
    if (code == MOSQ_ERR_KEEPALIVE) return "the broker " + broker + " has gone silent";
    return "the connection to " + broker + " is lost";
}

void MqttConnection::State::wait_to_retry(const std::string& problem) {
    static thread_local std::minstd_rand random(std::random_device{}());
    set_health(FeedState::kWaiting, problem);
    log::debug(problem);
    const double jitter = 0.75 + 0.5 * static_cast<double>(random() % 1000) / 1000.0;
    std::unique_lock lock(wait_mutex);
    wakes.wait_for(lock, std::chrono::duration<double>(back_off_s * jitter),
                   [this] { return ends.load(); });
    back_off_s = std::min(back_off_s * 2.0, limits::kBackOffLongest_s);
}

// While there is no room: keeps the connection alive, and reads on only now and then.
int MqttConnection::State::hold_back() {
    std::unique_lock lock(wait_mutex);
    wakes.wait_for(lock, kHeldTurn, [this] { return ends.load(); });
    lock.unlock();
    const double now_s = system_clock().steady_seconds();
    const bool is_due = now_s - read_at_s >= static_cast<double>(address.keep_alive_s) / 4.0;
    if (is_due) {
        read_at_s = now_s;
        if (const int code = mosquitto_loop_read(client, 1); code != MOSQ_ERR_SUCCESS) return code;
    }
    if (mosquitto_want_write(client)) {
        if (const int code = mosquitto_loop_write(client, 1); code != MOSQ_ERR_SUCCESS) return code;
    }
    return mosquitto_loop_misc(client);
}

int MqttConnection::State::turn() {
    {
        const std::lock_guard lock(mutex);
        if (!wrong_topic.empty())
            refused = "the topic " + wrong_topic + " cannot be subscribed to (";
        is_final = is_final || !wrong_topic.empty();
    }
    const bool can_hold = address.qos > 0 && is_connected && events.has_room;
    if (can_hold && !events.has_room()) return hold_back();
    read_at_s = system_clock().steady_seconds();
    if (reader && is_connected) return reader->turn(kLoop_ms);
    return mosquitto_loop(client, kLoop_ms, 1);
}

void MqttConnection::State::run() {
    while (!ends) {
        certificate_problem.clear();
        refused.clear();
        {
            const std::lock_guard lock(mutex);
            asked_topics.clear();
        }
        is_connected = false;
        if (reader) reader->start_over();
        attempt_started_s = system_clock().steady_seconds();
        errno = 0;
        int code = mosquitto_connect_async(client, address.host.c_str(), address.port,
                                           address.keep_alive_s);
        while (code == MOSQ_ERR_SUCCESS && !ends && refused.empty()) {
            errno = 0;
            code = turn();
            const double waited_s = system_clock().steady_seconds() - attempt_started_s;
            if (!is_connected && waited_s > kConnect_s) break;
        }
        if (ends) break;
        const bool is_fatal = is_final || !certificate_problem.empty();
        const std::string problem = problem_of(code);
        mosquitto_disconnect(client);
        if (is_fatal) {
            set_health(FeedState::kFailed, problem);
            return;
        }
        wait_to_retry(problem);
    }
    if (is_connected) {
        mosquitto_disconnect(client);
        mosquitto_loop(client, 0, 1);
    }
}

MqttConnection::MqttConnection(std::unique_ptr<State> state) : state_(std::move(state)) {}
MqttConnection::~MqttConnection() = default;

Result<std::unique_ptr<MqttConnection>> MqttConnection::open(const MqttAddress& address,
                                                             MqttEvents events) {
    auto state = std::make_unique<State>();
    state->address = address;
    state->events = std::move(events);
    const auto ready = state->set_up();
    if (!ready) return fail(ready.error());
    auto connection = std::unique_ptr<MqttConnection>(new MqttConnection(std::move(state)));
    // Last, because its events may use the connection.
    State* self = connection->state_.get();
    self->thread = std::thread([self] { self->run(); });
    return connection;
}

FeedHealth MqttConnection::health() const {
    const std::lock_guard lock(state_->mutex);
    return state_->health;
}

void MqttConnection::subscribe(const std::string& topic, int qos) {
    int request = 0;
    // The answer may come before this returns.
    const std::lock_guard lock(state_->mutex);
    const int code = mosquitto_subscribe(state_->client, &request, topic.c_str(), qos);
    if (code == MOSQ_ERR_SUCCESS) {
        state_->asked_topics.insert_or_assign(request, topic);
        return;
    }
    if (code != MOSQ_ERR_NO_CONN) state_->wrong_topic = topic;
}

Result<int> MqttConnection::publish(const std::string& topic, ByteView payload, int qos,
                                    bool is_retained) {
    int token = 0;
    const int code =
        mosquitto_publish(state_->client, &token, topic.c_str(), static_cast<int>(payload.size()),
                          payload.data(), qos, is_retained);
    if (code != MOSQ_ERR_SUCCESS)
        return fail(ErrorKind::kTemporary, std::string("not sent: ") + mosquitto_strerror(code));
    return token;
}

}  // namespace belvedere::feed
