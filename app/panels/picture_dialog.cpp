// SPDX-License-Identifier: Apache-2.0
#include "app/panels/picture_dialog.hpp"

#include <array>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/drawing.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

struct KnownSize {
    Message message;
    std::uint32_t width_px, height_px;
};
// The first is the window's own, the last is typed.
constexpr std::array<KnownSize, 5> kSizes = {
    KnownSize{{"picture.size_window", "As the window: {width} × {height}"}, 0, 0},
    KnownSize{{"picture.size_hd", "Full HD: {width} × {height}"}, 1920, 1080},
    KnownSize{{"picture.size_4k", "4K: {width} × {height}"}, 3840, 2160},
    KnownSize{{"picture.size_8k", "8K: {width} × {height}"}, 7680, 4320},
    KnownSize{{"picture.size_own", "Another size"}, 0, 0}};
constexpr std::size_t kOwnSize = kSizes.size() - 1;

std::string size_text(std::uint32_t width_px, std::uint32_t height_px) {
    return std::to_string(width_px) + "x" + std::to_string(height_px);
}

std::vector<std::string> size_names(const PictureDialogState& picture) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < kSizes.size(); ++i) {
        const std::uint32_t width = i == 0 ? picture.window_width_px : kSizes[i].width_px;
        const std::uint32_t height = i == 0 ? picture.window_height_px : kSizes[i].height_px;
        names.push_back(words::text(kSizes[i].message, {{"width", std::to_string(width)},
                                                        {"height", std::to_string(height)}}));
    }
    return names;
}

}  // namespace

void PictureDialog::take_over(const PictureDialogState& picture) {
    path_ = picture.path;
    has_panels_ = picture.has_panels;
    has_attribution_ = picture.has_attribution;
    has_scale_bar_ = picture.has_scale_bar;
    size_ = kOwnSize;
    own_size_ = size_text(picture.width_px, picture.height_px);
    for (std::size_t i = 0; i < kOwnSize; ++i) {
        if (kSizes[i].width_px == picture.width_px && kSizes[i].height_px == picture.height_px)
            size_ = i;
    }
    if (size_ != kOwnSize) own_size_.clear();
}

void PictureDialog::draw_choices(const PictureDialogState& picture) {
    const std::vector<std::string> names = size_names(picture);
    if (const auto chosen = ui::choice("size", {"picture.size", "Size"}, names, size_)) {
        size_ = *chosen;
    }
    if (size_ == kOwnSize) {
        (void)ui::text_field("own_size", {"picture.own_size", "Width x height, in pixels"},
                             own_size_, ui::LabelPlace::kInside);
    }
    const auto flag = [](const char* id, const Message& message, bool& on) {
        if (const auto now = ui::check(id, message, on)) on = *now;
    };
    flag("panels", {"picture.panels", "With the panels of the window"}, has_panels_);
    if (has_panels_) {
        ui::text(
            "panels_hint",
            {"picture.panels_hint", "The height counts; the width follows the window's shape."},
            ui::Tone::kMuted);
    } else {
        flag("attribution", {"picture.attribution", "Credits of the data"}, has_attribution_);
        flag("scale_bar", {"picture.scale_bar", "Scale bar"}, has_scale_bar_);
    }
    (void)ui::text_field("path", {"picture.path", "File"}, path_);
    ui::plain_text(
        "folder",
        words::text({"picture.folder", "Without a file: {folder}, named by time and place."},
                    {{"folder", picture.folder}}),
        ui::Tone::kMuted);
}

void PictureDialog::emit_take(command::CommandQueue& commands) {
    const KnownSize& known = kSizes[size_];
    std::string size = size_ == kOwnSize ? own_size_ : size_text(known.width_px, known.height_px);
    if (size_ == 0) size = "window";
    commands.emit("picture.dialog");
    commands.emit("picture.take", {{"size", size},
                                   {"panels", has_panels_},
                                   {"attribution", has_attribution_},
                                   {"scale_bar", has_scale_bar_},
                                   {"path", path_}});
}

void PictureDialog::draw(const PanelState& state, command::CommandQueue& commands) {
    const PictureDialogState& picture = state.picture;
    const bool open = picture.is_shown;
    if (open && !was_open_) take_over(picture);
    was_open_ = open;
    const bool stays = ui::dialog("picture", {"picture.title", "Take a picture"}, open, [&] {
        ui::heading("heading", {"picture.title", "Take a picture"});
        draw_choices(picture);
        ui::space();
        const ui::ButtonLook primary{
            ui::Emphasis::kPrimary, ui::Width::kContent, ui::Enabled::kYes, {}};
        if (ui::button("take", {"picture.take_button", "Take the picture"}, primary)) {
            emit_take(commands);
        }
        ui::same_line();
        if (ui::button("close", {"picture.close", "Cancel"})) commands.emit("picture.dialog");
    });
    if (open && !stays) commands.emit("picture.dialog");
}

namespace {

constexpr float kBarMargin = 18.0F, kBarBelow = 96.0F;  // Of the bar, from the picture's edges.
constexpr Message kGiveUp{"picture.cancel_button", "Give up"};

std::string step_text(const PictureDialogState& picture) {
    return words::text(
        {"picture.step", "{step} {share}"},
        {{"step", words::text(picture.step)}, {"share", percent_text(picture.progress)}});
}

// Of the text, beside the button.
float step_room(const ui::Rect& view) {
    return view.width() - ui::scaled(2.0F * kBarMargin) - ui::button_width(kGiveUp) -
           4.0F * ui::gap_px();
}

}  // namespace

float picture_progress_growth(const PanelState& state, const ui::Rect& view) {
    if (!state.picture.is_under_way) return 0.0F;
    const std::string text = step_text(state.picture);
    return ui::label_extent(text, step_room(view)).y - ui::label_extent(text).y;
}

void draw_picture_progress(const PanelState& state, const ui::Rect& view,
                           command::CommandQueue& commands) {
    const PictureDialogState& picture = state.picture;
    if (!picture.is_under_way) return;
    const ui::Rect place{view.x0 + ui::scaled(kBarMargin),
                         view.y1 - ui::scaled(kBarBelow) - picture_progress_growth(state, view),
                         0.0F, 0.0F};
    ui::region("picture_progress", {"picture.progress", "A picture is being made"}, place,
               ui::RegionLook::kOverlay, [&] {
                   ui::overlay_text("step", step_text(picture), ui::Tone::kNormal, step_room(view));
                   ui::same_line();
                   if (ui::button("cancel", kGiveUp)) commands.emit("picture.cancel");
               });
}

}  // namespace belvedere::panels
