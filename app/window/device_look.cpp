// SPDX-License-Identifier: Apache-2.0
#include "app/window/device_look.hpp"

#include <algorithm>
#include <cmath>

#include "app/window/palettes.hpp"
#include "app/words/words.hpp"
#include "engine/twin/name_pool.hpp"

namespace belvedere::window {
namespace {

constexpr layers::SignColor color_of(access::Color8 color) {
    return {color.r, color.g, color.b, 255};
}

std::uint32_t rgba_of(layers::SignColor color) {
    return color.r | std::uint32_t{color.g} << 8 | std::uint32_t{color.b} << 16 | 0xFF000000U;
}

Message kind_message(layers::DeviceKind kind) {
    constexpr std::array<Message, layers::kDeviceKinds> kNames = {
        Message{"device.kind_other", "Other devices"},
        Message{"device.kind_air", "Air quality"},
        Message{"device.kind_noise", "Noise"},
        Message{"device.kind_weather", "Weather"},
        Message{"device.kind_water", "Water"},
        Message{"device.kind_traffic", "Traffic"},
        Message{"device.kind_parking", "Parking"},
        Message{"device.kind_light", "Street lights"},
        Message{"device.kind_waste", "Waste"},
        Message{"device.kind_vehicle", "Vehicles"},
        Message{"device.kind_alert", "Alerts"},
        Message{"device.kind_meter", "Meters"}};
    return kNames[static_cast<std::size_t>(kind)];
}

std::string with_unit(const std::string& text, const twin::Unit& unit) {
    if (unit.symbol.empty()) return text;
    return words::text({"device.value", "{value} {unit}"},
                       {{"value", text}, {"unit", std::string(unit.symbol)}});
}

}  // namespace

layers::DeviceLook device_look(const std::string& property, twin::EntityId chosen) {
    // Made once: finding colours that stand evenly apart takes most of a millisecond.
    static const std::vector<access::Color8> kClasses =
        class_colors("viridis", layers::kClassesMax);
    layers::DeviceLook look;
    look.property = property;
    look.chosen = chosen;
    const auto categories = category_colors();
    for (std::size_t i = 0; i < look.kinds.size(); ++i)
        look.kinds[i] = color_of(i == 0 ? kOtherColor : categories[(i - 1) % categories.size()]);
    for (std::size_t i = 0; i < look.classes.size(); ++i)
        look.classes[i] = color_of(kClasses[i]);
    look.without = color_of(kOtherColor);
    look.without.a = 130;
    return look;
}

std::string device_kind_name(layers::DeviceKind kind) {
    return words::text(kind_message(kind));
}

std::string device_value_text(double number, const twin::Unit& unit) {
    // Four digits that count, and no more decimals than sensors have.
    const double size = std::abs(number);
    const int decimals = size >= 1000.0 ? 0 : size >= 100.0 ? 1 : size >= 1.0 ? 1 : 2;
    return with_unit(words::locale().number(number, decimals), unit);
}

std::string device_state_name(twin::TwinState state) {
    switch (state) {
        case twin::TwinState::kLive:
            return words::text({"device.state_live", "live"});
        case twin::TwinState::kStale:
            return words::text({"device.state_stale", "stale"});
        case twin::TwinState::kLost:
            return words::text({"device.state_lost", "lost"});
        case twin::TwinState::kSimulated:
            return words::text({"device.state_simulated", "simulated"});
        case twin::TwinState::kReplayed:
            return words::text({"device.state_replayed", "replayed"});
        case twin::TwinState::kDisputed:
            return words::text({"device.state_disputed", "disputed"});
    }
    return {};
}

DeviceLegend device_legend(const layers::DeviceSymbols& devices, const layers::DeviceLook& look,
                           const twin::TwinStore& store) {
    DeviceLegend legend;
    const layers::DeviceCounts counts = devices.counts();
    if (counts.shown == 0) return legend;
    if (look.property.empty()) {
        legend.title = words::text({"device.legend", "Devices"});
        for (std::size_t i = 0; i < layers::kDeviceKinds; ++i) {
            if (counts.by_kind[i] == 0) continue;
            const auto kind = static_cast<layers::DeviceKind>(i);
            legend.entries.push_back({rgba_of(look.kinds[i]), device_kind_name(kind)});
            legend.entries.back().count = counts.by_kind[i];
            legend.shapes.push_back(layers::shape_of(kind));
        }
        return legend;
    }
    const twin::Unit& unit = store.units().unit(devices.unit());
    const layers::ValueScale& scale = devices.scale();
    legend.title =
        unit.symbol.empty()
            ? look.property
            : words::text({"device.legend_of", "{property}, {unit}"},
                          {{"property", look.property}, {"unit", std::string(unit.symbol)}});
    const int decimals = layers::decimals_of(scale);
    for (std::size_t i = 0; i < scale.count; ++i) {
        legend.entries.push_back(
            {rgba_of(look.classes[i]),
             words::text({"device.legend_class", "{low} to {high}"},
                         {{"low", words::locale().number(scale.low(i), decimals)},
                          {"high", words::locale().number(scale.low(i + 1), decimals)}})});
        legend.shapes.push_back(layers::SignShape::kCircle);
    }
    if (counts.valued < counts.shown) {
        legend.entries.push_back(
            {rgba_of(look.without), words::text({"device.no_value", "no value"})});
        legend.shapes.push_back(layers::SignShape::kCircle);
    }
    return legend;
}

}  // namespace belvedere::window
