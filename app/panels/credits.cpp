// SPDX-License-Identifier: Apache-2.0
#include "app/panels/credits.hpp"

#include <algorithm>

#include "app/ui/drawing.hpp"
#include "app/ui/text_widgets.hpp"

namespace belvedere::panels {
namespace {

float height_of(const std::vector<std::string>& labels, float room) {
    float height = 0.0F;
    for (const std::string& label : labels)
        height += ui::label_extent(label, room).y;
    return height;
}

}  // namespace

bool is_low(const ui::Rect& view) {
    constexpr float kHighEnough = 190.0F;
    return view.height() < ui::scaled(kHighEnough);
}

Credits credits_of(const OverlayState& overlay, const ui::Rect& view) {
    const float margin = ui::scaled(kPictureMargin);
    const float line = ui::label_extent({}).y;
    const float whole = std::max(1.0F, view.width() - 2.0F * margin);
    Credits credits;
    credits.room = whole;
    credits.left = margin;
    if (overlay.scale_bar_m > 0.0 && !is_low(view)) {
        constexpr float kNarrowLines = 8.0F;  // Narrower than this many lines are high.
        const float beside = whole - overlay.scale_bar_px - margin;
        credits.room = beside < kNarrowLines * line ? whole : beside;
        credits.lift = beside < kNarrowLines * line ? 2.0F * line : 0.0F;
    }
    std::vector<std::string>& labels = credits.labels;
    std::string all;
    for (const std::string& attribution : overlay.attributions) {
        all += (all.empty() ? "" : " · ") + attribution;
        const std::string longer =
            labels.empty() ? attribution : labels.back() + " · " + attribution;
        if (!labels.empty() && ui::label_extent(longer).x <= credits.room) {
            labels.back() = longer;
        } else {
            labels.push_back(attribution);
        }
    }
    credits.height = height_of(labels, credits.room);
    if (credits.height > view.height() - margin && labels.size() > 1) {
        labels = {all};
        credits.left = margin * 0.25F;
        credits.room = std::max(1.0F, view.width() - margin * 0.5F);
        credits.height = height_of(labels, credits.room);
    }
    return credits;
}

void draw_credits(const OverlayState& overlay, const ui::Rect& view) {
    const Credits credits = credits_of(overlay, view);
    const float margin = ui::scaled(kPictureMargin);
    float low = view.y1 - margin + ui::label_extent({}).y * 0.5F - credits.lift;
    for (std::size_t i = credits.labels.size(); i-- > 0;) {
        const std::string id =
            i == 0 ? std::string("overlay.credits") : "overlay.credits." + std::to_string(i);
        const float height = ui::label_extent(credits.labels[i], credits.room).y;
        ui::draw_label(id, {view.x0 + credits.left, low - height * 0.5F}, credits.labels[i],
                       ui::Anchor::kLeft, credits.room);
        low -= height;
    }
}

}  // namespace belvedere::panels
