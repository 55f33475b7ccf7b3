// SPDX-License-Identifier: Apache-2.0
// Everything that the window can show, one after another.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "tests/pixels/stage.hpp"

namespace belvedere::test {

struct Surface {
    std::string name;
    std::function<void(panels::PanelState&)> arrange;  // From the sample's state.
    std::vector<std::string> presses;                  // Widgets to press then, in this order.
    std::string focus;                                 // The widget that has the keyboard then.
    std::string crop;          // The part that is this surface: a region or a layer.
    bool needs_width = false;  // It is not there in a narrow window.
    bool floats = false;       // It stands over others for as long as a person wants it: they are
                               // not looked at.
};
// Every panel, dialog, menu, list and state of a panel that is drawn in another way.
[[nodiscard]] std::span<const Surface> surfaces();
[[nodiscard]] const Surface& surface_named(const std::string& name);

// Those of city models, and those of devices.
void add_model_surfaces(std::vector<Surface>& all);
void add_device_surfaces(std::vector<Surface>& all);

// Brings the stage there; fails the running test when a widget is not where it should be.
void enter(Stage& stage, const Surface& surface);
// And back: folds away what presses unfolded, closes what they opened.
void leave(Stage& stage, const Surface& surface);

}  // namespace belvedere::test
