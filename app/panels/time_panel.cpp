// SPDX-License-Identifier: Apache-2.0
#include "app/panels/time_panel.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"

namespace belvedere::panels {
namespace {

const std::vector<std::string>& month_names() {
    static const std::vector<std::string> names = {"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};
    return names;
}

command::Call date_call(int year, int month, int day) {
    return {
        "time.set_date",
        {{"year", std::int64_t{year}}, {"month", std::int64_t{month}}, {"day", std::int64_t{day}}}};
}

void draw_date(const TimeState& time, command::CommandQueue& commands) {
    const auto month = static_cast<std::size_t>(time.month - 1);
    if (const auto chosen = ui::choice("month", {"time.month", "Month"}, month_names(), month)) {
        commands.emit(date_call(time.year, static_cast<int>(*chosen) + 1, time.day));
    }
    const ui::SliderRange days{1.0, 31.0, 0, {}, {}};
    if (const auto day = ui::slider("day", {"time.day", "Day"}, time.day, days)) {
        commands.emit(date_call(time.year, time.month, static_cast<int>(std::lround(*day))));
    }
    struct Season {
        std::string_view id;
        Message message;
        int month, day;
    };
    constexpr std::array<Season, 3> kSeasons = {
        Season{"summer", {"time.summer", "21 June"}, 6, 21},
        Season{"equinox", {"time.equinox", "20 March"}, 3, 20},
        Season{"winter", {"time.winter", "21 December"}, 12, 21}};
    for (const Season& season : kSeasons) {
        if (ui::button(season.id, season.message)) {
            commands.emit(date_call(time.year, season.month, season.day));
        }
        if (&season != &kSeasons.back()) ui::same_line();
    }
}

}  // namespace

void TimePanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const TimeState& time = state.time;
    const ui::SliderRange hours{0.0, 24.0, 2, {}, clock_text(time.hour)};
    if (const auto hour = ui::slider("hour", {"time.hour", "Time"}, time.hour, hours)) {
        commands.emit("time.set_hour", {{"hour", *hour}});
    }
    ui::value_row("zone", Message{"time.zone", "Time zone"}, time.zone);
    if (ui::toggle("play", {"time.play", "Play the day"}, time.playing)) {
        commands.emit("time.play");
    }
    ui::same_line();
    if (ui::button("now", {"time.now", "Now"})) commands.emit("time.now");
    draw_date(time, commands);
    ui::space();
    ui::heading("sun", {"time.sun", "Sun"});
    ui::value_row("azimuth", Message{"time.azimuth", "Direction"},
                  number_text(time.sun_azimuth_deg, 1) + "° from north");
    ui::value_row("elevation", Message{"time.elevation", "Height"},
                  number_text(time.sun_elevation_deg, 1) + "°" +
                      (time.sun_elevation_deg < 0.0 ? " (below the horizon)" : ""));
    if (!time.sunrise.empty()) {
        ui::value_row("sunrise", Message{"time.sunrise", "Sunrise"}, time.sunrise);
    }
    if (!time.sunset.empty()) {
        ui::value_row("sunset", Message{"time.sunset", "Sunset"}, time.sunset);
    }
}

}  // namespace belvedere::panels
