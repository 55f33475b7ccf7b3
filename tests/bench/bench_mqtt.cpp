// SPDX-License-Identifier: Apache-2.0
// How fast MQTT messages are taken in: a bare libmosquitto loop that only counts, and the feed with
// its decoder and store, in turns, from a broker that does nothing but send; and
// mosquitto_sub, where it is installed, which prints what it gets. bench_mqtt [MESSAGES]
#include <mosquitto.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/feed/make_decoder.hpp"
#include "engine/feed/mqtt_feed.hpp"
#include "engine/generator/simulated_city.hpp"

namespace {

using namespace belvedere;

constexpr int kRounds = 5;

// One PUBLISH packet of MQTT 3.1.1, QoS 0.
void add_publish(std::string& packets, const std::string& topic, const std::string& payload) {
    packets += '\x30';
    std::size_t length = 2 + topic.size() + payload.size();
    do {
        const auto digit = static_cast<unsigned char>(length % 128 + (length >= 128 ? 128 : 0));
        packets += static_cast<char>(digit);
        length /= 128;
    } while (length > 0);
    packets += static_cast<char>(topic.size() >> 8U);
    packets += static_cast<char>(topic.size() & 0xFFU);
    packets += topic + payload;
}

std::string city_packets(std::size_t messages) {
    generator::SimulatedCity city({.inhabitants = 20'000});
    std::string packets;
    for (std::size_t i = 0; i < messages; ++i) {
        const auto turn = city.next();
        const auto& device = city.devices()[turn.device];
        const auto reading = generator::reading_at(device, turn.time);
        add_publish(packets, generator::device_topic(device),
                    generator::ngsi_ld_message(device, reading, turn.time));
    }
    return packets;
}

// Accepts one client, answers CONNECT and SUBSCRIBE, then sends all packets.
class SendingBroker {
  public:
    explicit SendingBroker(const std::string& packets) : packets_(packets) {
        listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
            ::listen(listener_, 1) != 0 ||
            ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
            std::perror("bench_mqtt");
            std::exit(1);
        }
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~SendingBroker() {
        thread_.join();
        ::close(listener_);
    }
    [[nodiscard]] std::uint16_t port() const { return port_; }

  private:
    void serve() {
        const int client = ::accept(listener_, nullptr, nullptr);
        std::array<char, 4096> buffer{};
        if (::recv(client, buffer.data(), buffer.size(), 0) <= 0) return;
        constexpr char kConnected[] = {0x20, 2, 0, 0};
        (void)::send(client, kConnected, sizeof(kConnected), 0);
        if (::recv(client, buffer.data(), buffer.size(), 0) <= 0) return;
        const char subscribed[] = {static_cast<char>(0x90), 3, buffer[2], buffer[3], 0};
        (void)::send(client, subscribed, sizeof(subscribed), 0);
        for (std::size_t sent = 0; sent < packets_.size();) {
            const auto count =
                ::send(client, packets_.data() + sent, packets_.size() - sent, MSG_NOSIGNAL);
            if (count <= 0) break;
            sent += static_cast<std::size_t>(count);
        }
        while (::recv(client, buffer.data(), buffer.size(), 0) > 0) {
        }
        ::close(client);
    }

    const std::string& packets_;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

struct BareCount {
    std::size_t messages = 0;
    double first_s = 0.0;
};

double bare_rate(const std::string& packets, std::size_t messages) {
    const SendingBroker broker(packets);
    BareCount counted;
    mosquitto* client = mosquitto_new("bare", true, &counted);
    mosquitto_connect_callback_set(
        client, [](mosquitto* self, void*, int) { mosquitto_subscribe(self, nullptr, "#", 0); });
    mosquitto_message_callback_set(client, [](mosquitto*, void* user, const mosquitto_message*) {
        auto& count = *static_cast<BareCount*>(user);
        if (count.messages++ == 0) count.first_s = system_clock().steady_seconds();
    });
    mosquitto_connect(client, "127.0.0.1", broker.port(), 60);
    while (counted.messages < messages && mosquitto_loop(client, 100, 1) == MOSQ_ERR_SUCCESS) {
    }
    const double seconds = system_clock().steady_seconds() - counted.first_s;
    mosquitto_disconnect(client);
    mosquitto_destroy(client);
    return static_cast<double>(messages) / seconds;
}

struct FeedRate {
    double per_s = 0.0, p99_ms = 0.0;
    std::uint64_t lost = 0;
};

FeedRate feed_rate(const std::string& packets, std::size_t messages) {
    const SendingBroker broker(packets);
    feed::MqttAddress address;
    address.host = "127.0.0.1";
    address.port = broker.port();
    address.version = feed::MqttVersion::k3_1_1;
    auto decoder = feed::make_decoder({.format = "ngsi-ld"});
    auto opened = feed::MqttFeed::open(address, *std::move(decoder));
    if (!opened) return {};
    twin::TwinStore store;
    feed::Intake intake;
    intake.source = *store.add_source({"bench"});
    double first_s = 0.0;
    const auto& updates = store.ledger(intake.source).updates;
    while (updates.received < messages) {
        const std::size_t taken = feed::take_in(**opened, store, intake, 0.05);
        if (first_s == 0.0 && (*opened)->health().messages > 0)
            first_s = system_clock().steady_seconds();
        if (taken == 0) std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
    const double seconds = system_clock().steady_seconds() - first_s;
    return {static_cast<double>(messages) / seconds, intake.latency.quantile_s(0.99) * 1e3,
            updates.received - updates.applied};
}

// How fast mosquitto_sub takes and prints; 0 where it is not installed. Its start is in it, some
// milliseconds.
double tool_rate(const std::string& packets, std::size_t messages) {
    if (std::system("command -v mosquitto_sub >/dev/null") != 0) return 0.0;
    const SendingBroker broker(packets);
    const std::string command = "mosquitto_sub -h 127.0.0.1 -V mqttv311 -t '#' -C " +
                                std::to_string(messages) + " -p " + std::to_string(broker.port()) +
                                " >/dev/null";
    const double start_s = system_clock().steady_seconds();
    if (std::system(command.c_str()) != 0) return 0.0;
    return static_cast<double>(messages) / (system_clock().steady_seconds() - start_s);
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

}  // namespace

int main(int count, char** arguments) {
    const std::size_t messages =
        count > 1 ? static_cast<std::size_t>(std::strtoull(arguments[1], nullptr, 10)) : 100'000;
    mosquitto_lib_init();
    const std::string packets = city_packets(messages);
    std::vector<double> bare, fed, p99, tool;
    std::uint64_t lost = 0;
    for (int round = 0; round < kRounds; ++round) {
        bare.push_back(bare_rate(packets, messages));
        tool.push_back(tool_rate(packets, messages));
        const FeedRate rate = feed_rate(packets, messages);
        fed.push_back(rate.per_s);
        p99.push_back(rate.p99_ms);
        lost += rate.lost;
    }
    std::printf(
        "%zu messages of %.0f bytes: bare loop %.0f/s, mosquitto_sub %.0f/s, feed to state %.0f/s "
        "(%.2f of the bare loop), "
        "p99 %.1f ms, not applied %llu\n",
        messages, static_cast<double>(packets.size()) / static_cast<double>(messages), median(bare),
        median(tool), median(fed), median(fed) / median(bare), median(p99),
        static_cast<unsigned long long>(lost));
    return 0;
}
