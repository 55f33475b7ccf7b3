// SPDX-License-Identifier: Apache-2.0
#include "app/panels/selection_panel.hpp"

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

class FeatureTable final : public ui::TableSource {
  public:
    explicit FeatureTable(const SelectionState& state) : state_(state) {}
    [[nodiscard]] std::size_t rows() const override { return state_.features.size(); }
    [[nodiscard]] std::string cell(std::size_t row, std::size_t column) const override {
        return column == 0 ? state_.features[row].id : state_.features[row].layer;
    }
    [[nodiscard]] bool is_selected(std::size_t) const override { return false; }

  private:
    const SelectionState& state_;
};

void draw_tools(const SelectionState& state, command::CommandQueue& commands) {
    struct Tool {
        SelectionTool tool;
        std::string_view id;
        Message message;
    };
    constexpr std::array<Tool, 3> kTools = {
        Tool{SelectionTool::kClick, "click", {"selection.click", "Click"}},
        Tool{SelectionTool::kBox, "box", {"selection.box", "Box"}},
        Tool{SelectionTool::kPolygon, "polygon", {"selection.polygon", "Polygon"}}};
    for (const Tool& tool : kTools) {
        if (ui::toggle(tool.id, tool.message, state.tool == tool.tool)) {
            commands.emit("selection.set_tool", {{"tool", std::string(tool.id)}});
        }
        ui::same_line();
    }
    const ui::ButtonLook look{ui::Emphasis::kNormal,
                              ui::Width::kContent,
                              state.count == 0 ? ui::Enabled::kNo : ui::Enabled::kYes,
                              {}};
    if (ui::button("clear", {"selection.clear", "Clear"}, look)) commands.emit("selection.clear");
}

bool has_models(const PanelState& panels) {
    return std::any_of(panels.layers.layers.begin(), panels.layers.layers.end(),
                       [](const LayerRow& layer) { return layer.is_city_model; });
}

void draw_picking(const PanelState& panels, command::CommandQueue& commands) {
    if (!has_models(panels)) return;
    if (ui::check("surfaces", {"selection.surfaces", "Pick surfaces (walls, roofs)"},
                  panels.models.picks_surfaces)) {
        commands.emit("selection.pick_surfaces");
    }
}

void draw_actions(const SelectionState& state, command::CommandQueue& commands) {
    const ui::ButtonLook look{ui::Emphasis::kNormal,
                              ui::Width::kContent,
                              state.count == 0 ? ui::Enabled::kNo : ui::Enabled::kYes,
                              {}};
    if (ui::button("zoom", {"selection.zoom", "Zoom to"}, look)) {
        commands.emit("selection.zoom_to");
    }
    ui::same_line();
    if (ui::button("hide", {"selection.hide", "Hide"}, look)) commands.emit("selection.hide");
    ui::same_line();
    if (ui::button("isolate", {"selection.isolate", "Isolate"}, look)) {
        commands.emit("selection.isolate");
    }
    if (state.hidden == 0 && state.isolated == 0) return;
    ui::same_line();
    if (ui::button("show_all", {"selection.show_all", "Show all"})) {
        commands.emit("feature.show_all");
    }
    if (state.hidden > 0) {
        constexpr words::PluralMessage kHidden{"selection.hidden", "{n} hidden", "{n} hidden"};
        ui::plain_text("hidden", counted_text(kHidden, state.hidden), ui::Tone::kMuted);
    }
    if (state.isolated > 0) {
        constexpr words::PluralMessage kIsolated{"selection.isolated", "only {n} shown",
                                                 "only {n} shown"};
        ui::plain_text("isolated", counted_text(kIsolated, state.isolated), ui::Tone::kMuted);
    }
}

}  // namespace

void SelectionPanel::draw_by_attribute(const SelectionState& state,
                                       command::CommandQueue& commands) {
    ui::section(
        "attribute", {"selection.by_attribute", "Select by attribute"}, ui::Initially::kClosed,
        [&] {
            if (const auto chosen = ui::choice("name", {"selection.attribute", "Attribute"},
                                               state.attribute_names, attribute_)) {
                attribute_ = *chosen;
            }
            const ui::Edit edit = ui::text_field("value", {"selection.value", "Value"}, value_);
            const bool pressed = ui::button("select", {"selection.select", "Select"});
            const bool asked = pressed || edit == ui::Edit::kSubmitted;
            if (!asked || attribute_ >= state.attribute_names.size()) return;
            commands.emit("selection.by_attribute",
                          {{"attribute", state.attribute_names[attribute_]}, {"value", value_}});
        });
}

void SelectionPanel::draw_export(const PanelState& panels, command::CommandQueue& commands) {
    const SelectionState& state = panels.selection;
    if (state.count == 0) return;
    const Message title =
        has_models(panels)
            ? Message{"selection.export_any", "Save as CSV, CityJSON (.json) or glTF (.glb)"}
            : Message{"selection.export", "Save as CSV"};
    ui::section("export", title, ui::Initially::kClosed, [&] {
        // Models (.json, .glb) come from the files of city models, tables of what is loaded.
        const ui::Edit edit = ui::text_field("path", {"selection.path", "File"}, path_);
        const bool pressed = ui::button("save", {"selection.save", "Save"});
        if ((pressed || edit == ui::Edit::kSubmitted) && !path_.empty()) {
            const bool is_model = path_.ends_with(".json") || path_.ends_with(".glb");
            commands.emit(is_model ? "selection.export_model" : "selection.export_csv",
                          {{"path", path_}});
        }
        if (!state.last_export.empty()) {
            ui::status(
                "saved",
                words::text({"selection.saved", "Saved {path}"}, {{"path", state.last_export}}),
                ui::Tone::kSuccess);
        }
    });
}

void SelectionPanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const SelectionState& selection = state.selection;
    draw_tools(selection, commands);
    draw_picking(state, commands);
    constexpr words::PluralMessage kSelected{"selection.selected", "{n} feature selected",
                                             "{n} features selected"};
    ui::plain_text("count", counted_text(kSelected, selection.count));
    draw_actions(selection, commands);
    draw_by_attribute(selection, commands);
    draw_export(state, commands);
    if (selection.features.empty()) return;
    const Message columns[] = {{"selection.id", "Id"}, {"selection.layer", "Layer"}};
    if (const auto row = ui::table("table", columns, FeatureTable(selection), 0.0F)) {
        commands.emit("selection.choose", {{"index", static_cast<std::int64_t>(*row)}});
    }
}

}  // namespace belvedere::panels
