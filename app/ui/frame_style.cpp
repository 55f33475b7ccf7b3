// SPDX-License-Identifier: Apache-2.0
#include "app/ui/frame_style.hpp"

#include <imgui.h>

#include "app/ui/context.hpp"

namespace belvedere::ui {
namespace {

void apply_colors(const Colors& c, ImGuiStyle& style) {
    const Color none{0, 0, 0, 0};
    const auto set = [&](ImGuiCol slot, Color color) { style.Colors[slot] = as_vec4(color); };
    for (int slot = 0; slot < ImGuiCol_COUNT; ++slot)
        set(slot, none);
    set(ImGuiCol_Text, c.text);
    set(ImGuiCol_TextDisabled, c.text_muted);
    set(ImGuiCol_WindowBg, c.surface);
    set(ImGuiCol_PopupBg, c.surface_raised);
    set(ImGuiCol_Border, c.border);
    set(ImGuiCol_FrameBg, c.control);
    set(ImGuiCol_FrameBgHovered, c.control_hover);
    set(ImGuiCol_FrameBgActive, c.control_active);
    set(ImGuiCol_MenuBarBg, c.surface);
    set(ImGuiCol_ScrollbarGrab, c.control_border);
    set(ImGuiCol_ScrollbarGrabHovered, c.text_muted);
    set(ImGuiCol_ScrollbarGrabActive, c.text);
    set(ImGuiCol_CheckMark, c.accent);
    // See-through: the value is written over it.
    constexpr std::uint8_t kGrabAlpha = 120;
    const Color grab{c.accent.r, c.accent.g, c.accent.b, kGrabAlpha};
    set(ImGuiCol_SliderGrab, grab);
    set(ImGuiCol_SliderGrabActive, grab);
    set(ImGuiCol_Button, c.control);
    set(ImGuiCol_ButtonHovered, c.control_hover);
    set(ImGuiCol_ButtonActive, c.control_active);
    set(ImGuiCol_Header, c.control);
    set(ImGuiCol_HeaderHovered, c.control_hover);
    set(ImGuiCol_HeaderActive, c.control_active);
    set(ImGuiCol_Separator, c.border);
    set(ImGuiCol_TableHeaderBg, c.surface_raised);
    set(ImGuiCol_TableBorderLight, c.border);
    set(ImGuiCol_TableBorderStrong, c.border);
    set(ImGuiCol_PlotHistogram, c.accent);
    set(ImGuiCol_TextSelectedBg, c.control_active);
    set(ImGuiCol_ModalWindowDimBg, c.scrim);
    // The focus ring is drawn by note_item, thicker than ImGui's own.
    set(ImGuiCol_NavHighlight, none);
}

void apply_sizes(const Metrics& m, float scale, ImGuiStyle& style) {
    const float s = scale;
    style.WindowPadding = {m.padding_px * s, m.padding_px * s};
    style.FramePadding = {m.spacing_px * s, (m.target_min_px - m.body_em_px) * 0.5F * s};
    style.ItemSpacing = {m.spacing_px * s, m.spacing_px * 0.75F * s};
    style.ItemInnerSpacing = {m.spacing_px * 0.75F * s, m.spacing_px * 0.5F * s};
    style.CellPadding = {m.spacing_px * 0.5F * s, m.spacing_px * 0.4F * s};
    style.IndentSpacing = m.padding_px * s;
    style.ScrollbarSize = m.spacing_px * 1.25F * s;
    style.GrabMinSize = m.padding_px * s;
    style.WindowMinSize = {1.0F, 1.0F};
    style.WindowRounding = 0.0F;
    style.ChildRounding = m.rounding_px * s;
    style.FrameRounding = m.rounding_px * s;
    style.PopupRounding = m.rounding_px * s;
    style.ScrollbarRounding = m.rounding_px * s;
    style.GrabRounding = m.rounding_px * s;
    style.WindowBorderSize = 0.0F;
    style.PopupBorderSize = std::max(1.0F, m.outline_px * s);
    style.FrameBorderSize = 0.0F;
    style.DisabledAlpha = 0.55F;
    // Lines are drawn from the solid corner of a glyph page, not from ImGui's own texture.
    style.AntiAliasedLinesUseTex = false;
    constexpr float kDefaultFontPx = 13.0F;
    ImGui::GetIO().FontGlobalScale = m.body_em_px * s / kDefaultFontPx;
}

}  // namespace

void apply_style(const Theme& theme, float scale) {
    apply_colors(theme.colors, ImGui::GetStyle());
    apply_sizes(theme.metrics, scale, ImGui::GetStyle());
}

}  // namespace belvedere::ui
