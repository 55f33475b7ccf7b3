// SPDX-License-Identifier: Apache-2.0
// Symbols of devices that say what a test wants them to.
#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/layers/device_symbols.hpp"

namespace belvedere::layers {

inline constexpr UtcTime kNow{1'780'000'000'000'000};
inline constexpr double kWhole_s = 100.0;

// What one device says.
struct Said {
    std::string id;
    std::string type = "AirQualityObserved";
    std::optional<double> longitude_deg;
    std::optional<double> temperature;
    std::string unit = "CEL";
    UtcTime observed_at = kNow;
    bool is_deleted = false;
};

// Hands over the batches that the test puts into it.
class HandFeed final : public feed::Feed {
  public:
    explicit HandFeed(std::deque<twin::ObservationBatch>& batches) : batches_(batches) {}
    [[nodiscard]] feed::FeedHealth health() const override {
        feed::FeedHealth health;
        health.state = feed::FeedState::kConnected;
        return health;
    }
    [[nodiscard]] bool try_take(feed::FeedBatch& batch) override {
        if (batches_.empty()) return false;
        batch.batch = std::move(batches_.front());
        batches_.pop_front();
        return true;
    }
    void set_wake(std::function<void()>) override {}

  private:
    std::deque<twin::ObservationBatch>& batches_;
};

class SaidDevices : public testing::Test {
  protected:
    SaidDevices()
        : live({.wake = {},
                .open =
                    [this](const std::string& url) {
                        return Result<std::unique_ptr<feed::Feed>>(
                            std::make_unique<HandFeed>(batches[url == "one:" ? 0 : 1]));
                    },
                .run = [](const auto& job) { job(); }}) {
        follow({{"one:"}});
        for (std::size_t i = 0; i < look.kinds.size(); ++i)
            look.kinds[i] = {static_cast<std::uint8_t>(10 + i), 0, 0, 255};
        for (std::size_t i = 0; i < look.classes.size(); ++i)
            look.classes[i] = {0, static_cast<std::uint8_t>(10 + i), 0, 255};
        look.faded = {0, 0, 0, 255};
    }

    void follow(const std::vector<live::FeedWish>& wishes) { live.follow(wishes); }

    void say(const std::vector<Said>& all, std::size_t feed = 0, UtcTime received_at = kNow) {
        twin::ObservationBatch batch;
        batch.received_at = received_at;
        for (const Said& said : all) {
            batch.begin_update(said.id, said.type).deletes_entity = said.is_deleted;
            if (said.longitude_deg) {
                twin::Observation place;
                place.property = batch.add_text("location");
                place.kind = twin::ValueKind::kPosition;
                place.position.longitude_deg = *said.longitude_deg;
                place.position.latitude_deg = 50.0;
                place.observed_at = said.observed_at;
                batch.add(place);
            }
            if (!said.temperature) continue;
            twin::Observation value;
            value.property = batch.add_text("https://uri.etsi.org/ngsi-ld/temperature");
            value.unit = batch.add_text(said.unit);
            value.kind = twin::ValueKind::kNumber;
            value.number = *said.temperature;
            value.observed_at = said.observed_at;
            batch.add(value);
        }
        batches[feed].push_back(std::move(batch));
        while (live.take_in(kWhole_s).updates > 0) {
        }
        update();
    }
    void update(UtcTime now = kNow) { EXPECT_FALSE(symbols.update(live, look, now, kWhole_s)); }
    const Sign& symbol(std::size_t index) const { return symbols.symbols()[index]; }
    const Device& device(std::size_t index) const { return symbols.devices()[index]; }

    std::deque<twin::ObservationBatch> batches[2];
    live::LiveCity live;
    DeviceLook look;
    DeviceSymbols symbols;
};

}  // namespace belvedere::layers
