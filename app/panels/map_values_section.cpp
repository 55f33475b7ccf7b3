// SPDX-License-Identifier: Apache-2.0
#include "app/panels/map_values_section.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

void draw_property(const DevicesState& devices, command::CommandQueue& commands) {
    std::vector<std::string> shown = {words::text({"devices.map_kind", "none: by kind"})};
    shown.insert(shown.end(), devices.properties.begin(), devices.properties.end());
    // A property that no device tells yet is still the one that was chosen.
    const auto known = std::ranges::find(devices.properties, devices.map_property);
    std::size_t chosen = 0;
    if (!devices.map_property.empty()) {
        chosen = 1 + static_cast<std::size_t>(known - devices.properties.begin());
        if (known == devices.properties.end()) shown.push_back(devices.map_property);
    }
    const auto wanted =
        ui::choice("map_property", {"devices.map_property", "Value on the map"}, shown, chosen);
    if (!wanted) return;
    commands.emit("live.show", {{"property", *wanted == 0 ? std::string() : shown[*wanted]}});
}

void draw_display(const DevicesState& devices, command::CommandQueue& commands) {
    std::vector<std::string> shown;
    std::size_t chosen = 0;
    for (std::size_t i = 0; i < devices.displays.size(); ++i) {
        if (devices.displays[i].first == devices.map_display) chosen = i;
        shown.push_back(devices.displays[i].second);
    }
    const auto wanted =
        ui::choice("map_display", {"devices.map_display", "Show values as"}, shown, chosen);
    if (wanted) commands.emit("live.show_as", {{"display", devices.displays[*wanted].first}});
}

}  // namespace

void draw_map_values(const DevicesState& devices, command::CommandQueue& commands) {
    if (devices.displays.empty()) return;
    ui::section("map", {"devices.map", "On the map"}, ui::Initially::kOpen, [&] {
        draw_property(devices, commands);
        draw_display(devices, commands);
        if (const auto on = ui::check("groups", {"devices.groups", "Group those that overlap"},
                                      devices.is_grouped)) {
            commands.emit("live.group", {{"on", *on}});
        }
        if (!devices.map_told.empty())
            ui::plain_text("map_told", devices.map_told, ui::Tone::kMuted);
    });
}

}  // namespace belvedere::panels
