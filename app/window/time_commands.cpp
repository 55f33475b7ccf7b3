// SPDX-License-Identifier: Apache-2.0
// Commands that move the sun.
#include <algorithm>
#include <cmath>

#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"
#include "engine/core/time_text.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

CivilTime local_time(const Session& session) {
    const TimeOfDay& time = session.time;
    const std::int64_t offset_us = std::int64_t{time.zone.offset_s(time.now)} * 1'000'000;
    return civil_of({time.now.microseconds + offset_us});
}

void set_time(Session& session, UtcTime now) {
    session.time.now = now;
    session.time.chosen = true;
    session.time.asked.reset();
    session.changed = true;
    project::Project next = session.history.now();
    next.time_us = now.microseconds;
    // A slider that is dragged is one step.
    session.history.apply(std::move(next), words::text({"step.time", "Date and time"}), "time");
}

Result<void> set_hour(Session& session, const Call& call) {
    const double hour = std::clamp(call.number("hour"), 0.0, 24.0);
    CivilTime civil = local_time(session);
    const int second = std::min(static_cast<int>(std::lround(hour * 3600.0)), 24 * 3600 - 1);
    civil.hour = second / 3600;
    civil.minute = second / 60 % 60;
    civil.second = second % 60;
    set_time(session, session.time.zone.to_utc(civil));
    return {};
}

int days_of(int year, int month) {
    constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

Result<void> set_date(Session& session, const Call& call) {
    CivilTime civil = local_time(session);
    civil.year = static_cast<int>(std::clamp<std::int64_t>(call.integer("year"), 1, 9999));
    civil.month = static_cast<int>(std::clamp<std::int64_t>(call.integer("month"), 1, 12));
    civil.day = static_cast<int>(
        std::clamp<std::int64_t>(call.integer("day"), 1, days_of(civil.year, civil.month)));
    set_time(session, session.time.zone.to_utc(civil));
    return {};
}

Result<void> set_zone(Session& session, const Call& call) {
    auto zone = TimeZone::load(call.text("zone"));
    if (!zone) return fail(zone.error());
    session.time.zone = *zone;
    session.time.is_zone_asked = false;
    project::Project next = session.history.now();
    next.time_zone = call.text("zone");
    apply_project(session, std::move(next), words::text({"step.zone", "Time zone"}));
    return {};
}

Result<void> set_moment(Session& session, const Call& call) {
    const auto moment = parse_time(call.text("time"), session.time.zone);
    if (!moment) return fail(moment.error());
    set_time(session, *moment);
    return {};
}

}  // namespace

void add_time_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"time.set_hour",
         "Set the hour",
         "Moves the sun to an hour of the day.",
         "",
         {needs("hour", ValueType::kNumber)}},
        [&](const Call& call) { return set_hour(session, call); });
    add(registry,
        {"time.set_date",
         "Set the date",
         "Moves the sun to a day.",
         "",
         {needs("year", ValueType::kInteger), needs("month", ValueType::kInteger),
          needs("day", ValueType::kInteger)}},
        [&](const Call& call) { return set_date(session, call); });
    add(registry,
        {"time.set", "Set the time", "An ISO 8601 moment.", "", {needs("time", ValueType::kText)}},
        [&](const Call& call) { return set_moment(session, call); });
    add(registry,
        {"time.set_zone",
         "Set the time zone",
         "The city's IANA time zone.",
         "",
         {needs("zone", ValueType::kText)}},
        [&](const Call& call) { return set_zone(session, call); });
    add(registry, {"time.play", "Play the day", "Lets an hour pass each second, or stops.", "P"},
        [&](const Call&) -> Result<void> {
            session.time.playing = !session.time.playing;
            session.changed = true;
            return {};
        });
    add(registry, {"time.now", "Now", "The sun as it stands at this moment."},
        [&](const Call&) -> Result<void> {
            set_time(session, system_clock().utc_now());
            return {};
        });
}

}  // namespace belvedere::window
