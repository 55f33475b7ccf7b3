// SPDX-License-Identifier: Apache-2.0
// Devices that are one symbol: when they are grouped anew, what is said of a group, how it is
// picked and opened.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <glm/vec2.hpp>

#include "app/city/device_drawing.hpp"
#include "app/panels/panel_state.hpp"
#include "app/ui/accessible.hpp"
#include "app/window/device_view.hpp"
#include "app/window/session.hpp"

namespace belvedere::window {

// Symbols whose middles are nearer are one; at scale 1. Those of groups are up to twice as wide as
// plain ones, which have 18 pixels.
inline constexpr float kGroupReach_px = 32.0F;

// What groups were made for; main thread.
struct GroupMoment {
    Pose pose;
    ViewArea area;
    layers::DeviceLook look;
    std::uint64_t alarms = 0, symbols = 0;
    float scale = 0.0F;
    double at_s = -1e9;
};
// Begins to group anew where the project wants groups and the view, the alarms or the devices are
// others than at `last`; ends groups where it does not. Once a frame, before
// DeviceDrawing::update().
void follow_groups(Session& session, city::DeviceDrawing& devices, GroupMoment& last);

// A group in the picture.
struct SeenGroup {
    std::size_t number = 0;  // Of DeviceGroups::groups(), until they are others.
    SeenDevice at;           // The device that it stands at.
};
// Nearest first, hidden ones among them.
[[nodiscard]] std::vector<SeenGroup> groups_in_view(const Session& session);
// The one under a pixel that the city does not hide.
[[nodiscard]] std::optional<std::size_t> group_at(const Session& session, glm::vec2 pixel);
[[nodiscard]] bool is_in_group(const Session& session, const layers::Device& device);

// How many devices are how many symbols, and what these tell: for legends.
[[nodiscard]] std::string grouped_sentence(const layers::DeviceGroups& groups);
// "12", with ▲ where one has an open alarm.
[[nodiscard]] std::string group_number(const layers::DeviceGroup& group);
// "12 devices", "12 devices: 3 stale, 1 lost, 2 with an open alarm. 80 m ahead."
[[nodiscard]] std::string group_name(const layers::DeviceGroup& group);
[[nodiscard]] std::string group_line(const Session& session, const SeenGroup& seen);
// Lists its devices and flies to where they are; kNotFound for one that is no more.
[[nodiscard]] Result<void> open_group(Session& session, std::size_t number);
// The next in view, by distance, after the one told last; nothing at the end.
[[nodiscard]] std::optional<SeenGroup> group_after(const Session& session);

// As children of the picture for assistive technology, the nearest; and which one such a child is.
[[nodiscard]] std::vector<ui::PictureObject> group_objects(const Session& session);
[[nodiscard]] std::optional<std::size_t> group_of_node(const Session& session, access::NodeId node);
// Their numbers beside them, as far as these do not cover one another, and a line of the legend.
void fill_groups(const Session& session, panels::OverlayState& overlay);

}  // namespace belvedere::window
