// SPDX-License-Identifier: Apache-2.0
#include "app/panels/devices_panel.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "app/panels/map_values_section.hpp"
#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

class DeviceTable final : public ui::TableSource {
  public:
    explicit DeviceTable(const DevicesState& state) : state_(state) {}
    [[nodiscard]] std::size_t rows() const override { return state_.lines; }
    [[nodiscard]] std::string cell(std::size_t row, std::size_t column) const override {
        const DeviceRow& line = line_of(row);
        if (column == 0) return line.is_alarmed ? "▲ " + line.name : line.name;
        if (column == 1) return line.value;
        if (line.is_heading) return words::text({"devices.heading", "group"});
        if (line.age.empty()) return line.state;
        return words::text({"devices.state_and_age", "{state}, {age}"},
                           {{"state", line.state}, {"age", line.age}});
    }
    [[nodiscard]] bool is_selected(std::size_t row) const override {
        return line_of(row).is_chosen;
    }

  private:
    // A row is asked for cell by cell.
    const DeviceRow& line_of(std::size_t row) const {
        if (row_ != row) line_ = state_.line(row);
        row_ = row;
        return line_;
    }
    const DevicesState& state_;
    mutable std::size_t row_ = static_cast<std::size_t>(-1);
    mutable DeviceRow line_;
};

// A choice of words for values that commands know by name; the first is "all".
struct Option {
    std::string name;
    std::string shown;
};

void draw_device_choice(std::string_view id, const Message& message,
                        std::span<const Option> options, const std::string& now,
                        const char* argument, command::CommandQueue& commands) {
    std::vector<std::string> shown;
    for (const Option& option : options)
        shown.push_back(option.shown);
    const auto chosen =
        static_cast<std::size_t>(std::ranges::find(options, now, &Option::name) - options.begin());
    if (const auto wanted = ui::choice(id, message, shown, chosen))
        commands.emit("devices.find", {{argument, options[*wanted].name}});
}

std::vector<Option> all_and(const std::vector<std::string>& names, const Message& all) {
    std::vector<Option> options{{"", words::text(all)}};
    for (const std::string& name : names)
        options.push_back({name, name});
    return options;
}

void draw_filters(const DevicesState& devices, command::CommandQueue& commands) {
    constexpr Message kAll{"devices.all", "all"};
    draw_device_choice("kind", {"devices.kind", "Kind"}, all_and(devices.kinds, kAll), devices.kind,
                       "kind", commands);
    const std::vector<Option> states = {
        {"", words::text(kAll)},
        {"live", words::text({"device.live", "live"})},
        {"stale", words::text({"device.stale", "stale"})},
        {"lost", words::text({"device.lost", "lost"})},
        {"simulated", words::text({"device.simulated", "simulated"})},
        {"replayed", words::text({"device.replayed", "replayed"})},
        {"disputed", words::text({"device.disputed", "disputed"})}};
    draw_device_choice("state", {"devices.state", "State"}, states, devices.state, "state",
                       commands);
    draw_device_choice("source", {"devices.source", "Feed"}, all_and(devices.sources, kAll),
                       devices.source, "source", commands);
    const std::vector<Option> groups = {{"none", words::text({"devices.group_none", "none"})},
                                        {"kind", words::text({"devices.kind", "Kind"})},
                                        {"state", words::text({"devices.state", "State"})},
                                        {"source", words::text({"devices.source", "Feed"})}};
    draw_device_choice("group", {"devices.group", "Group by"}, groups, devices.group, "group",
                       commands);
}

void draw_order(const DevicesState& devices, command::CommandQueue& commands) {
    draw_device_choice("property", {"devices.property", "Value"},
                       all_and(devices.properties, {"devices.property_any", "none"}),
                       devices.property, "property", commands);
    std::vector<Option> sorts = {{"name", words::text({"devices.by_name", "name"})},
                                 {"kind", words::text({"devices.by_kind", "kind"})},
                                 {"state", words::text({"devices.by_state", "state"})},
                                 {"age", words::text({"devices.by_age", "age"})}};
    if (!devices.property.empty())
        sorts.push_back({"value", words::text({"devices.by_value", "value"})});
    draw_device_choice("sort", {"devices.sort", "Sort by"}, sorts, devices.sort, "sort", commands);
    if (const auto down = ui::check("descending", {"devices.descending", "Highest first"},
                                    devices.is_descending)) {
        commands.emit("devices.find", {{"descending", *down}});
    }
}

std::string devices_found_text(const DevicesState& devices) {
    constexpr words::PluralMessage kFound{"devices.found", "{n} of {total} devices",
                                          "{n} of {total} devices"};
    return words::plural(kFound, devices.found,
                         {{"n", count_text(devices.found)}, {"total", count_text(devices.total)}});
}

}  // namespace

void DevicesPanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const DevicesState& devices = state.devices;
    if (text_before_ != devices.text) text_ = text_before_ = devices.text;
    constexpr Message kFind{"devices.find", "Find"};
    const ui::Edit edit =
        ui::text_field("text", {"devices.text", "Part of an id or a kind"}, text_,
                       ui::LabelPlace::kInside, ui::button_width(kFind) + ui::gap_px());
    ui::same_line();
    if (ui::button("find", kFind) || edit == ui::Edit::kSubmitted)
        commands.emit("devices.find", {{"text", text_}});
    draw_order(devices, commands);
    ui::section("filter", {"devices.filter", "Filter and group"}, ui::Initially::kClosed,
                [&] { draw_filters(devices, commands); });
    draw_map_values(devices, commands);
    if (devices.total == 0) {
        ui::text("none", {"devices.none", "No device is known. Connect a feed to see its devices."},
                 ui::Tone::kMuted);
        if (ui::button("feeds", {"devices.feeds", "Feeds…"}))
            commands.emit("layout.set_tab",
                          {{"dock", std::string("bottom")}, {"tab", std::string("feeds")}});
        return;
    }
    ui::plain_text("count",
                   devices.is_sorting ? words::text({"devices.sorting", "{found}, sorting…"},
                                                    {{"found", devices_found_text(devices)}})
                                      : devices_found_text(devices),
                   ui::Tone::kMuted);
    if (devices.is_among_some) {
        ui::status("among", words::text({"devices.among", "Only the devices of one group"}),
                   ui::Tone::kAccent);
        if (ui::button("all", {"devices.show_all", "Show all devices"}))
            commands.emit("devices.reset");
    }
    if (devices.lines == 0) return;
    const Message columns[] = {
        {"devices.name", "Device"}, {"devices.value", "Value"}, {"devices.state", "State"}};
    if (const auto row = ui::table("table", columns, DeviceTable(devices), 0.0F))
        commands.emit("devices.choose", {{"line", static_cast<std::int64_t>(*row)}});
}

}  // namespace belvedere::panels
