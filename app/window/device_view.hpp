// SPDX-License-Identifier: Apache-2.0
// Devices as the picture shows them: which are in view, which is under the pointer, what is said of
// each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <glm/vec2.hpp>

#include "app/panels/panel_state.hpp"
#include "app/window/session.hpp"

namespace belvedere::window {

// Devices that are told one by one at most.
inline constexpr std::size_t kDevicesTold = 20;

struct SeenDevice {
    const layers::Device* device = nullptr;  // Until DeviceSymbols changes.
    glm::vec2 at{0.0F};                      // Middle of its symbol, pixels of the window.
    double distance_m = 0.0;                 // From the eye.
    double relative_deg = 0.0;               // Clockwise from the gaze, 0 ... 360.
};

// Devices whose symbols are in the picture, nearest first, hidden ones among them. About 20 ns a
// device.
[[nodiscard]] std::vector<SeenDevice> devices_in_view(const Session& session);
// The one whose symbol is under a pixel; of several the nearest, and never one that the city hides.
[[nodiscard]] std::optional<twin::EntityId> device_at(const Session& session, glm::vec2 pixel);
// The next in view, by distance, after the selected one: the first where none is. Nothing at the
// end.
[[nodiscard]] std::optional<SeenDevice> device_after(const Session& session);
[[nodiscard]] std::optional<SeenDevice> device_before(const Session& session);

// "Air quality 17".
[[nodiscard]] std::string device_name(const Session& session, const layers::Device& device);
// "Air quality 17: temperature 21.4 °C, simulated, 3 s ago. 80 m ahead." With its place only where
// it is seen.
[[nodiscard]] std::string device_line(const Session& session, const layers::Device& device,
                                      const SeenDevice* seen);
// "12 devices in view, 1 stale."; empty where there are none.
[[nodiscard]] std::string devices_sentence(const Session& session);
// Legend and labels on the picture: values beside the symbols as far as they do not cover one
// another, nearest first.
void fill_devices(const Session& session, panels::OverlayState& overlay);

}  // namespace belvedere::window
