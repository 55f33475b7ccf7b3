// SPDX-License-Identifier: Apache-2.0
#include "app/ui/chart.hpp"

#include <imgui.h>

#include <algorithm>
#include <vector>

#include "app/ui/context.hpp"

namespace belvedere::ui {

void chart(std::string_view id, const Message& message, std::span<const float> values,
           const std::string& caption) {
    Context& ui = context();
    const Colors& c = ui.theme->colors;
    const float width = ImGui::GetContentRegionAvail().x;
    const float height = px(ui.theme->metrics.target_min_px * 1.5F);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy({width, height});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + width, at.y + height}, packed(c.surface_raised),
                       px(ui.theme->metrics.rounding_px));
    float top = 0.0F;
    for (const float value : values)
        top = std::max(top, value);
    ui.fonts.note(caption);
    if (values.size() >= 2 && top > 0.0F) {
        std::vector<ImVec2> path;
        path.reserve(values.size());
        const float step = width / static_cast<float>(values.size() - 1);
        for (std::size_t i = 0; i < values.size(); ++i) {
            path.emplace_back(at.x + step * static_cast<float>(i),
                              at.y + height * (1.0F - 0.58F * values[i] / top));
        }
        list.AddPolyline(path.data(), static_cast<int>(path.size()), packed(c.accent), 0, px(1.5F));
    }
    const float gap = px(ui.theme->metrics.spacing_px) * 0.5F;
    list.AddText(ui.fonts.small, ui.fonts.small->FontSize, {at.x + gap, at.y + gap * 0.5F},
                 packed(c.text_muted), caption.c_str());
    note_item({id, Role::kImage, translated(message), caption, false});
}

}  // namespace belvedere::ui
