// SPDX-License-Identifier: Apache-2.0
// Devices as the picture shows them: which are in view, which is under the pointer, what is said of
// each.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <glm/vec2.hpp>

#include "app/panels/panel_state.hpp"
#include "app/ui/accessible.hpp"
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

// A picture with devices in it: the window's, or an audience's.
struct DeviceSight {
    render::Camera camera;
    ViewArea area;
    float symbol_px = 0.0F;  // Of a symbol on it.
};
// Devices whose symbols are in such a picture, nearest first, hidden ones among them. About 20 ns a
// device; none where there are more than 20,000: nothing is written of so many.
[[nodiscard]] std::vector<SeenDevice> devices_seen(const Session& session,
                                                   const DeviceSight& sight);
// Whether the loaded city stands between the eye and the device. About 50 us.
[[nodiscard]] bool is_device_hidden(const Session& session, const render::Camera& camera,
                                    const SeenDevice& seen);
// Where places are on the picture, its own corner at 0; nothing beside it. By value: it does not
// follow the view. About 20 ns.
[[nodiscard]] std::function<std::optional<glm::vec2>(const glm::dvec3&)> screen_places(
    const Session& session);
// One device as the window shows it; nothing where it is not in the picture.
[[nodiscard]] std::optional<SeenDevice> see_device(const Session& session,
                                                   const layers::Device& device);
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
// The nearest in view, and the selected one, as children of the picture for assistive technology:
// at most kDevicesTold, none where there are so many in the city that looking through them would
// hold up every frame.
[[nodiscard]] std::vector<ui::PictureObject> device_objects(const Session& session);
// The device that such a child stands for.
[[nodiscard]] std::optional<twin::EntityId> device_of_node(const Session& session,
                                                           access::NodeId node);
// Legend and labels on the picture: values beside the symbols as far as they do not cover one
// another, nearest first.
void fill_devices(const Session& session, panels::OverlayState& overlay);

}  // namespace belvedere::window
