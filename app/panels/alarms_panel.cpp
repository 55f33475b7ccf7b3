// SPDX-License-Identifier: Apache-2.0
#include "app/panels/alarms_panel.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

constexpr std::array<std::string_view, 4> kSeverities = {"notice", "warning", "alarm", "urgent"};
constexpr std::array<std::string_view, 2> kComparisons = {"above", "below"};

// A dialog that closes meanwhile gives the keyboard back to where it was; the field has it after.
constexpr int kFocusFrames = 3;

std::vector<std::string> severity_words() {
    return {words::text({"alarm.notice", "notice"}), words::text({"alarm.warning", "warning"}),
            words::text({"alarm.alarm", "alarm"}), words::text({"alarm.urgent", "urgent"})};
}

std::string severity_text(const std::string& severity) {
    const auto place =
        static_cast<std::size_t>(std::ranges::find(kSeverities, severity) - kSeverities.begin());
    return place < kSeverities.size() ? severity_words()[place] : severity;
}

std::string alarm_state_text(const AlarmRow& alarm) {
    if (alarm.state == "raised") return words::text({"alarm.raised", "raised"});
    if (alarm.state == "acknowledged") return words::text({"alarm.acknowledged", "acknowledged"});
    return words::text({"alarm.cleared", "cleared"});
}

// Severity is told by a sign and a word, never by colour alone.
std::string signed_text(const AlarmRow& alarm) {
    const std::string sign = !alarm.is_open               ? "○ "
                             : alarm.severity == "urgent" ? "‼ "
                             : alarm.severity == "alarm"  ? "! "
                                                          : "● ";
    return sign + words::text({"alarm.severity_and_state", "{severity}, {state}"},
                              {{"severity", severity_text(alarm.severity)},
                               {"state", alarm_state_text(alarm)}});
}

class AlarmTable final : public ui::TableSource {
  public:
    explicit AlarmTable(const AlarmsState& state) : state_(state) {}
    [[nodiscard]] std::size_t rows() const override { return state_.alarms.size(); }
    [[nodiscard]] std::string cell(std::size_t row, std::size_t column) const override {
        const AlarmRow& alarm = state_.alarms[row];
        if (column == 0) return alarm.name;
        if (column == 1) return alarm.device;
        return column == 2 ? signed_text(alarm) : alarm.raised;
    }
    [[nodiscard]] bool is_selected(std::size_t row) const override {
        return state_.alarms[row].number == state_.chosen;
    }

  private:
    const AlarmsState& state_;
};

void draw_alarms(const AlarmsState& state, command::CommandQueue& commands) {
    constexpr words::PluralMessage kOpen{"alarm.open", "{n} open alarm", "{n} open alarms"};
    ui::status("open", counted_text(kOpen, state.open),
               state.open > 0 ? ui::Tone::kError : ui::Tone::kSuccess);
    if (state.suppressed > 0) {
        constexpr words::PluralMessage kMore{"alarm.suppressed",
                                             "{n} more had no room: a rule is too wide",
                                             "{n} more had no room: a rule is too wide"};
        ui::status("suppressed", counted_text(kMore, state.suppressed), ui::Tone::kWarning);
    }
    if (state.alarms.empty()) {
        ui::text("none", {"alarm.none", "No alarm was raised."}, ui::Tone::kMuted);
        return;
    }
    const Message columns[] = {{"alarm.name", "Alarm"},
                               {"alarm.device", "Device"},
                               {"alarm.state", "State"},
                               {"alarm.since", "Raised"}};
    if (const auto row = ui::table("table", columns, AlarmTable(state), 0.0F))
        commands.emit("alarm.show", {{"number", state.alarms[*row].number}});
}

void draw_rules(const AlarmsState& state, command::CommandQueue& commands) {
    ui::heading("rules_title", {"alarm.rules", "Rules"});
    if (state.rules.empty()) {
        ui::text("no_rules",
                 {"alarm.no_rules", "There is no rule. A device's values have “Set an alarm…”."},
                 ui::Tone::kMuted);
        return;
    }
    for (std::size_t i = 0; i < state.rules.size(); ++i) {
        const AlarmRuleRow& rule = state.rules[i];
        ui::scope("rule." + std::to_string(i), [&] {
            if (rule.name != rule.what) ui::plain_text("name", rule.name);
            ui::plain_text("what", rule.what, ui::Tone::kMuted);
            if (ui::button("remove", {"alarm.remove", "Remove"}))
                commands.emit("alarm.remove", {{"rule", rule.id}});
            ui::same_line();
            if (const auto on = ui::check("on", {"alarm.is_on", "On"}, rule.is_on))
                commands.emit("alarm.set_on", {{"rule", rule.id}, {"on", *on}});
        });
    }
}

// A number as a person types it, or empty.
std::string typed_number(double value) {
    return compact_text(value);
}

}  // namespace

void AlarmsPanel::draw_draft(const AlarmDraft& draft, command::CommandQueue& commands) {
    if (draft_ != draft.number) {
        draft_ = draft.number;
        limit_ = typed_number(draft.limit);
        hysteresis_.clear();
        delay_.clear();
        name_.clear();
        comparison_ = scope_ = 0;
        severity_ = 2;
        focus_frames_ = kFocusFrames;
    }
    if (focus_frames_ > 0) {
        --focus_frames_;
        ui::focus_next();
    }
    const bool is_silence = draft.kind == "absence";
    ui::plain_text(
        "draft_of",
        words::text(
            {"alarm.new_of", "New alarm for {device}: {property}, now {value}"},
            {{"device", draft.device_name}, {"property", draft.property}, {"value", draft.value}}));
    bool is_submitted = false;
    if (is_silence) {
        is_submitted |= ui::text_field("limit", {"alarm.silence", "Silent for, seconds"}, limit_) ==
                        ui::Edit::kSubmitted;
    } else {
        const ui::ReadyText limit{
            draft.unit.empty()
                ? words::text({"alarm.limit", "Limit"})
                : words::text({"alarm.limit_in", "Limit, {unit}"}, {{"unit", draft.unit}})};
        is_submitted |= ui::text_field("limit", limit, limit_) == ui::Edit::kSubmitted;
        const std::vector<std::string> comparisons = {words::text({"alarm.above", "above it"}),
                                                      words::text({"alarm.below", "below it"})};
        if (const auto wanted = ui::choice("comparison", {"alarm.when", "When the value is"},
                                           comparisons, comparison_))
            comparison_ = *wanted;
    }
    const std::vector<std::string> scopes = {words::text({"alarm.this_device", "this device"}),
                                             words::text({"alarm.all_of_kind", "all of its kind"})};
    if (const auto wanted = ui::choice("scope", {"alarm.for", "For"}, scopes, scope_))
        scope_ = *wanted;
    if (const auto wanted =
            ui::choice("severity", {"alarm.severity", "Severity"}, severity_words(), severity_))
        severity_ = *wanted;
    if (!draft.problem.empty()) ui::status("problem", draft.problem, ui::Tone::kError);
    ui::section("more", {"alarm.more", "Name, delay and hysteresis"}, ui::Initially::kClosed, [&] {
        (void)ui::text_field("name", {"alarm.name", "Alarm"}, name_);
        (void)ui::text_field("delay", {"alarm.delay", "Only after, seconds"}, delay_);
        if (!is_silence) {
            (void)ui::text_field("hysteresis", {"alarm.hysteresis", "Clears this far back"},
                                 hysteresis_);
        }
    });
    const bool is_pressed =
        ui::button("set", {"alarm.set", "Set the alarm"}, {ui::Emphasis::kPrimary});
    if (is_pressed || is_submitted) {
        commands.emit("alarm.set", {{"limit", limit_},
                                    {"comparison", std::string(kComparisons[comparison_])},
                                    {"severity", std::string(kSeverities[severity_])},
                                    {"all_of_kind", scope_ == 1},
                                    {"name", name_},
                                    {"delay", delay_},
                                    {"hysteresis", hysteresis_}});
    }
    ui::same_line();
    if (ui::button("cancel", {"alarm.cancel", "Cancel"})) commands.emit("alarm.cancel_draft");
}

void AlarmsPanel::draw_chosen(const AlarmsState& state, command::CommandQueue& commands) {
    const auto found = std::ranges::find(state.alarms, state.chosen, &AlarmRow::number);
    if (found == state.alarms.end()) {
        ui::text("choose", {"alarm.choose", "An alarm that is pressed is shown on the map."},
                 ui::Tone::kMuted);
        return;
    }
    const AlarmRow& alarm = *found;
    ui::status("chosen", alarm.name, alarm.is_open ? ui::Tone::kError : ui::Tone::kMuted);
    ui::plain_text("what", alarm.what);
    ui::value_row("raised", Message{"alarm.since", "Raised"}, alarm.raised);
    if (!alarm.cleared.empty())
        ui::value_row("cleared", Message{"alarm.until", "Cleared"}, alarm.cleared);
    if (!alarm.acknowledged.empty()) {
        ui::value_row("by", Message{"alarm.by", "Acknowledged by"}, alarm.acknowledged_by);
        ui::value_row("when", Message{"alarm.acknowledged_at", "Acknowledged"}, alarm.acknowledged);
        if (!alarm.note.empty()) ui::value_row("said", Message{"alarm.note", "Note"}, alarm.note);
        return;
    }
    if (noted_ != alarm.number) {
        noted_ = alarm.number;
        note_.clear();
    }
    if (who_before_ != state.who) who_ = who_before_ = state.who;
    (void)ui::text_field("who", {"alarm.who", "Your name"}, who_);
    const bool is_submitted =
        ui::text_field("note", {"alarm.note", "Note"}, note_) == ui::Edit::kSubmitted;
    const bool is_pressed = ui::button("acknowledge", {"alarm.acknowledge", "Acknowledge"});
    if (is_pressed || is_submitted) {
        commands.emit("alarm.acknowledge",
                      {{"number", alarm.number}, {"by", who_}, {"note", note_}});
    }
}

void AlarmsPanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const AlarmsState& alarms = state.alarms;
    ui::columns("columns", 2, [&](std::size_t column) {
        if (column == 0) {
            draw_alarms(alarms, commands);
            return;
        }
        if (alarms.draft.is_shown) {
            draw_draft(alarms.draft, commands);
        } else {
            draw_chosen(alarms, commands);
        }
        draw_rules(alarms, commands);
    });
}

}  // namespace belvedere::panels
