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
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

std::vector<std::string> month_names() {
    std::vector<std::string> names;
    for (int month = 1; month <= 12; ++month)
        names.push_back(month_text(month));
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
    const ui::SliderRange days{1.0, 31.0, number_text(time.day, 0), 1.0};
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
    const ui::SliderRange hours{0.0, 24.0, clock_text(time.hour), 0.25};
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
                  bearing_text(time.sun_azimuth_deg));
    const std::string height = angle_text(time.sun_elevation_deg);
    ui::value_row("elevation", Message{"time.elevation", "Height"},
                  time.sun_elevation_deg < 0.0
                      ? words::text({"time.below_horizon", "{angle} (below the horizon)"},
                                    {{"angle", height}})
                      : height);
    if (!time.sunrise.empty()) {
        ui::value_row("sunrise", Message{"time.sunrise", "Sunrise"}, time.sunrise);
    }
    if (!time.sunset.empty()) {
        ui::value_row("sunset", Message{"time.sunset", "Sunset"}, time.sunset);
    }
}

}  // namespace belvedere::panels
