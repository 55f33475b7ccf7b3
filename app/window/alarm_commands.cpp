// SPDX-License-Identifier: Apache-2.0
// Commands on alarms and their rules. Rules are the project's: each change is a step of undo.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "app/devices/twin_text.hpp"
#include "app/window/alarm_text.hpp"
#include "app/window/live_desk_work.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"
#include "engine/indicator/alarm_json.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;
using indicator::AlarmKind;
using indicator::AlarmRule;

constexpr double kSilenceAtFirst_s = 900.0;

// The rules of the project as they are; those that cannot be read are not overwritten.
Result<std::vector<AlarmRule>> rules_of(const Session& session) {
    return indicator::parse_rules(session.history.now().alarms_json);
}

Result<void> keep_rules(Session& session, const std::vector<AlarmRule>& rules,
                        const Message& title) {
    if (auto checked = indicator::check_rules(rules); !checked) return checked;
    project::Project next = session.history.now();
    next.alarms_json = rules.empty() ? std::string() : indicator::rules_to_json(rules);
    apply_project(session, std::move(next), words::text(title));
    return {};
}

std::string free_id(const std::vector<AlarmRule>& rules) {
    for (std::size_t n = rules.size() + 1;; ++n) {
        std::string id = "alarm-" + std::to_string(n);
        if (std::ranges::find(rules, id, &AlarmRule::id) == rules.end()) return id;
    }
}

Result<void> add_rule(Session& session, AlarmRule rule) {
    auto rules = rules_of(session);
    if (!rules) return fail(rules.error());
    rule.id = free_id(*rules);
    const std::string what = rule_text(rule);
    if (rule.name.empty()) rule.name = what;
    rules->push_back(std::move(rule));
    auto kept = keep_rules(session, *rules, {"step.alarm_add", "Set an alarm"});
    if (kept) {
        session.announce(
            words::text({"alarm.is_set", "The alarm is set: {what}"}, {{"what", what}}),
            Urgency::kPolite);
    }
    return kept;
}

// A number as a person types it, with a point or a comma.
Result<double> typed_number(std::string text, double otherwise, const char* what) {
    std::erase_if(text, [](char letter) { return letter == ' '; });
    if (text.empty()) return otherwise;
    std::ranges::replace(text, ',', '.');
    double number = 0.0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || !std::isfinite(number)) {
        return fail(ErrorKind::kUsage,
                    words::text({"problem.no_number", "{what} is no number: {text}"},
                                {{"what", what}, {"text", text}}));
    }
    return number;
}

Result<void> begin_draft(Session& session, const Call& call) {
    DraftedAlarm draft;
    draft.device = session.device;
    if (!draft.device.valid()) {
        return fail(ErrorKind::kNotFound,
                    words::text({"problem.no_device", "there is no such device"}));
    }
    if (call.text("kind") != "absence") {
        const auto series = series_named(session, call);
        if (!series) return fail(series.error());
        draft.series = *series;
        draft.device = session.live.store().series(*series).entity;
    }
    draft.number = ++session.desk.drafts;
    session.desk.draft = std::move(draft);
    show_tab(session, LiveTab::kAlarms);
    return {};
}

// The rule that a draft and what was typed into it make.
Result<AlarmRule> drafted_rule(const Session& session, const Call& call) {
    const DraftedAlarm& draft = session.desk.draft;
    const twin::TwinStore& store = session.live.store();
    AlarmRule rule;
    const auto severity =
        indicator::severity_named(call.has("severity") ? call.text("severity") : "alarm");
    const auto comparison =
        indicator::comparison_named(call.has("comparison") ? call.text("comparison") : "above");
    const auto delay = typed_number(call.text("delay"), 0.0, "delay");
    const auto hysteresis = typed_number(call.text("hysteresis"), 0.0, "hysteresis");
    const bool is_silence = !draft.series.valid();
    const auto limit = typed_number(
        call.text("limit"),
        is_silence ? kSilenceAtFirst_s : store.series(draft.series).value.number(), "limit");
    if (!severity) return fail(severity.error());
    if (!comparison) return fail(comparison.error());
    for (const auto* number : {&delay, &hysteresis, &limit}) {
        if (!*number) return fail(number->error());
    }
    rule.name = call.text("name");
    rule.severity = *severity;
    rule.comparison = *comparison;
    rule.delay_s = *delay;
    const twin::EntityRecord& device = store.entities()[draft.device];
    if (call.flag("all_of_kind") && device.type.valid()) {
        rule.scope.type = std::string(store.names().text(device.type));
    } else {
        rule.scope.entity = std::string(device.id());
    }
    if (is_silence) {
        rule.kind = AlarmKind::kAbsence;
        rule.silence_s = *limit;
        return rule;
    }
    const twin::SeriesRecord& series = store.series(draft.series);
    const twin::Unit& unit = store.units().unit(series.unit);
    rule.property = std::string(twin::short_name(store.names().text(series.property)));
    rule.limit = *limit;
    rule.hysteresis = *hysteresis;
    if (unit.quantity != twin::Quantity::kUnknown) {
        rule.unit = std::string(!unit.code.empty()   ? unit.code
                                : !unit.ucum.empty() ? unit.ucum
                                                     : unit.symbol);
    }
    return rule;
}

// The field that had the keyboard goes; it stays with the alarms.
void end_draft(Session& session) {
    session.desk.draft = {};
    session.changed = true;
    open_tab(session, LiveTab::kAlarms);
}

Result<void> set_draft(Session& session, const Call& call) {
    DraftedAlarm& draft = session.desk.draft;
    if (draft.number == 0) return fail(ErrorKind::kUsage, "no alarm is being made");
    auto rule = drafted_rule(session, call);
    Result<void> added = rule ? add_rule(session, *std::move(rule)) : fail(rule.error());
    session.changed = true;
    if (!added) {
        draft.problem = {std::nullopt, {}, added.error().message};
        return added;
    }
    end_draft(session);
    return {};
}

// "9.1,45.4", with room around the numbers.
Result<indicator::ZoneCorner> corner_of(const std::string& text) {
    const auto refused = fail(ErrorKind::kUsage, "a corner is \"longitude,latitude\"");
    indicator::ZoneCorner at;
    char* end = nullptr;
    at.longitude_deg = std::strtod(text.c_str(), &end);
    if (end == text.c_str() || *end != ',') return refused;
    const char* second = end + 1;
    at.latitude_deg = std::strtod(second, &end);
    if (end == second || text.find_first_not_of(' ', static_cast<std::size_t>(
                                                         end - text.c_str())) != std::string::npos)
        return refused;
    return at;
}

Result<void> add_by_arguments(Session& session, const Call& call) {
    AlarmRule rule;
    const auto kind =
        indicator::alarm_kind_named(call.has("kind") ? call.text("kind") : "threshold");
    const auto severity =
        indicator::severity_named(call.has("severity") ? call.text("severity") : "alarm");
    const auto comparison =
        indicator::comparison_named(call.has("comparison") ? call.text("comparison") : "above");
    const auto side = indicator::zone_side_named(call.has("side") ? call.text("side") : "outside");
    if (!kind) return fail(kind.error());
    if (!severity) return fail(severity.error());
    if (!comparison) return fail(comparison.error());
    if (!side) return fail(side.error());
    rule.kind = *kind;
    rule.severity = *severity;
    rule.comparison = *comparison;
    rule.side = *side;
    rule.name = call.text("name");
    rule.scope = {call.text("device"), call.text("source"), call.text("type")};
    rule.property = call.text("property");
    rule.limit = call.number("limit");
    rule.unit = call.text("unit");
    rule.hysteresis = call.number("hysteresis");
    rule.delay_s = call.number("delay_s");
    rule.window_s = call.number("window_s");
    rule.silence_s = call.number("silence_s");
    rule.expression = call.text("expression");
    for (const std::string& corner : call.list("zone")) {
        const auto at = corner_of(corner);
        if (!at) return fail(at.error());
        rule.zone.push_back(*at);
    }
    return add_rule(session, std::move(rule));
}

Result<void> no_such_rule(const std::string& id) {
    return fail(ErrorKind::kNotFound,
                words::text({"problem.no_rule", "there is no alarm rule {id}"}, {{"id", id}}));
}

Result<void> remove_rule(Session& session, const Call& call) {
    auto rules = rules_of(session);
    if (!rules) return fail(rules.error());
    const std::string id = call.text("rule");
    if (std::erase_if(*rules, [&](const AlarmRule& rule) { return rule.id == id; }) == 0)
        return no_such_rule(id);
    return keep_rules(session, *rules, {"step.alarm_remove", "Remove an alarm"});
}

Result<void> set_rule_on(Session& session, const Call& call) {
    auto rules = rules_of(session);
    if (!rules) return fail(rules.error());
    const auto found = std::ranges::find(*rules, call.text("rule"), &AlarmRule::id);
    if (found == rules->end()) return no_such_rule(call.text("rule"));
    found->is_on = call.flag("on", !found->is_on);
    return keep_rules(session, *rules, {"step.alarm_on", "Turn an alarm on or off"});
}

Result<void> acknowledge(Session& session, const Call& call) {
    LiveDesk& desk = session.desk;
    const auto number = static_cast<std::uint64_t>(
        std::max<std::int64_t>(0, call.integer("number", desk.chosen_alarm)));
    const std::string by = call.text("by").empty() ? desk.who : call.text("by");
    if (by.empty()) {
        return fail(ErrorKind::kUsage,
                    words::text({"problem.who", "whoever acknowledges an alarm gives a name"}));
    }
    auto done = desk.board.acknowledge(number, by, call.text("note"), system_clock().utc_now());
    if (!done) return done;
    desk.who = by;
    ++desk.alarms_changed;
    session.announce(
        words::text({"alarm.acknowledged_news", "Acknowledged by {who}"}, {{"who", by}}),
        Urgency::kPolite);
    return {};
}

Result<void> show_alarm(Session& session, const Call& call) {
    LiveDesk& desk = session.desk;
    const std::int64_t number = call.integer("number", -1);
    const indicator::Alarm* alarm =
        number < 0 && !desk.board.alarms().empty()
            ? &desk.board.alarms().back()
            : desk.board.find(static_cast<std::uint64_t>(std::max<std::int64_t>(0, number)));
    if (alarm == nullptr) {
        return fail(ErrorKind::kNotFound,
                    words::text({"problem.no_alarm", "there is no such alarm"}));
    }
    desk.chosen_alarm = static_cast<std::int64_t>(alarm->number);
    // The alarm is shown still when its device is no longer known.
    const bool is_known = !session.live.store().entities()[alarm->entity].is_forgotten;
    session.device = is_known ? alarm->entity : twin::EntityId{};
    show_tab(session, LiveTab::kAlarms);
    session.announce(alarm_text(session, *alarm), Urgency::kPolite);
    if (const auto place = place_of(session, alarm->entity)) {
        constexpr double kAroundAlarm_m = 60.0;
        fly_to_box(session,
                   box_round({*place, kAroundAlarm_m}, BoxShape::kCube, session.scene.ground()));
    }
    return {};
}

void add_rules(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"alarm.draft",
         "Set an alarm…",
         "Begins a rule from a value of the chosen device; kind=absence: from its silence.",
         "",
         {may_have("property", ValueType::kText), may_have("device", ValueType::kText),
          may_have("kind", ValueType::kText)},
         [&session] { return session.device.valid(); }},
        [&](const Call& call) { return begin_draft(session, call); });
    add(registry,
        {"alarm.set",
         "Set the alarm that is being made",
         "Makes the rule of what was begun; left out, the limit is the value as it is now.",
         "",
         {may_have("limit", ValueType::kText), may_have("comparison", ValueType::kText),
          may_have("severity", ValueType::kText), may_have("all_of_kind", ValueType::kBool),
          may_have("name", ValueType::kText), may_have("delay", ValueType::kText),
          may_have("hysteresis", ValueType::kText)},
         [&session] { return session.desk.draft.number != 0; }},
        [&](const Call& call) { return set_draft(session, call); });
    add(registry, {"alarm.cancel_draft", "Set no alarm", "Puts away the rule that was begun."},
        [&](const Call&) -> Result<void> {
            if (session.desk.draft.number != 0) end_draft(session);
            return {};
        });
    add(registry,
        {"alarm.add",
         "Add an alarm rule",
         "Adds a rule of kind threshold, rate, absence, zone, expression or unit with all it says.",
         "",
         {may_have("kind", ValueType::kText), may_have("name", ValueType::kText),
          may_have("severity", ValueType::kText), may_have("device", ValueType::kText),
          may_have("type", ValueType::kText), may_have("source", ValueType::kText),
          may_have("property", ValueType::kText), may_have("comparison", ValueType::kText),
          may_have("limit", ValueType::kNumber), may_have("unit", ValueType::kText),
          may_have("hysteresis", ValueType::kNumber), may_have("delay_s", ValueType::kNumber),
          may_have("window_s", ValueType::kNumber), may_have("silence_s", ValueType::kNumber),
          may_have("side", ValueType::kText), may_have("zone", ValueType::kTextList),
          may_have("expression", ValueType::kText)}},
        [&](const Call& call) { return add_by_arguments(session, call); });
    add(registry,
        {"alarm.remove",
         "Remove an alarm rule",
         "Takes a rule out of the project; its alarms are cleared.",
         "",
         {needs("rule", ValueType::kText)}},
        [&](const Call& call) { return remove_rule(session, call); });
    add(registry,
        {"alarm.set_on",
         "Turn an alarm rule on or off",
         "A rule that is off raises nothing.",
         "",
         {needs("rule", ValueType::kText), may_have("on", ValueType::kBool)}},
        [&](const Call& call) { return set_rule_on(session, call); });
}

}  // namespace

void add_alarm_commands(command::CommandRegistry& registry, Session& session) {
    if (const char* user = std::getenv("USER"); user != nullptr) session.desk.who = user;
    add(registry, {"alarms.show", "Alarms", "Opens the alarms and their rules.", "Ctrl+Shift+M"},
        [&](const Call&) -> Result<void> {
            open_tab(session, LiveTab::kAlarms);
            return {};
        });
    add_rules(registry, session);
    add(registry,
        {"alarm.acknowledge",
         "Acknowledge an alarm",
         "Says who takes care of an alarm, with a note; without a number the chosen one.",
         "",
         {may_have("number", ValueType::kInteger), may_have("by", ValueType::kText),
          may_have("note", ValueType::kText)}},
        [&](const Call& call) { return acknowledge(session, call); });
    add(registry,
        {"alarm.show",
         "Show an alarm",
         "Chooses an alarm and flies to its device; without a number the newest.",
         "Ctrl+Shift+U",
         {may_have("number", ValueType::kInteger)}},
        [&](const Call& call) { return show_alarm(session, call); });
}

}  // namespace belvedere::window
