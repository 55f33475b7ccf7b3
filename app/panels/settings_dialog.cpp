// SPDX-License-Identifier: Apache-2.0
#include "app/panels/settings_dialog.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

using command::CommandQueue;
using enum ui::Initially;

// GiB to choose from.
constexpr std::array<double, 8> kMemory_gib = {0.0, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0};
constexpr std::array<double, 6> kCache_gib = {0.5, 1.0, 2.0, 4.0, 16.0, 64.0};

std::string gib_text(double gib) {
    constexpr double kGib = 1024.0 * 1024.0 * 1024.0;
    return bytes_text(static_cast<std::uint64_t>(gib * kGib));
}

template <class Value, std::size_t N>
std::size_t nearest(const std::array<Value, N>& values, const Value& value) {
    return static_cast<std::size_t>(std::find(values.begin(), values.end(), value) -
                                    values.begin());
}

void draw_picture(const PanelState& state, CommandQueue& commands) {
    const std::vector<std::string>& names = state.performance.qualities;
    std::vector<std::string> shown = {
        words::text({"settings.quality_own", "Chosen by the device"})};
    for (const std::string& name : names)
        shown.push_back(quality_text(name));
    const std::string& usual = state.accessibility.chosen.quality;
    const auto found = std::find(names.begin(), names.end(), usual);
    const std::size_t chosen =
        usual.empty() ? 0 : static_cast<std::size_t>(found - names.begin()) + 1;
    if (const auto now =
            ui::choice("quality", {"settings.quality", "Usual quality"}, shown, chosen)) {
        commands.emit("app.set_usual_quality",
                      {{"name", *now == 0 ? std::string() : names[*now - 1]}});
    }
    ui::text("quality_hint",
             {"settings.quality_hint",
              "For projects that name none; the Performance side chooses "
              "for the project that is open."},
             ui::Tone::kMuted);
}

void draw_units(const PanelState& state, CommandQueue& commands) {
    const std::vector<std::string> shown = {
        words::text({"settings.units_usual", "As usual in your territory"}),
        words::text({"settings.units_metric", "Metric: metres, hectares"}),
        words::text({"settings.units_imperial", "Imperial: feet, miles, acres"})};
    const std::size_t chosen =
        nearest(preferences::kUnits, std::string_view(state.accessibility.chosen.units));
    if (const auto now =
            ui::choice("units", {"settings.units", "Lengths and areas"}, shown, chosen)) {
        commands.emit("app.set_units", {{"name", std::string(preferences::kUnits[*now])}});
    }
    ui::text("units_hint",
             {"settings.units_hint",
              "Coordinates keep the units of their reference system, and attributes those of "
              "their data."},
             ui::Tone::kMuted);
}

void draw_memory(const PanelState& state, CommandQueue& commands) {
    std::vector<std::string> shown;
    shown.reserve(std::size(kMemory_gib));
    for (const double gib : kMemory_gib)
        shown.push_back(gib > 0.0 ? gib_text(gib)
                                  : words::text({"settings.memory_own", "As the program has it"}));
    const double wish = state.accessibility.chosen.memory_gib;
    if (const auto now = ui::choice("memory", {"settings.memory", "Memory for a city"}, shown,
                                    nearest(kMemory_gib, wish))) {
        commands.emit("app.set_memory", {{"gib", kMemory_gib[*now]}});
    }
    ui::value_row("memory_now", Message{"settings.memory_now", "Ceiling now"},
                  bytes_text(state.performance.memory_ceiling_bytes));
}

void draw_cache(const PanelState& state, CommandQueue& commands) {
    const SettingsState& settings = state.settings;
    ui::value_row("folder", Message{"settings.cache_folder", "Folder"}, settings.cache_folder);
    ui::value_row("size", Message{"settings.cache_size", "In use"},
                  settings.cache_bytes ? bytes_text(*settings.cache_bytes)
                                       : words::text({"settings.counting", "being counted…"}));
    std::vector<std::string> shown;
    shown.reserve(std::size(kCache_gib));
    for (const double gib : kCache_gib)
        shown.push_back(gib_text(gib));
    const double limit = state.accessibility.chosen.cache_gib;
    if (const auto now = ui::choice("limit", {"settings.cache_limit", "At most"}, shown,
                                    nearest(kCache_gib, limit))) {
        commands.emit("app.set_cache_size", {{"gib", kCache_gib[*now]}});
    }
    if (ui::button("clear", {"settings.cache_clear", "Clear the cache"})) {
        commands.emit("cache.clear");
    }
}

void draw_network(const PanelState& state, CommandQueue& commands) {
    if (const auto now = ui::check("offline", {"settings.offline", "Work without a network"},
                                   state.accessibility.chosen.offline)) {
        commands.emit("app.offline", {{"on", *now}});
    }
    ui::text("offline_hint",
             {"settings.offline_hint",
              "Of sources on servers only what the cache has kept is "
              "shown, and nothing is asked for."},
             ui::Tone::kMuted);
}

}  // namespace

void SettingsDialog::draw_city(const PanelState& state, CommandQueue& commands) {
    const std::vector<std::string> systems = {
        words::text({"settings.system_layer", "The layer's own system"}),
        words::text({"settings.system_wgs84", "WGS 84"})};
    const std::size_t chosen = state.overlay.system == "wgs84" ? 1 : 0;
    if (const auto now =
            ui::choice("system", {"settings.system", "Coordinates"}, systems, chosen)) {
        commands.emit("view.coordinates", {{"system", std::string(*now == 1 ? "wgs84" : "layer")}});
    }
    ui::value_row("zone_now", Message{"settings.zone_now", "Time zone now"}, state.time.zone);
    const ui::Edit edit =
        ui::text_field("zone", {"settings.zone", "Time zone of the city, as Europe/Rome"}, zone_);
    if (edit == ui::Edit::kSubmitted && !zone_.empty()) {
        commands.emit("time.set_zone", {{"zone", zone_}});
    }
}

void SettingsDialog::draw(const PanelState& state, CommandQueue& commands) {
    const bool open = state.settings.is_shown;
    if (open && !std::exchange(was_open_, open)) zone_.clear();
    was_open_ = open;
    const bool stays = ui::dialog("settings", {"settings.title", "Settings"}, open, [&] {
        ui::heading("heading", {"settings.heading", "Settings"});
        ui::text("hint",
                 {"settings.hint",
                  "They are yours and no city's. Memory, cache and network hold "
                  "from the next start."},
                 ui::Tone::kMuted);
        ui::section("picture", {"settings.picture", "Picture"}, kOpen,
                    [&] { draw_picture(state, commands); });
        ui::section("units_section", {"settings.units_section", "Units"}, kOpen,
                    [&] { draw_units(state, commands); });
        ui::section("memory_section", {"settings.memory_section", "Memory"}, kOpen,
                    [&] { draw_memory(state, commands); });
        ui::section("cache", {"settings.cache", "Cache on this disk"}, kOpen,
                    [&] { draw_cache(state, commands); });
        ui::section("network", {"settings.network", "Network"}, kOpen,
                    [&] { draw_network(state, commands); });
        ui::section("city", {"settings.city", "This city (kept in its project)"}, kOpen,
                    [&] { draw_city(state, commands); });
        if (ui::button("accessibility", {"settings.accessibility", "Sight, hearing, keys…"})) {
            commands.emit("app.settings");
            commands.emit("app.accessibility");
        }
        ui::same_line();
        if (ui::button("close", {"settings.close", "Close"})) commands.emit("app.settings");
    });
    if (open && !stays) commands.emit("app.settings");
}

}  // namespace belvedere::panels
