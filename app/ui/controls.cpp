// SPDX-License-Identifier: Apache-2.0
#include "app/ui/controls.hpp"

#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include <algorithm>

#include "app/ui/context.hpp"
#include "app/ui/text_widgets.hpp"

namespace belvedere::ui {
namespace {

// Labels stand left of their control, in this share of the row.
constexpr float kLabelShare = 0.36F;

struct ButtonColors {
    Color rest, hover, active, text;
};

ButtonColors colors_of(Emphasis emphasis, bool on) {
    const Colors& c = context().theme->colors;
    if (on && emphasis == Emphasis::kQuiet) {
        return {c.control, c.control_hover, c.control_active, c.text};
    }
    if (on || emphasis == Emphasis::kPrimary) return {c.accent, c.accent, c.accent, c.accent_text};
    const Color none{0, 0, 0, 0};
    if (emphasis == Emphasis::kQuiet) return {none, c.control_hover, c.control_active, c.text};
    return {c.control, c.control_hover, c.control_active, c.text};
}

bool draw_button(std::string_view id, const std::string& name, const ButtonLook& look, bool on) {
    const Context& ui = context();
    const ButtonColors colors = colors_of(look.emphasis, on);
    ImGui::BeginDisabled(look.enabled == Enabled::kNo);
    ImGui::PushStyleColor(ImGuiCol_Button, packed(colors.rest));
    ImGui::PushStyleColor(ImGuiCol_ButtonHovered, packed(colors.hover));
    ImGui::PushStyleColor(ImGuiCol_ButtonActive, packed(colors.active));
    ImGui::PushStyleColor(ImGuiCol_Text, packed(colors.text));
    const float width = look.width == Width::kFill ? ImGui::GetContentRegionAvail().x : 0.0F;
    const bool pressed =
        ImGui::Button(label_of(id, name).c_str(), {width, px(ui.theme->metrics.target_min_px)});
    ImGui::PopStyleColor(4);
    ImGui::EndDisabled();
    return pressed;
}

// Draws the label of a row and leaves the cursor where its control begins.
void begin_row(const std::string& name) {
    const float start = ImGui::GetCursorPosX();
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::AlignTextToFramePadding();
    ImGui::PushStyleColor(ImGuiCol_Text, packed(context().theme->colors.text_muted));
    ImGui::TextUnformatted(name.c_str());
    ImGui::PopStyleColor();
    const float label_width = std::max(
        width * kLabelShare, ImGui::GetItemRectSize().x + px(context().theme->metrics.spacing_px));
    ImGui::SameLine(start + std::min(label_width, width * 0.7F));
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
}

std::string state_of(bool on) {
    return on ? translated({"ui.on", "on"}) : translated({"ui.off", "off"});
}

// ImGui reads the shown text as a format.
std::string as_format(const std::string& text) {
    std::string format;
    for (const char c : text)
        format.append(c == '%' ? 2U : 1U, c);
    return format;
}

Edit edit_state(bool changed) {
    if (ImGui::IsItemDeactivated() && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter))) {
        return Edit::kSubmitted;
    }
    return changed ? Edit::kChanged : Edit::kNone;
}

}  // namespace

bool button(std::string_view id, const Message& message, const ButtonLook& look) {
    const std::string name = translated(message);
    const bool pressed = draw_button(id, name, look, false);
    tooltip(look.hint);
    note_item({id, Role::kButton, name, {}});
    return pressed;
}

bool toggle(std::string_view id, const Message& message, bool on, const ButtonLook& look) {
    const std::string name = translated(message);
    const bool pressed = draw_button(id, name, look, on);
    tooltip(look.hint);
    note_item({id, Role::kButton, name, state_of(on)});
    return pressed;
}

std::optional<bool> check(std::string_view id, const Message& message, bool on) {
    const std::string name = translated(message);
    bool value = on;
    const bool changed = ImGui::Checkbox(label_of(id, name).c_str(), &value);
    note_item({id, Role::kCheck, name, state_of(on)});
    return changed ? std::optional(value) : std::nullopt;
}

std::optional<bool> bare_check(std::string_view id, const Message& message, bool on) {
    const std::string name = translated(message);
    bool value = on;
    const bool changed = ImGui::Checkbox(("###" + std::string(id)).c_str(), &value);
    tooltip(name);
    note_item({id, Role::kCheck, name, state_of(on)});
    return changed ? std::optional(value) : std::nullopt;
}

std::optional<double> slider(std::string_view id, const Message& message, double value,
                             const SliderRange& range) {
    const std::string name = translated(message);
    begin_row(name);
    double edited = value;
    context().fonts.note(range.shown);
    const bool changed =
        ImGui::SliderScalar(("###" + std::string(id)).c_str(), ImGuiDataType_Double, &edited,
                            &range.low, &range.high, as_format(range.shown).c_str(),
                            ImGuiSliderFlags_AlwaysClamp | ImGuiSliderFlags_NoRoundToFormat);
    note_item({id, Role::kSlider, name, range.shown});
    return changed ? std::optional(edited) : std::nullopt;
}

std::optional<std::size_t> choice(std::string_view id, const Message& message,
                                  std::span<const std::string> options, std::size_t chosen) {
    const std::string name = translated(message);
    begin_row(name);
    const std::string shown = chosen < options.size() ? options[chosen] : std::string();
    context().fonts.note(shown);
    std::optional<std::size_t> result;
    const bool open = ImGui::BeginCombo(("###" + std::string(id)).c_str(), shown.c_str());
    // EndCombo would leave another item as the last one.
    note_item({id, Role::kChoice, name, shown});
    if (!open) return result;
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(options.size()));
    while (clipper.Step()) {
        for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) {
            const auto index = static_cast<std::size_t>(row);
            context().fonts.note(options[index]);
            const std::string label = options[index] + "###" + std::to_string(row);
            if (ImGui::Selectable(label.c_str(), index == chosen)) result = index;
            note_item({std::string(id) + "." + std::to_string(row), Role::kMenuItem, options[index],
                       index == chosen ? translated({"ui.chosen", "chosen"}) : std::string()});
        }
    }
    ImGui::EndCombo();
    return result;
}

Edit text_field(std::string_view id, const Message& message, std::string& content,
                LabelPlace label) {
    return text_field(id, ReadyText{translated(message)}, content, label);
}

Edit text_field(std::string_view id, const ReadyText& ready, std::string& content,
                LabelPlace label) {
    const std::string& name = ready.text;
    context().fonts.note(name);
    const std::string imgui_id = "###" + std::string(id);
    if (label == LabelPlace::kBeside) {
        begin_row(name);
    } else {
        ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    }
    if (takes_focus(ImGui::GetID(imgui_id.c_str()))) ImGui::SetKeyboardFocusHere();
    const char* hint = label == LabelPlace::kInside ? name.c_str() : "";
    const bool changed = ImGui::InputTextWithHint(imgui_id.c_str(), hint, &content);
    if (content.size() > kFieldBytesMax) content.resize(kFieldBytesMax);
    context().fonts.note(content);
    const Edit edit = edit_state(changed);
    note_item({id, Role::kTextField, name, content});
    return edit;
}

Edit text_area(std::string_view id, const Message& message, std::string& content, int lines) {
    const std::string name = translated(message);
    const std::string imgui_id = "###" + std::string(id);
    plain_text(std::string(id) + ".label", name, Tone::kMuted);
    if (takes_focus(ImGui::GetID(imgui_id.c_str()))) ImGui::SetKeyboardFocusHere();
    const float height = static_cast<float>(lines) * ImGui::GetTextLineHeightWithSpacing();
    const bool changed = ImGui::InputTextMultiline(imgui_id.c_str(), &content,
                                                   {ImGui::GetContentRegionAvail().x, height});
    if (content.size() > kFieldBytesMax) content.resize(kFieldBytesMax);
    context().fonts.note(content);
    note_item({id, Role::kTextField, name, content});
    return changed ? Edit::kChanged : Edit::kNone;
}

}  // namespace belvedere::ui
