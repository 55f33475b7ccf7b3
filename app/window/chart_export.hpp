// SPDX-License-Identifier: Apache-2.0
// The chart over time as it stands in the session: for its panel and for what is saved of it.
#pragma once

#include <span>
#include <string>

#include "app/command/command_registry.hpp"
#include "app/panels/live_state.hpp"
#include "app/project/twin_chart.hpp"
#include "app/window/session.hpp"

namespace belvedere::window {

// Everything that the project's chart draws, with what is not there now.
[[nodiscard]] panels::ChartState whole_chart_state(const Session& session, UtcTime now);
// The same of some of its series alone.
[[nodiscard]] panels::ChartState chart_state_with(const Session& session,
                                                  std::span<const twin::SeriesId> series,
                                                  UtcTime now);
// How commands call it: "pm25", of several instances "pm25|instance".
[[nodiscard]] std::string charted_word(const project::ChartedSeries& series);

// chart.play, chart.export_csv, chart.export_png.
void add_chart_exports(command::CommandRegistry& registry, Session& session);

}  // namespace belvedere::window
