// SPDX-License-Identifier: Apache-2.0
// What goes wrong between a device and a viewer, made on purpose and counted.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/generator/simulated_city.hpp"

namespace belvedere::generator {

// Shares of 0 to 1. `loss` is of messages; the others are of devices, and a device has at most one
// of them, so that what each does can be told exactly. Their sum is at most 1.
struct FaultRates {
    double loss = 0.0;         // Messages that never arrive.
    double duplicate = 0.0;    // Devices whose every message arrives twice.
    double reorder = 0.0;      // Devices whose messages are late by up to `delay_most_s`.
    double skew = 0.0;         // Devices whose clock is ahead by `skew_s`.
    double no_number = 0.0;    // Devices that say "NaN" for their first number.
    double unit_change = 0.0;  // Devices that go over to another unit after some messages.
    double delay_most_s = 3'600.0;
    double skew_s = 7'200.0;
};

// How often each fault was made, and what a viewer that does all right must have counted.
struct FaultCounts {
    std::uint64_t made = 0;  // Messages that devices sent.
    std::uint64_t lost = 0;
    std::uint64_t delivered = 0;     // With the second ones.
    std::uint64_t duplicates = 0;    // Second ones.
    std::uint64_t overtaken = 0;     // Arrived after a newer one of their device.
    std::uint64_t skewed = 0;        // Values with a time that cannot be.
    std::uint64_t no_numbers = 0;    // Values that are "NaN".
    std::uint64_t unit_changes = 0;  // Values whose unit is not that of the value before.
};

// A message as it reaches the viewer.
struct Delivery {
    std::string topic;
    std::string payload;  // NGSI-LD, for the decoder that all feeds use.
    UtcTime delivered_at;
};

// The last value of a property that arrived, in order of observation.
struct KnownValue {
    UtcTime observed_at;
    double number = 0.0;
    std::string word;
    std::string unit;
    bool is_number = true;
};
// By id of the entity and name of the property.
using KnownState = std::map<std::string, std::map<std::string, KnownValue>>;

// Lets a city's messages pass, with faults. The same seed gives the same faults. One thread.
class FaultInjector {
  public:
    FaultInjector(const SimulatedCityOptions& city, const FaultRates& rates);

    // The next message to arrive, in order of arrival, until no more are made.
    [[nodiscard]] bool next(Delivery& delivery);
    // Makes no more; what is under way still arrives.
    void stop_making() { is_stopped_ = true; }

    [[nodiscard]] const FaultCounts& counts() const { return counts_; }
    // What a viewer can know from what arrived.
    [[nodiscard]] const KnownState& known() const { return known_; }
    [[nodiscard]] const SimulatedCity& city() const { return city_; }

  private:
    enum class Fault : std::uint8_t { kNone, kDuplicate, kReorder, kSkew, kNoNumber, kUnitChange };
    struct UnderWay {
        UtcTime arrives_at;
        std::uint64_t order = 0;
        SimulatedTurn turn;
        bool is_second = false;
    };
    struct Sender {
        Fault fault = Fault::kNone;
        std::uint32_t arrived = 0;
        bool has_new_unit = false;
        UtcTime newest;  // That arrived.
    };
    [[nodiscard]] Fault fault_of(std::uint32_t device) const;
    void make_one();
    void send(SimulatedTurn turn, double delay_s, bool is_second);
    [[nodiscard]] Delivery deliver(const UnderWay& message);
    // Puts the sender's fault into what the device tells.
    void spoil(Sender& sender, SimulatedReading& reading);
    void note(const SimulatedDevice& device, const SimulatedReading& truth,
              const SimulatedReading& told, UtcTime observed_at);
    [[nodiscard]] static bool is_earlier(const UnderWay& a, const UnderWay& b);

    FaultRates rates_;
    SimulatedCity city_;
    std::uint64_t seed_;
    std::vector<Sender> senders_;
    std::vector<UnderWay> under_way_;  // A heap, the first to arrive first.
    std::uint64_t order_ = 0;
    UtcTime made_until_;
    bool is_stopped_ = false;
    FaultCounts counts_;
    KnownState known_;
};

}  // namespace belvedere::generator
