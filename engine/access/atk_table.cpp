// SPDX-License-Identifier: Apache-2.0
// AtkTable and AtkTableCell over the visible rows of a table. Rows count without the headers; cells
// that are not nodes, because they are scrolled away, are null.
#include <atk/atk.h>

#include <algorithm>
#include <vector>

#include "engine/access/atk_objects.hpp"

namespace belvedere::access {
namespace {

// The cell, or with row -1 the column's header; AccessibleTree::kNone when it is not there.
std::uint32_t cell_at(const AtkPlace& place, int row, int column) {
    if (!place) return AccessibleTree::kNone;
    const AccessibleTree& tree = place.objects->tree();
    const auto is_it = [&](std::uint32_t index) {
        const AccessibleNode& node = tree.node(index);
        const bool is_header = node.role == Role::kColumnHeader;
        return (node.role == Role::kCell || node.role == Role::kRowHeader || is_header) &&
               node.column == column && (is_header ? row == -1 : node.row == row);
    };
    for (const std::uint32_t child : tree.children(place.index)) {
        if (is_it(child)) return child;
        if (tree.node(child).role != Role::kRow) continue;
        if (tree.node(child).row >= 0 && tree.node(child).row != row) continue;
        for (const std::uint32_t cell : tree.children(child)) {
            if (is_it(cell)) return cell;
        }
    }
    return AccessibleTree::kNone;
}

AtkObject* borrowed(const AtkPlace& place, std::uint32_t index) {
    return index == AccessibleTree::kNone ? nullptr : place.objects->object(index);
}

AtkObject* ref_at(AtkTable* table, gint row, gint column) {
    const AtkPlace place = place_of(table);
    AtkObject* cell = row < 0 ? nullptr : borrowed(place, cell_at(place, row, column));
    return cell == nullptr ? nullptr : ATK_OBJECT(g_object_ref(cell));
}

AtkObject* column_header(AtkTable* table, gint column) {
    const AtkPlace place = place_of(table);
    return borrowed(place, cell_at(place, -1, column));
}

const char* column_description(AtkTable* table, gint column) {
    AtkObject* header = column_header(table, column);
    return header == nullptr ? nullptr : atk_object_get_name(header);
}

gint columns(AtkTable* table) {
    const AtkPlace place = place_of(table);
    return place ? place.node->column_count : 0;
}

gint rows(AtkTable* table) {
    const AtkPlace place = place_of(table);
    return place ? place.node->row_count : 0;
}

// Cells numbered row by row: with rows between table and cell there is no place among children.
gint index_at(AtkTable* table, gint row, gint column) {
    if (row < 0 || column < 0 || row >= rows(table) || column >= columns(table)) return -1;
    return row * columns(table) + column;
}

gint row_at(AtkTable* table, gint index) {
    return index < 0 || columns(table) < 1 ? -1 : index / columns(table);
}

gint column_at(AtkTable* table, gint index) {
    return index < 0 || columns(table) < 1 ? -1 : index % columns(table);
}

std::vector<gint> selected_rows(const AtkPlace& place) {
    std::vector<gint> found;
    if (!place) return found;
    const AccessibleTree& tree = place.objects->tree();
    for (const std::uint32_t child : tree.children(place.index)) {
        const AccessibleNode& node = tree.node(child);
        if (node.states.has(State::kSelected) && node.row >= 0) found.push_back(node.row);
    }
    return found;
}

gint get_selected_rows(AtkTable* table, gint** selected) {
    const std::vector<gint> found = selected_rows(place_of(table));
    if (selected != nullptr) {
        *selected = g_new(gint, found.size());
        std::copy(found.begin(), found.end(), *selected);
    }
    return static_cast<gint>(found.size());
}

gboolean is_row_selected(AtkTable* table, gint row) {
    const std::vector<gint> found = selected_rows(place_of(table));
    return std::find(found.begin(), found.end(), row) != found.end() ? TRUE : FALSE;
}

gboolean add_row_selection(AtkTable* table, gint row) {
    const AtkPlace place = place_of(table);
    if (!place) return FALSE;
    const AccessibleTree& tree = place.objects->tree();
    for (const std::uint32_t child : tree.children(place.index)) {
        const AccessibleNode& node = tree.node(child);
        if (node.row != row || !node.actions.has(Action::kSelect)) continue;
        return place.objects->ask({.node = node.id, .action = Action::kSelect}) ? TRUE : FALSE;
    }
    return FALSE;
}

AtkPlace table_of(const AtkPlace& cell) {
    if (!cell) return {};
    const std::uint32_t table = cell.objects->tree().ancestor(cell.index, Role::kTable);
    if (table == AccessibleTree::kNone) return {};
    return {cell.objects, table, &cell.objects->tree().node(table)};
}

AtkObject* cell_table(AtkTableCell* cell) {
    const AtkPlace table = table_of(place_of(cell));
    return table ? ATK_OBJECT(g_object_ref(table.objects->object(table.index))) : nullptr;
}

gboolean cell_position(AtkTableCell* cell, gint* row, gint* column) {
    const AtkPlace place = place_of(cell);
    if (row != nullptr) *row = place ? place.node->row : -1;
    if (column != nullptr) *column = place ? place.node->column : -1;
    return place ? TRUE : FALSE;
}

gboolean row_column_span(AtkTableCell* cell, gint* row, gint* column, gint* row_span,
                         gint* column_span) {
    if (row_span != nullptr) *row_span = 1;
    if (column_span != nullptr) *column_span = 1;
    return cell_position(cell, row, column);
}

GPtrArray* list_of(AtkObject* object) {
    GPtrArray* list = g_ptr_array_new_with_free_func(g_object_unref);
    if (object != nullptr) g_ptr_array_add(list, g_object_ref(object));
    return list;
}

GPtrArray* column_headers(AtkTableCell* cell) {
    const AtkPlace place = place_of(cell);
    const AtkPlace table = table_of(place);
    if (!table || place.node->role == Role::kColumnHeader) return list_of(nullptr);
    return list_of(borrowed(table, cell_at(table, -1, place.node->column)));
}

// The cell of the row that is its header, if it has one.
GPtrArray* row_headers(AtkTableCell* cell) {
    const AtkPlace place = place_of(cell);
    if (!place) return list_of(nullptr);
    const AccessibleTree& tree = place.objects->tree();
    for (const std::uint32_t sibling : tree.children(tree.parent(place.index))) {
        const AccessibleNode& node = tree.node(sibling);
        if (node.role == Role::kRowHeader && node.row == place.node->row &&
            sibling != place.index) {
            return list_of(place.objects->object(sibling));
        }
    }
    return list_of(nullptr);
}

}  // namespace

void fill_table(_AtkTableIface* face) {
    face->ref_at = ref_at;
    face->get_n_rows = rows;
    face->get_n_columns = columns;
    face->get_index_at = index_at;
    face->get_row_at_index = row_at;
    face->get_column_at_index = column_at;
    face->get_row_extent_at = [](AtkTable*, gint, gint) { return 1; };
    face->get_column_extent_at = [](AtkTable*, gint, gint) { return 1; };
    face->get_column_header = column_header;
    face->get_column_description = column_description;
    face->get_selected_rows = get_selected_rows;
    face->is_row_selected = is_row_selected;
    face->is_selected = [](AtkTable* table, gint row, gint /*column*/) {
        return is_row_selected(table, row);
    };
    face->add_row_selection = add_row_selection;
}

void fill_table_cell(_AtkTableCellIface* face) {
    face->get_table = cell_table;
    face->get_position = cell_position;
    face->get_row_span = [](AtkTableCell*) { return 1; };
    face->get_column_span = [](AtkTableCell*) { return 1; };
    face->get_row_column_span = row_column_span;
    face->get_column_header_cells = column_headers;
    face->get_row_header_cells = row_headers;
}

}  // namespace belvedere::access
