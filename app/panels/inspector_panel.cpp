// SPDX-License-Identifier: Apache-2.0
#include "app/panels/inspector_panel.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "app/panels/parts_tree.hpp"
#include "app/panels/twin_sections.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

// From here on a filter field stands above the attributes.
constexpr std::size_t kFilterFrom = 12;

class AttributeTable final : public ui::TableSource {
  public:
    explicit AttributeTable(std::vector<const AttributeRow*> rows) : rows_(std::move(rows)) {}
    [[nodiscard]] std::size_t rows() const override { return rows_.size(); }
    [[nodiscard]] std::string cell(std::size_t row, std::size_t column) const override {
        const AttributeRow& attribute = *rows_[row];
        if (column == 0) return attribute.name;
        // Nearly all are scalars; what differs is told.
        constexpr std::string_view kScalar = "SCALAR ";
        if (column == 2) {
            return attribute.type.starts_with(kScalar) ? attribute.type.substr(kScalar.size())
                                                       : attribute.type;
        }
        return attribute.unit.empty() ? attribute.value : attribute.value + " " + attribute.unit;
    }
    [[nodiscard]] bool is_selected(std::size_t) const override { return false; }
    [[nodiscard]] const AttributeRow& at(std::size_t row) const { return *rows_[row]; }

  private:
    std::vector<const AttributeRow*> rows_;
};

void draw_actions(const InspectorState& feature, command::CommandQueue& commands) {
    if (ui::button("copy", {"inspector.copy", "Copy id"})) commands.emit("feature.copy_id");
    ui::same_line();
    if (ui::button("zoom", {"inspector.zoom", "Zoom to"})) commands.emit("feature.zoom_to");
    ui::same_line();
    if (ui::toggle("hide", {"inspector.hide", "Hide"}, feature.is_hidden)) {
        commands.emit("feature.hide");
    }
    ui::same_line();
    if (ui::toggle("isolate", {"inspector.isolate", "Isolate"}, feature.is_isolated)) {
        commands.emit("feature.isolate");
    }
}

constexpr Message kColumns[] = {
    {"inspector.name", "Name"}, {"inspector.value", "Value"}, {"inspector.type", "Type"}};

void draw_point(const InspectorState& feature, command::CommandQueue& commands) {
    ui::heading("at_point", {"inspector.at_point", "At this point"});
    std::vector<const AttributeRow*> rows;
    rows.reserve(feature.at_point.size());
    for (const AttributeRow& row : feature.at_point)
        rows.push_back(&row);
    const AttributeTable table(std::move(rows));
    if (const auto row = ui::table("point_table", kColumns, table, 0.0F)) {
        commands.emit("app.copy", {{"text", table.at(*row).value}});
    }
}

// What the inspected surface is part of, or which surface of the object was clicked.
void draw_surface(const PanelState& state, command::CommandQueue& commands) {
    const PartsState& parts = state.models.parts;
    if (!parts.parent_id.empty()) {
        ui::value_row("parent", Message{"inspector.parent", "Part of"},
                      words::text({"part.item", "{type} · {name}"},
                                  {{"type", parts.parent_type}, {"name", parts.parent_id}}));
    }
    if (parts.surface < 0) return;
    ui::value_row("surface", Message{"inspector.surface", "Surface clicked"},
                  words::text({"part.item", "{type} · {name}"},
                              {{"type", parts.surface_type}, {"name", parts.surface_id}}));
    if (ui::button("inspect_surface", {"inspector.inspect_surface", "Inspect the surface"})) {
        commands.emit("feature.inspect", {{"feature", parts.surface}});
    }
}

}  // namespace

void InspectorPanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const InspectorState& feature = state.inspector;
    if (!feature.has_feature && !feature.at_point.empty()) return draw_point(feature, commands);
    if (!feature.has_feature) {
        ui::text("none",
                 {"inspector.none",
                  "Click a building to see what is known about it. Ctrl+click selects several."},
                 ui::Tone::kMuted);
        return;
    }
    ui::value_row("id", Message{"inspector.id", "Id"}, feature.id);
    if (!feature.class_name.empty()) {
        ui::value_row("class", Message{"inspector.class", "Class"}, feature.class_name);
    }
    ui::value_row("layer", Message{"inspector.layer", "Layer"}, feature.layer);
    ui::value_row("tile", Message{"inspector.tile", "Tile"}, feature.tile);
    draw_surface(state, commands);
    draw_actions(feature, commands);
    draw_feature_devices(state.devices.links, commands);
    const std::int64_t current = state.models.parts.current;
    const bool is_another = std::exchange(parts_current_, current) != current;
    draw_parts(state, is_another ? Reveal::kNow : Reveal::kNo, commands);
    ui::space();
    ui::heading("attributes", {"inspector.attributes", "Attributes"});
    if (feature.attributes.empty()) {
        ui::text("no_attributes", {"inspector.no_attributes", "This feature has no attributes."},
                 ui::Tone::kMuted);
    }
    const std::size_t count =
        feature.attributes.size() + feature.surroundings.size() + feature.at_point.size();
    if (count == 0) return;
    if (count >= kFilterFrom) {
        (void)ui::text_field("filter", {"inspector.filter", "Filter attributes"}, filter_,
                             ui::LabelPlace::kInside);
    } else {
        filter_.clear();
    }
    std::vector<const AttributeRow*> rows;
    // One table: what holds where it was clicked, what the feature says of itself, then what it is
    // part of.
    for (const auto* attributes : {&feature.at_point, &feature.attributes, &feature.surroundings}) {
        for (const AttributeRow& row : *attributes) {
            const bool shown = filter_.empty() || row.name.find(filter_) != std::string::npos ||
                               row.value.find(filter_) != std::string::npos;
            if (shown) rows.push_back(&row);
        }
    }
    const AttributeTable table(std::move(rows));
    if (const auto row = ui::table("table", kColumns, table, 0.0F)) {
        commands.emit("app.copy", {{"text", table.at(*row).value}});
    }
}

}  // namespace belvedere::panels
