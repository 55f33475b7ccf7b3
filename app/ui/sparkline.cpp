// SPDX-License-Identifier: Apache-2.0
#include "app/ui/sparkline.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "app/ui/item.hpp"
#include "app/ui/label.hpp"

namespace belvedere::ui {
namespace {

void paint_course(const Rect& box, std::span<const float> values) {
    float low = std::numeric_limits<float>::infinity();
    float high = -low;
    for (const float value : values) {
        if (!std::isfinite(value)) continue;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    if (low > high || values.size() < 2) return;
    const float room = px(3.0F);
    const float height = box.height() - 2.0F * room;
    const auto at = [&](std::size_t i) {
        const float along =
            box.width() * static_cast<float>(i) / static_cast<float>(values.size() - 1);
        const float share = high > low ? (values[i] - low) / (high - low) : 0.5F;
        return ImVec2(context().is_mirrored ? box.x1 - along : box.x0 + along,
                      box.y1 - room - height * share);
    };
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 color = packed(context().theme->colors.accent);
    // A thinner one is mixed with what it lies on until little is left of its contrast.
    const float thickness = std::max(1.5F, px(1.5F));
    std::vector<ImVec2> path;
    for (std::size_t i = 0; i <= values.size(); ++i) {
        if (i < values.size() && std::isfinite(values[i])) {
            path.push_back(at(i));
            continue;
        }
        list.AddPolyline(path.data(), static_cast<int>(path.size()), color, 0, thickness);
        path.clear();
    }
}

}  // namespace

void sparkline(std::string_view id, const Message& message, std::span<const float> values,
               const ValueText& text) {
    ItemSpec spec{.id = id, .role = Role::kChart, .name = translated(message)};
    spec.value = chart_sentence(values, text);
    spec.size = {ImGui::GetContentRegionAvail().x,
                 context().type.line_height(TextSize::kBody) * 1.4F};
    spec.activation = Activation::kNone;
    spec.takes_focus = false;
    const Item result = item(std::move(spec));
    if (result.is_visible) paint_course(result.rect, values);
}

}  // namespace belvedere::ui
