// SPDX-License-Identifier: Apache-2.0
#include "app/panels/device_overlay.hpp"

#include <algorithm>

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

}  // namespace

void draw_device_legend(const PanelState& state, const ui::Rect& view) {
    const DeviceOverlay& devices = state.overlay.devices;
    if (devices.title.empty()) return;
    const float line = ui::label_extent(devices.title).y + ui::scaled(2.0F);
    const std::size_t lines = devices.legend.size() + 1 + (devices.states.empty() ? 0 : 1) +
                              (devices.tint.empty() ? 0 : kTintLines);
    const float margin = ui::scaled(kPictureMargin);
    const float height = line * static_cast<float>(lines) + ui::scaled(2.0F * kPictureMargin);
    const float width =
        std::min(ui::scaled(ui::metrics().dock_width_px) * 0.75F, view.width() * kWidthShare);
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
        if (!devices.states.empty()) {
            ui::overlay_text("states", devices.states, ui::Tone::kMuted, width);
        }
        if (!devices.tint.empty()) ui::overlay_text("tint", devices.tint, ui::Tone::kMuted, width);
    });
}

}  // namespace belvedere::panels
