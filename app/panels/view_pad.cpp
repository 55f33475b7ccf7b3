// SPDX-License-Identifier: Apache-2.0
#include "app/panels/view_pad.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "app/panels/overlays.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/drawing.hpp"

namespace belvedere::panels {
namespace {

// A command's id is the key of its title; the words are the command's own.
constexpr Message kPad[] = {{"view.forward", "Forward"},
                            {"view.back", "Back"},
                            {"view.left", "Left"},
                            {"view.right", "Right"},
                            {"view.up", "Higher"},
                            {"view.down", "Lower"},
                            {"view.turn_left", "Turn left"},
                            {"view.turn_right", "Turn right"},
                            {"view.tilt_up", "Look up"},
                            {"view.tilt_down", "Look down"},
                            {"view.zoom_in", "Closer"},
                            {"view.zoom_out", "Farther"},
                            {"view.home", "Home"},
                            {"view.top", "From above"},
                            {"object.next", "Next object"},
                            {"object.previous", "Previous object"},
                            {"object.describe", "Describe the object"},
                            {"object.go_to", "Go to the object"},
                            {"object.select", "Select the object"},
                            {"describe.view", "Describe the view"}};
// Above the scale bar, the credits and what was told last; logical pixels.
constexpr float kAboveEdge = 92.0F;

using Row = std::vector<const Message*>;

// As many a row as stand side by side.
std::vector<Row> rows_within(float width) {
    std::vector<Row> rows(1);
    float used = 0.0F;
    for (const Message& message : kPad) {
        const float wide = ui::button_width(message) + ui::gap_px();
        if (!rows.back().empty() && used + wide > width) {
            rows.emplace_back();
            used = 0.0F;
        }
        rows.back().push_back(&message);
        used += wide;
    }
    return rows;
}

float margin_px() {
    return ui::scaled(ui::metrics().spacing_px * 2.0F);
}

std::vector<Row> rows_of(const ui::Rect& view) {
    return rows_within(view.width() - 4.0F * margin_px());
}

}  // namespace

float pad_top(const PanelState& state, const ui::Rect& view) {
    if (!state.layout.shows_pad) return view.y1;
    const ui::Metrics& m = ui::metrics();
    const float line = std::max(ui::scaled(m.target_min_px), ui::text_extent("A").y + ui::gap_px());
    const auto rows = static_cast<float>(rows_of(view).size());
    const float height = rows * (line + ui::gap_px()) + 2.0F * margin_px();
    const float low = view.y1 - ui::scaled(kAboveEdge) - told_growth(state, ui::placed(view));
    return std::max(view.y0 + margin_px(), low - height);
}

bool pad_fills(const PanelState& state, const ui::Rect& view) {
    constexpr float kRounding_px = 0.5F;
    return state.layout.shows_pad && pad_top(state, view) < view.y0 + margin_px() + kRounding_px;
}

void draw_view_pad(const PanelState& state, const ui::Rect& view, command::CommandQueue& commands) {
    if (!state.layout.shows_pad) return;
    const std::vector<Row> rows = rows_of(view);
    const ui::Rect place{view.x0 + margin_px(), pad_top(state, view), 0.0F, 0.0F};
    ui::region("pad", {"pad.region", "Move and find"}, place, ui::RegionLook::kOverlay, [&] {
        for (const Row& row : rows) {
            for (const Message* message : row) {
                if (ui::button(message->key, *message)) {
                    commands.emit(std::string(message->key));
                }
                if (message != row.back()) ui::same_line();
            }
        }
    });
}

}  // namespace belvedere::panels
