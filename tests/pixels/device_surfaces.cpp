// SPDX-License-Identifier: Apache-2.0
// The list of devices, a device's card, and orders to it.
#include <vector>

#include "tests/pixels/surfaces.hpp"
#include "tests/unit/app/panel_sample.hpp"

namespace belvedere::test {

using panels::PanelState;

void add_device_surfaces(std::vector<Surface>& all) {
    all.push_back(
        {"devices", [](PanelState& state) { state.layout.left_tab = "devices"; }, {}, {}, "left"});
    all.push_back({"devices_none",
                   [](PanelState& state) {
                       state.layout.left_tab = "devices";
                       state.devices = {};
                   },
                   {"left.filter"},
                   {},
                   "left"});
    all.push_back(
        {"device", [](PanelState& state) { state.layout.right_tab = "device"; }, {}, {}, "right"});
    const auto with_orders = [](PanelState& state) {
        state.layout.right_tab = "device";
        panels::DeviceCardState& card = state.device;
        card.orders_are_allowed = true;
        for (panels::ValueRow& row : card.values)
            row.can_chart = row.is_number = row.is_orderable = row.can_order = true;
        card.orders = {{"intensity = 71 % by Dolores: observed after 3 s", false},
                       {"intensity = 20 % by Dolores: not observed within 60 s", true}};
    };
    all.push_back({"device_orders", with_orders, {}, {}, "right"});
    all.push_back({"order_draft",
                   [](PanelState& state) {
                       panels::OrderDialogState& order = state.device.order;
                       order.is_shown = true;
                       order.number = 1;
                       order.device_name = "Lantern 7 of the Rue de la République";
                       order.device = "urn:ngsi-ld:Streetlight:7";
                       order.property = "intensity";
                       order.value = "30 %";
                       order.unit = "%";
                       order.who = "Dolores";
                       order.problem = "Its feed cannot be reached";
                   },
                   {},
                   {},
                   "order.layer"});
    all.push_back({"device_no_orders",
                   [](PanelState& state) {
                       state.layout.right_tab = "device";
                       state.device.no_orders = "Its feed takes no orders";
                       state.device.orders = {{"intensity = 20 %: refused", true}};
                   },
                   {},
                   {},
                   "right"});
    all.push_back({"device_none",
                   [](PanelState& state) {
                       state.layout.right_tab = "device";
                       state.device = {};
                   },
                   {},
                   {},
                   "right"});
}

}  // namespace belvedere::test
