// SPDX-License-Identifier: Apache-2.0
#include "app/ui/layers.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <string>
#include <utility>

namespace belvedere::ui {
namespace {

std::string popup_name(Key64 owner) {
    return "###layer" + std::to_string(owner);
}

// A window over all others, and below the layer that opens next. It takes no clicks: one outside
// the dialog closes it.
void dim_window() {
    ImGui::SetNextWindowPos({0.0F, 0.0F});
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, packed(context().theme->colors.scrim));
    constexpr ImGuiWindowFlags kFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoInputs |
                                        ImGuiWindowFlags_NoFocusOnAppearing |
                                        ImGuiWindowFlags_NoSavedSettings;
    ImGui::Begin("###scrim", nullptr, kFlags);
    ImGui::End();
    ImGui::PopStyleColor();
}

// Wholly inside the window: below its opener, or above where there is more room.
void place_layer(const LayerLook& look) {
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const float wanted = look.height_max > 0.0F ? look.height_max : window.y;
    float room = window.y - look.at.y;
    ImVec2 at = look.at;
    ImVec2 pivot = look.pivot;
    if (look.above_y > room && wanted > room) {
        room = at.y = std::min(look.above_y, window.y);
        pivot.y = 1.0F;
    }
    const float width = std::min(look.width, window.x);
    const float left = std::max(0.0F, window.x - width * (1.0F - pivot.x));
    at.x = std::min(at.x, left);
    ImGui::SetNextWindowPos(at, ImGuiCond_Always, pivot);
    ImGui::SetNextWindowSizeConstraints({width, 0.0F},
                                        {width > 0.0F ? width : window.x, std::min(wanted, room)});
}

}  // namespace

void open_layer(Key64 owner) {
    Context& ui = context();
    if (is_layer_open(owner)) return;
    // The click on an open menu's own button has closed it already.
    if (std::exchange(ui.closed_by_click, 0) == owner) return;
    ui.layers.push_back({owner, ui.built_layer, ui.focus, OpenLayer::kFramesNew});
    ImGui::OpenPopupEx(ImHashStr(popup_name(owner).c_str()));
}

bool is_layer_open(Key64 owner) {
    const auto& layers = context().layers;
    return std::any_of(layers.begin(), layers.end(),
                       [owner](const OpenLayer& layer) { return layer.key == owner; });
}

void close_layer(Key64 owner) {
    Context& ui = context();
    const auto found = std::find_if(ui.layers.begin(), ui.layers.end(),
                                    [owner](const OpenLayer& layer) { return layer.key == owner; });
    if (found == ui.layers.end()) return;
    set_focus(found->return_to);
    ui.edited = 0;
    ui.layers.erase(found);
    std::erase_if(ui.layers, [owner](const OpenLayer& layer) { return layer.inside == owner; });
}

void layer(std::string_view id, Key64 owner, const LayerLook& look, const Body& body) {
    if (!is_layer_open(owner)) return;
    Context& ui = context();
    const ImGuiID popup = ImHashStr(popup_name(owner).c_str());
    if (look.is_modal) dim_window();
    place_layer(look);
    constexpr ImGuiWindowFlags kFlags =
        ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoResize |
        ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize;
    if (!ImGui::BeginPopupEx(popup, kFlags)) {
        ui.closed_by_click = owner;
        close_layer(owner);
        return;
    }
    const ImVec2 at = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    Node node;
    node.id = full_id(id) + ".layer";
    node.role = look.role;
    node.name = look.name;
    node.rect = on_screen({at.x, at.y, at.x + size.x, at.y + size.y});
    node.is_layer = true;
    node.states.set(access::State::kModal, look.is_modal);
    const std::uint32_t place = add_node(std::move(node));
    {
        const ScopeGuard guard(id, place);
        const Key64 around = std::exchange(ui.built_layer, owner);
        const bool had_width = std::exchange(ui.layer_has_width, look.width > 0.0F);
        body();
        ui.built_layer = around;
        ui.layer_has_width = had_width;
    }
    const bool is_top = !ui.layers.empty() && ui.layers.back().key == owner;
    if (is_top && take_press(input::Key::kEscape)) close_layer(owner);
    if (!is_layer_open(owner)) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
}

}  // namespace belvedere::ui
