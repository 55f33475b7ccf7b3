// SPDX-License-Identifier: Apache-2.0
#include "app/window/value_words.hpp"

#include <array>
#include <vector>

#include "app/describe/quantity_words.hpp"
#include "app/words/engine_text.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

std::string left_out_text(const layers::FieldSamples& from) {
    struct Count {
        std::size_t count;
        twin::TwinState state;
    };
    const std::array<Count, 3> counts = {{{from.left_out_stale, twin::TwinState::kStale},
                                          {from.left_out_lost, twin::TwinState::kLost},
                                          {from.left_out_disputed, twin::TwinState::kDisputed}}};
    std::vector<std::string> told;
    for (const Count& each : counts) {
        if (each.count == 0) continue;
        told.push_back(words::text(
            {"device.state_count", "{n} {state}"},
            {{"n", describe::said_count(each.count)}, {"state", device_state_name(each.state)}}));
    }
    if (told.empty()) return {};
    return words::text({"values.left_out", "Left out: {states}."},
                       {{"states", describe::said_list(told)}});
}

std::vector<std::string> told_estimates(const layers::ValueField& shown, const twin::Unit& unit) {
    const std::string count = describe::said_count(shown.field.samples);
    const std::string reach = describe::said_length(shown.field.reach_m);
    if (shown.from.display == layers::ValueDisplay::kHeatMap) {
        constexpr words::PluralMessage kDense{"values.heat_told",
                                              "{n} device, counted within {reach} of each place.",
                                              "{n} devices, counted within {reach} of each place."};
        return {words::plural(kDense, shown.field.samples, {{"n", count}, {"reach", reach}})};
    }
    const std::string error = device_value_text(shown.field.leave_one_out_error, unit);
    const bool is_kriging = shown.from.display == layers::ValueDisplay::kFieldKriging;
    const Message method =
        is_kriging ? Message{"values.kriging_told",
                             "Estimated between {n} places by ordinary kriging; leave-one-out "
                             "error {error}."}
                   : Message{"values.field_told",
                             "Estimated between {n} places by inverse distances; leave-one-out "
                             "error {error}."};
    return {words::text(method, {{"n", count}, {"error", error}}),
            words::text({"values.reach_told",
                         "Hatched where it is uncertain; nothing farther than {reach} from a "
                         "sensor."},
                        {{"reach", reach}})};
}

std::vector<std::string> told_field(const city::FieldDrawing& field, const twin::Unit& unit) {
    if (!field.problem().empty()) {
        return {words::text({"values.no_field", "No field can be drawn: {reason}."},
                            {{"reason", words::engine_text(field.problem())}})};
    }
    if (field.field() == nullptr)
        return {words::text({"values.working", "The field is being made…"})};
    std::vector<std::string> told = told_estimates(*field.field(), unit);
    if (std::string left_out = left_out_text(field.field()->from); !left_out.empty())
        told.push_back(std::move(left_out));
    return told;
}

std::vector<std::string> told_columns(const city::ValueDrawing& values, const twin::Unit& unit) {
    if (values.columns().empty())
        return {words::text({"values.choose", "Choose a value that devices tell."})};
    const layers::ColumnScale& scale = values.column_scale();
    return {words::text(
        {"values.columns_told", "A column's foot is {low}; one {height} high is {high}."},
        {{"low", device_value_text(scale.foot, unit)},
         {"height", describe::said_length(scale.height_m)},
         {"high", device_value_text(scale.top, unit)}})};
}

// What is beyond the limits of a display is told, never left out in silence.
void add_left_out(std::vector<std::string>& told, std::size_t count) {
    constexpr words::PluralMessage kLeftOut{"values.too_many", "{n} more is not shown.",
                                            "{n} more are not shown."};
    if (count > 0)
        told.push_back(words::plural(kLeftOut, count, {{"n", describe::said_count(count)}}));
}

std::vector<std::string> told_arrows(const layers::ValueArrows& arrows,
                                     const twin::TwinStore& store) {
    if (arrows.arrows.empty()) {
        return {words::text({"values.no_arrows", "No device tells a direction and a speed."})};
    }
    constexpr words::PluralMessage kArrows{
        "values.arrows_told", "{n} arrow points to where the wind or the vehicle goes; {speed}.",
        "{n} arrows point to where wind or vehicles go; the longest is {speed}."};
    const std::size_t count = arrows.arrows.size();
    std::vector<std::string> told = {words::plural(
        kArrows, count,
        {{"n", describe::said_count(count)},
         {"speed", device_value_text(arrows.fastest, store.units().unit(arrows.unit))}})};
    add_left_out(told, arrows.left_out);
    return told;
}

std::vector<std::string> told_trails(const layers::VehicleTrails& trails) {
    if (trails.trails().empty()) return {words::text({"values.no_trails", "No vehicle is known."})};
    constexpr words::PluralMessage kTrails{"values.trails_told",
                                           "The last {minutes} minutes of {n} vehicle.",
                                           "The last {minutes} minutes of {n} vehicles."};
    const std::size_t count = trails.trails().size();
    std::vector<std::string> told = {
        words::plural(kTrails, count,
                      {{"n", describe::said_count(count)},
                       {"minutes", describe::said_count(
                                       static_cast<std::uint64_t>(layers::kTrail_s / 60.0))}}),
        words::text({"values.trails_dashed",
                     "Dots are places that were told; the dashed way between them is assumed, "
                     "and the large pale dot on it is where the vehicle may be."})};
    add_left_out(told, trails.left_out());
    return told;
}

std::vector<std::string> told_roads(const layers::ValueRoads& roads) {
    if (roads.roads().empty())
        return {words::text({"values.no_roads", "No device tells a value of a stretch of road."})};
    constexpr words::PluralMessage kRoads{"values.roads_told", "{n} stretch of road.",
                                          "{n} stretches of road."};
    const std::size_t count = roads.roads().size();
    std::vector<std::string> told = {
        words::plural(kRoads, count, {{"n", describe::said_count(count)}})};
    add_left_out(told, roads.left_out());
    return told;
}

}  // namespace

std::string value_display_name(layers::ValueDisplay display) {
    constexpr std::array<Message, layers::kValueDisplays.size()> kNames = {
        Message{"values.symbols", "Symbols"},
        Message{"values.columns", "Columns"},
        Message{"values.field", "Field by inverse distances"},
        Message{"values.kriging", "Field by kriging"},
        Message{"values.heat", "Heat map of devices"},
        Message{"values.arrows", "Arrows"},
        Message{"values.trails", "Trails of vehicles"},
        Message{"values.roads", "Roads"}};
    return words::text(kNames[static_cast<std::size_t>(display)]);
}

std::vector<std::string> told_values(const city::ValueDrawing& values,
                                     const layers::DeviceSymbols& devices,
                                     const twin::TwinStore& store) {
    const twin::Unit& unit = store.units().unit(devices.unit());
    switch (values.display()) {
        case layers::ValueDisplay::kSymbols:
            return {};
        case layers::ValueDisplay::kRoads:
            return told_roads(values.roads());
        case layers::ValueDisplay::kColumns:
            return told_columns(values, unit);
        case layers::ValueDisplay::kArrows:
            return told_arrows(values.arrows(), store);
        case layers::ValueDisplay::kTrails:
            return told_trails(values.trails());
        default:
            return told_field(values.field(), unit);
    }
}

DeviceLegend value_legend(DeviceLegend legend, const city::ValueDrawing& values,
                          const layers::DeviceLook& look) {
    const layers::ValueField* field = values.field().field();
    if (field == nullptr || field->from.display != layers::ValueDisplay::kHeatMap) return legend;
    legend = {};
    legend.title = words::text({"values.heat_legend", "Devices a square kilometre"});
    const int decimals = layers::decimals_of(field->scale);
    for (std::size_t i = 0; i < field->scale.count; ++i) {
        const layers::SignColor color = look.classes[i];
        const std::uint32_t rgba =
            color.r | std::uint32_t{color.g} << 8 | std::uint32_t{color.b} << 16 | 0xFF000000U;
        legend.entries.push_back(
            {rgba,
             words::text({"device.legend_class", "{low} to {high}"},
                         {{"low", words::locale().number(field->scale.low(i), decimals)},
                          {"high", words::locale().number(field->scale.low(i + 1), decimals)}})});
        legend.shapes.push_back(layers::SignShape::kSquare);
    }
    return legend;
}

}  // namespace belvedere::window
