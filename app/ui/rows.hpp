// SPDX-License-Identifier: Apache-2.0
// Inside ui only: rows of lists: one stop for Tab, arrows walk, drawn only where they are seen.
#pragma once

#include <imgui.h>

#include <cstddef>
#include <functional>
#include <string>

#include "app/ui/item.hpp"

namespace belvedere::ui {

struct RowLook {
    Role role = Role::kRow;
    std::string_view id;
    std::string text;
    std::string detail;  // At the far end.
    bool is_selected = false;
    bool is_enabled = true;
    bool grows = false;  // Takes more lines where it needs them; rows of equal height cannot.
    float indent_px = 0.0F;
    Key64 stop = 0;
    access::States states;
    access::Actions actions;
};
// A row as wide as the container.
[[nodiscard]] Item draw_row(const RowLook& look);

// Rows of equal height of one list.
struct RowList {
    Role role = Role::kOption;
    Key64 stop = 0;
    std::size_t selected = 0;  // Beyond the end: none is.

    // Calls `body` for the rows in sight and those beside them, so that arrows can walk on; and,
    // wherever they are, for the first and the last, which Home and End go to, and for the selected
    // one, where the keyboard begins.
    void draw(std::size_t count, const std::function<void(std::size_t row)>& body) const;
    // True when it was pressed.
    [[nodiscard]] bool row(std::size_t index, const std::string& text, const std::string& detail,
                           bool is_selected) const;
};

}  // namespace belvedere::ui
