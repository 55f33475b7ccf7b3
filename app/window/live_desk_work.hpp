// SPDX-License-Identifier: Apache-2.0
// What the living city makes of rules, charts and the chosen device, and what is told of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <glm/vec3.hpp>

#include "app/command/command.hpp"
#include "app/devices/series_curve.hpp"
#include "app/window/session.hpp"
#include "app/window/sound_events.hpp"

namespace belvedere::window {

// Takes the rules of the project, judges what came, and tells what was raised or cleared: a notice,
// an announcement, a sound with its caption. After LiveCity::take_in(), once a frame.
void advance_alarms(Session& session, UtcTime now);
// Works on the list of devices, where it is shown, and lets the view follow the chosen device.
void advance_desk(Session& session, const devices::DeviceList::Moment& moment);
// When time alone may change an alarm; nothing: never.
[[nodiscard]] std::optional<double> alarms_wait_s(const Session& session, UtcTime now);

// The tabs of the living city.
enum class LiveTab { kDevices, kDevice, kFeeds, kChart, kAlarms };
// Beside what a person does: the keyboard stays where it is.
void show_tab(Session& session, LiveTab tab);
// Because a person asked for it: the keyboard goes there, and a reader says where it is.
void open_tab(Session& session, LiveTab tab);
// The series that a call names by `property` ("pm25", of several instances "pm25|instance") of the
// chosen device, or of the one whose id `device` is.
[[nodiscard]] Result<twin::SeriesId> series_named(const Session& session,
                                                  const command::Call& call);

// Says the chosen device, its state and the value that the list shows.
void tell_device(Session& session);

// Where the device is, on the ground where it says no height; nothing when it never said.
[[nodiscard]] std::optional<glm::dvec3> place_of(const Session& session, twin::EntityId device);
// Degrees clockwise from the gaze.
[[nodiscard]] SoundBearing bearing_of(const Session& session, twin::EntityId device);

// Finds the series of the project's chart among the devices that are there. Cheap: once a frame.
void sync_chart(Session& session);
// Adds a series to the chart, without a step of its own; false where it is full or has it.
bool chart_also(project::TwinChart& chart, const project::ChartedSeries& series);
[[nodiscard]] project::ChartedSeries charted_name_of(const Session& session, twin::SeriesId series);
// The time a chart shows: the part of it that was chosen, or what is up to now.
[[nodiscard]] twin::TimeRange chart_times(const Session& session, UtcTime now);
// What was loaded of a charted series' past; null: nothing.
[[nodiscard]] const devices::LoadedPast* past_of(const Session& session, twin::SeriesId series);
// The chosen series of the chart, as it is heard; empty without one.
[[nodiscard]] std::vector<float> heard_values(const Session& session);

}  // namespace belvedere::window
