// SPDX-License-Identifier: Apache-2.0
// Tables: rows of cells under headings, asked for only where they are seen.
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/ui/containers.hpp"
#include "app/ui/item.hpp"
#include "app/ui/label.hpp"
#include "app/words/words.hpp"

namespace belvedere::ui {
namespace {

// Rows above and below what is seen, so that an arrow key finds the next one.
constexpr int kRowsBeyond = 2;
constexpr ImGuiTableFlags kFlags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_Resizable |
                                   ImGuiTableFlags_BordersInnerV | ImGuiTableFlags_NoBordersInBody |
                                   ImGuiTableFlags_PadOuterX | ImGuiTableFlags_NoSavedSettings;

// Returns whether some of it is left out.
bool paint_cell(const std::string& content, Color color) {
    const float width = std::max(1.0F, ImGui::GetContentRegionAvail().x);
    const SetText text = context().type.line(content, TextSize::kBody, width);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    paint_in_row(*text, at.x, {at.x, at.y, at.x + width, at.y + control_height()}, color);
    return text->is_cut;
}

// The node of one cell; it is told, not pressed.
std::uint32_t add_cell(Role role, std::string id, const std::string& name, int row, int column) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = std::max(1.0F, ImGui::GetContentRegionAvail().x);
    Node cell;
    cell.id = std::move(id);
    cell.role = role;
    cell.name = name;
    cell.rect = on_screen({at.x, at.y, at.x + width, at.y + control_height()});
    cell.row = row;
    cell.column = column;
    return add_node(std::move(cell));
}

// What a row is called, which is its first cell, and what it says of that: a reader reads no more
// of it than its node. Values that are measured change by themselves.
void tell_row(Node& node, const TableSource& source, std::size_t row, std::size_t columns) {
    node.told_by = source.cell(row, 0);
    node.value.clear();
    for (std::size_t column = 1; column < columns; ++column)
        node.value += (node.value.empty() ? "" : ", ") + source.cell(row, column);
}

class TableRows {
  public:
    TableRows(const TableSource& source, std::size_t columns, Key64 stop)
        : source_(source), columns_(columns), stop_(stop) {}

    std::optional<std::size_t> draw() {
        const float step = control_height() + 2.0F * ImGui::GetStyle().CellPadding.y;
        const int count = static_cast<int>(source_.rows());
        const ImGuiWindow& window = *ImGui::GetCurrentWindow();
        const auto first = static_cast<int>(window.Scroll.y / step) - kRowsBeyond;
        const auto last = first + static_cast<int>(window.InnerRect.GetHeight() / step) + 1;
        ImGuiListClipper clipper;
        clipper.Begin(count, step);
        clipper.ForceDisplayRangeByIndices(std::clamp(first, 0, count),
                                           std::clamp(last + 2 * kRowsBeyond, 0, count));
        while (clipper.Step()) {
            for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row)
                draw_row(static_cast<std::size_t>(row));
        }
        return pressed_;
    }

  private:
    // The row's item covers all columns, behind their texts.
    Item row_item(std::size_t row, const std::string& id, const std::string& name) {
        ImGuiWindow& window = *ImGui::GetCurrentWindow();
        const ImRect kept = window.ClipRect;
        window.ClipRect.Min.x = window.ParentWorkRect.Min.x;
        window.ClipRect.Max.x = window.ParentWorkRect.Max.x;
        ImGui::TablePushBackgroundChannel();
        ItemSpec spec{.id = id, .role = Role::kRow, .name = name};
        spec.size = {window.ParentWorkRect.Max.x - ImGui::GetCursorScreenPos().x, control_height()};
        spec.stop = stop_;
        spec.states.insert(access::State::kSelectable);
        spec.states.set(access::State::kSelected, source_.is_selected(row));
        spec.actions.insert(access::Action::kSelect);
        const Item result = item(std::move(spec));
        if (result.is_visible && (result.is_hovered || source_.is_selected(row))) {
            const Colors& c = context().theme->colors;
            fill_box(result.rect, result.is_hovered ? c.control_hover : c.control_active);
        }
        ImGui::TablePopBackgroundChannel();
        window.ClipRect = kept;
        return result;
    }

    void draw_row(std::size_t row) {
        ImGui::TableNextRow();
        ImGui::TableSetColumnIndex(0);
        const std::string id = std::to_string(row);
        const ImVec2 at = ImGui::GetCursorPos();
        const Item whole = row_item(row, id, source_.cell(row, 0));
        if (whole.is_pressed || take_request(whole.key, access::Action::kSelect)) pressed_ = row;
        context().nodes[whole.node].row = static_cast<int>(row);
        const ScopeGuard guard(id, whole.node);
        bool is_cut = false;
        for (std::size_t column = 0; column < columns_; ++column) {
            ImGui::TableSetColumnIndex(static_cast<int>(column));
            if (column == 0) ImGui::SetCursorPos(at);
            const std::string cell = source_.cell(row, column);
            add_cell(Role::kCell, full_id(std::to_string(column)), cell, static_cast<int>(row),
                     static_cast<int>(column));
            if (whole.is_visible && paint_cell(cell, context().theme->colors.text)) is_cut = true;
            ImGui::Dummy({0.0F, control_height()});
        }
        Node& node = context().nodes[whole.node];
        tell_row(node, source_, row, columns_);
        if (!is_cut) return;
        const std::string all = words::text({"ui.name_and_value", "{name}: {value}"},
                                            {{"name", node.told_by}, {"value", node.value}});
        tooltip_of(whole, all);
    }

    const TableSource& source_;
    std::size_t columns_;
    Key64 stop_;
    std::optional<std::size_t> pressed_;
};

// In as many lines as it takes; returns their height.
float paint_heading(const std::string& name, Node& node) {
    constexpr std::uint32_t kLinesMost = 4;
    const float width = std::max(1.0F, ImGui::GetContentRegionAvail().x);
    const SetText text = context().type.lines(name, TextSize::kBody, width, kLinesMost);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = height_around(*text);
    paint_in_row(*text, at.x, {at.x, at.y, at.x + width, at.y + height},
                 context().theme->colors.text_muted, width);
    node.rect = on_screen({at.x, at.y, at.x + width, at.y + height});
    node.is_cut = text->is_cut;
    return height;
}

void draw_headings(std::span<const Message> columns) {
    ImGui::TableNextRow(ImGuiTableRowFlags_Headers);
    for (std::size_t column = 0; column < columns.size(); ++column) {
        ImGui::TableSetColumnIndex(static_cast<int>(column));
        const std::string name = translated(columns[column]);
        const std::uint32_t node =
            add_cell(Role::kColumnHeader, full_id("heading." + std::to_string(column)), name, -1,
                     static_cast<int>(column));
        const float height = paint_heading(name, context().nodes[node]);
        ImGui::Dummy({0.0F, height});
    }
}

// How wide columns are beside one another: as `shares` say, but none narrower than its heading
// where there is room for all headings.
std::vector<float> column_widths(std::span<const Message> columns, std::span<const float> shares,
                                 float room) {
    const float padding = 2.0F * ImGui::GetStyle().CellPadding.x + 1.0F;
    std::vector<float> least, widths;
    float rest = room, shares_left = 0.0F, least_all = 0.0F;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const SetText text = context().type.line(translated(columns[i]), TextSize::kBody);
        least.push_back(std::ceil(text->width_px) + padding);
        widths.push_back(i < shares.size() ? shares[i] : 1.0F);
        shares_left += widths.back();
        least_all += least.back();
    }
    if (least_all > room) return widths;
    // Those that would be too narrow get what they need; the others share what is left, of which
    // they then get less: until nobody is too narrow.
    std::vector<bool> is_settled(columns.size(), false);
    for (bool goes_on = true; goes_on;) {
        goes_on = false;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (is_settled[i] || rest * widths[i] / shares_left >= least[i]) continue;
            rest -= least[i];
            shares_left -= widths[i];
            widths[i] = least[i];
            is_settled[i] = goes_on = true;
        }
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!is_settled[i]) widths[i] *= rest / shares_left;
    }
    return widths;
}

// A table that is scrolled away is not built: its first row alone, for Tab to come to.
void stand_in(const TableSource& source, std::size_t columns, Key64 stop, ImVec2 size) {
    ItemSpec spec{.id = "0", .role = Role::kRow, .name = source.cell(0, 0)};
    spec.size = size;
    spec.stop = stop;
    spec.states.insert(access::State::kSelectable);
    tell_row(context().nodes[item(std::move(spec)).node], source, 0, columns);
}

}  // namespace

std::optional<std::size_t> table(std::string_view id, std::span<const Message> columns,
                                 const TableSource& source, float height_px,
                                 std::span<const float> shares) {
    const int count = static_cast<int>(columns.size());
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    // What is left may be too little to read in; then the panel scrolls as well.
    constexpr std::size_t kRowsLeast = 4;
    const float step = control_height() + 2.0F * ImGui::GetStyle().CellPadding.y;
    const auto rows_least = static_cast<float>(1 + std::min(source.rows(), kRowsLeast));
    const auto rows_all = static_cast<float>(1 + source.rows());
    if (height_px <= 0.0F) {
        height_px = std::min(std::max(room.y, rows_least * step), rows_all * step + 1.0F);
    }
    const bool is_seen =
        ImGui::BeginTable(std::string(id).c_str(), count, kFlags, {0.0F, height_px});
    Node node;
    node.id = full_id(id);
    node.role = Role::kTable;
    node.name = columns.empty() ? std::string() : translated(columns.front());
    node.rect = on_screen({at.x, at.y, at.x + room.x, at.y + height_px});
    node.row_count = static_cast<int>(source.rows());
    node.column_count = count;
    const Key64 stop = access::node_id(node.id).value;
    const std::uint32_t place = add_node(std::move(node));
    if (!is_seen) {
        ImGui::SetCursorScreenPos(at);
        const ScopeGuard guard(id, place);
        if (source.rows() > 0) stand_in(source, columns.size(), stop, {room.x, height_px});
        return std::nullopt;
    }
    const std::vector<float> widths =
        column_widths(columns, shares, room.x - ImGui::GetStyle().ScrollbarSize);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        ImGui::TableSetupColumn(std::string(columns[i].key).c_str(),
                                ImGuiTableColumnFlags_WidthStretch, widths[i]);
    }
    ImGui::TableSetupScrollFreeze(0, 1);
    std::optional<std::size_t> pressed;
    {
        const ScopeGuard guard(id, place);
        draw_headings(columns);
        pressed = TableRows(source, columns.size(), stop).draw();
    }
    ImGui::EndTable();
    return pressed;
}

}  // namespace belvedere::ui
