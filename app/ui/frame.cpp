// SPDX-License-Identifier: Apache-2.0
#include "app/ui/frame.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "app/ui/context.hpp"
#include "app/ui/focus.hpp"
#include "app/ui/frame_style.hpp"
#include "app/ui/input_feed.hpp"
#include "app/ui/mark.hpp"
#include "app/ui/tooltip.hpp"
#include "app/words/words.hpp"

namespace belvedere::ui {
namespace {

// Frames drawn after the last event: ImGui needs one to see it and one to settle hover and layout.
constexpr int kSettleFrames = 3;
// A widget that has the focus may be gone for a frame while its panel is built anew.
constexpr int kFramesWithoutFocus = 3;
// Requests of assistive technology that wait for a frame; it asks for one at a time.
constexpr std::size_t kRequestsMax = 256;

// A font that ImGui insists on; nothing is written with it. Shapes are drawn from the solid corner
// of the first glyph page, so that they and the letters on them are one piece for the GPU.
void set_up_fonts() {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.AddFontDefault();
    atlas.Build();
    atlas.SetTexID(nullptr);
    atlas.TexUvWhitePixel = {text::kSolidUv, text::kSolidUv};
}

void append(const ImDrawList& list, float mirror_width, DrawData& out) {
    const auto vertex_base = static_cast<std::uint32_t>(out.vertices.size());
    const auto index_base = static_cast<std::uint32_t>(out.indices.size());
    const bool is_mirrored = mirror_width > 0.0F;
    // Written in place, without asking for room at each corner.
    out.vertices.resize(vertex_base + static_cast<std::size_t>(list.VtxBuffer.Size));
    Vertex* vertex = out.vertices.data() + vertex_base;
    for (const ImDrawVert& v : list.VtxBuffer) {
        const float x = is_mirrored ? mirror_width - v.pos.x : v.pos.x;
        *vertex++ = {x, v.pos.y, v.uv.x, v.uv.y, v.col};
    }
    out.indices.insert(out.indices.end(), list.IdxBuffer.begin(), list.IdxBuffer.end());
    for (const ImDrawCmd& cmd : list.CmdBuffer) {
        if (cmd.ElemCount == 0) continue;
        const ImVec4& clip = cmd.ClipRect;
        const auto image =
            static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(cmd.GetTexID()));
        out.commands.push_back({cmd.ElemCount,
                                index_base + cmd.IdxOffset,
                                vertex_base + cmd.VtxOffset,
                                {is_mirrored ? mirror_width - clip.z : clip.x, clip.y,
                                 is_mirrored ? mirror_width - clip.x : clip.z, clip.w},
                                {image}});
    }
}

// Two rings, a light one and a dark one: on any ground one of them stands out 3:1.
void draw_focus_ring(const Context& ui) {
    if (!ui.ring) return;
    const Metrics& m = ui.theme->metrics;
    // Of thin ones too little would be left where they lie on a line of their own colour.
    const float width = std::max(3.0F, std::round(px(m.focus_ring_px)));
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    // On whole pixels: what was scrolled by a part of one would have a blurred, weaker ring.
    const Rect& exact = ui.ring->around;
    const Rect around{std::round(exact.x0), std::round(exact.y0), std::round(exact.x1),
                      std::round(exact.y1)};
    const auto ring = [&](float grow, Color color) {
        list.AddRect({around.x0 - grow, around.y0 - grow}, {around.x1 + grow, around.y1 + grow},
                     packed(color), px(m.rounding_px) + grow, 0, width);
    };
    const Rect& clip = ui.ring->clip;
    list.PushClipRect({clip.x0 - width * 2.0F, clip.y0 - width * 2.0F},
                      {clip.x1 + width * 2.0F, clip.y1 + width * 2.0F}, false);
    // Half a pixel more: lines are drawn on the middle of an edge, and are to fill whole pixels.
    ring(width * 1.5F + 0.5F, ui.theme->colors.focus_back);
    ring(width * 0.5F + 0.5F, ui.theme->colors.focus);
    list.PopClipRect();
}

}  // namespace

struct Frame::State {
    FrameSettings settings;
    bool settings_changed = true;
    std::string language;
    Theme theme;  // With the metrics that the settings ask for.
    // What was drawn with before, and is again once this frame is gone.
    ImGuiContext* imgui_before = ImGui::GetCurrentContext();
    Context* context_before = current_context();
    ImGuiContext* imgui = ImGui::CreateContext();
    Context context;
    InputFeed feed;
    DrawData draw_data;
    std::shared_ptr<std::vector<Node>> last_nodes = std::make_shared<std::vector<Node>>();
    bool is_shared = false;  // Somebody else may still read them.
    std::vector<access::Request> asked;
    int settle = kSettleFrames;
    Key64 focus_built = 0;  // What had the focus when the widgets of the last frame were built.

    void configure();
    void give_region_focus();
    void forget_what_is_gone();
    [[nodiscard]] Settled settled() const;
};

Frame::Frame(const FrameSettings& settings, Clipboard clipboard)
    : state_(std::make_unique<State>()) {
    state_->settings = settings;
    state_->context.clipboard = std::move(clipboard);
    ImGui::SetCurrentContext(state_->imgui);
    set_context(&state_->context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors | ImGuiBackendFlags_RendererHasVtxOffset;
    set_up_fonts();
}

Frame::~Frame() {
    ImGui::SetCurrentContext(state_->imgui_before);
    ImGui::DestroyContext(state_->imgui);
    set_context(state_->context_before);
}

void Frame::set_settings(const FrameSettings& settings) {
    if (state_->settings == settings) return;
    state_->settings = settings;
    state_->settings_changed = true;
    state_->settle = kSettleFrames;
}

void Frame::push(const input::InputEvent& event) {
    state_->feed.push(event);
    state_->settle = kSettleFrames;
}

void Frame::ask(access::Request request) {
    if (state_->asked.size() >= kRequestsMax) return;
    state_->asked.push_back(std::move(request));
    state_->settle = kSettleFrames;
}

void Frame::set_mark(std::optional<Mark> mark) {
    if (state_->context.mark == mark) return;
    state_->context.mark = std::move(mark);
    state_->settle = kSettleFrames;
}

bool Frame::shows_hint() const {
    const Context& ui = state_->context;
    return ui.hint.owner != 0 && ui.hint.owner != ui.hint_put_away;
}

void Frame::give_keyboard_to_picture() {
    state_->context.focus = 0;
    state_->context.edited = 0;
    state_->settle = kSettleFrames;
}

bool Frame::wants_another() const {
    return state_->settle > 0 || state_->feed.pending();
}

Settled Frame::State::settled() const {
    if (feed.pending() || context.opens_layer()) return Settled::kNo;
    const bool is_there = std::any_of(last_nodes->begin(), last_nodes->end(),
                                      [&](const Node& node) { return node.key == context.focus; });
    if (context.focus != 0 && !is_there) return Settled::kNo;
    return context.focus == focus_built ? Settled::kAll : Settled::kKeyboard;
}

void Frame::State::configure() {
    const bool has_new_language = language != words::language();
    if (!settings_changed && !has_new_language) return;
    language = std::string(words::language());
    theme = theme_named(settings.theme);
    theme.metrics =
        fitted(theme.metrics, {settings.target_min_px, settings.text.line_height, settings.scale});
    context.theme = &theme;
    context.scale = std::clamp(settings.scale, 0.5F, 8.0F);
    context.motion = settings.motion;
    context.is_mirrored = words::direction() == text::ReadingDirection::kRightToLeft;
    apply_style(*context.theme, context.scale);
    context.type.configure(context.theme->metrics, context.scale, settings.text, language);
    settings_changed = false;
}

void Frame::begin(FrameSize size, double delta_s) {
    State& s = *state_;
    Context& ui = s.context;
    s.configure();
    if (s.settle > 0) --s.settle;
    ImGuiIO& io = ImGui::GetIO();
    ui.width_px = static_cast<float>(size.width_px);
    io.DisplaySize = {ui.width_px, static_cast<float>(size.height_px)};
    io.DeltaTime = std::clamp(static_cast<float>(delta_s), 1e-4F, 0.1F);
    ui.type.begin_frame(ui.is_mirrored ? ui.width_px : 0.0F);
    if (ui.edited != ui.focus) ui.edited = 0;
    s.feed.apply(*s.last_nodes);
    ui.requests = std::exchange(s.asked, {});
    ui.nodes.clear();
    ui.scope.clear();
    ui.containers.clear();
    ui.ring.reset();
    ui.last_item = {};
    ++ui.frames_without_focus;
    for (auto& [key, field] : ui.fields)
        field.was_built = false;
    ImGui::NewFrame();
    // Backgrounds and the view lie below every window; clicks there take the focus from panels.
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !io.WantCaptureMouse) {
        ui.focus = 0;
        ui.edited = 0;
    }
    s.focus_built = ui.focus;
}

void Frame::State::give_region_focus() {
    if (!std::exchange(context.region_requested, false)) return;
    context.edited = 0;
    set_focus(context.region_request.empty() ? 0 : first_in(context.nodes, context.region_request));
    context.shows_focus = true;
}

void Frame::State::forget_what_is_gone() {
    std::erase_if(context.fields, [](const auto& each) { return !each.second.was_built; });
    if (context.focus != 0 && context.frames_without_focus > kFramesWithoutFocus) {
        context.focus = 0;
        context.edited = 0;
    }
}

const DrawData& Frame::end() {
    State& s = *state_;
    Context& ui = s.context;
    assert(ui.scope.empty());
    draw_hint();
    draw_focus_ring(ui);
    draw_mark(ui);
    const Key64 focus_before = ui.focus;
    const std::size_t layers_before = ui.layers.size();
    s.feed.settle(ui.nodes);
    s.give_region_focus();
    s.forget_what_is_gone();
    // What moved after it was drawn is drawn again.
    if (ui.focus != focus_before || ui.layers.size() != layers_before || ui.opens_layer()) {
        s.settle = std::max(s.settle, 2);
    }
    if (ui.scrolls_to_focus && ui.focus != 0) s.settle = std::max(s.settle, 1);
    const ImDrawList* picture = ImGui::GetBackgroundDrawList();
    ImGui::Render();
    const ImDrawData& drawn = *ImGui::GetDrawData();
    DrawData& out = s.draw_data;
    out.vertices.clear();
    out.indices.clear();
    out.commands.clear();
    out.width_px = drawn.DisplaySize.x;
    out.height_px = drawn.DisplaySize.y;
    for (int i = 0; i < drawn.CmdListsCount; ++i) {
        const ImDrawList* list = drawn.CmdLists[i];
        append(*list, ui.is_mirrored && list != picture ? ui.width_px : 0.0F, out);
    }
    if (std::exchange(s.is_shared, false)) {
        const std::size_t count = ui.nodes.size();
        s.last_nodes = std::make_shared<std::vector<Node>>(std::exchange(ui.nodes, {}));
        ui.nodes.reserve(count);
    } else {
        s.last_nodes->swap(ui.nodes);
    }
    // Keys wait for this; see Settled.
    if (s.settled() != Settled::kAll) s.settle = std::max(s.settle, 1);
    return out;
}

std::vector<GlyphUpdate> Frame::take_glyph_updates() {
    text::GlyphPages& pages = state_->context.type.pages();
    std::vector<GlyphUpdate> updates;
    for (std::size_t i = 0; i < pages.pages().size(); ++i) {
        const text::PageRect dirty = pages.take_dirty(i);
        if (dirty.is_empty()) continue;
        GlyphUpdate update{static_cast<std::uint32_t>(i), text::kPageSidePx,   dirty.x0, dirty.y0,
                           dirty.x1 - dirty.x0,           dirty.y1 - dirty.y0, {}};
        update.rgba.reserve(std::size_t{update.width} * update.height * 4);
        const auto& coverage = pages.pages()[i].coverage;
        for (std::uint32_t y = dirty.y0; y < dirty.y1; ++y) {
            for (std::uint32_t x = dirty.x0; x < dirty.x1; ++x) {
                const std::uint8_t alpha = coverage[std::size_t{y} * text::kPageSidePx + x];
                update.rgba.insert(update.rgba.end(), {255, 255, 255, alpha});
            }
        }
        updates.push_back(std::move(update));
    }
    return updates;
}

std::uint64_t Frame::missing_glyphs() const {
    return state_->context.type.missing();
}

Capture Frame::capture() const {
    const ImGuiIO& io = ImGui::GetIO();
    return {io.WantCaptureMouse, has_keyboard(), state_->context.edited != 0, state_->settled()};
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
    return *state_->last_nodes;
}

std::shared_ptr<const std::vector<Node>> Frame::shared_nodes() const {
    state_->is_shared = true;
    return state_->last_nodes;
}

}  // namespace belvedere::ui
