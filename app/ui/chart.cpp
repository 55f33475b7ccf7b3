// SPDX-License-Identifier: Apache-2.0
#include "app/ui/chart.hpp"

#include <algorithm>
#include <vector>

#include "app/ui/item.hpp"
#include "app/ui/label.hpp"

namespace belvedere::ui {

void chart(std::string_view id, const Message& message, std::span<const float> values,
           const std::string& caption) {
    Context& ui = context();
    const Colors& c = ui.theme->colors;
    float top = 0.0F;
    for (const float value : values)
        top = std::max(top, value);
    const SetText text = ui.type.line(caption, TextSize::kSmall);
    const Item result =
        item({.id = id,
              .role = Role::kChart,
              .name = translated(message),
              .value = caption,
              .size = {ImGui::GetContentRegionAvail().x,
                       px(ui.theme->metrics.target_min_px * 1.2F) + text->height_px},
              .activation = Activation::kNone,
              .takes_focus = false});
    if (!result.is_visible) return;
    const Rect& box = result.rect;
    fill_box(box, c.surface_raised);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (values.size() >= 2 && top > 0.0F) {
        std::vector<ImVec2> path;
        path.reserve(values.size());
        const float gap = px(ui.theme->metrics.spacing_px) * 0.5F;
        const float low = box.y1 - gap * 0.5F;
        const float high = box.y0 + text->height_px + gap * 2.0F;
        const float step = box.width() / static_cast<float>(values.size() - 1);
        for (std::size_t i = 0; i < values.size(); ++i) {
            // Time runs from left to right in every language.
            const float along = step * static_cast<float>(i);
            path.emplace_back(ui.is_mirrored ? box.x1 - along : box.x0 + along,
                              low - (low - high) * values[i] / top);
        }
        list.AddPolyline(path.data(), static_cast<int>(path.size()), packed(c.accent), 0, px(1.5F));
    }
    const float gap = px(ui.theme->metrics.spacing_px) * 0.5F;
    ui.type.paint(list, *text, {box.x0 + gap, box.y0 + gap * 0.5F}, packed(c.text_muted));
}

}  // namespace belvedere::ui
