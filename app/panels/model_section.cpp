// SPDX-License-Identifier: Apache-2.0
#include "app/panels/model_section.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

command::Value layer_value(std::size_t layer) {
    return static_cast<std::int64_t>(layer);
}

// "Automatic", then the levels that the model has, and the chosen one where it has not.
void draw_lod(const LayerRow& row, std::size_t layer, command::CommandQueue& commands) {
    std::vector<std::string> levels{""};
    levels.insert(levels.end(), row.lods.begin(), row.lods.end());
    const std::string chosen = row.lod == "auto" ? std::string() : row.lod;
    auto at = std::find(levels.begin(), levels.end(), chosen);
    if (at == levels.end()) at = levels.insert(levels.end(), chosen);
    if (levels.size() < 2) return;
    std::vector<std::string> names;
    names.reserve(levels.size());
    for (const std::string& level : levels) {
        names.push_back(
            level.empty() ? words::text({"layers.lod_auto", "Automatic (the highest)"})
                          : words::text({"layers.lod_level", "Level {level}"}, {{"level", level}}));
    }
    const auto index = static_cast<std::size_t>(at - levels.begin());
    if (const auto wanted = ui::choice("lod", {"layers.lod", "Level of detail"}, names, index)) {
        commands.emit("layer.set_lod",
                      {{"layer", layer_value(layer)},
                       {"lod", levels[*wanted].empty() ? std::string("auto") : levels[*wanted]}});
    }
}

// "Automatic", then the themes that the model has, and the chosen one where it has not.
void draw_theme(const LayerRow& row, std::size_t layer, command::CommandQueue& commands) {
    std::vector<std::string> themes{""};
    themes.insert(themes.end(), row.themes.begin(), row.themes.end());
    auto at = std::find(themes.begin(), themes.end(), row.theme);
    if (at == themes.end()) at = themes.insert(themes.end(), row.theme);
    if (themes.size() < 2) return;
    const auto index = static_cast<std::size_t>(at - themes.begin());
    std::vector<std::string> names = themes;
    names.front() = words::text({"layers.theme_auto", "Automatic (the first)"});
    if (const auto wanted = ui::choice("theme", {"layers.theme", "Theme"}, names, index)) {
        commands.emit("layer.set_theme",
                      {{"layer", layer_value(layer)}, {"theme", themes[*wanted]}});
    }
}

// What is filled with colours and drawn apart.
void draw_drawn_set(const LayerRow& row, std::size_t layer, command::CommandQueue& commands) {
    const bool has_surfaces = row.feature_id_set == "surface" || row.feature_id_set == "1";
    const std::vector<std::string> names = {words::text({"layers.whole_objects", "Whole objects"}),
                                            words::text({"layers.each_surface", "Each surface"})};
    if (const auto wanted = ui::choice("drawn", {"layers.colours_fill", "Colours fill"}, names,
                                       has_surfaces ? 1 : 0)) {
        commands.emit("layer.set_feature_ids",
                      {{"layer", layer_value(layer)},
                       {"set", std::string(*wanted == 1 ? "surface" : "object")}});
    }
}

// Where the vertical datum is a guess, the ground beneath tells how far it is off.
void draw_heights(const LayerRow& row, std::size_t layer, command::CommandQueue& commands) {
    const bool is_raised = row.raise_m != 0.0;
    if (!is_raised && !row.is_height_estimated) return;
    if (is_raised) {
        ui::value_row("raised", Message{"layers.raised", "Raised by"}, length_text(row.raise_m));
    }
    const ui::ButtonLook look{
        ui::Emphasis::kNormal, ui::Width::kContent, ui::Enabled::kYes,
        words::text({"layers.fit_ground_hint",
                     "Raises or lowers it to the ground of the other layers beneath it"})};
    if (ui::button("fit_ground", {"layers.fit_ground", "Fit to ground"}, look)) {
        commands.emit("layer.fit_to_ground", {{"layer", layer_value(layer)}});
    }
    if (!is_raised) return;
    ui::same_line();
    if (ui::button("own_height", {"layers.own_height", "Its own heights"})) {
        commands.emit("layer.raise", {{"layer", layer_value(layer)}, {"metres", 0.0}});
    }
}

void draw_types(const LayerRow& row, std::size_t layer, command::CommandQueue& commands) {
    for (std::size_t i = 0; i < row.types.size(); ++i) {
        const auto& [type, is_shown] = row.types[i];
        ui::scope("type." + std::to_string(i), [&] {
            if (const auto shown =
                    ui::bare_check("shown", {"layers.type_shown", "Show this type"}, is_shown)) {
                commands.emit("layer.show_type",
                              {{"layer", layer_value(layer)}, {"type", type}, {"show", *shown}});
            }
            ui::same_line();
            ui::bar_text("name", type, is_shown ? ui::Tone::kNormal : ui::Tone::kMuted);
        });
    }
}

}  // namespace

void ModelSection::draw_filter(const PanelState& state, std::size_t layer,
                               command::CommandQueue& commands) {
    const LayerRow& row = state.layers.layers[layer];
    if (of_ != layer || filter_before_ != row.filter) {
        of_ = layer;
        filter_ = filter_before_ = row.filter;
    }
    draw_types(row, layer, commands);
    const auto set = [&](const std::string& filter) {
        commands.emit("layer.set_filter", {{"layer", layer_value(layer)}, {"filter", filter}});
    };
    constexpr std::array<const char*, 7> kRelations = {"==", "!=", "<", "<=", ">", ">=", "~"};
    const std::vector<std::string> relations = {
        "=", "≠", "<", "≤", ">", "≥", words::text({"layers.contains", "contains"})};
    const std::vector<std::string>& names = row.attributes;
    if (!names.empty()) {
        attribute_ = std::min(attribute_, names.size() - 1);
        if (const auto chosen = ui::choice("attribute", {"layers.filter_attribute", "Attribute"},
                                           names, attribute_)) {
            attribute_ = *chosen;
        }
        if (const auto chosen = ui::choice("relation", {"layers.filter_relation", "Relation"},
                                           relations, relation_)) {
            relation_ = *chosen;
        }
        const ui::Edit edit = ui::text_field("value", {"layers.filter_value", "Value"}, value_);
        const bool pressed = ui::button("apply", {"layers.filter_apply", "Show only these"});
        if (pressed || edit == ui::Edit::kSubmitted) {
            commands.emit("layer.filter_by", {{"layer", layer_value(layer)},
                                              {"attribute", names[attribute_]},
                                              {"relation", std::string(kRelations[relation_])},
                                              {"value", value_}});
        }
    }
    if (ui::text_field("expression", {"layers.filter", "Condition"}, filter_) ==
        ui::Edit::kSubmitted) {
        set(filter_);
    }
    if (row.filter.empty() && row.types_hidden == 0) return;
    if (ui::button("show_all", {"layers.filter_end", "Show all"})) {
        commands.emit("layer.clear_filter", {{"layer", layer_value(layer)}});
    }
}

void ModelSection::draw(const PanelState& state, std::size_t layer,
                        command::CommandQueue& commands) {
    const LayerRow& row = state.layers.layers[layer];
    if (row.lacks_crs) {
        ui::status("no_crs",
                   words::text({"layers.no_crs", "It does not say where on Earth it stands."}),
                   ui::Tone::kWarning);
        if (ui::button("ask_crs", {"layers.ask_crs", "Say where it stands…"})) {
            commands.emit("layer.ask_crs", {{"layer", layer_value(layer)}});
        }
    }
    draw_lod(row, layer, commands);
    draw_theme(row, layer, commands);
    if (row.is_city_model) draw_drawn_set(row, layer, commands);
    if (row.is_city_model && !row.lacks_crs) draw_heights(row, layer, commands);
    if (row.is_city_model) {
        const ui::ButtonLook look{
            ui::Emphasis::kNormal, ui::Width::kContent, ui::Enabled::kYes,
            words::text({"layers.report_hint",
                         "Reads all of the model and lists what was mended or left out"})};
        if (ui::button("report", {"layers.report", "Import report"}, look)) {
            commands.emit("layer.report", {{"layer", layer_value(layer)}});
        }
    }
    if (row.phase != LayerPhase::kOpen || row.types.empty()) return;
    ui::section("filter", {"layers.filter_title", "Which objects are shown"},
                ui::Initially::kClosed, [&] { draw_filter(state, layer, commands); });
}

}  // namespace belvedere::panels
