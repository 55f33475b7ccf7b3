// SPDX-License-Identifier: Apache-2.0
#include "app/ui/context.hpp"

#include <algorithm>
#include <cassert>

#include "app/words/words.hpp"

namespace belvedere::ui {
namespace {

Context* g_context = nullptr;

}  // namespace

Context& context() {
    assert(g_context != nullptr);
    return *g_context;
}

void set_context(Context* context) {
    g_context = context;
}

Context* current_context() {
    return g_context;
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
    return words::text(message);
}

std::string full_id(std::string_view id) {
    std::string full;
    for (const std::string& part : context().scope)
        full += part + '.';
    return full.append(id);
}

Rect on_screen(const Rect& layout) {
    const Context& ui = context();
    if (!ui.is_mirrored) return layout;
    return {ui.width_px - layout.x1, layout.y0, ui.width_px - layout.x0, layout.y1};
}

float screen_x(float layout_x) {
    const Context& ui = context();
    return ui.is_mirrored ? ui.width_px - layout_x : layout_x;
}

std::uint32_t add_node(Node node) {
    Context& ui = context();
    if (!ui.containers.empty()) node.parent = ui.containers.back();
    ui.nodes.push_back(std::move(node));
    return static_cast<std::uint32_t>(ui.nodes.size() - 1);
}

ScopeGuard::ScopeGuard(std::string_view id, std::uint32_t container)
    : has_container_(container != kNoNode) {
    Context& ui = context();
    ui.scope.emplace_back(id);
    if (has_container_) ui.containers.push_back(container);
    ImGui::PushID(ui.scope.back().c_str());
}

ScopeGuard::~ScopeGuard() {
    ImGui::PopID();
    Context& ui = context();
    ui.scope.pop_back();
    if (has_container_) ui.containers.pop_back();
}

void set_focus(Key64 key) {
    Context& ui = context();
    ui.focus = key;
    ui.frames_without_focus = 0;
    ui.scrolls_to_focus = key != 0;
}

bool has_keyboard() {
    const Context& ui = context();
    return (ui.focus != 0 && ui.shows_focus) || ui.edited != 0 || !ui.layers.empty();
}

bool take_press(input::Key key, std::uint8_t modifiers) {
    Context& ui = context();
    if (!ui.press || ui.press->key != key || ui.press->modifiers.bits != modifiers) return false;
    ui.press.reset();
    return true;
}

}  // namespace belvedere::ui
