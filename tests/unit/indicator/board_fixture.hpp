// SPDX-License-Identifier: Apache-2.0
// A store with one source, and a board over it, for tests.
#pragma once

#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "engine/indicator/alarm_board.hpp"
#include "tests/unit/twin/twin_sample.hpp"

namespace belvedere::indicator {

class BoardTest : public testing::Test {
  protected:
    void use(const AlarmRule& rule) {
        const auto set = board.set_rules({rule}, twin::at_second(0));
        ASSERT_TRUE(set) << set.error().message;
    }
    void say(const twin::OneNumber& one) { twin::append(store, source, one); }
    void move(double longitude_deg, double latitude_deg, std::int64_t second) {
        twin::ObservationBatch batch;
        batch.received_at = twin::at_second(second);
        batch.begin_update("urn:a", "Sensor");
        batch.add(twin::place_of(batch, longitude_deg, latitude_deg, twin::at_second(second)));
        store.append(source, batch);
    }
    // "+1" raised, "-1" cleared.
    std::string news(std::int64_t second) {
        std::string text;
        for (const AlarmEvent& event : board.advance(twin::at_second(second))) {
            if (!text.empty()) text += " ";
            text += (event.state == AlarmState::kRaised ? "+" : "-") + std::to_string(event.number);
        }
        return text;
    }

    twin::TwinStore store;
    SourceId source = *store.add_source({"test", twin::SourceKind::kLive});
    AlarmBoard board{store};
};

// Warmer than 30 °C, and cooler than 28 °C again.
inline AlarmRule heat_rule() {
    AlarmRule rule;
    rule.id = "heat";
    rule.name = "Heat";
    rule.property = "temperature";
    rule.limit = 30.0;
    rule.unit = "CEL";
    rule.hysteresis = 2.0;
    return rule;
}

}  // namespace belvedere::indicator
