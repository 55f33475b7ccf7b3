// SPDX-License-Identifier: Apache-2.0
#include "app/panels/layers_panel.hpp"

#include <algorithm>
#include <cstdint>

#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

// Problems listed at most; the rest is a count.
constexpr std::size_t kProblemsShown = 50;

command::Value index_of(std::size_t index) {
    return static_cast<std::int64_t>(index);
}

std::string short_state(const LayerRow& layer) {
    switch (layer.phase) {
        case LayerPhase::kOpening:
            return words::text({"layers.opening", "opening…"});
        case LayerPhase::kFailed:
            return words::text({"layers.failed", "failed"});
        case LayerPhase::kOpen:
            break;
    }
    if (!layer.problems.empty()) return "▲ " + count_text(layer.problems.size());
    if (layer.tiles_pending == 0) return {};
    constexpr words::PluralMessage kLoading{"layers.loading", "{n} loading", "{n} loading"};
    return counted_text(kLoading, layer.tiles_pending);
}

void draw_facts(const LayerRow& layer) {
    if (!layer.title.empty()) {
        ui::value_row("title", Message{"layers.title", "Title"}, layer.title);
    }
    ui::value_row("kind", Message{"layers.kind", "Kind"}, layer.kind);
    ui::value_row("crs", Message{"layers.crs", "CRS"}, layer.crs);
    ui::value_row("vertical", Message{"layers.vertical", "Heights"}, layer.vertical);
    ui::value_row("tiles", Message{"layers.tiles", "Tiles drawn"},
                  words::text({"layers.tiles_drawn", "{drawn} of {loaded} loaded"},
                              {{"drawn", count_text(layer.tiles_drawn)},
                               {"loaded", count_text(layer.tiles_loaded)}}));
    ui::value_row("features", Message{"layers.features", "Features"}, count_text(layer.features));
    ui::value_row("source", Message{"layers.source", "Source"}, layer.uri);
    for (std::size_t i = 0; i < layer.attributions.size(); ++i) {
        ui::value_row("attribution." + std::to_string(i), Message{"layers.attribution", "Credit"},
                      layer.attributions[i]);
    }
}

void draw_problems(const LayerRow& layer, command::CommandQueue& commands) {
    if (!layer.problem.empty() || !layer.problems.empty()) {
        const ui::ButtonLook look{
            ui::Emphasis::kNormal, ui::Width::kContent, ui::Enabled::kYes,
            words::text(
                {"layers.try_again_hint", "Asks again for what could not be opened or loaded"})};
        if (ui::button("try_again", {"layers.try_again", "Try again"}, look))
            commands.emit("source.try_again");
    }
    if (!layer.problem.empty()) ui::status("problem", layer.problem, ui::Tone::kError);
    for (std::size_t i = 0; i < layer.warnings.size(); ++i) {
        ui::status("warning." + std::to_string(i), layer.warnings[i], ui::Tone::kWarning);
    }
    if (layer.problems.empty()) return;
    ui::section(
        "problems", {"layers.problems", "Tiles that could not be shown"}, ui::Initially::kClosed,
        [&] {
            const std::size_t shown = std::min(layer.problems.size(), kProblemsShown);
            for (std::size_t i = 0; i < shown; ++i) {
                const auto& [tile, cause] = layer.problems[i];
                const std::string id = std::to_string(i);
                ui::status("cause." + id, cause, ui::Tone::kError);
                ui::plain_text("tile." + id, tile, ui::Tone::kMuted);
            }
            if (shown == layer.problems.size()) return;
            constexpr words::PluralMessage kMore{"layers.more", "and {n} more", "and {n} more"};
            ui::plain_text("more", counted_text(kMore, layer.problems.size() - shown),
                           ui::Tone::kMuted);
        });
}

}  // namespace

void LayersPanel::draw_group(const LayersState& state, std::size_t first,
                             command::CommandQueue& commands) {
    const std::string& group = state.layers[first].group;
    const bool shown = std::any_of(state.layers.begin(), state.layers.end(),
                                   [&](const auto& l) { return l.group == group && l.visible; });
    ui::scope("group." + std::to_string(first), [&] {
        if (const auto visible =
                ui::bare_check("visible", {"layers.group_visible", "Show the group"}, shown)) {
            commands.emit("layer.set_group_visible", {{"group", group}, {"visible", *visible}});
        }
        ui::same_line();
        ui::bar_text("name", group, ui::Tone::kMuted);
    });
}

void LayersPanel::draw_row(const LayersState& state, std::size_t index,
                           command::CommandQueue& commands) {
    const LayerRow& layer = state.layers[index];
    ui::scope(std::to_string(index), [&] {
        if (!layer.group.empty()) ui::indent();
        if (const auto shown =
                ui::bare_check("visible", {"layers.visible", "Visible"}, layer.visible)) {
            commands.emit("layer.set_visible", {{"layer", index_of(index)}, {"visible", *shown}});
        }
        ui::same_line();
        if (ui::list_row("row", layer.name, short_state(layer), index == state.chosen)) {
            commands.emit("layer.choose", {{"layer", index_of(index)}});
        }
    });
}

void LayersPanel::draw_properties(const PanelState& panels, command::CommandQueue& commands) {
    const LayersState& state = panels.layers;
    const std::size_t index = state.chosen;
    const LayerRow& layer = state.layers[index];
    if (group_of_ != index || group_before_ != layer.group ||
        feature_ids_before_ != layer.feature_id_set) {
        group_of_ = index;
        group_ = group_before_ = layer.group;
        feature_ids_ = feature_ids_before_ = layer.feature_id_set;
    }
    ui::heading("name", {"layers.properties", "Properties"});
    const ui::SliderRange percent{0.0, 100.0, percent_text(layer.opacity)};
    if (const auto opacity =
            ui::slider("opacity", {"layers.opacity", "Opacity"}, layer.opacity * 100.0, percent)) {
        commands.emit("layer.set_opacity",
                      {{"layer", index_of(index)}, {"opacity", *opacity / 100.0}});
    }
    if (ui::text_field("group", {"layers.group", "Group"}, group_) == ui::Edit::kSubmitted) {
        commands.emit("layer.set_group", {{"layer", index_of(index)}, {"group", group_}});
    }
    // City models have a choice of two, below.
    const bool has_choice =
        !layer.is_city_model && (layer.has_feature_sets || !layer.feature_id_set.empty());
    if (has_choice && ui::text_field("feature_ids", {"layers.feature_ids", "Feature ids"},
                                     feature_ids_) == ui::Edit::kSubmitted) {
        commands.emit("layer.set_feature_ids", {{"layer", index_of(index)}, {"set", feature_ids_}});
    }
    if (ui::button("zoom", {"layers.zoom", "Zoom to"})) {
        commands.emit("layer.zoom_to", {{"layer", index_of(index)}});
    }
    ui::same_line();
    const auto when = [](bool possible) {
        return ui::ButtonLook{ui::Emphasis::kNormal,
                              ui::Width::kContent,
                              possible ? ui::Enabled::kYes : ui::Enabled::kNo,
                              {}};
    };
    if (ui::button("up", {"layers.up", "Up"}, when(index > 0))) {
        commands.emit("layer.move", {{"layer", index_of(index)}, {"to", index_of(index - 1)}});
    }
    ui::same_line();
    if (ui::button("down", {"layers.down", "Down"}, when(index + 1 < state.layers.size()))) {
        commands.emit("layer.move", {{"layer", index_of(index)}, {"to", index_of(index + 1)}});
    }
    ui::same_line();
    if (ui::button("close", {"layers.close", "Remove"})) {
        commands.emit("layer.close", {{"layer", index_of(index)}});
    }
    if (!layer.why_empty.empty()) ui::status("why_empty", layer.why_empty, ui::Tone::kWarning);
    ui::scope("model", [&] { model_.draw(panels, index, commands); });
    draw_problems(layer, commands);
    draw_facts(layer);
}

void LayersPanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const LayersState& layers = state.layers;
    std::string group;
    for (std::size_t i = 0; i < layers.layers.size(); ++i) {
        const LayerRow& layer = layers.layers[i];
        if (layer.group != group) {
            group = layer.group;
            if (!group.empty()) draw_group(layers, i, commands);
        }
        draw_row(layers, i, commands);
    }
    if (layers.layers.empty()) {
        ui::text("none", {"layers.none", "Nothing is open yet."}, ui::Tone::kMuted);
    }
    if (ui::button("add", {"layers.add", "Add a layer…"})) commands.emit("app.open_dialog");
    if (layers.chosen >= layers.layers.size()) return;
    ui::space();
    ui::separator();
    draw_properties(state, commands);
}

}  // namespace belvedere::panels
