// SPDX-License-Identifier: Apache-2.0
#include "app/ui/context.hpp"

#include <imgui_internal.h>

#include <cassert>

#include "app/words/words.hpp"

namespace belvedere::ui {
namespace {

Context* g_context = nullptr;

std::string full_id(const Context& ui, std::string_view id) {
    std::string full;
    for (const std::string& part : ui.scope)
        full += part + '.';
    return full.append(id);
}

void draw_focus_ring(const Context& ui, const ImGuiLastItemData& item) {
    const float grow = px(ui.theme->metrics.focus_ring_px);
    ImGui::GetWindowDrawList()->AddRect({item.Rect.Min.x - grow, item.Rect.Min.y - grow},
                                        {item.Rect.Max.x + grow, item.Rect.Max.y + grow},
                                        packed(ui.theme->colors.focus),
                                        px(ui.theme->metrics.rounding_px) + grow, 0, grow);
}

}  // namespace

Context& context() {
    assert(g_context != nullptr);
    return *g_context;
}

void set_context(Context* context) {
    g_context = context;
}

ImU32 packed(Color color) {
    return IM_COL32(color.r, color.g, color.b, color.a);
}

ImVec4 as_vec4(Color color) {
    constexpr float kScale = 1.0F / 255.0F;
    return {static_cast<float>(color.r) * kScale, static_cast<float>(color.g) * kScale,
            static_cast<float>(color.b) * kScale, static_cast<float>(color.a) * kScale};
}

float px(float logical) {
    return logical * context().scale;
}

std::string translated(const Message& message) {
    std::string text = words::text(message);
    context().fonts.note(text);
    return text;
}

std::string label_of(std::string_view id, const std::string& text) {
    return text + "###" + std::string(id);
}

void note_item(ItemFacts facts) {
    Context& ui = context();
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    const ImGuiLastItemData& item = g.LastItemData;
    Node node;
    node.id = full_id(ui, facts.id);
    node.role = facts.role;
    node.name = std::move(facts.name);
    node.value = std::move(facts.value);
    node.rect = {item.Rect.Min.x, item.Rect.Min.y, item.Rect.Max.x, item.Rect.Max.y};
    node.enabled = (item.InFlags & ImGuiItemFlags_Disabled) == 0;
    if (facts.focusable && node.enabled) node.key = item.ID;
    if (node.key != 0 && ui.focus_request == node.key) {
        ui.focus_request = 0;
        ImGui::SetFocusID(node.key, ImGui::GetCurrentWindow());
        ImGui::GetCurrentContext()->NavDisableHighlight = false;
        ImGui::SetScrollHereY();
    }
    node.focused = node.key != 0 && g.NavId == node.key && !g.NavDisableHighlight;
    if (node.focused) draw_focus_ring(ui, item);
    ui.nodes.push_back(std::move(node));
}

bool takes_focus(std::uint32_t key) {
    Context& ui = context();
    if (key == 0 || ui.focus_request != key) return false;
    ui.focus_request = 0;
    return true;
}

}  // namespace belvedere::ui
