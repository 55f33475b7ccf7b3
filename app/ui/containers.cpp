// SPDX-License-Identifier: Apache-2.0
#include "app/ui/containers.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <utility>

#include "app/ui/context.hpp"

namespace belvedere::ui {
namespace {

class ScopeGuard {
  public:
    explicit ScopeGuard(std::string_view id) {
        context().scope.emplace_back(id);
        ImGui::PushID(context().scope.back().c_str());
    }
    ~ScopeGuard() {
        ImGui::PopID();
        context().scope.pop_back();
    }
    ScopeGuard(const ScopeGuard&) = delete;
    ScopeGuard& operator=(const ScopeGuard&) = delete;
};

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

std::string node_id(std::string_view id) {
    std::string full;
    for (const std::string& part : context().scope)
        full += part + '.';
    return full.append(id);
}

std::string fold_state(bool open) {
    return open ? translated({"ui.open", "open"}) : translated({"ui.closed", "closed"});
}

// A container's own node; it takes no focus.
void note_container(std::string_view id, Role role, const std::string& name, const Rect& rect) {
    Node node;
    node.id = node_id(id);
    node.role = role;
    node.name = name;
    node.rect = rect;
    context().nodes.push_back(std::move(node));
}

class TableRows {
  public:
    TableRows(std::string_view id, const TableSource& source, std::size_t columns)
        : id_(id), source_(source), columns_(columns) {}

    std::optional<std::size_t> draw() {
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(source_.rows()));
        while (clipper.Step()) {
            for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) {
                draw_row(static_cast<std::size_t>(row));
            }
        }
        return pressed_;
    }

  private:
    void draw_row(std::size_t row) {
        ImGui::TableNextRow();
        std::string spoken;
        bool pressed = false;
        for (std::size_t column = 0; column < columns_; ++column) {
            ImGui::TableSetColumnIndex(static_cast<int>(column));
            const std::string cell = source_.cell(row, column);
            context().fonts.note(cell);
            if (column == 0) {
                const std::string label = cell + "###" + std::to_string(row);
                pressed = ImGui::Selectable(label.c_str(), source_.is_selected(row),
                                            ImGuiSelectableFlags_SpanAllColumns);
                note_item({id_ + "." + std::to_string(row), Role::kRow, cell, {}});
            } else {
                ImGui::TextUnformatted(cell.c_str());
                spoken += (spoken.empty() ? "" : ", ") + cell;
            }
        }
        if (!context().nodes.empty()) context().nodes.back().value = spoken;
        if (pressed) pressed_ = row;
    }

    std::string id_;
    const TableSource& source_;
    std::size_t columns_;
    std::optional<std::size_t> pressed_;
};

}  // namespace

void region(std::string_view id, const Message& message, const Rect& place, RegionLook look,
            const Body& body) {
    const Context& ui = context();
    const Metrics& m = ui.theme->metrics;
    const std::string name = translated(message);
    ImGui::SetNextWindowPos({place.x0, place.y0});
    const bool overlay = look == RegionLook::kOverlay;
    if (!overlay) ImGui::SetNextWindowSize({place.x1 - place.x0, place.y1 - place.y0});
    const Color background = overlay ? ui.theme->colors.overlay : ui.theme->colors.surface;
    ImGui::PushStyleColor(ImGuiCol_WindowBg, packed(background));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, overlay ? px(m.rounding_px) : 0.0F);
    const float padding = look == RegionLook::kPanel ? m.padding_px : m.spacing_px;
    const float across =
        look == RegionLook::kBar ? (place.y1 - place.y0 - px(m.target_min_px)) * 0.5F : px(padding);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(px(padding), std::max(0.0F, across)));
    const bool visible = ImGui::Begin(label_of(id, name).c_str(), nullptr, flags_of(look));
    ImGui::PopStyleVar(2);
    ImGui::PopStyleColor();
    const ImVec2 at = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    note_container(id, Role::kRegion, name, {at.x, at.y, at.x + size.x, at.y + size.y});
    if (visible) {
        const ScopeGuard guard(id);
        body();
    }
    ImGui::End();
}

void focus_region(std::string_view id) {
    context().region_request = std::string(id);
    context().region_requested = true;
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
    return ImGui::CalcTextSize(translated(message).c_str()).x +
           ImGui::GetStyle().FramePadding.x * 2.0F;
}

float available_width() {
    return ImGui::GetContentRegionAvail().x;
}

float gap_px() {
    return ImGui::GetStyle().ItemSpacing.x;
}

void focus_next() {
    ImGui::SetKeyboardFocusHere();
}

void section(std::string_view id, const Message& message, Initially initially, const Body& body) {
    const std::string name = translated(message);
    const ImGuiTreeNodeFlags flags =
        initially == Initially::kOpen ? ImGuiTreeNodeFlags_DefaultOpen : ImGuiTreeNodeFlags_None;
    const bool open = ImGui::CollapsingHeader(label_of(id, name).c_str(), flags);
    note_item({id, Role::kTreeItem, name, fold_state(open)});
    if (!open) return;
    const ScopeGuard guard(id);
    body();
    ImGui::Dummy({0.0F, px(context().theme->metrics.spacing_px) * 0.5F});
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
    if (!ImGui::BeginTable("columns", static_cast<int>(across), ImGuiTableFlags_PadOuterX)) return;
    for (std::size_t column = 0; column < count; ++column) {
        ImGui::TableNextColumn();
        ImGui::PushID(static_cast<int>(column));
        body(column);
        ImGui::PopID();
    }
    ImGui::EndTable();
}

std::optional<std::string> tabs(std::string_view id, std::span<const Tab> tabs,
                                std::string_view chosen) {
    const Context& ui = context();
    const ScopeGuard guard(id);
    std::optional<std::string> pressed;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float gap = px(ui.theme->metrics.spacing_px) * 0.5F;
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(gap * 1.5F, gap));
    ImGui::PushStyleColor(ImGuiCol_Button, packed({0, 0, 0, 0}));
    for (const Tab& tab : tabs) {
        const bool current = tab.id == chosen;
        const std::string name = translated(tab.message);
        const Colors& c = ui.theme->colors;
        ImGui::PushStyleColor(ImGuiCol_Text, packed(current ? c.text : c.text_muted));
        if (ImGui::Button(label_of(tab.id, name).c_str(),
                          {0.0F, px(ui.theme->metrics.target_min_px)})) {
            pressed = std::string(tab.id);
        }
        ImGui::PopStyleColor();
        const ImVec2 low = ImGui::GetItemRectMin();
        const ImVec2 high = ImGui::GetItemRectMax();
        if (current) {
            list.AddRectFilled({low.x + gap, high.y}, {high.x - gap, high.y + px(2.0F)},
                               packed(c.accent));
        }
        note_item({tab.id, Role::kTab, name,
                   current ? translated({"ui.chosen", "chosen"}) : std::string()});
        ImGui::SameLine(0.0F, 0.0F);
    }
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
    ImGui::NewLine();
    ImGui::Dummy({0.0F, gap * 0.5F});
    return pressed;
}

bool tree_item(std::string_view id, const TreeItem& item, const Body& children) {
    context().fonts.note(item.text);
    ImGuiTreeNodeFlags flags = ImGuiTreeNodeFlags_OpenOnArrow | ImGuiTreeNodeFlags_SpanAvailWidth |
                               ImGuiTreeNodeFlags_FramePadding;
    if (item.leaf) flags |= ImGuiTreeNodeFlags_Leaf;
    if (item.selected) flags |= ImGuiTreeNodeFlags_Selected;
    if (item.initially == Initially::kOpen) flags |= ImGuiTreeNodeFlags_DefaultOpen;
    const bool open = ImGui::TreeNodeEx(label_of(id, item.text).c_str(), flags);
    const bool pressed = ImGui::IsItemClicked() && !ImGui::IsItemToggledOpen();
    note_item({id, Role::kTreeItem, item.text, item.leaf ? std::string() : fold_state(open)});
    if (open) {
        const ScopeGuard guard(id);
        children();
        ImGui::TreePop();
    }
    return pressed;
}

bool list_row(std::string_view id, const std::string& content, const std::string& detail,
              bool selected) {
    const Context& ui = context();
    context().fonts.note(content);
    context().fonts.note(detail);
    const Colors& c = ui.theme->colors;
    const float height = px(ui.theme->metrics.target_min_px);
    const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
    ImGui::PushStyleVar(ImGuiStyleVar_SelectableTextAlign, ImVec2(0.0F, 0.5F));
    // As high as a check or button before it, so not moved down to their text.
    ImGui::GetCurrentWindow()->DC.CurrLineTextBaseOffset = 0.0F;
    const bool pressed =
        ImGui::Selectable(("###" + std::string(id)).c_str(), selected, 0, {0.0F, height});
    ImGui::PopStyleVar();
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high = ImGui::GetItemRectMax();
    const float gap = px(ui.theme->metrics.spacing_px) * 0.5F;
    const float top = (low.y + high.y - ImGui::GetTextLineHeight()) * 0.5F;
    const float detail_width = ImGui::CalcTextSize(detail.c_str()).x;
    const float edge = right - detail_width - gap * 3.0F;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (selected) {
        list.AddRectFilled(low, {low.x + px(3.0F), high.y}, packed(c.accent));
    }
    ImGui::RenderTextEllipsis(&list, {low.x + gap * 2.0F, top}, {edge, high.y}, edge, edge,
                              content.c_str(), content.c_str() + content.size(), nullptr);
    list.AddText({right - detail_width - gap, top}, packed(c.text_muted), detail.c_str());
    note_item({id, Role::kRow, content, detail});
    return pressed;
}

std::optional<std::size_t> table(std::string_view id, std::span<const Message> columns,
                                 const TableSource& source, float height_px) {
    constexpr ImGuiTableFlags kFlags = ImGuiTableFlags_RowBg | ImGuiTableFlags_ScrollY |
                                       ImGuiTableFlags_Resizable | ImGuiTableFlags_BordersInnerV |
                                       ImGuiTableFlags_NoSavedSettings;
    std::optional<std::size_t> pressed;
    const int count = static_cast<int>(columns.size());
    if (!ImGui::BeginTable(std::string(id).c_str(), count, kFlags, {0.0F, height_px})) {
        return pressed;
    }
    for (const Message& column : columns)
        ImGui::TableSetupColumn(translated(column).c_str());
    ImGui::TableSetupScrollFreeze(0, 1);
    ImGui::TableHeadersRow();
    pressed = TableRows(id, source, columns.size()).draw();
    ImGui::EndTable();
    return pressed;
}

void menu(std::string_view id, const Message& message, const Body& body) {
    const std::string name = translated(message);
    const std::string popup = "menu." + std::string(id);
    ImGui::PushStyleColor(ImGuiCol_Button, packed({0, 0, 0, 0}));
    const bool pressed = ImGui::Button(label_of(id, name).c_str(),
                                       {0.0F, px(context().theme->metrics.target_min_px)});
    ImGui::PopStyleColor();
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high = ImGui::GetItemRectMax();
    note_item({id, Role::kMenu, name, {}});
    if (pressed) ImGui::OpenPopup(popup.c_str());
    ImGui::SetNextWindowPos({low.x, high.y});
    if (!ImGui::BeginPopup(popup.c_str())) return;
    {
        const ScopeGuard guard(id);
        body();
    }
    ImGui::EndPopup();
}

bool menu_item(std::string_view id, const MenuItem& item) {
    context().fonts.note(item.text);
    const std::string label = item.text + "###" + std::string(id);
    const char* shortcut = item.shortcut.empty() ? nullptr : item.shortcut.c_str();
    const bool pressed = ImGui::MenuItem(label.c_str(), shortcut, item.checked, item.enabled);
    note_item({id, Role::kMenuItem, item.text,
               item.checked ? translated({"ui.on", "on"}) : std::string()});
    return pressed;
}

bool dialog(std::string_view id, const Message& message, bool open, const Body& body) {
    const std::string name = translated(message);
    const std::string label = label_of(id, name);
    if (open && !ImGui::IsPopupOpen(label.c_str())) ImGui::OpenPopup(label.c_str());
    if (!open) return false;
    const ImGuiIO& io = ImGui::GetIO();
    const float width =
        std::min(px(context().theme->metrics.dock_width_px) * 1.8F, io.DisplaySize.x * 0.9F);
    ImGui::SetNextWindowPos({io.DisplaySize.x * 0.5F, io.DisplaySize.y * 0.18F}, ImGuiCond_Always,
                            {0.5F, 0.0F});
    ImGui::SetNextWindowSizeConstraints({width, 0.0F}, {width, io.DisplaySize.y * 0.75F});
    if (!ImGui::BeginPopup(label.c_str(),
                           ImGuiWindowFlags_NoMove | ImGuiWindowFlags_AlwaysAutoResize)) {
        return false;
    }
    const ImVec2 at = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    note_container(id, Role::kDialog, name, {at.x, at.y, at.x + size.x, at.y + size.y});
    const bool leaves = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape));
    {
        const ScopeGuard guard(id);
        body();
    }
    if (leaves) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
    return !leaves;
}

}  // namespace belvedere::ui
