// SPDX-License-Identifier: Apache-2.0
#include "app/ui/text_widgets.hpp"

#include <imgui_internal.h>

#include <algorithm>

#include "app/ui/context.hpp"
#include "app/words/words.hpp"

namespace belvedere::ui {
namespace {

// The share of a row that a name takes; values are what people look for.
constexpr float kNameShare = 0.42F;

Color color_of(Tone tone) {
    const Colors& c = context().theme->colors;
    switch (tone) {
        case Tone::kNormal:
            return c.text;
        case Tone::kMuted:
            return c.text_muted;
        case Tone::kAccent:
            return c.accent;
        case Tone::kSuccess:
            return c.success;
        case Tone::kWarning:
            return c.warning;
        case Tone::kError:
            return c.error;
    }
    return c.text;
}

void draw_text(const std::string& content, ImFont* font, Color color) {
    context().fonts.note(content);
    ImGui::PushFont(font);
    ImGui::PushStyleColor(ImGuiCol_Text, packed(color));
    ImGui::PushTextWrapPos(0.0F);
    ImGui::TextUnformatted(content.data(), content.data() + content.size());
    ImGui::PopTextWrapPos();
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

void draw_value_row(std::string_view id, const std::string& name, const std::string& value) {
    Context& ui = context();
    ui.fonts.note(name);
    ui.fonts.note(value);
    const float width = ImGui::GetContentRegionAvail().x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float line = ImGui::GetTextLineHeight();
    const ImVec2 size{width, line + px(ui.theme->metrics.spacing_px) * 0.5F};
    ImGui::PushID(std::string(id).c_str());
    const bool pressed = ImGui::InvisibleButton("value", size);
    ImGui::PopID();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float split = at.x + width * kNameShare;
    const float gap = px(ui.theme->metrics.spacing_px);
    const auto draw = [&](float x0, float x1, Color color, const std::string& content) {
        ImGui::PushStyleColor(ImGuiCol_Text, packed(color));
        ImGui::RenderTextEllipsis(&list, {x0, at.y}, {x1, at.y + size.y}, x1, x1, content.c_str(),
                                  content.c_str() + content.size(), nullptr);
        ImGui::PopStyleColor();
    };
    draw(at.x, split - gap, ui.theme->colors.text_muted, name);
    draw(split, at.x + width, ui.theme->colors.text, value);
    if (pressed) ImGui::SetClipboardText(value.c_str());
    const bool cut = ImGui::CalcTextSize(value.c_str()).x > width - split + at.x ||
                     ImGui::CalcTextSize(name.c_str()).x > split - gap - at.x;
    if (cut && ImGui::IsItemHovered()) {
        ImGui::BeginTooltip();
        ImGui::PushTextWrapPos(px(ui.theme->metrics.dock_width_px) * 1.5F);
        const std::string whole = words::text({"ui.name_and_value", "{name}: {value}"},
                                              {{"name", name}, {"value", value}});
        ui.fonts.note(whole);
        ImGui::TextUnformatted(whole.c_str());
        ImGui::PopTextWrapPos();
        ImGui::EndTooltip();
    }
    note_item({id, Role::kValue, name, value});
}

const char* sign_of(Tone tone) {
    switch (tone) {
        case Tone::kSuccess:
            return "●  ";
        case Tone::kWarning:
            return "▲  ";
        case Tone::kError:
            return "■  ";
        default:
            return "○  ";
    }
}

}  // namespace

void title(std::string_view id, const Message& message) {
    const std::string content = translated(message);
    draw_text(content, context().fonts.title, context().theme->colors.text);
    note_item({id, Role::kHeading, content, {}, false});
}

void heading(std::string_view id, const Message& message) {
    const std::string content = translated(message);
    draw_text(content, context().fonts.heading, context().theme->colors.text);
    note_item({id, Role::kHeading, content, {}, false});
}

void text(std::string_view id, const Message& message, Tone tone) {
    plain_text(id, translated(message), tone);
}

void plain_text(std::string_view id, const std::string& content, Tone tone) {
    draw_text(content, context().fonts.body, color_of(tone));
    note_item({id, Role::kText, content, {}, false});
}

void status(std::string_view id, const std::string& content, Tone tone) {
    draw_text(sign_of(tone) + content, context().fonts.body, color_of(tone));
    note_item({id, Role::kStatus, content, {}, false});
}

void value_row(std::string_view id, const Message& message, const std::string& value) {
    draw_value_row(id, translated(message), value);
}

void value_row(std::string_view id, const std::string& name, const std::string& value) {
    draw_value_row(id, name, value);
}

void progress(std::string_view id, const Message& message, double fraction,
              const std::string& value) {
    const Context& ui = context();
    const std::string name = translated(message);
    context().fonts.note(value);
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::PushStyleColor(ImGuiCol_Text, packed(ui.theme->colors.text_muted));
    ImGui::TextUnformatted(name.c_str());
    ImGui::PopStyleColor();
    ImGui::SameLine(std::max(0.0F, width - ImGui::CalcTextSize(value.c_str()).x) +
                    ImGui::GetCursorStartPos().x);
    ImGui::TextUnformatted(value.c_str());
    ImGui::ProgressBar(static_cast<float>(std::clamp(fraction, 0.0, 1.0)),
                       {width, px(ui.theme->metrics.rounding_px)}, "");
    note_item({id, Role::kProgress, name, value, false});
}

bool link(std::string_view id, const std::string& content) {
    Context& ui = context();
    ui.fonts.note(content);
    const ImVec2 extent = ImGui::CalcTextSize(content.c_str());
    const float height = std::max(extent.y, px(ui.theme->metrics.target_min_px) * 0.86F);
    const float width = std::min(extent.x, ImGui::GetContentRegionAvail().x);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::PushID(std::string(id).c_str());
    const bool pressed = ImGui::InvisibleButton("link", {std::max(width, 1.0F), height});
    ImGui::PopID();
    if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    const float top = at.y + (height - extent.y) * 0.5F;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImGui::PushStyleColor(ImGuiCol_Text, packed(ui.theme->colors.accent));
    ImGui::RenderTextEllipsis(&list, {at.x, top}, {at.x + width, at.y + height}, at.x + width,
                              at.x + width, content.c_str(), content.c_str() + content.size(),
                              &extent);
    ImGui::PopStyleColor();
    if (ImGui::IsItemHovered()) {
        list.AddLine({at.x, top + extent.y}, {at.x + width, top + extent.y},
                     packed(ui.theme->colors.accent));
    }
    note_item({id, Role::kLink, content, {}});
    return pressed;
}

void legend_entry(std::string_view id, std::uint32_t rgba, const std::string& meaning) {
    const float size = ImGui::GetTextLineHeight();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float round = px(context().theme->metrics.rounding_px) * 0.5F;
    list.AddRectFilled(at, {at.x + size, at.y + size}, rgba, round);
    list.AddRect(at, {at.x + size, at.y + size}, packed(context().theme->colors.control_border),
                 round);
    ImGui::Dummy({size, size});
    ImGui::SameLine();
    plain_text(id, meaning);
}

void bar_text(std::string_view id, const std::string& content, Tone tone) {
    context().fonts.note(content);
    ImGui::AlignTextToFramePadding();
    ImGui::PushStyleColor(ImGuiCol_Text, packed(color_of(tone)));
    ImGui::TextUnformatted(content.data(), content.data() + content.size());
    ImGui::PopStyleColor();
    note_item({id, Role::kText, content, {}, false});
}

std::string shortened(const std::string& content, std::size_t characters) {
    if (content.size() <= characters) return content;
    std::size_t end = characters;
    // Never inside a UTF-8 sequence.
    while (end > 0 && (static_cast<unsigned char>(content[end]) & 0xC0) == 0x80)
        --end;
    return content.substr(0, end) + "…";
}

void separator() {
    ImGui::Separator();
}

void space() {
    ImGui::Dummy({0.0F, px(context().theme->metrics.spacing_px)});
}

void tooltip(const std::string& content) {
    if (content.empty()) return;
    const bool focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
    if (!ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled) && !focused) return;
    context().fonts.note(content);
    ImGui::BeginTooltip();
    ImGui::PushTextWrapPos(px(context().theme->metrics.dock_width_px));
    ImGui::TextUnformatted(content.c_str());
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
}

}  // namespace belvedere::ui
