// SPDX-License-Identifier: Apache-2.0
#include "app/panels/device_overlay.hpp"

#include <algorithm>
#include <cmath>

#include "app/panels/credits.hpp"
#include "app/panels/panel_state.hpp"
#include "app/panels/view_pad.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/drawing.hpp"
#include "app/ui/text_widgets.hpp"

namespace belvedere::panels {
namespace {

// The picture keeps at least this share of its height and width to itself.
constexpr float kHeightShare = 0.7F;
constexpr float kWidthShare = 0.4F;
constexpr std::size_t kTintLines = 3;  // A sentence, as wide as the legend.

// About how many lines a sentence takes; overlay_text() shows four at most.
std::size_t lines_of(const std::string& sentence, float width_px) {
    // Lines end with a word, not where the width does.
    const float wide = ui::label_extent(sentence).x * 1.15F / std::max(width_px, 1.0F);
    return static_cast<std::size_t>(std::clamp(std::ceil(wide), 1.0F, 4.0F));
}

}  // namespace

void draw_device_legend(const PanelState& state, const ui::Rect& view) {
    const DeviceOverlay& devices = state.overlay.devices;
    if (devices.title.empty()) return;
    const float line = ui::label_extent(devices.title).y + ui::scaled(2.0F);
    const float margin = ui::scaled(kPictureMargin);
    const float width =
        std::min(ui::scaled(ui::metrics().dock_width_px) * 0.75F, view.width() * kWidthShare);
    std::size_t lines = devices.legend.size() + 1 + (devices.states.empty() ? 0 : 1) +
                        (devices.tint.empty() ? 0 : kTintLines);
    for (const std::string& sentence : devices.values)
        lines += lines_of(sentence, width);
    const float height = line * static_cast<float>(lines) + ui::scaled(2.0F * kPictureMargin);
    // Above what was told last.
    const float told = state.describe.told.empty() ? 0.0F : line * 2.0F + margin * 2.0F;
    const float low = std::min(view.y1, pad_top(state, view)) - margin - told;
    if (height > view.height() * kHeightShare || width < ui::scaled(90.0F)) return;
    const ui::Rect corner{view.x0 + margin, low - height, 0.0F, 0.0F};
    ui::region("devices", {"overlay.devices", "Devices"}, corner, ui::RegionLook::kOverlay, [&] {
        ui::overlay_text("title", devices.title, ui::Tone::kNormal, width);
        for (std::size_t i = 0; i < devices.legend.size(); ++i) {
            const DeviceLegendRow& row = devices.legend[i];
            ui::legend_shape("row." + std::to_string(i), {row.rgba, row.shape}, row.meaning);
        }
        for (std::size_t i = 0; i < devices.values.size(); ++i) {
            ui::overlay_text("values." + std::to_string(i), devices.values[i], ui::Tone::kNormal,
                             width);
        }
        if (!devices.states.empty()) {
            ui::overlay_text("states", devices.states, ui::Tone::kMuted, width);
        }
        if (!devices.tint.empty()) ui::overlay_text("tint", devices.tint, ui::Tone::kMuted, width);
    });
}

}  // namespace belvedere::panels
