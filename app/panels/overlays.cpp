// SPDX-License-Identifier: Apache-2.0
#include "app/panels/overlays.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "app/panels/credits.hpp"
#include "app/panels/picture_dialog.hpp"
#include "app/panels/unit_text.hpp"
#include "app/panels/view_pad.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/drawing.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

constexpr float kMargin = kPictureMargin;
constexpr float kNoticeRow = 34.0F;  // Of a notice of one line, with its button.
constexpr float kCompassRadius = 27.0F;
constexpr float kLineWidth = 2.0F;
// How much wider than a slanting line the shade around it is: on any ground a whole pixel of it
// must be left on either side.
constexpr float kHalo = 3.5F;
constexpr Message kDismiss{"overlay.dismiss", "×"};

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
    const std::array<ui::Point, 3> north = {at(0.0, 0.42F), at(side, 0.22F), at(-side, 0.22F)};
    const std::array<ui::Point, 3> south = {at(half, 0.62F), at(-side, 0.2F), at(side, 0.2F)};
    ui::draw_filled(north, ui::Paint::kMarker);
    ui::draw_filled(south, ui::Paint::kText);
    // A letter inside the compass; a word of other languages on ground of its own.
    const std::string name = north_text();
    if (ui::text_extent(name).x < radius * 0.75F) {
        ui::draw_plain("overlay.north", at(0.0, 0.76F), name);
    } else {
        ui::draw_label("overlay.north", at(0.0, 0.9F), name, ui::Anchor::kCenter);
    }
}

void draw_outlines(const OverlayState& overlay) {
    std::vector<ui::Point> points;
    for (const auto& line : overlay.lines_px) {
        points.clear();
        for (const auto& [x, y] : line)
            points.push_back({x, y});
        ui::draw_line(points, ui::Paint::kShade, kLineWidth * kHalo);
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

// Two tones, so that one of them stands out on any ground.
void draw_lens(const OverlayState& overlay) {
    if (!overlay.lens) return;
    const LensOverlay& lens = *overlay.lens;
    const std::array<ui::Point, 6> frame = {
        ui::Point{lens.x0, lens.y0}, ui::Point{lens.x1, lens.y0}, ui::Point{lens.x1, lens.y1},
        ui::Point{lens.x0, lens.y1}, ui::Point{lens.x0, lens.y0}, ui::Point{lens.x1, lens.y0}};
    constexpr float kFrameWidth = 3.0F;
    ui::draw_line(frame, ui::Paint::kShade, kFrameWidth * 2.5F);
    ui::draw_line(frame, ui::Paint::kMarker, kFrameWidth);
    ui::draw_label("overlay.lens", {(lens.x0 + lens.x1) * 0.5F, lens.y1 - ui::scaled(kMargin)},
                   lens.text, ui::Anchor::kCenter);
}

// How much higher what is said stands while it is shown how far a picture is.
float lift_of(const PanelState& state, const ui::Rect& view) {
    constexpr float kProgress_px = 60.0F;
    if (!state.picture.is_under_way) return 0.0F;
    return ui::scaled(kProgress_px) + picture_progress_growth(state, view);
}

float label_room(const ui::Rect& view) {
    return view.width() - 2.0F * ui::scaled(kMargin);
}

// By how much a text is higher than one line where it takes more.
float growth_of(const std::string& text, const ui::Rect& view) {
    return ui::label_extent(text, label_room(view)).y - ui::label_extent(text).y;
}

// How far above the edge the middle of one line of what is told is: above the scale bar, and above
// credits where they are more than one line.
float told_above(const PanelState& state, const ui::Rect& view) {
    const Credits credits = credits_of(state.overlay, view);
    const float line = ui::label_extent(state.describe.told).y;
    const float margin = ui::scaled(kMargin);
    const float beside = std::max(margin * 3.5F, margin * 2.0F + 2.0F * line);
    return std::max(beside, margin * 1.5F + credits.lift + credits.height);
}

// What was said last of an object, for who sees it and hears nothing; in as many lines as it takes.
void draw_told(const PanelState& state, const ui::Rect& view) {
    const std::string& told = state.describe.told;
    if (told.empty()) return;
    const float above =
        told_above(state, view) + lift_of(state, view) + growth_of(told, view) * 0.5F;
    ui::draw_label("overlay.told", {view.center_x(), view.y1 - above}, told, ui::Anchor::kCenter,
                   label_room(view));
}

ui::Tone tone_of(NoticeKind kind) {
    const bool is_alarm = kind == NoticeKind::kAlarm || kind == NoticeKind::kUrgentAlarm;
    if (kind == NoticeKind::kError || is_alarm) return ui::Tone::kError;
    return kind == NoticeKind::kWarning ? ui::Tone::kWarning : ui::Tone::kAccent;
}

// The buttons on the picture reach up to the compass.
bool is_full_of_buttons(const PanelState& state, const ui::Rect& view) {
    return pad_top(state, view) < view.y0 + ui::scaled(2.0F * (kMargin + kCompassRadius));
}

// Where notices stand on the picture: from where reading begins; beside the compass, which is never
// mirrored.
struct NoticePlace {
    ui::Rect corner;
    float room = 0.0F;  // Of a text, physical pixels.
    // A picture too narrow for words; the status bar has the last notice then.
    [[nodiscard]] bool is_too_narrow() const {
        return room < ui::scaled(ui::metrics().dock_width_px) * 0.4F;
    }
};

NoticePlace notice_place(const ui::Rect& view) {
    const ui::Metrics& m = ui::metrics();
    const bool is_mirrored = words::direction() == text::ReadingDirection::kRightToLeft;
    const float compass = 2.0F * kCompassRadius + kMargin;
    NoticePlace place;
    place.corner = {view.x0 + ui::scaled(kMargin + (is_mirrored ? compass : 0.0F)),
                    view.y0 + ui::scaled(kMargin), 0.0F, 0.0F};
    const float dismiss = std::max(ui::button_width(kDismiss), ui::scaled(m.target_min_px));
    const float taken = ui::scaled(2.0F * kMargin + compass + 3.0F * m.spacing_px) + dismiss;
    place.room = std::min(ui::scaled(m.dock_width_px) * 1.5F, view.width() - taken);
    return place;
}

ui::ButtonLook quiet_look(std::string hint) {
    return {ui::Emphasis::kQuiet, ui::Width::kContent, ui::Enabled::kYes, std::move(hint)};
}

void draw_dismiss(const Notice& notice, std::string hint, command::CommandQueue& commands) {
    const ui::ButtonLook quiet = quiet_look(std::move(hint));
    if (ui::button("dismiss", kDismiss, quiet)) {
        commands.emit("notice.dismiss", {{"number", static_cast<std::int64_t>(notice.number)}});
    }
    ui::same_line();
}

// That the window is shown as others see it, for as long as it is.
void draw_sight_notice(const PanelState& state, float room, command::CommandQueue& commands) {
    if (state.sight.sign.empty()) return;
    std::string hint;
    for (const CommandRow& row : state.commands) {
        if (row.id == "sight.end") hint = row.title;
    }
    ui::scope("sight", [&] {
        if (ui::button("end", kDismiss, quiet_look(hint))) commands.emit("sight.end");
        ui::same_line();
        ui::overlay_text("text", state.sight.sign, ui::Tone::kAccent, room);
    });
}

// Neither the view's width nor the buttons on it leave any.
bool has_room_for_notices(const PanelState& state, const ui::Rect& view) {
    return !notice_place(view).is_too_narrow() && !is_full_of_buttons(state, view);
}

bool shows_notices(const PanelState& state, const ui::Rect& view) {
    const bool has_any = !state.overlay.notices.empty() || !state.sight.sign.empty();
    return has_any && has_room_for_notices(state, view);
}

// What the active tool expects, else why there is nothing to be seen.
std::string hint_text(const OverlayState& overlay) {
    return overlay.hint ? words::text(*overlay.hint) : overlay.empty_view;
}

// Notices never take the focus and never block; each can be dismissed. The hint of what is being
// done stands first among them: beside them there is no room for it in a narrow picture.
void draw_notices(const PanelState& state, const ui::Rect& view, command::CommandQueue& commands) {
    const OverlayState& overlay = state.overlay;
    const NoticePlace place = notice_place(view);
    if (!shows_notices(state, view)) return;
    ui::region("notices", {"overlay.notices", "Notices"}, place.corner, ui::RegionLook::kOverlay,
               [&] {
                   if (const std::string hint = hint_text(overlay); !hint.empty()) {
                       ui::overlay_text("hint", hint, ui::Tone::kNormal, place.room);
                   }
                   draw_sight_notice(state, place.room, commands);
                   for (const Notice& notice : overlay.notices) {
                       ui::scope(std::to_string(notice.number), [&] {
                           draw_dismiss(notice, words::text({"overlay.dismiss_hint", "Dismiss"}),
                                        commands);
                           ui::overlay_text("text", notice.text, tone_of(notice.kind), place.room);
                       });
                   }
               });
}

// From the picture's edge to below the notices; a little more than they take.
float notices_height(const PanelState& state, const ui::Rect& view) {
    if (!shows_notices(state, view)) return 0.0F;
    const float room = notice_place(view).room;
    const float gap = ui::scaled(ui::metrics().spacing_px);
    const auto row = [&](const std::string& text) {
        return std::max(ui::label_extent(text, room).y + gap, ui::scaled(kNoticeRow)) + gap;
    };
    float height = ui::scaled(kMargin) + 2.0F * gap;
    if (const std::string hint = hint_text(state.overlay); !hint.empty()) height += row(hint);
    if (!state.sight.sign.empty()) height += row(state.sight.sign);
    for (const Notice& notice : state.overlay.notices)
        height += row(notice.text);
    return height;
}

float caption_gap(const ui::CaptionLook& look) {
    return ui::caption_height("A", look) * 0.25F;
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
    draw_lens(state.overlay);
    if (!is_low(picture)) {
        draw_scale_bar(state.overlay, picture);
        if (!is_full_of_buttons(state, view)) draw_north_arrow(state.overlay, picture);
    }
    draw_device_legend(state, view);
    draw_credits(state.overlay, picture);
    const std::string hint = hint_text(state.overlay);
    if (!hint.empty() && !shows_notices(state, view)) {
        const float below = ui::scaled(kMargin * 1.5F) + growth_of(hint, picture) * 0.5F;
        ui::draw_label("overlay.hint", {picture.center_x(), picture.y0 + below}, hint,
                       ui::Anchor::kCenter, label_room(picture));
    }
    if (!is_low(picture) && !pad_fills(state, view)) draw_told(state, picture);
    draw_notices(state, view, commands);
}

float told_growth(const PanelState& state, const ui::Rect& view) {
    return state.describe.told.empty() ? 0.0F : growth_of(state.describe.told, view);
}

void draw_captions(const PanelState& state, const ui::Rect& view) {
    const auto& captions = state.overlay.captions;
    if (captions.empty()) return;
    const preferences::CaptionWish& wish = state.accessibility.chosen.caption;
    const ui::Rect picture = ui::placed(view);
    const ui::CaptionLook look{
        wish.size == "large" ? ui::CaptionSize::kLarge : ui::CaptionSize::kNormal,
        wish.ground == "solid" ? ui::CaptionGround::kSolid : ui::CaptionGround::kClear,
        label_room(picture)};
    std::vector<float> heights;
    heights.reserve(captions.size());
    for (const std::string& caption : captions)
        heights.push_back(ui::caption_height(caption, look) + caption_gap(look));
    const float all = std::accumulate(heights.begin(), heights.end(), 0.0F);
    // Beside what else lies on the picture: the hint and notices above, what was told and the scale
    // bar below.
    float y = wish.place == "high"
                  ? picture.y0 + std::max(ui::scaled(kMargin * 3.0F), notices_height(state, view))
                  : picture.y1 - ui::scaled(kMargin * 5.5F) - all - lift_of(state, view) -
                        told_growth(state, picture);
    for (std::size_t i = 0; i < captions.size(); ++i) {
        ui::draw_caption("overlay.caption." + std::to_string(i),
                         {picture.center_x(), y + heights[i] * 0.5F}, captions[i], look);
        y += heights[i];
    }
}

void draw_status_bar(const PanelState& state, const ui::Rect& view,
                     command::CommandQueue& commands) {
    const OverlayState& overlay = state.overlay;
    if (!has_room_for_notices(state, view)) {
        if (!overlay.notices.empty()) {
            const Notice& last = overlay.notices.back();
            draw_dismiss(last, last.text, commands);
            return ui::bar_text("notice", last.text, tone_of(last.kind));
        }
        if (!state.sight.sign.empty()) {
            if (ui::button("sight", kDismiss, quiet_look(state.sight.sign)))
                commands.emit("sight.end");
            ui::same_line();
            return ui::bar_text("sign", state.sight.sign, ui::Tone::kAccent);
        }
    }
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
    const std::string time = clock_text(state.time.hour) + " " + state.time.zone;
    const std::string progress = progress_text(overlay);
    const std::string right = progress.empty() ? time : progress + "   " + time;
    const Message cancel{"status.cancel", "Cancel"};
    const float button = overlay.can_cancel ? ui::button_width(cancel) + ui::gap_px() : 0.0F;
    // Neither side takes the other's half unless it is free.
    const float room = ui::available_width() - ui::gap_px() - button;
    const float right_width = std::min(
        ui::text_extent(right).x, std::max(room * 0.5F, room - ui::text_extent(coordinates).x));
    ui::bar_text("coordinates", coordinates, ui::Tone::kNormal, room - right_width);
    ui::align_right(right_width + button);
    ui::bar_text("progress", right, ui::Tone::kMuted);
    if (!overlay.can_cancel) return;
    ui::same_line();
    const ui::ButtonLook look{ui::Emphasis::kQuiet, ui::Width::kContent, ui::Enabled::kYes,
                              overlay.cancel_key};
    if (ui::button("cancel", cancel, look)) commands.emit("activity.cancel");
}

}  // namespace belvedere::panels
