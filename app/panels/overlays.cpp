// SPDX-License-Identifier: Apache-2.0
#include "app/panels/overlays.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string>
#include <vector>

#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/drawing.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

// Distances from the picture's edges, logical pixels.
constexpr float kMargin = 18.0F;
constexpr float kCompassRadius = 27.0F;
constexpr float kLineWidth = 2.0F;

void draw_scale_bar(const OverlayState& overlay, const ui::Rect& view) {
    if (overlay.scale_bar_m <= 0.0 || overlay.scale_bar_px <= 0.0F) return;
    const float margin = ui::scaled(kMargin);
    const float right = view.x1 - margin;
    const float left = right - overlay.scale_bar_px;
    const float bottom = view.y1 - margin;
    const float tick = ui::scaled(6.0F);
    const std::array<ui::Point, 4> bar = {ui::Point{left, bottom - tick}, ui::Point{left, bottom},
                                          ui::Point{right, bottom},
                                          ui::Point{right, bottom - tick}};
    ui::draw_line(bar, ui::Paint::kShade, kLineWidth * 2.5F);
    ui::draw_line(bar, ui::Paint::kText, kLineWidth);
    ui::draw_label("overlay.scale", {(left + right) * 0.5F, bottom - tick * 2.4F},
                   length_text(overlay.scale_bar_m), ui::Anchor::kCenter);
}

void draw_north_arrow(const OverlayState& overlay, const ui::Rect& view) {
    const float radius = ui::scaled(kCompassRadius);
    const ui::Point center{view.x1 - ui::scaled(kMargin) - radius,
                           view.y0 + ui::scaled(kMargin) + radius};
    ui::draw_dot(center, ui::Paint::kShade, kCompassRadius);
    // North turns left as the view turns right.
    const double angle = -overlay.heading_deg * std::numbers::pi / 180.0;
    const auto at = [&](double turn, float distance) {
        return ui::Point{center.x + static_cast<float>(std::sin(angle + turn)) * radius * distance,
                         center.y - static_cast<float>(std::cos(angle + turn)) * radius * distance};
    };
    const double half = std::numbers::pi;
    const double side = std::numbers::pi * 0.5;
    const std::array<ui::Point, 3> north = {at(0.0, 0.5F), at(side, 0.22F), at(-side, 0.22F)};
    const std::array<ui::Point, 3> south = {at(half, 0.62F), at(-side, 0.2F), at(side, 0.2F)};
    ui::draw_filled(north, ui::Paint::kMarker);
    ui::draw_filled(south, ui::Paint::kText);
    ui::draw_plain("overlay.north", at(0.0, 0.76F), north_text());
}

void draw_credits(const OverlayState& overlay, const ui::Rect& view) {
    std::string credits;
    for (const std::string& attribution : overlay.attributions) {
        credits += (credits.empty() ? "" : " · ") + attribution;
    }
    if (credits.empty()) return;
    ui::draw_label("overlay.credits",
                   {view.x0 + ui::scaled(kMargin), view.y1 - ui::scaled(kMargin)}, credits,
                   ui::Anchor::kLeft);
}

void draw_outlines(const OverlayState& overlay) {
    std::vector<ui::Point> points;
    for (const auto& line : overlay.lines_px) {
        points.clear();
        for (const auto& [x, y] : line)
            points.push_back({x, y});
        ui::draw_line(points, ui::Paint::kShade, kLineWidth * 2.5F);
        ui::draw_line(points, ui::Paint::kMarker, kLineWidth);
    }
    for (const auto& [x, y] : overlay.dots_px) {
        ui::draw_dot({x, y}, ui::Paint::kShade, 6.0F);
        ui::draw_dot({x, y}, ui::Paint::kMarker, 4.0F);
    }
    for (std::size_t i = 0; i < overlay.labels.size(); ++i) {
        const ViewLabel& label = overlay.labels[i];
        ui::draw_label("overlay.label." + std::to_string(i), {label.x, label.y}, label.text,
                       ui::Anchor::kCenter);
    }
}

// What was said last of an object, for who sees it and hears nothing.
void draw_told(const PanelState& state, const ui::Rect& view) {
    if (state.describe.told.empty()) return;
    // About as many letters as are wide enough to be read and leave the picture's corners alone.
    constexpr float kLetter = 9.0F;
    const auto letters = static_cast<std::size_t>((view.x1 - view.x0) / ui::scaled(kLetter));
    ui::draw_label("overlay.told", {view.center_x(), view.y1 - ui::scaled(kMargin * 3.5F)},
                   ui::shortened(state.describe.told, letters), ui::Anchor::kCenter);
}

ui::Tone tone_of(NoticeKind kind) {
    if (kind == NoticeKind::kError) return ui::Tone::kError;
    return kind == NoticeKind::kWarning ? ui::Tone::kWarning : ui::Tone::kAccent;
}

// Notices never take the focus and never block; each can be dismissed.
void draw_notices(const OverlayState& overlay, const ui::Rect& view,
                  command::CommandQueue& commands) {
    if (overlay.notices.empty()) return;
    // Where reading begins; beside the compass, which is never mirrored.
    const bool is_mirrored = words::direction() == text::ReadingDirection::kRightToLeft;
    const float compass = is_mirrored ? 2.0F * kCompassRadius + kMargin : 0.0F;
    const ui::Rect place{view.x0 + ui::scaled(kMargin + compass), view.y0 + ui::scaled(kMargin),
                         0.0F, 0.0F};
    ui::region("notices", {"overlay.notices", "Notices"}, place, ui::RegionLook::kOverlay, [&] {
        for (const Notice& notice : overlay.notices) {
            ui::scope(std::to_string(notice.number), [&] {
                const ui::ButtonLook quiet{ui::Emphasis::kQuiet, ui::Width::kContent,
                                           ui::Enabled::kYes,
                                           words::text({"overlay.dismiss_hint", "Dismiss"})};
                if (ui::button("dismiss", {"overlay.dismiss", "×"}, quiet)) {
                    commands.emit("notice.dismiss",
                                  {{"number", static_cast<std::int64_t>(notice.number)}});
                }
                ui::same_line();
                ui::bar_text("text", ui::shortened(notice.text, 90), tone_of(notice.kind));
                ui::tooltip(notice.text);
            });
        }
    });
}

std::string progress_text(const OverlayState& overlay) {
    if (!overlay.busy.empty()) return overlay.busy;
    constexpr words::PluralMessage kLoading{"status.tiles_loading", "{n} tile loading",
                                            "{n} tiles loading"};
    return overlay.tiles_loading > 0 ? counted_text(kLoading, overlay.tiles_loading)
                                     : std::string();
}

}  // namespace

void draw_overlays(const PanelState& state, const ui::Rect& view, command::CommandQueue& commands) {
    // The picture itself is never mirrored, what lies on it stands where it is seen.
    const ui::Rect picture = ui::placed(view);
    draw_outlines(state.overlay);
    draw_scale_bar(state.overlay, picture);
    draw_north_arrow(state.overlay, picture);
    draw_credits(state.overlay, picture);
    if (state.overlay.hint) {
        ui::draw_label("overlay.hint",
                       {picture.center_x(), picture.y0 + ui::scaled(kMargin * 1.5F)},
                       words::text(*state.overlay.hint), ui::Anchor::kCenter);
    }
    draw_told(state, picture);
    draw_notices(state.overlay, view, commands);
}

void draw_status_bar(const PanelState& state, command::CommandQueue& commands) {
    const OverlayState& overlay = state.overlay;
    const bool wgs84 = overlay.system == "wgs84";
    const Message system =
        wgs84 ? Message{"status.wgs84", "WGS 84"} : Message{"status.layer", "Layer CRS"};
    const ui::ButtonLook quiet{
        ui::Emphasis::kQuiet, ui::Width::kContent, ui::Enabled::kYes,
        wgs84 ? words::text({"status.to_layer", "Write coordinates in the layer's own CRS"})
              : words::text({"status.to_wgs84", "Write coordinates in WGS 84"})};
    if (ui::button("system", system, quiet)) commands.emit("view.coordinates");
    ui::same_line();
    std::string coordinates = overlay.coordinates.empty() ? "—" : overlay.coordinates;
    if (!overlay.datum.empty()) coordinates += "   " + overlay.datum;
    ui::bar_text("coordinates", coordinates, ui::Tone::kNormal);
    const std::string time = clock_text(state.time.hour) + " " + state.time.zone;
    const std::string progress = progress_text(overlay);
    const std::string right = progress.empty() ? time : progress + "   " + time;
    const Message cancel{"status.cancel", "Cancel"};
    const float button = overlay.can_cancel ? ui::button_width(cancel) + ui::gap_px() : 0.0F;
    ui::align_right(ui::text_extent(right).x + button);
    ui::bar_text("progress", right, ui::Tone::kMuted);
    if (!overlay.can_cancel) return;
    ui::same_line();
    const ui::ButtonLook look{ui::Emphasis::kQuiet, ui::Width::kContent, ui::Enabled::kYes,
                              overlay.cancel_key};
    if (ui::button("cancel", cancel, look)) commands.emit("activity.cancel");
}

}  // namespace belvedere::panels
