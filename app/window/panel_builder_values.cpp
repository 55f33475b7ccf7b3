// SPDX-License-Identifier: Apache-2.0
// What panels show of the values that are laid over the city.
#include "app/describe/quantity_words.hpp"
#include "app/window/panel_builder.hpp"
#include "app/window/value_words.hpp"

namespace belvedere::window {

void PanelBuilder::fill_map_values() {
    const project::Project& project = session_.history.now();
    panels::DevicesState& devices = state_.devices;
    devices.map_property = project.live_property;
    devices.map_display = project.live_display.empty()
                              ? std::string(layers::display_name(layers::ValueDisplay::kSymbols))
                              : project.live_display;
    devices.displays.clear();
    for (const layers::ValueDisplay display : layers::kValueDisplays) {
        devices.displays.emplace_back(layers::display_name(display), value_display_name(display));
    }
    devices.map_told = describe::joined(state_.overlay.devices.values);
}

}  // namespace belvedere::window
