// SPDX-License-Identifier: Apache-2.0
#include "app/ui/frame.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cassert>

#include "app/ui/context.hpp"
#include "app/ui/input_feed.hpp"

namespace belvedere::ui {
namespace {

// Frames drawn after the last event: ImGui needs one to see it and one to settle hover and layout.
constexpr int kSettleFrames = 3;

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
    set(ImGuiCol_ScrollbarGrab, c.control_active);
    set(ImGuiCol_ScrollbarGrabHovered, c.control_border);
    set(ImGuiCol_ScrollbarGrabActive, c.control_border);
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
    style.FramePadding = {m.spacing_px * s, (m.target_min_px - m.body_px) * 0.5F * s};
    style.ItemSpacing = {m.spacing_px * s, m.spacing_px * 0.75F * s};
    style.ItemInnerSpacing = {m.spacing_px * 0.75F * s, m.spacing_px * 0.5F * s};
    style.CellPadding = {m.spacing_px * 0.5F * s, m.spacing_px * 0.4F * s};
    style.IndentSpacing = m.padding_px * s;
    style.ScrollbarSize = m.spacing_px * 1.4F * s;
    style.GrabMinSize = m.padding_px * s;
    style.WindowRounding = 0.0F;
    style.ChildRounding = m.rounding_px * s;
    style.FrameRounding = m.rounding_px * s;
    style.PopupRounding = m.rounding_px * s;
    style.ScrollbarRounding = m.rounding_px * s;
    style.GrabRounding = m.rounding_px * s;
    style.WindowBorderSize = 0.0F;
    style.PopupBorderSize = 1.0F;
    style.FrameBorderSize = 0.0F;
    style.DisabledAlpha = 0.55F;
}

}  // namespace

struct Frame::State {
    FrameSettings settings;
    Clipboard clipboard;
    std::string clipboard_text;  // Keeps what ImGui was given a pointer to.
    bool settings_changed = true;
    ImGuiContext* imgui = ImGui::CreateContext();
    Context context;
    InputFeed feed;
    DrawData draw_data;
    std::vector<Node> last_nodes;
    int settle = kSettleFrames;
};

Frame::Frame(const FrameSettings& settings, Clipboard clipboard)
    : state_(std::make_unique<State>()) {
    state_->settings = settings;
    state_->clipboard = std::move(clipboard);
    set_context(&state_->context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    // A blinking caret would draw twice a second for ever.
    io.ConfigInputTextCursorBlink = false;
    io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors | ImGuiBackendFlags_RendererHasVtxOffset;
    io.ClipboardUserData = state_.get();
    io.GetClipboardTextFn = [](void* user) -> const char* {
        auto* state = static_cast<State*>(user);
        state->clipboard_text = state->clipboard.get ? state->clipboard.get() : std::string();
        return state->clipboard_text.c_str();
    };
    io.SetClipboardTextFn = [](void* user, const char* text) {
        auto* state = static_cast<State*>(user);
        if (state->clipboard.set) state->clipboard.set(text);
    };
}

Frame::~Frame() {
    ImGui::DestroyContext(state_->imgui);
    set_context(nullptr);
}

void Frame::set_settings(const FrameSettings& settings) {
    const FrameSettings& old = state_->settings;
    if (old.theme == settings.theme && old.scale == settings.scale &&
        old.motion == settings.motion) {
        return;
    }
    state_->settings = settings;
    state_->settings_changed = true;
    state_->settle = kSettleFrames;
}

void Frame::push(const input::InputEvent& event) {
    state_->feed.push(event);
    state_->settle = kSettleFrames;
}

bool Frame::wants_another() const {
    return state_->settle > 0 || state_->feed.pending() || state_->context.fonts.is_stale() ||
           state_->context.focus_request != 0;
}

void Frame::begin(FrameSize size, double delta_s) {
    State& s = *state_;
    Context& ui = s.context;
    if (s.settings_changed) {
        ui.theme = &theme_named(s.settings.theme);
        ui.scale = std::clamp(s.settings.scale, 0.5F, 8.0F);
        ui.motion = s.settings.motion;
        apply_colors(ui.theme->colors, ImGui::GetStyle());
        apply_sizes(ui.theme->metrics, ui.scale, ImGui::GetStyle());
    }
    if (s.settings_changed || ui.fonts.is_stale()) ui.fonts.build(ui.theme->metrics, ui.scale);
    s.settings_changed = false;
    if (s.settle > 0) --s.settle;

    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(size.width_px), static_cast<float>(size.height_px)};
    io.DeltaTime = std::clamp(static_cast<float>(delta_s), 1e-4F, 0.1F);
    s.feed.apply(s.last_nodes);
    ui.nodes.clear();
    ui.scope.clear();
    ImGui::NewFrame();
    // Backgrounds and the view lie below every window; clicks there take the focus from panels.
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !io.WantCaptureMouse) {
        ImGui::SetWindowFocus(nullptr);
    }
}

const DrawData& Frame::end() {
    State& s = *state_;
    assert(s.context.scope.empty());
    if (s.context.region_requested) {
        ImGui::SetWindowFocus(nullptr);
        s.context.region_requested = false;
        const std::string prefix = s.context.region_request + '.';
        for (const Node& node : s.context.nodes) {
            if (node.key == 0 || !node.id.starts_with(prefix)) continue;
            s.context.focus_request = node.key;
            break;
        }
    }
    ImGui::Render();
    const ImDrawData& drawn = *ImGui::GetDrawData();
    DrawData& out = s.draw_data;
    out.vertices.clear();
    out.indices.clear();
    out.commands.clear();
    out.width_px = drawn.DisplaySize.x;
    out.height_px = drawn.DisplaySize.y;
    for (int i = 0; i < drawn.CmdListsCount; ++i) {
        const ImDrawList& list = *drawn.CmdLists[i];
        const auto vertex_base = static_cast<std::uint32_t>(out.vertices.size());
        const auto index_base = static_cast<std::uint32_t>(out.indices.size());
        for (const ImDrawVert& v : list.VtxBuffer) {
            out.vertices.push_back({v.pos.x, v.pos.y, v.uv.x, v.uv.y, v.col});
        }
        for (const ImDrawIdx index : list.IdxBuffer)
            out.indices.push_back(index);
        for (const ImDrawCmd& cmd : list.CmdBuffer) {
            if (cmd.ElemCount == 0) continue;
            const ImVec4& clip = cmd.ClipRect;
            const auto image =
                static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(cmd.GetTexID()));
            out.commands.push_back({cmd.ElemCount,
                                    index_base + cmd.IdxOffset,
                                    vertex_base + cmd.VtxOffset,
                                    {clip.x, clip.y, clip.z, clip.w},
                                    {image}});
        }
    }
    s.last_nodes.swap(s.context.nodes);
    return out;
}

AtlasPixels Frame::atlas() const {
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    ImGui::GetIO().Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
    return {pixels, static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)};
}

std::uint32_t Frame::atlas_version() const {
    return state_->context.fonts.version();
}

Capture Frame::capture() const {
    const ImGuiIO& io = ImGui::GetIO();
    const bool popup = !ImGui::GetCurrentContext()->OpenPopupStack.empty();
    return {io.WantCaptureMouse, io.WantTextInput || io.NavVisible || popup, io.WantTextInput};
}

CursorShape Frame::cursor() const {
    switch (ImGui::GetMouseCursor()) {
        case ImGuiMouseCursor_TextInput:
            return CursorShape::kText;
        case ImGuiMouseCursor_Hand:
            return CursorShape::kHand;
        case ImGuiMouseCursor_ResizeEW:
            return CursorShape::kResizeHorizontal;
        case ImGuiMouseCursor_ResizeNS:
            return CursorShape::kResizeVertical;
        case ImGuiMouseCursor_ResizeAll:
            return CursorShape::kResizeBoth;
        default:
            return CursorShape::kArrow;
    }
}

std::span<const Node> Frame::nodes() const {
    return state_->last_nodes;
}

}  // namespace belvedere::ui
