// SPDX-License-Identifier: Apache-2.0
// PanelBuilder: feeds, devices, charts and alarms as panels show them. What takes long is made anew
// at most twice a second, and only where it is shown.
#include <algorithm>
#include <cmath>
#include <set>

#include "app/devices/twin_text.hpp"
#include "app/panels/unit_text.hpp"
#include "app/project/allowed_contexts.hpp"
#include "app/window/alarm_text.hpp"
#include "app/window/chart_export.hpp"
#include "app/window/chart_png.hpp"
#include "app/window/live_desk_work.hpp"
#include "app/window/live_work.hpp"
#include "app/window/order_work.hpp"
#include "app/window/panel_builder.hpp"
#include "app/window/unit_news.hpp"
#include "app/words/engine_text.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

constexpr double kLivePeriod_s = 0.5;
// A value's course on the card: points, and how far back.
constexpr std::size_t kCoursePoints = 60;
constexpr double kCourse_s = 3600.0;
constexpr std::size_t kAlarmsListed = 500;
// Entities looked at to learn which properties there are.
constexpr std::uint32_t kPropertySample = 2'000;

panels::FeedPhase feed_phase(live::LiveState state) {
    switch (state) {
        case live::LiveState::kConnecting:
            return panels::FeedPhase::kConnecting;
        case live::LiveState::kConnected:
            return panels::FeedPhase::kConnected;
        case live::LiveState::kWaiting:
            return panels::FeedPhase::kWaiting;
        case live::LiveState::kFailed:
            return panels::FeedPhase::kFailed;
        case live::LiveState::kEnded:
            return panels::FeedPhase::kEnded;
        case live::LiveState::kPaused:
            break;
    }
    return panels::FeedPhase::kPaused;
}

std::string source_kind_text(twin::SourceKind kind) {
    constexpr Message kKinds[] = {{"device.live", "live"},
                                  {"device.simulated", "simulated"},
                                  {"device.replayed", "replayed"}};
    return words::text(kKinds[static_cast<std::size_t>(kind)]);
}

// "14:05:30" in the city's zone.
std::string clock_of(const TimeZone& zone, UtcTime time) {
    if (time == UtcTime{}) return {};
    const CivilTime civil =
        civil_of({time.microseconds + std::int64_t{zone.offset_s(time)} * 1'000'000});
    return words::locale().time_of_day(civil, text::Locale::TimeStyle::kSeconds);
}

panels::FeedRow feed_row(const live::LiveFeed& feed, const twin::TwinStore& store, UtcTime now) {
    panels::FeedRow row;
    row.name = feed.name;
    row.url = feed.url;
    row.phase = feed_phase(feed.state);
    row.sentence = words::engine_text(feed.sentence);
    row.is_note = feed.is_note;
    row.rate_per_s = feed.rate_per_s;
    row.taken_in_p99_s = feed.lag_p99_s;
    row.connections = feed.connections;
    row.bytes = feed.bytes;
    row.recalled = feed.recalled.entities;
    if (row.recalled > 0) row.recalled_of = devices::age_text(feed.recalled.saved_at, now);
    if (!feed.source.valid()) return row;
    const twin::SourceLedger& ledger = store.ledger(feed.source);
    row.kind = source_kind_text(store.source(feed.source).kind);
    if (ledger.has_delay && ledger.delay_least_s >= 0.0) row.delay_s = ledger.delay_least_s;
    if (ledger.last_received_at != UtcTime{})
        row.last = devices::age_text(ledger.last_received_at, now);
    row.received = ledger.updates.received;
    row.applied = ledger.updates.applied;
    row.duplicate = ledger.updates.duplicate;
    row.late = ledger.updates.late;
    row.rejected = ledger.updates.rejected;
    row.dropped = ledger.updates.dropped;
    row.withheld = ledger.observations.withheld;
    row.repaired = ledger.repaired;
    row.absent = ledger.absent;
    row.unit_changes = ledger.unit_changes;
    for (const auto& [reason, count] : ledger.reasons)
        row.reasons.emplace_back(words::engine_text(reason), count);
    std::ranges::sort(row.reasons, std::greater<>(), [](const auto& each) { return each.second; });
    for (auto sample = ledger.samples.rbegin(); sample != ledger.samples.rend(); ++sample)
        row.samples.emplace_back(words::engine_text(sample->reason), sample->sample);
    return row;
}

panels::ContextRow context_row(const live::MissedContext& missed) {
    panels::ContextRow row;
    switch (missed.state) {
        case live::ContextState::kRefused:
            row.told = refused_context_text(missed.url);
            row.host = project::host_of_context(missed.url);
            break;
        case live::ContextState::kFetching:
            row.told = words::text(
                {"feeds.context_fetching", "The JSON-LD context {url} is being fetched…"},
                {{"url", missed.url}});
            break;
        case live::ContextState::kFailed:
            row.told = words::text(
                {"feeds.context_failed", "The JSON-LD context {url} could not be fetched: {cause}"},
                {{"url", missed.url}, {"cause", words::engine_text(missed.sentence)}});
            row.is_failed = true;
            break;
    }
    return row;
}

panels::ValueRow value_row_of(const Session& session, twin::SeriesId id, UtcTime now) {
    const twin::TwinStore& store = session.live.store();
    panels::ValueRow row;
    row.property = devices::property_text(store, id);
    row.name = series_word(store, id);
    const auto reading = twin::latest_at(store, id);
    if (!reading) return row;
    const twin::Unit& unit = store.units().unit(reading->unit);
    row.value = devices::value_text(*reading, unit);
    row.age = devices::age_text(reading->observed_at, now);
    twin::QualityFlags quality = reading->quality;
    const twin::UnitChange* unit_change = session.desk.units.find(id);
    // Said with both units until somebody has taken note, and not of one value alone.
    if (unit_change != nullptr) quality.clear(twin::Quality::kUnitChanged);
    row.quality = devices::quality_texts(quality);
    if (unit_change != nullptr) row.quality.push_back(unit_change_text(session, *unit_change));
    row.is_unit_new = unit_change != nullptr;
    row.is_number = reading->kind == twin::ValueKind::kNumber;
    row.can_chart = row.is_number || reading->kind == twin::ValueKind::kBoolean ||
                    reading->kind == twin::ValueKind::kText;
    row.is_orderable = is_orderable(reading->kind);
    row.is_charted = std::ranges::find(session.desk.charted, id) != session.desk.charted.end();
    row.unit = std::string(unit.symbol);
    if (!row.is_number) return row;
    row.number = reading->number;
    const auto from = static_cast<std::int64_t>(kCourse_s * 1e6);
    const auto curve =
        devices::curve_of(store, id, {{{now.microseconds - from}, now}, kCoursePoints});
    for (const devices::CurvePoint& point : curve.points)
        row.recent.push_back(static_cast<float>(point.value));
    return row;
}

panels::AlarmRow alarm_row(const Session& session, const indicator::Alarm& alarm) {
    constexpr std::string_view kStates[] = {"raised", "acknowledged", "cleared"};
    panels::AlarmRow row;
    row.number = static_cast<std::int64_t>(alarm.number);
    row.name = alarm.name.empty() ? alarm.rule : alarm.name;
    row.device = alarm_device(session, alarm);
    row.what = alarm_cause(session, alarm);
    row.severity = indicator::name_of(alarm.severity);
    row.state = kStates[static_cast<std::size_t>(alarm.state)];
    row.raised = clock_of(session.time.zone, alarm.raised_at);
    row.cleared = clock_of(session.time.zone, alarm.cleared_at);
    row.acknowledged = clock_of(session.time.zone, alarm.acknowledged_at);
    row.acknowledged_by = alarm.acknowledged_by;
    row.note = alarm.note;
    row.is_open = alarm.is_open();
    return row;
}

}  // namespace

void PanelBuilder::fill_live() {
    const UtcTime now = system_clock().utc_now();
    const bool is_due = now_s_ - live_read_s_ >= kLivePeriod_s || now_s_ < live_read_s_;
    const bool is_other =
        live_device_ != session_.device || live_charted_ != session_.desk.charted ||
        live_chart_ != session_.history.now().twins.chart ||
        live_alarms_ != session_.desk.alarms_changed ||
        live_units_ != session_.desk.units_changed || live_orders_ != session_.desk.orders_changed;
    const bool refreshes = is_due || is_other;
    if (refreshes) {
        live_read_s_ = now_s_;
        live_device_ = session_.device;
        live_charted_ = session_.desk.charted;
        live_chart_ = session_.history.now().twins.chart;
        live_alarms_ = session_.desk.alarms_changed;
        live_units_ = session_.desk.units_changed;
        live_orders_ = session_.desk.orders_changed;
    }
    const panels::LayoutState& layout = state_.layout;
    const auto shows = [&](std::string_view tab) {
        return layout.bottom_open && layout.bottom_tab == tab;
    };
    if (shows("feeds")) fill_feeds(now);
    if (layout.left_open && layout.left_tab == "devices") fill_devices(now);
    if (layout.right_open && layout.right_tab == "device" && refreshes) fill_device(now);
    if (shows("chart") && refreshes) state_.chart = whole_chart_state(session_, now);
    state_.chart.chosen = session_.desk.chosen_series;
    state_.chart.last_export = session_.desk.last_export;
    fill_alarms();
    fill_order_dialog();
}

void PanelBuilder::fill_feeds(UtcTime now) {
    panels::FeedsState& feeds = state_.feeds;
    feeds.feeds.clear();
    feeds.chosen = 0;
    for (const live::LiveFeed& feed : session_.live.feeds()) {
        if (feed.url == session_.desk.chosen_feed) feeds.chosen = feeds.feeds.size();
        feeds.feeds.push_back(feed_row(feed, session_.live.store(), now));
        if (feed.source.valid())
            feeds.feeds.back().units_unaccepted = session_.desk.units.open_of(feed.source);
    }
    feeds.contexts = session_.history.now().contexts;
    feeds.descriptions = session_.history.now().twins.descriptions;
    feeds.missed_contexts.clear();
    for (const live::MissedContext& missed : session_.live.contexts().missed())
        feeds.missed_contexts.push_back(context_row(missed));
}

void PanelBuilder::fill_devices(UtcTime now) {
    constexpr const char* kSorts[] = {"name", "kind", "state", "age", "value"};
    constexpr const char* kGroups[] = {"none", "kind", "state", "source"};
    constexpr const char* kStates[] = {"live",      "stale",    "lost",
                                       "simulated", "replayed", "disputed"};
    const LiveDesk& desk = session_.desk;
    panels::DevicesState& shown = state_.devices;
    shown.text = desk.query.text;
    shown.kind = desk.query.kind;
    shown.state = desk.query.state ? kStates[static_cast<std::size_t>(*desk.query.state)] : "";
    shown.source = desk.query.source;
    shown.property = desk.query.property;
    shown.sort = kSorts[static_cast<std::size_t>(desk.query.sort)];
    shown.group = kGroups[static_cast<std::size_t>(desk.query.grouping)];
    shown.is_grouped = session_.history.now().twins.groups_devices;
    shown.is_among_some = desk.query.among != nullptr;
    shown.is_descending = desk.query.order == devices::SortOrder::kDown;
    shown.sources.clear();
    for (const live::LiveFeed& feed : session_.live.feeds())
        shown.sources.push_back(feed.name);
    if (desk.list == nullptr) return;
    const devices::DeviceOrder& order = desk.list->order();
    shown.total = order.total;
    shown.found = order.found;
    shown.lines = order.lines.size();
    shown.kinds = order.kinds;
    shown.is_sorting = desk.list->is_sorting() || desk.list->is_collecting();
    const twin::TwinStore& store = session_.live.store();
    const std::size_t names = store.names().size();
    if (properties_of_ != names) {
        properties_of_ = names;
        std::set<std::string> found;
        const auto end = std::min<std::size_t>(store.entities().size(), kPropertySample);
        for (std::uint32_t i = 0; i < end; ++i) {
            for (const twin::SeriesId id : twin::series_of(store, twin::EntityId{i})) {
                if (store.series(id).value.kind() == twin::ValueKind::kNumber)
                    found.emplace(twin::short_name(store.names().text(store.series(id).property)));
            }
        }
        shown.properties.assign(found.begin(), found.end());
    }
    alarmed_.clear();
    for (const indicator::Alarm& alarm : desk.board.alarms()) {
        if (alarm.is_open()) alarmed_.insert(alarm.entity.value);
    }
    shown.line = [this, kept = desk.list->snapshot(), now](std::size_t line) {
        return device_line(*kept, line, now);
    };
}

panels::DeviceRow PanelBuilder::device_line(const devices::DeviceOrder& order, std::size_t line,
                                            UtcTime now) const {
    const twin::TwinStore& store = session_.live.store();
    panels::DeviceRow row;
    const devices::DeviceLine& at = order.lines[line];
    if (!at.entity.valid()) {
        const devices::DeviceGroup& group = order.groups[at.group];
        row.is_heading = true;
        const bool is_state = order.query.grouping == devices::DeviceGrouping::kState;
        row.name = is_state
                       ? devices::state_text(static_cast<twin::TwinState>(std::stoul(group.name)))
                   : group.name.empty() ? words::text({"device.kind_unknown", "unknown kind"})
                                        : group.name;
        row.value = panels::count_text(group.count);
        return row;
    }
    row.name = devices::device_name(store, at.entity);
    row.state = devices::state_text(twin::state_of(store, at.entity, now));
    row.age = devices::age_text(store.entities()[at.entity].last_observed_at, now);
    row.is_chosen = at.entity == session_.device;
    row.is_alarmed = alarmed_.contains(at.entity.value);
    if (order.query.property.empty()) {
        row.value = devices::kind_text(store, at.entity);
        return row;
    }
    const auto series = twin::find_series(store, at.entity, order.query.property);
    const auto reading = series ? twin::latest_at(store, *series) : std::nullopt;
    if (reading) row.value = devices::value_text(*reading, store.units().unit(reading->unit));
    return row;
}

void PanelBuilder::fill_device(UtcTime now) {
    panels::DeviceCardState& card = state_.device;
    card = {};
    const twin::EntityId id = session_.device;
    card.has_device = id.valid();
    if (!card.has_device) return;
    const twin::TwinStore& store = session_.live.store();
    const twin::EntityRecord& entity = store.entities()[id];
    card.name = devices::device_name(store, id);
    card.id = std::string(entity.id());
    card.kind = devices::kind_text(store, id);
    card.source = store.source(SourceId{entity.source}).name;
    card.state = devices::state_text(twin::state_of(store, id, now));
    card.age = devices::age_text(entity.last_observed_at, now);
    card.is_gone = entity.is_deleted;
    card.is_followed = session_.desk.follows_device;
    if (entity.position_series.valid()) {
        const auto reading = twin::latest_at(store, entity.position_series);
        card.has_place = reading && reading->kind == twin::ValueKind::kPosition;
        if (card.has_place) card.place = devices::value_text(*reading, {});
    }
    for (const twin::SeriesId series : twin::series_of(store, id))
        card.values.push_back(value_row_of(session_, series, now));
    fill_description(card);
    for (const indicator::Alarm& alarm : session_.desk.board.alarms()) {
        if (alarm.is_open() && alarm.entity == id)
            card.alarms.push_back(alarm_text(session_, alarm));
    }
    fill_orders(card);
}

void PanelBuilder::fill_alarms() {
    panels::AlarmsState& shown = state_.alarms;
    const LiveDesk& desk = session_.desk;
    shown.open = desk.board.open_count();
    shown.suppressed = desk.board.suppressed();
    shown.chosen = desk.chosen_alarm;
    shown.who = desk.who;
    shown.draft = {};
    if (!state_.layout.bottom_open || state_.layout.bottom_tab != "alarms") return;
    shown.alarms.clear();
    shown.unacknowledged = 0;
    const auto add_those = [&](bool open) {
        const auto& all = desk.board.alarms();
        for (auto alarm = all.rbegin(); alarm != all.rend(); ++alarm) {
            if (alarm->is_open() != open || shown.alarms.size() >= kAlarmsListed) continue;
            if (open && !alarm->is_acknowledged()) ++shown.unacknowledged;
            shown.alarms.push_back(alarm_row(session_, *alarm));
        }
    };
    add_those(true);
    add_those(false);
    shown.rules.clear();
    for (const indicator::AlarmRule& rule : desk.rules) {
        const auto open = std::ranges::count_if(desk.board.alarms(), [&](const auto& alarm) {
            return alarm.is_open() && alarm.rule == rule.id;
        });
        shown.rules.push_back({rule.id, rule.name.empty() ? rule.id : rule.name, rule_text(rule),
                               severity_word(rule.severity), rule.is_on,
                               static_cast<std::size_t>(open)});
    }
    fill_draft(shown.draft);
}

}  // namespace belvedere::window
