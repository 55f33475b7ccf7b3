// SPDX-License-Identifier: Apache-2.0
#include "app/ui/splitter.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "app/ui/item.hpp"
#include "app/ui/label.hpp"

namespace belvedere::ui {
namespace {

constexpr double kStep_px = 16.0;  // Of an arrow key, logical pixels.
constexpr double kEdgeCoarseSteps = 6.0;
constexpr float kGrip = 28.0F;  // Length of the mark in its middle, logical pixels.

constexpr ImGuiWindowFlags kBare =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoBackground;

bool is_upright(const SplitterLook& look) {
    return look.dock != DockSide::kBelow;
}

// Keys move the line the way they point; whether that makes the dock larger is the dock's side.
std::optional<double> by_keys(const Item& line, const SplitterLook& look) {
    if (!line.is_focused || !has_keyboard()) return std::nullopt;
    using enum input::Key;
    const double forth = look.dock == DockSide::kBefore ? kStep_px : -kStep_px;
    if (take_press(is_upright(look) ? kRight : kDown)) return look.size + forth;
    if (take_press(is_upright(look) ? kLeft : kUp)) return look.size - forth;
    if (take_press(kPageUp)) return look.size + kStep_px * kEdgeCoarseSteps;
    if (take_press(kPageDown)) return look.size - kStep_px * kEdgeCoarseSteps;
    if (take_press(kHome)) return look.low;
    if (take_press(kEnd)) return look.high;
    return std::nullopt;
}

std::optional<double> by_request(const Item& line, const SplitterLook& look) {
    if (const auto set = take_request(line.key, access::Action::kSetValue)) return set->value;
    if (take_request(line.key, access::Action::kIncrement)) return look.size + kStep_px;
    if (take_request(line.key, access::Action::kDecrement)) return look.size - kStep_px;
    return std::nullopt;
}

// Where it can be taken hold of: at least as much as anything else that is pressed, the rest of it
// over the picture.
Rect reach_of(const SplitterLook& look) {
    const float target = px(context().theme->metrics.target_min_px);
    Rect reach = look.place;
    if (look.dock == DockSide::kBefore) reach.x1 = std::max(reach.x1, reach.x0 + target);
    if (look.dock == DockSide::kAfter) reach.x0 = std::min(reach.x0, reach.x1 - target);
    if (look.dock == DockSide::kBelow) reach.y0 = std::min(reach.y0, reach.y1 - target);
    return reach;
}

// The dock goes as far as the pointer has gone since it took hold.
std::optional<double> by_pointer(const Item& line, const SplitterLook& look) {
    if (!line.is_held || !ImGui::IsMouseDragging(ImGuiMouseButton_Left, 1.0F)) return std::nullopt;
    const ImVec2 at = ImGui::GetIO().MousePos;
    const ImVec2 held = ImGui::GetCurrentContext()->ActiveIdClickOffset;
    const float along = at.x - (line.rect.x0 + held.x);
    const float moved = look.dock == DockSide::kBefore  ? along
                        : look.dock == DockSide::kAfter ? -along
                                                        : line.rect.y0 + held.y - at.y;
    return look.size + static_cast<double>(moved / context().scale);
}

void draw(const Item& line, const SplitterLook& look) {
    const Colors& c = context().theme->colors;
    const bool is_hot = line.is_held || line.is_hovered;
    // Square, so that nothing behind it shows at its ends.
    const Rect& r = look.place;
    ImGui::GetWindowDrawList()->AddRectFilled({r.x0, r.y0}, {r.x1, r.y1},
                                              packed(is_hot ? c.control_hover : c.surface));
    // A short bar in the middle says that it can be taken hold of.
    const float half = px(kGrip) * 0.5F;
    const float thin = px(context().theme->metrics.outline_px);
    const float x = look.place.center_x();
    const float y = look.place.center_y();
    const Rect grip = is_upright(look) ? Rect{x - thin, y - half, x + thin, y + half}
                                       : Rect{x - half, y - thin, x + half, y + thin};
    fill_box(grip, is_hot ? c.accent : c.control_border);
}

}  // namespace

std::optional<SplitterMove> splitter(std::string_view id, const Message& message,
                                     const SplitterLook& look) {
    const Rect reach = reach_of(look);
    ImGui::SetNextWindowPos({reach.x0, reach.y0});
    ImGui::SetNextWindowSize({reach.width(), reach.height()});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0.0F, 0.0F));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1.0F, 1.0F));
    const bool is_there = ImGui::Begin(("###" + std::string(id)).c_str(), nullptr, kBare);
    ImGui::PopStyleVar(2);
    std::optional<SplitterMove> move;
    if (is_there) {
        ItemSpec spec{.id = id,
                      .role = Role::kSeparator,
                      .name = translated(message),
                      .value = look.shown,
                      .hint = look.hint};
        spec.size = {reach.width(), reach.height()};
        spec.states = {is_upright(look) ? access::State::kVertical : access::State::kHorizontal};
        spec.actions = {access::Action::kSetValue, access::Action::kIncrement,
                        access::Action::kDecrement};
        const Item line = item(std::move(spec));
        context().nodes[line.node].numeric =
            access::NumericValue{look.size, look.low, look.high, kStep_px};
        if (line.is_hovered || line.is_held) {
            ImGui::SetMouseCursor(is_upright(look) ? ImGuiMouseCursor_ResizeEW
                                                   : ImGuiMouseCursor_ResizeNS);
        }
        if (line.is_visible) draw(line, look);
        std::optional<double> wanted = by_pointer(line, look);
        if (!wanted) wanted = by_keys(line, look);
        if (!wanted) wanted = by_request(line, look);
        // The pointer lets go over it at the end of every drag: that presses nothing.
        const bool is_pressed = line.is_pressed && !ImGui::IsMouseReleased(ImGuiMouseButton_Left);
        if (is_pressed) move = {look.size, true};
        if (wanted && std::isfinite(*wanted)) {
            const double size = std::clamp(*wanted, look.low, look.high);
            if (size != look.size) move = {size, false};
        }
    }
    ImGui::End();
    return move;
}

}  // namespace belvedere::ui
