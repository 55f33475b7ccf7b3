// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/observation_check.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/twin/limits.hpp"

namespace belvedere::twin {
namespace {

constexpr auto kNoNumbers = std::to_array<std::string_view>(
    {"", "-", "--", "N/A", "NA", "NULL", "NaN", "None", "n/a", "na", "nan", "null", "none", "inf",
     "-inf", "Infinity", "-Infinity"});

bool is_on_earth(const Position& position) {
    return std::abs(position.longitude_deg) <= 180.0 && std::abs(position.latitude_deg) <= 90.0;
}

}  // namespace

std::string_view reason_to_reject(const Observation& observation, std::string_view text,
                                  std::string_view property_short_name) {
    if (!observation.fault.empty()) return observation.fault;
    switch (observation.kind) {
        case ValueKind::kNone:
            return "a property without a value";
        case ValueKind::kNumber:
            return std::isfinite(observation.number) ? "" : "a number that is not finite";
        case ValueKind::kPosition:
            return is_on_earth(observation.position) ? "" : "a position that is not on Earth";
        case ValueKind::kText:
            if (text.size() > limits::kTextBytes) return "a text that is too long";
            if (property_default(property_short_name) != nullptr &&
                std::ranges::find(kNoNumbers, text) != kNoNumbers.end()) {
                return "a text where a number belongs";
            }
            return "";
        case ValueKind::kJson:
        case ValueKind::kReference:
            return text.size() > limits::kTextBytes ? "a value that is too long" : "";
        case ValueKind::kBoolean:
        case ValueKind::kDeleted:
            return "";
    }
    return "";
}

void settle_time(Observation& observation, UtcTime received_at) {
    if (observation.quality.has(Quality::kTimeAssumed)) {
        observation.observed_at = received_at;
        return;
    }
    const std::int64_t time_us = observation.observed_at.microseconds;
    const bool is_ahead = time_us - limits::kFutureMost_us > received_at.microseconds;
    if (time_us >= limits::kEarliest_us && !is_ahead) return;
    observation.quality.set(Quality::kTimeImplausible);
    observation.quality.set(Quality::kTimeAssumed);
    observation.observed_at = received_at;
}

bool is_implausible(std::string_view property_short_name, const Unit& unit, double number) {
    const PropertyDefault* known = property_default(property_short_name);
    if (known == nullptr) return false;
    const auto expected = find_unit(known->unit);
    return expected && is_implausible(*known, known_units()[expected->value], unit, number);
}

bool is_implausible(const PropertyDefault& known, const Unit& expected, const Unit& unit,
                    double number) {
    const auto converted = convert(unit, expected, number);
    // A unit of another quantity is as wrong as a number out of range.
    if (!converted) return unit.quantity != Quantity::kUnknown;
    constexpr double kRounding = 1e-9;
    const double slack = kRounding * std::max(1.0, std::abs(*converted));
    return *converted < known.least - slack || *converted > known.most + slack;
}

}  // namespace belvedere::twin
