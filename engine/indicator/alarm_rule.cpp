// SPDX-License-Identifier: Apache-2.0
#include "engine/indicator/alarm_rule.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <span>

#include "engine/expression/expression.hpp"
#include "engine/indicator/limits.hpp"
#include "engine/twin/unit.hpp"

namespace belvedere::indicator {
namespace {

constexpr std::array<std::string_view, 6> kKindNames = {"threshold", "rate",       "absence",
                                                        "zone",      "expression", "unit"};
constexpr std::array<std::string_view, 4> kSeverityNames = {"notice", "warning", "alarm", "urgent"};
constexpr std::array<std::string_view, 2> kComparisonNames = {"above", "below"};
constexpr std::array<std::string_view, 2> kSideNames = {"inside", "outside"};

template <class Kind>
Result<Kind> named(std::span<const std::string_view> names, std::string_view name,
                   std::string_view what) {
    const auto found = std::ranges::find(names, name);
    if (found != names.end()) return static_cast<Kind>(found - names.begin());
    std::string all;
    for (const std::string_view one : names)
        all += (all.empty() ? "" : ", ") + std::string(one);
    return fail(ErrorKind::kUsage, std::string(what) + " is one of " + all);
}

Failure usage(std::string message) {
    return fail(ErrorKind::kUsage, std::move(message));
}

bool is_seconds(double value) {
    return std::isfinite(value) && value >= 0.0 && value <= limits::kSecondsMost;
}

Result<void> check_texts(const AlarmRule& rule) {
    const std::string_view texts[] = {rule.id,         rule.name,     rule.scope.entity,
                                      rule.scope.type, rule.property, rule.scope.source,
                                      rule.unit};
    for (const std::string_view text : texts) {
        if (text.size() > limits::kNameBytes)
            return fail(ErrorKind::kLimit, "a name of the rule is too long");
    }
    if (rule.id.empty()) return usage("the rule has no id");
    if (rule.expression.size() > limits::kExpressionBytes)
        return fail(ErrorKind::kLimit, "expression is too long");
    return {};
}

Result<void> check_number(const AlarmRule& rule) {
    if (rule.property.empty()) return usage("property is missing");
    if (!std::isfinite(rule.limit)) return usage("limit is no number");
    if (!std::isfinite(rule.hysteresis) || rule.hysteresis < 0.0)
        return usage("hysteresis is no number from 0");
    if (!rule.unit.empty() && !twin::find_unit(rule.unit))
        return usage("unit is not known: " + rule.unit);
    if (rule.kind == AlarmKind::kRate && (!is_seconds(rule.window_s) || rule.window_s == 0.0))
        return usage("window_s is no time");
    if (rule.kind == AlarmKind::kRate && rule.limit <= 0.0)
        return usage("limit of a rate is a number above 0");
    return {};
}

Result<void> check_zone(const AlarmRule& rule) {
    constexpr double kHalf_deg = 180.0;
    if (rule.zone.size() < 3) return usage("zone has fewer than three corners");
    if (rule.zone.size() > limits::kZoneCorners)
        return fail(ErrorKind::kLimit, "zone has too many corners");
    double west = kHalf_deg;
    double east = -kHalf_deg;
    for (const ZoneCorner& corner : rule.zone) {
        const bool is_place = std::abs(corner.longitude_deg) <= kHalf_deg &&
                              std::abs(corner.latitude_deg) <= kHalf_deg * 0.5;
        if (!is_place) return usage("zone has a corner that is no place on Earth");
        west = std::min(west, corner.longitude_deg);
        east = std::max(east, corner.longitude_deg);
    }
    if (east - west > kHalf_deg) return usage("zone is wider than half the Earth");
    return {};
}

}  // namespace

std::string_view name_of(AlarmKind kind) {
    return kKindNames[static_cast<std::size_t>(kind)];
}
std::string_view name_of(Severity severity) {
    return kSeverityNames[static_cast<std::size_t>(severity)];
}
std::string_view name_of(Comparison comparison) {
    return kComparisonNames[static_cast<std::size_t>(comparison)];
}
std::string_view name_of(ZoneSide side) {
    return kSideNames[static_cast<std::size_t>(side)];
}
Result<AlarmKind> alarm_kind_named(std::string_view name) {
    return named<AlarmKind>(kKindNames, name, "kind");
}
Result<Severity> severity_named(std::string_view name) {
    return named<Severity>(kSeverityNames, name, "severity");
}
Result<Comparison> comparison_named(std::string_view name) {
    return named<Comparison>(kComparisonNames, name, "comparison");
}
Result<ZoneSide> zone_side_named(std::string_view name) {
    return named<ZoneSide>(kSideNames, name, "side");
}

Result<void> check_rule(const AlarmRule& rule) {
    if (auto texts = check_texts(rule); !texts) return texts;
    if (!is_seconds(rule.delay_s)) return usage("delay_s is no time");
    switch (rule.kind) {
        case AlarmKind::kThreshold:
        case AlarmKind::kRate:
            return check_number(rule);
        case AlarmKind::kAbsence:
            if (!is_seconds(rule.silence_s) || rule.silence_s == 0.0)
                return usage("silence_s is no time");
            return {};
        case AlarmKind::kZone:
            return check_zone(rule);
        case AlarmKind::kUnit:
            return {};
        case AlarmKind::kExpression: {
            const auto compiled = expression::Expression::compile(rule.expression);
            if (!compiled) return usage("expression: " + compiled.error().message);
            return {};
        }
    }
    return {};
}

Result<void> check_rules(const std::vector<AlarmRule>& rules) {
    if (rules.size() > limits::kRules) {
        return fail(ErrorKind::kLimit,
                    "there are more than " + std::to_string(limits::kRules) + " rules");
    }
    std::set<std::string_view> ids;
    for (const AlarmRule& rule : rules) {
        if (auto checked = check_rule(rule); !checked)
            return fail_in("rule " + rule.id, checked.error());
        if (!ids.insert(rule.id).second) return usage("two rules have the id " + rule.id);
    }
    return {};
}

}  // namespace belvedere::indicator
