// SPDX-License-Identifier: Apache-2.0
#include "app/panels/style_panel.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

// Colour maps by proper names keep them.
std::string palette_text(const std::string& name) {
    if (name == "blue to red") return words::text({"palette.blue_to_red", "blue to red"});
    return name;
}

}  // namespace

std::string legend_text(const LegendEntry& entry) {
    if (!entry.message) return entry.meaning;
    return words::text(*entry.message, {{"low", compact_text(entry.low)},
                                        {"high", compact_text(entry.high)},
                                        {"value", entry.meaning},
                                        {"n", count_text(entry.count)}});
}

void StylePanel::draw_classes(const StyleState& state, command::CommandQueue& commands) {
    if (state.attribute_names.empty()) {
        ui::text("no_attributes", {"style.no_attributes", "No attributes are loaded yet."},
                 ui::Tone::kMuted);
        return;
    }
    if (const auto chosen = ui::choice("attribute", {"style.attribute", "Attribute"},
                                       state.attribute_names, attribute_)) {
        attribute_ = *chosen;
    }
    std::vector<std::string> palettes;
    palettes.reserve(state.palettes.size());
    for (const std::string& palette : state.palettes)
        palettes.push_back(palette_text(palette));
    if (const auto chosen =
            ui::choice("palette", {"style.palette", "Colours"}, palettes, palette_)) {
        palette_ = *chosen;
    }
    const ui::SliderRange range{2.0, 9.0, number_text(classes_, 0), 1.0};
    if (const auto classes = ui::slider("classes", {"style.classes", "Classes"}, classes_, range)) {
        classes_ = std::round(*classes);
    }
    const ui::ButtonLook primary{
        ui::Emphasis::kPrimary, ui::Width::kContent, ui::Enabled::kYes, {}};
    const bool pressed = ui::button("apply", {"style.apply", "Colour"}, primary);
    if (!pressed || attribute_ >= state.attribute_names.size() ||
        palette_ >= state.palettes.size()) {
        return;
    }
    commands.emit("style.by_attribute", {{"attribute", state.attribute_names[attribute_]},
                                         {"palette", state.palettes[palette_]},
                                         {"classes", static_cast<std::int64_t>(classes_)}});
}

void StylePanel::draw_legend(const PanelState& state, command::CommandQueue& commands) {
    const StyleState& style = state.style;
    ui::space();
    ui::heading("legend", {"style.legend", "Legend"});
    ui::plain_text("title", style.title, ui::Tone::kMuted);
    for (std::size_t i = 0; i < style.legend.size(); ++i) {
        ui::legend_entry("legend." + std::to_string(i), {style.legend[i].rgba, i},
                         legend_text(style.legend[i]));
    }
    ui::section("audience", {"style.audience", "For an audience"}, ui::Initially::kClosed, [&] {
        const std::string language =
            choose_text_language("language", state.views.languages, language_);
        if (const auto title =
                title_.draw("legend_title", {"style.audience_title", "Title of the legend"},
                            style.titles, language, 0)) {
            commands.emit("style.set_title", {{"text", *title}, {"language", language}});
        }
    });
}

void StylePanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const StyleState& style = state.style;
    const bool has_models = std::any_of(state.layers.layers.begin(), state.layers.layers.end(),
                                        [](const LayerRow& layer) { return layer.is_city_model; });
    if (has_models) {
        ui::heading("ready", {"style.ready", "Ready-made"});
        if (ui::button("surfaces", {"style.surfaces", "Surface type"}))
            commands.emit("style.by_surface_type");
        ui::same_line();
        if (ui::button("use", {"style.use", "Function"})) commands.emit("style.by_use");
        ui::space();
    }
    ui::heading("by_attribute", {"style.by_attribute", "Colour by attribute"});
    draw_classes(style, commands);
    ui::space();
    ui::section("file", {"style.file", "Style file"}, ui::Initially::kClosed, [&] {
        constexpr Message kLoad{"style.load", "Load"};
        const ui::Edit edit =
            ui::text_field("path", {"style.path", "3D Tiles style (JSON)"}, path_,
                           ui::LabelPlace::kInside, ui::button_width(kLoad) + ui::gap_px());
        ui::same_line();
        const bool pressed = ui::button("load", kLoad);
        if ((pressed || edit == ui::Edit::kSubmitted) && !path_.empty()) {
            commands.emit("style.load", {{"path", path_}});
        }
    });
    if (!style.problem.empty()) ui::status("problem", style.problem, ui::Tone::kError);
    if (style.title.empty()) return;
    draw_legend(state, commands);
    if (ui::button("clear", {"style.clear", "Remove the style"})) commands.emit("style.clear");
}

}  // namespace belvedere::panels
