// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/mqtt_reader.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

#include <mosquitto.h>

#include "engine/feed/mqtt_packet.hpp"

namespace belvedere::feed {
namespace {

// Looked at together: about a hundred messages of a city, and less than a processor's cache.
constexpr std::size_t kSeenBytes = std::size_t{128} << 10;
// Looks in a row before what else is due (keeping alive, an end) has its turn.
constexpr int kLooks = 64;
constexpr std::chrono::milliseconds kForTheRest{1};

}  // namespace

MqttReader::MqttReader(mosquitto* client, MqttVersion version, Take take)
    : client_(client), version_(version), take_(std::move(take)), seen_(kSeenBytes) {}

int MqttReader::turn(int wait_ms) {
    pollfd one{mosquitto_socket(client_), POLLIN, 0};
    if (one.fd < 0) return MOSQ_ERR_NO_CONN;
    if (mosquitto_want_write(client_)) one.events |= POLLOUT;
    if (::poll(&one, 1, wait_ms) < 0 && errno != EINTR) return MOSQ_ERR_ERRNO;
    if ((one.revents & (POLLIN | POLLHUP | POLLERR)) != 0) {
        if (const int code = read_waiting(); code != MOSQ_ERR_SUCCESS) return code;
    }
    if ((one.revents & POLLOUT) != 0 || mosquitto_want_write(client_)) {
        const int code = mosquitto_loop_write(client_, 1);
        if (code != MOSQ_ERR_SUCCESS) return code;
    }
    return mosquitto_loop_misc(client_);
}

int MqttReader::read_waiting() {
    for (int look = 0; look < kLooks; ++look) {
        if (library_is_within_) {
            const int code = mosquitto_loop_read(client_, 1);
            if (code != MOSQ_ERR_SUCCESS || library_is_within_) return code;
        }
        const int socket = mosquitto_socket(client_);
        const auto count = ::recv(socket, seen_.data(), seen_.size(), MSG_PEEK | MSG_DONTWAIT);
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
            return MOSQ_ERR_SUCCESS;
        // An end, or what broke it, is for the library to find.
        if (count <= 0) return mosquitto_loop_read(client_, 1);
        const ByteView seen = ByteView(seen_).first(static_cast<std::size_t>(count));
        std::size_t taken = 0;
        MqttPacket packet = front_packet(seen, version_);
        for (; packet.front == MqttFront::kMessage;
             packet = front_packet(seen.subspan(taken), version_)) {
            take_(packet.topic, packet.payload, packet.is_retained);
            taken += packet.bytes;
        }
        if (taken > 0) {
            if (::recv(socket, nullptr, taken, MSG_TRUNC | MSG_DONTWAIT) !=
                static_cast<ssize_t>(taken))
                return MOSQ_ERR_ERRNO;
            // What is half there may be whole by now.
            continue;
        }
        if (packet.front == MqttFront::kPart) {
            std::this_thread::sleep_for(kForTheRest);
            return MOSQ_ERR_SUCCESS;
        }
        library_is_within_ = packet.front == MqttFront::kPartMessage;
        if (library_is_within_) continue;
        if (const int code = mosquitto_loop_read(client_, 1); code != MOSQ_ERR_SUCCESS) return code;
    }
    return MOSQ_ERR_SUCCESS;
}

}  // namespace belvedere::feed
