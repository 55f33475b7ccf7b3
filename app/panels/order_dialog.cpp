// SPDX-License-Identifier: Apache-2.0
#include "app/panels/order_dialog.hpp"

#include <vector>

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {

void OrderDialog::draw_fields(const OrderDialogState& order, command::CommandQueue& commands) {
    bool is_submitted = false;
    if (is_new_) ui::focus_next();
    if (order.is_truth) {
        const std::vector<std::string> choices = {words::text({"order.true", "true"}),
                                                  words::text({"order.false", "false"})};
        if (const auto chosen = ui::choice("truth", {"order.value", "New value"}, choices, truth_))
            truth_ = *chosen;
        value_ = truth_ == 0 ? "true" : "false";
    } else {
        const ui::ReadyText name{
            order.unit.empty()
                ? words::text({"order.value", "New value"})
                : words::text({"order.value_in", "New value, {unit}"}, {{"unit", order.unit}})};
        is_submitted |= ui::text_field("value", name, value_) == ui::Edit::kSubmitted;
    }
    is_submitted |=
        ui::text_field("who", {"order.who", "Confirmed by"}, who_) == ui::Edit::kSubmitted;
    ui::text("done_when",
             {"order.done_when",
              "It counts as done once the device is seen to do it, not once it is sent."},
             ui::Tone::kMuted);
    if (!order.problem.empty()) ui::status("problem", order.problem, ui::Tone::kError);
    const bool is_ready = !value_.empty() && !who_.empty();
    const ui::ButtonLook look{ui::Emphasis::kPrimary,
                              ui::Width::kContent,
                              is_ready ? ui::Enabled::kYes : ui::Enabled::kNo,
                              {}};
    const bool is_pressed = ui::button("send", {"order.send", "Send the order"}, look);
    ui::same_line();
    if (ui::button("leave", {"order.leave", "Do not send"})) commands.emit("order.cancel");
    if ((is_pressed || is_submitted) && is_ready)
        commands.emit("order.send", {{"value", value_}, {"by", who_}});
}

void OrderDialog::draw(const PanelState& state, command::CommandQueue& commands) {
    const OrderDialogState& order = state.device.order;
    is_new_ = order.is_shown && draft_ != order.number;
    if (is_new_) {
        draft_ = order.number;
        value_.clear();
        who_ = order.who;
        truth_ = 0;
    }
    const bool stays =
        ui::dialog("order", {"order.title", "An order to a device"}, order.is_shown, [&] {
            ui::heading("heading", {"order.heading", "Send an order to this device?"});
            ui::value_row("device", Message{"order.device", "Device"}, order.device_name);
            ui::value_row("id", Message{"device.id", "Id"}, order.device);
            ui::value_row("feed", Message{"device.source", "Feed"}, order.feed);
            ui::value_row("property", Message{"order.property", "Property"}, order.property);
            ui::value_row("before", Message{"order.before", "Value now"}, order.value);
            draw_fields(order, commands);
        });
    if (order.is_shown && !stays) commands.emit("order.cancel");
}

}  // namespace belvedere::panels
