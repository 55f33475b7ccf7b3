// SPDX-License-Identifier: Apache-2.0
// Parts of the window and of panels: what holds other widgets without being pressed.
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "app/ui/containers.hpp"
#include "app/ui/item.hpp"
#include "app/ui/label.hpp"

namespace belvedere::ui {
namespace {

constexpr ImGuiWindowFlags kFixed = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
                                    ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoCollapse |
                                    ImGuiWindowFlags_NoSavedSettings |
                                    ImGuiWindowFlags_NoBringToFrontOnFocus;

ImGuiWindowFlags flags_of(RegionLook look) {
    if (look == RegionLook::kPanel) return kFixed;
    if (look == RegionLook::kBar) {
        return kFixed | ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
    }
    return kFixed | ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoFocusOnAppearing;
}

// The node of what holds others; it takes no focus.
std::uint32_t add_container(std::string_view id, Role role, const std::string& name,
                            const Rect& rect) {
    Node node;
    node.id = full_id(id);
    node.role = role;
    node.name = name;
    node.rect = on_screen(rect);
    return add_node(std::move(node));
}

// Quiet lines where a part of the window meets another.
void draw_edges(const Rect& r) {
    const ImU32 ink = packed(context().theme->colors.border);
    const float line = std::max(1.0F, std::round(px(1.0F)));
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect({r.x0, r.y0}, {r.x1, r.y1});
    if (r.y0 > 0.0F) list.AddRectFilled({r.x0, r.y0}, {r.x1, r.y0 + line}, ink);
    if (r.x0 > 0.0F) list.AddRectFilled({r.x0, r.y0}, {r.x0 + line, r.y1}, ink);
    if (r.x1 < window.x) list.AddRectFilled({r.x1 - line, r.y0}, {r.x1, r.y1}, ink);
    list.PopClipRect();
}

}  // namespace

void region(std::string_view id, const Message& message, const Rect& place, RegionLook look,
            const Body& body) {
    const Context& ui = context();
    const Metrics& m = ui.theme->metrics;
    const std::string name = translated(message);
    ImGui::SetNextWindowPos({place.x0, place.y0});
    const bool overlay = look == RegionLook::kOverlay || look == RegionLook::kFront;
    if (!overlay) ImGui::SetNextWindowSize({place.width(), place.height()});
    const Color background =
        look == RegionLook::kOverlay ? ui.theme->colors.overlay : ui.theme->colors.surface;
    ImGui::PushStyleColor(ImGuiCol_WindowBg, packed(background));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, overlay ? px(m.rounding_px) : 0.0F);
    const float padding = look == RegionLook::kPanel ? m.padding_px : m.spacing_px;
    const float across =
        look == RegionLook::kBar ? (place.height() - control_height()) * 0.5F : px(padding);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(px(padding), std::max(0.0F, across)));
    const bool visible = ImGui::Begin(("###" + std::string(id)).c_str(), nullptr, flags_of(look));
    ImGui::PopStyleVar(2);
    ImGui::PopStyleColor();
    if (look == RegionLook::kFront) ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    const ImVec2 at = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    const Role role = look == RegionLook::kBar ? Role::kToolbar : Role::kRegion;
    const std::uint32_t node =
        add_container(id, role, name, {at.x, at.y, at.x + size.x, at.y + size.y});
    if (!overlay) draw_edges({at.x, at.y, at.x + size.x, at.y + size.y});
    if (visible) {
        const ScopeGuard guard(id, node);
        body();
    }
    ImGui::End();
}

void focus_region(std::string_view id) {
    context().region_request = std::string(id);
    context().region_requested = true;
}

void focus_widget(std::string_view id) {
    set_focus(access::node_id(id).value);
    context().shows_focus = true;
}

void scope(std::string_view id, const Body& body) {
    const ScopeGuard guard(id);
    body();
}

void same_line() {
    ImGui::SameLine();
}

void indent() {
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + 2.0F * px(context().theme->metrics.spacing_px));
}

void align_right(float width_px) {
    const float room = ImGui::GetContentRegionMax().x - width_px;
    ImGui::SameLine(std::max(room, ImGui::GetCursorPosX()));
}

float button_width(const Message& message) {
    const float text = context().type.line(translated(message), TextSize::kBody)->width_px;
    return std::ceil(std::max(text + ImGui::GetStyle().FramePadding.x * 2.0F, target_side()));
}

float available_width() {
    return ImGui::GetContentRegionAvail().x;
}

float gap_px() {
    return ImGui::GetStyle().ItemSpacing.x;
}

void focus_next() {
    context().edit_takes_next = true;
}

void scroll_area(std::string_view id, float height_px, const Body& body) {
    const ScopeGuard guard(id);
    if (ImGui::BeginChild("scroll", {0.0F, height_px})) body();
    ImGui::EndChild();
}

void card(std::string_view id, const Body& body) {
    const ScopeGuard guard(id);
    const float padding = px(context().theme->metrics.spacing_px);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.ChannelsSplit(2);
    list.ChannelsSetCurrent(1);
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const float right = from.x + ImGui::GetContentRegionAvail().x;
    ImGui::Dummy({0.0F, padding * 0.25F});
    ImGui::Indent(padding);
    ImGui::PushItemWidth(-padding);
    ImGui::BeginGroup();
    body();
    ImGui::EndGroup();
    ImGui::PopItemWidth();
    ImGui::Unindent(padding);
    const float bottom = ImGui::GetItemRectMax().y + padding * 0.75F;
    list.ChannelsSetCurrent(0);
    list.AddRectFilled(from, {right, bottom}, packed(context().theme->colors.surface_raised),
                       px(context().theme->metrics.rounding_px));
    list.ChannelsMerge();
    ImGui::SetCursorScreenPos({from.x, bottom + ImGui::GetStyle().ItemSpacing.y});
}

void columns(std::string_view id, std::size_t count,
             const std::function<void(std::size_t column)>& body) {
    const ScopeGuard guard(id);
    const float narrowest = px(context().theme->metrics.dock_width_px) * 0.58F;
    const auto fit = static_cast<std::size_t>(ImGui::GetContentRegionAvail().x / narrowest);
    const std::size_t across = std::clamp<std::size_t>(fit, 1, count);
    const float apart = px(context().theme->metrics.spacing_px);
    ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, ImVec2(apart, 0.0F));
    const bool is_seen =
        ImGui::BeginTable("columns", static_cast<int>(across), ImGuiTableFlags_NoPadOuterX);
    ImGui::PopStyleVar();
    if (!is_seen) return;
    for (std::size_t column = 0; column < count; ++column) {
        ImGui::TableNextColumn();
        ImGui::PushID(static_cast<int>(column));
        body(column);
        ImGui::PopID();
    }
    ImGui::EndTable();
}

}  // namespace belvedere::ui
