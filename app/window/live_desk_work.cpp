// SPDX-License-Identifier: Apache-2.0
#include "app/window/live_desk_work.hpp"

#include <algorithm>
#include <cmath>

#include <glm/geometric.hpp>

#include "app/devices/twin_text.hpp"
#include "app/window/alarm_text.hpp"
#include "app/window/live_work.hpp"
#include "engine/geo/bounds.hpp"
#include "engine/geo/geodetic.hpp"
#include "engine/indicator/alarm_json.hpp"

namespace belvedere::window {
namespace {

// A ray from so high finds the ground.
constexpr double kAbove_m = 9'000.0;
// What moved less stays where the eye has it.
constexpr double kFollowLeast_m = 0.5;

// A rule that cannot be read stays in the project, is told, and judges nothing.
void take_rules(Session& session, UtcTime now) {
    LiveDesk& desk = session.desk;
    const std::string& json = session.history.now().alarms_json;
    if (desk.rules_json == json) return;
    desk.rules_json = json;
    auto rules = indicator::parse_rules(json);
    if (rules) {
        auto set = desk.board.set_rules(*rules, now);
        if (set) {
            desk.rules = *std::move(rules);
            session.changed = true;
            return;
        }
        rules = fail(set.error());
    }
    desk.rules.clear();
    (void)desk.board.set_rules({}, now);
    notify(session, panels::NoticeKind::kWarning,
           words::text(
               {"alarm.rules_unread", "The alarm rules of the project cannot be used: {cause}"},
               {{"cause", rules.error().message}}));
}

panels::NoticeKind notice_kind(indicator::Severity severity) {
    switch (severity) {
        case indicator::Severity::kNotice:
            return panels::NoticeKind::kInfo;
        case indicator::Severity::kWarning:
            return panels::NoticeKind::kWarning;
        case indicator::Severity::kAlarm:
            return panels::NoticeKind::kAlarm;
        case indicator::Severity::kUrgent:
            break;
    }
    return panels::NoticeKind::kUrgentAlarm;
}

// One notice for all that came at once: the gravest of them, and how many more there are.
void tell_raised(Session& session, const std::vector<const indicator::Alarm*>& raised) {
    if (raised.empty()) return;
    const indicator::Alarm& gravest =
        **std::ranges::max_element(raised, {}, [](const auto* alarm) { return alarm->severity; });
    std::string text = alarm_text(session, gravest);
    if (raised.size() > 1) {
        constexpr words::PluralMessage kMore{"alarm.and_more", "{alarm}, and {n} more alarm",
                                             "{alarm}, and {n} more alarms"};
        text = words::plural(kMore, raised.size() - 1, {{"alarm", text}});
    }
    // What was told before and is so again is news again.
    std::erase_if(session.notices, [&](const auto& notice) { return notice.text == text; });
    notify(session, notice_kind(gravest.severity), text);
    session.notices.back().from_deg = bearing_of(session, gravest.entity);
}

void tell_cleared(Session& session, const std::vector<const indicator::Alarm*>& cleared) {
    if (cleared.empty()) return;
    constexpr words::PluralMessage kCleared{"alarm.cleared_news", "{n} alarm is over: {alarm}",
                                            "{n} alarms are over, {alarm} the last"};
    const indicator::Alarm& last = *cleared.back();
    const std::string name = last.name.empty() ? last.rule : last.name;
    session.announce(words::plural(kCleared, cleared.size(), {{"alarm", name}}), Urgency::kPolite);
}

void follow_device(Session& session) {
    LiveDesk& desk = session.desk;
    if (!desk.follows_device || !session.device.valid()) {
        desk.followed_at.reset();
        return;
    }
    const auto place = place_of(session, session.device);
    if (!place) return;
    if (desk.followed_at && glm::distance(*desk.followed_at, *place) < kFollowLeast_m) return;
    if (desk.followed_at && !session.motion.destination()) {
        Pose pose = session.motion.pose();
        pose.eye += *place - *desk.followed_at;
        session.motion.set_pose(pose);
        session.changed = true;
    }
    desk.followed_at = place;
}

void choose_first(Session& session) {
    LiveDesk& desk = session.desk;
    if (!desk.takes_first || desk.list->order().query != desk.query) return;
    desk.takes_first = false;
    const auto& lines = desk.list->order().lines;
    const auto first = std::ranges::find_if(
        lines, [](const devices::DeviceLine& line) { return line.entity.valid(); });
    if (first == lines.end()) {
        notify(session, panels::NoticeKind::kInfo,
               words::text({"devices.none_found", "No device has that"}));
        return;
    }
    session.device = first->entity;
    tell_device(session);
}

}  // namespace

void advance_alarms(Session& session, UtcTime now) {
    take_rules(session, now);
    LiveDesk& desk = session.desk;
    std::vector<const indicator::Alarm*> raised, cleared;
    for (const indicator::AlarmEvent& event : desk.board.advance(now)) {
        const indicator::Alarm* alarm = desk.board.find(event.number);
        if (alarm == nullptr) continue;
        (event.state == indicator::AlarmState::kRaised ? raised : cleared).push_back(alarm);
    }
    if (raised.empty() && cleared.empty()) return;
    ++desk.alarms_changed;
    session.changed = true;
    tell_cleared(session, cleared);
    tell_raised(session, raised);
}

void advance_desk(Session& session, const devices::DeviceList::Moment& moment) {
    follow_device(session);
    LiveDesk& desk = session.desk;
    const project::Layout& layout = session.history.now().layout;
    const bool is_listed = desk.takes_first || (layout.left_open && layout.left_tab == "devices");
    if (desk.list == nullptr || !is_listed) return;
    desk.list->ask(desk.query);
    const auto shows = [&session](SourceId source) { return session.live.shows(source); };
    if (desk.list->advance(session.live.store(), shows, moment)) session.changed = true;
    choose_first(session);
}

std::optional<double> alarms_wait_s(const Session& session, UtcTime now) {
    const LiveDesk& desk = session.desk;
    if (desk.board.is_behind()) return 0.0;
    if (desk.list != nullptr && desk.list->is_collecting()) return 0.0;
    const auto due = desk.board.next_due();
    if (!due) return std::nullopt;
    return std::max(0.0, static_cast<double>(due->microseconds - now.microseconds) * 1e-6);
}

void tell_device(Session& session) {
    const twin::TwinStore& store = session.live.store();
    if (!session.device.valid()) return;
    std::string value;
    if (!session.desk.query.property.empty()) {
        const auto series = twin::find_series(store, session.device, session.desk.query.property);
        const auto reading = series ? twin::latest_at(store, *series) : std::nullopt;
        if (reading) value = devices::value_text(*reading, store.units().unit(reading->unit));
    }
    const std::string name = devices::device_name(store, session.device);
    const UtcTime now = system_clock().utc_now();
    const std::string state = devices::state_text(twin::state_of(store, session.device, now));
    session.announce(
        value.empty()
            ? words::text({"device.told", "{name}, {state}"}, {{"name", name}, {"state", state}})
            : words::text({"device.told_value", "{name}, {value}, {state}"},
                          {{"name", name}, {"value", value}, {"state", state}}),
        Urgency::kPolite);
}

std::optional<glm::dvec3> place_of(const Session& session, twin::EntityId device) {
    const auto position = twin::position_of(session.live.store(), device);
    if (!position || session.scene.ground() == city::Ground::kModel) return std::nullopt;
    const glm::dvec3 above =
        geo::to_ecef({position->longitude_deg, position->latitude_deg, kAbove_m});
    const glm::dvec3 below = geo::to_ecef({position->longitude_deg, position->latitude_deg, 0.0});
    const geo::Ray ray{above, glm::normalize(below - above)};
    if (const auto hit = session.scene.intersect(ray)) return hit->position;
    if (const auto ground = session.scene.plain_ground_below(ray)) return ground;
    return below;
}

SoundBearing bearing_of(const Session& session, twin::EntityId device) {
    const auto place = place_of(session, device);
    if (!place) return std::nullopt;
    const Pose& pose = session.motion.pose();
    const auto axes = city::horizon_at(pose.eye, session.scene.ground()).axes;
    const glm::dvec3 way = *place - pose.eye;
    const double east = glm::dot(way, axes[0]);
    const double north = glm::dot(way, axes[1]);
    if (east == 0.0 && north == 0.0) return std::nullopt;
    return glm::degrees(std::atan2(east, north)) - pose.heading_deg;
}

}  // namespace belvedere::window
