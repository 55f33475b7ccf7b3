// SPDX-License-Identifier: Apache-2.0
// Alarms and their rules in words.
#pragma once

#include <string>

#include "app/window/session.hpp"

namespace belvedere::window {

// "Heat, alarm: temperature of lamp 7 is 31 °C, above 30 °C".
[[nodiscard]] std::string alarm_text(const Session& session, const indicator::Alarm& alarm);
// The same without name and severity.
[[nodiscard]] std::string alarm_cause(const Session& session, const indicator::Alarm& alarm);
// What its device is called, also once its feed is gone.
[[nodiscard]] std::string alarm_device(const Session& session, const indicator::Alarm& alarm);
// "temperature above 30 °C, of all AirQualityObserved".
[[nodiscard]] std::string rule_text(const indicator::AlarmRule& rule);
[[nodiscard]] std::string severity_word(indicator::Severity severity);

}  // namespace belvedere::window
