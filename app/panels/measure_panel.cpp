// SPDX-License-Identifier: Apache-2.0
#include "app/panels/measure_panel.hpp"

#include <array>
#include <string>
#include <string_view>

#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {

void MeasurePanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const MeasureState& measure = state.measure;
    struct Tool {
        MeasureTool tool;
        std::string_view id;
        Message message;
    };
    constexpr std::array<Tool, 3> kTools = {
        Tool{MeasureTool::kDistance, "distance", {"measure.distance", "Distance"}},
        Tool{MeasureTool::kHeight, "height", {"measure.height", "Height"}},
        Tool{MeasureTool::kArea, "area", {"measure.area", "Area"}}};
    for (const Tool& tool : kTools) {
        const bool on = measure.tool == tool.tool;
        if (ui::toggle(tool.id, tool.message, on)) {
            commands.emit("measure.set_tool", {{"tool", std::string(on ? "none" : tool.id)}});
        }
        if (&tool != &kTools.back()) ui::same_line();
    }
    if (measure.tool == MeasureTool::kNone && measure.points == 0) {
        ui::text("hint", {"measure.hint", "Choose what to measure, then click points on the city."},
                 ui::Tone::kMuted);
        return;
    }
    constexpr words::PluralMessage kPoints{"measure.points", "{n} point", "{n} points"};
    ui::plain_text("points", counted_text(kPoints, measure.points), ui::Tone::kMuted);
    for (std::size_t i = 0; i < measure.results.size(); ++i) {
        ui::value_row("result." + std::to_string(i), measure.results[i].name,
                      measure.results[i].value);
    }
    if (ui::button("center", {"measure.center", "Add the point in the middle"})) {
        commands.emit("measure.add_center");
    }
    if (ui::button("undo", {"measure.undo", "Remove last point"})) {
        commands.emit("measure.undo_point");
    }
    ui::same_line();
    if (ui::button("clear", {"measure.clear", "Clear"})) commands.emit("measure.clear");
}

}  // namespace belvedere::panels
