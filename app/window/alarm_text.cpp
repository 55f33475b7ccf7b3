// SPDX-License-Identifier: Apache-2.0
#include "app/window/alarm_text.hpp"

#include <array>

#include "app/devices/twin_text.hpp"
#include "app/panels/unit_text.hpp"
#include "app/window/unit_news.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

std::string rule_unit_symbol(const indicator::AlarmRule& rule) {
    const auto unit = indicator::rule_unit(rule);
    return unit ? std::string(twin::known_units()[unit->value].symbol) : std::string();
}

// For how many seconds, as people say it.
std::string span_text(double seconds) {
    constexpr double kMinute_s = 60.0;
    constexpr double kHour_s = 3600.0;
    const text::Locale& locale = words::locale();
    if (seconds < 2.0 * kMinute_s) return locale.with_unit(seconds, text::Unit::kSecond, 0);
    if (seconds < 2.0 * kHour_s)
        return locale.with_unit(seconds / kMinute_s, text::Unit::kMinute, 0);
    return locale.with_unit(seconds / kHour_s, text::Unit::kHour, 1);
}

std::string condition_text(const indicator::AlarmRule& rule) {
    const std::string limit = devices::number_text(rule.limit, rule_unit_symbol(rule));
    const std::string property(twin::short_name(rule.property));
    const bool is_above = rule.comparison == indicator::Comparison::kAbove;
    switch (rule.kind) {
        case indicator::AlarmKind::kThreshold:
            return is_above ? words::text({"rule.above", "{property} above {limit}"},
                                          {{"property", property}, {"limit", limit}})
                            : words::text({"rule.below", "{property} below {limit}"},
                                          {{"property", property}, {"limit", limit}});
        case indicator::AlarmKind::kRate:
            return words::text(
                is_above ? Message{"rule.rises", "{property} rises by more than {limit} in {time}"}
                         : Message{"rule.falls", "{property} falls by more than {limit} in {time}"},
                {{"property", property}, {"limit", limit}, {"time", span_text(rule.window_s)}});
        case indicator::AlarmKind::kAbsence:
            if (rule.property.empty())
                return words::text({"rule.silent", "nothing for {time}"},
                                   {{"time", span_text(rule.silence_s)}});
            return words::text({"rule.silent_property", "no {property} for {time}"},
                               {{"property", property}, {"time", span_text(rule.silence_s)}});
        case indicator::AlarmKind::kZone:
            return rule.side == indicator::ZoneSide::kInside
                       ? words::text({"rule.inside", "inside an area"})
                       : words::text({"rule.outside", "outside an area"});
        case indicator::AlarmKind::kUnit:
            if (rule.property.empty())
                return words::text({"rule.unit", "any value in another unit than before"});
            return words::text({"rule.unit_property", "{property} in another unit than before"},
                               {{"property", property}});
        case indicator::AlarmKind::kExpression:
            break;
    }
    return rule.expression;
}

std::string scope_text(const indicator::AlarmScope& scope) {
    if (!scope.entity.empty()) return std::string(twin::short_name(scope.entity));
    if (!scope.type.empty())
        return words::text({"rule.all_of", "all {kind}"},
                           {{"kind", std::string(twin::short_name(scope.type))}});
    if (!scope.source.empty())
        return words::text({"rule.all_in", "all of {source}"}, {{"source", scope.source}});
    return words::text({"rule.all", "all devices"});
}

}  // namespace

std::string severity_word(indicator::Severity severity) {
    constexpr std::array<Message, 4> kWords = {{{"alarm.notice", "notice"},
                                                {"alarm.warning", "warning"},
                                                {"alarm.alarm", "alarm"},
                                                {"alarm.urgent", "urgent"}}};
    return words::text(kWords[static_cast<std::size_t>(severity)]);
}

std::string alarm_device(const Session& session, const indicator::Alarm& alarm) {
    const twin::TwinStore& store = session.live.store();
    if (!store.entities()[alarm.entity].is_forgotten)
        return devices::device_name(store, alarm.entity);
    const std::string_view tail = twin::short_name(alarm.entity_id);
    return tail.empty() ? alarm.entity_id : std::string(tail);
}

std::string alarm_cause(const Session& session, const indicator::Alarm& alarm) {
    const std::string device = alarm_device(session, alarm);
    const std::string property(twin::short_name(alarm.property));
    switch (alarm.kind) {
        case indicator::AlarmKind::kThreshold:
            return words::text(
                {"alarm.is_threshold", "{property} of {device} is {value}; the limit is {limit}"},
                {{"property", property},
                 {"device", device},
                 {"value", devices::number_text(alarm.value, alarm.unit)},
                 {"limit", devices::number_text(alarm.limit, alarm.unit)}});
        case indicator::AlarmKind::kRate:
            return words::text({"alarm.is_rate",
                                "{property} of {device} changed by {value}; the limit is {limit}"},
                               {{"property", property},
                                {"device", device},
                                {"value", devices::number_text(alarm.value, alarm.unit)},
                                {"limit", devices::number_text(alarm.limit, alarm.unit)}});
        case indicator::AlarmKind::kAbsence:
            return words::text({"alarm.is_silent", "{device} has been silent for {time}"},
                               {{"device", device}, {"time", span_text(alarm.limit)}});
        case indicator::AlarmKind::kZone:
            return words::text({"alarm.is_zone", "{device} is where it should not be"},
                               {{"device", device}});
        case indicator::AlarmKind::kUnit:
            return words::text(
                {"alarm.is_unit", "{property} of {device} comes in {now} now, before in {before}"},
                {{"property", property},
                 {"device", device},
                 {"now", unit_word(alarm.unit)},
                 {"before", unit_word(alarm.unit_before)}});
        case indicator::AlarmKind::kExpression:
            break;
    }
    return words::text({"alarm.is_so", "the rule is true for {device}"}, {{"device", device}});
}

std::string alarm_text(const Session& session, const indicator::Alarm& alarm) {
    const std::string name = alarm.name.empty() ? alarm.rule : alarm.name;
    return words::text({"alarm.news", "{severity}: {name}. {cause}"},
                       {{"severity", severity_word(alarm.severity)},
                        {"name", name},
                        {"cause", alarm_cause(session, alarm)}});
}

std::string rule_text(const indicator::AlarmRule& rule) {
    return words::text({"rule.for", "{condition}, for {devices}"},
                       {{"condition", condition_text(rule)}, {"devices", scope_text(rule.scope)}});
}

}  // namespace belvedere::window
