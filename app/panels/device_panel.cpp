// SPDX-License-Identifier: Apache-2.0
#include "app/panels/device_panel.hpp"

#include <cstddef>
#include <string>

#include "app/panels/twin_sections.hpp"
#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/sparkline.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

void draw_device_acts(const DeviceCardState& card, command::CommandQueue& commands) {
    const ui::ButtonLook placed{ui::Emphasis::kNormal,
                                ui::Width::kContent,
                                card.has_place ? ui::Enabled::kYes : ui::Enabled::kNo,
                                {}};
    if (ui::button("show", {"device.show", "Show on the map"}, placed))
        commands.emit("device.go_to");
    ui::same_line();
    if (ui::toggle("follow", {"device.follow", "Follow"}, card.is_followed, placed))
        commands.emit("device.follow", {{"on", !card.is_followed}});
    if (ui::button("previous", {"device.previous", "Previous"})) commands.emit("devices.previous");
    ui::same_line();
    if (ui::button("next", {"device.next", "Next"})) commands.emit("devices.next");
    ui::same_line();
    if (ui::button("silence", {"device.silence", "Alarm on silence…"}))
        commands.emit("alarm.draft", {{"kind", std::string("absence")}});
}

void draw_device_facts(const DeviceCardState& card) {
    if (!card.described_as.empty())
        ui::value_row("described", Message{"device.described", "Described as"}, card.described_as);
    if (!card.description.empty()) ui::plain_text("text", card.description, ui::Tone::kMuted);
    ui::value_row("state", Message{"device.state", "State"}, card.state);
    ui::value_row("age", Message{"device.age", "Newest value"}, card.age);
    ui::value_row("kind", Message{"device.kind", "Kind"}, card.kind);
    ui::value_row("id", Message{"device.id", "Id"}, card.id);
    ui::value_row("source", Message{"device.source", "Feed"}, card.source);
    if (card.has_place) ui::value_row("place", Message{"device.place", "Place"}, card.place);
    if (!card.trust.empty())
        ui::value_row("trust", Message{"device.trust", "Identity"}, card.trust);
}

// What a description says of the value.
void draw_described(const ValueRow& row) {
    if (!row.described_as.empty())
        ui::value_row("described", Message{"device.described", "Described as"}, row.described_as);
    if (!row.range.empty()) ui::value_row("range", Message{"device.range", "Can be"}, row.range);
    if (row.forms.empty()) return;
    ui::section("forms", {"device.forms", "Where it can be asked"}, ui::Initially::kClosed, [&] {
        for (std::size_t i = 0; i < row.forms.size(); ++i)
            ui::plain_text("form." + std::to_string(i), row.forms[i], ui::Tone::kMuted);
    });
}

void draw_value(const ValueRow& row, command::CommandQueue& commands) {
    ui::value_row("value", row.property, row.value);
    if (row.recent.size() > 1) {
        ui::sparkline("course", {"device.course", "Course"}, row.recent,
                      [&](double value) { return measured_text(value, row.unit); });
    }
    ui::plain_text("age", row.age, ui::Tone::kMuted);
    draw_described(row);
    for (std::size_t i = 0; i < row.quality.size(); ++i)
        ui::status("quality." + std::to_string(i), row.quality[i], ui::Tone::kWarning);
    if (row.is_unit_new && ui::button("unit", {"device.accept_unit", "Accept the unit"}))
        commands.emit("units.accept", {{"property", row.name}});
    if (row.can_chart && ui::toggle("chart", {"device.chart", "Chart"}, row.is_charted)) {
        commands.emit(row.is_charted ? "chart.remove" : "chart.add", {{"property", row.name}});
    }
    if (row.is_number) {
        ui::same_line();
        if (ui::button("alarm", {"device.alarm", "Set an alarm…"}))
            commands.emit("alarm.draft", {{"property", row.name}});
    }
    if (!row.can_order) return;
    ui::same_line();
    if (ui::button("order", {"device.order", "Order a value…"}))
        commands.emit("order.draft", {{"property", row.name}});
}

void draw_order_rows(const DeviceCardState& card, command::CommandQueue& commands) {
    if (const auto on =
            ui::check("allow", {"device.allow_orders", "Allow orders until the program ends"},
                      card.orders_are_allowed)) {
        commands.emit("orders.allow", {{"on", *on}});
    }
    if (!card.no_orders.empty()) ui::plain_text("why", card.no_orders, ui::Tone::kMuted);
    for (std::size_t i = 0; i < card.orders.size(); ++i) {
        ui::status("order." + std::to_string(i), card.orders[i].what,
                   card.orders[i].is_problem ? ui::Tone::kWarning : ui::Tone::kNormal);
    }
}

// What can be asked of the device, and what became of it: that is never folded away.
void draw_orders(const DeviceCardState& card, command::CommandQueue& commands) {
    constexpr Message kOrders{"device.orders", "Orders"};
    if (card.orders.empty() && !card.orders_are_allowed) {
        ui::section("orders", kOrders, ui::Initially::kClosed,
                    [&] { draw_order_rows(card, commands); });
        return;
    }
    ui::heading("orders", kOrders);
    ui::scope("orders", [&] { draw_order_rows(card, commands); });
}

}  // namespace

void DevicePanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const DeviceCardState& card = state.device;
    if (!card.has_device) {
        ui::text("none",
                 {"device.none", "No device is chosen. The list of devices is on the left."},
                 ui::Tone::kMuted);
        if (ui::button("list", {"device.list", "Devices"})) commands.emit("devices.show");
        return;
    }
    ui::plain_text("name", card.name);
    if (card.is_gone) {
        ui::status("gone", words::text({"device.gone", "Its feed says that it no longer exists"}),
                   ui::Tone::kWarning);
    }
    for (std::size_t i = 0; i < card.alarms.size(); ++i)
        ui::status("alarm." + std::to_string(i), card.alarms[i], ui::Tone::kError);
    draw_device_acts(card, commands);
    draw_device_facts(card);
    ui::heading("values", {"device.values", "Values"});
    for (std::size_t i = 0; i < card.values.size(); ++i) {
        ui::separator();
        ui::scope(std::to_string(i), [&] { draw_value(card.values[i], commands); });
    }
    draw_orders(card, commands);
    draw_twin_sections(card.twin, commands);
}

}  // namespace belvedere::panels
