// SPDX-License-Identifier: Apache-2.0
#include "app/cli/watch_alarms.hpp"

#include <nlohmann/json.hpp>

#include "app/project/project_json.hpp"
#include "engine/core/file.hpp"
#include "engine/core/log.hpp"
#include "engine/core/time_text.hpp"
#include "engine/indicator/alarm_json.hpp"

namespace belvedere::cli {
namespace {

using AlarmJson = nlohmann::ordered_json;

Result<std::vector<indicator::AlarmRule>> rules_in(const std::string& path) {
    const auto bytes = read_file(path, project::kProjectBytesMax);
    if (!bytes) return fail(bytes.error());
    const std::string_view text = as_text(*bytes);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && text[first] == '[') return indicator::parse_rules(text);
    const auto project = project::from_json(text);
    if (!project) return fail(project.error());
    return indicator::parse_rules(project->alarms_json);
}

AlarmJson alarm_json(const indicator::Alarm& alarm) {
    constexpr const char* kStates[] = {"raised", "acknowledged", "cleared"};
    const TimeZone utc;
    AlarmJson json{{"number", alarm.number},
                   {"rule", alarm.rule},
                   {"name", alarm.name},
                   {"severity", indicator::name_of(alarm.severity)},
                   {"state", kStates[static_cast<std::size_t>(alarm.state)]},
                   {"device", alarm.entity_id},
                   {"source", alarm.source},
                   {"property", alarm.property},
                   {"value", alarm.value},
                   {"unit", alarm.unit},
                   {"limit", alarm.limit},
                   {"raised_at", format_time(alarm.raised_at, utc)}};
    if (alarm.kind == indicator::AlarmKind::kUnit) json["unit_before"] = alarm.unit_before;
    json["cleared_at"] =
        alarm.is_open() ? AlarmJson(nullptr) : AlarmJson(format_time(alarm.cleared_at, utc));
    return json;
}

// Why the values of an alarm's device may not be printed; empty where they may.
std::string withheld_by(const twin::TwinStore& store, const indicator::Alarm& alarm) {
    const twin::SourceInfo& info = store.source(SourceId{store.entities()[alarm.entity].source});
    const auto allowed = twin::check_use(info.policy, twin::DataUse::kExport, info.name);
    return allowed ? std::string() : allowed.error().message;
}

}  // namespace

Result<std::unique_ptr<WatchAlarms>> WatchAlarms::open(const std::string& path,
                                                       const twin::TwinStore& store) {
    const auto rules = rules_in(path);
    if (!rules) return fail_in(path, rules.error());
    std::unique_ptr<WatchAlarms> alarms(new WatchAlarms(store));
    if (auto set = alarms->board_.set_rules(*rules, system_clock().utc_now()); !set)
        return fail_in(path, set.error());
    return alarms;
}

void WatchAlarms::advance() {
    for (const indicator::AlarmEvent& event : board_.advance(system_clock().utc_now())) {
        const indicator::Alarm* alarm = board_.find(event.number);
        if (alarm == nullptr) continue;
        const std::string what = alarm->name.empty() ? alarm->rule : alarm->name;
        const std::string of = what + ": " + alarm->entity_id;
        if (event.state == indicator::AlarmState::kCleared) {
            log::info(of + ": cleared");
        } else {
            const std::string withheld = withheld_by(store_, *alarm);
            log::warning(of + ": " + std::string(indicator::name_of(alarm->severity)) + " raised" +
                         (withheld.empty()
                              ? " at " + std::to_string(alarm->value) + " " + alarm->unit
                              : "; its value is withheld: " + withheld));
        }
    }
}

std::string WatchAlarms::with_alarms(const std::string& report) const {
    AlarmJson json = AlarmJson::parse(report, nullptr, false);
    json["alarms"] = AlarmJson::array();
    for (const indicator::Alarm& alarm : board_.alarms()) {
        AlarmJson one = alarm_json(alarm);
        if (const std::string withheld = withheld_by(store_, alarm); !withheld.empty()) {
            one["value"] = nullptr;
            one["withheld"] = withheld;
        }
        json["alarms"].push_back(std::move(one));
    }
    return json.dump(2, ' ', false, AlarmJson::error_handler_t::replace) + "\n";
}

std::string WatchAlarms::text() const {
    return std::to_string(board_.alarms().size()) + " alarms raised, " +
           std::to_string(board_.open_count()) + " open\n";
}

}  // namespace belvedere::cli
