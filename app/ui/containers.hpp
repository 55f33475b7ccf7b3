// SPDX-License-Identifier: Apache-2.0
// Widgets that hold others. Each calls its body at once, or not at all when it is closed.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/command/message.hpp"
#include "app/ui/body.hpp"
#include "app/ui/node.hpp"

namespace belvedere::ui {

enum class RegionLook {
    kPanel,    // A dock: opaque, padded, scrolls.
    kBar,      // A toolbar or status bar: opaque, one line, no scrolling.
    kOverlay,  // On the picture: see-through background, as large as its content.
    kFront,    // As large as its content, over everything, dialogs too.
};
// A fixed part of the window. Regions are what F6 walks through. For kOverlay and kFront, `place`
// x0,y0 is the corner that stays put; width and height come from the content.
void region(std::string_view id, const Message& message, const Rect& place, RegionLook look,
            const Body& body);
// Gives the keyboard to the first widget of a region, or to the picture when `id` is empty.
void focus_region(std::string_view id);
// Gives the keyboard to one widget by its whole id ("toolbar.left").
void focus_widget(std::string_view id);

// Ids of the widgets inside are joined to `id`; for rows of lists.
void scope(std::string_view id, const Body& body);
// Widgets side by side: call between two widgets of one line.
void same_line();
// The line's first widget stands a step to the right: it belongs to the one above.
void indent();
// The rest of the line, so that what follows stands at the right edge with this width (physical
// px).
void align_right(float width_px);
// Physical pixels that a button with this text takes.
[[nodiscard]] float button_width(const Message& message);
[[nodiscard]] float available_width();
// Between two widgets of one line.
[[nodiscard]] float gap_px();
// The next text field takes the keyboard.
void focus_next();

enum class Initially { kOpen, kClosed };
// A heading that folds its body away.
void section(std::string_view id, const Message& message, Initially initially, const Body& body);
// A part that scrolls on its own, `height_px` physical pixels high; 0: what is left.
void scroll_area(std::string_view id, float height_px, const Body& body);
// A quiet card on a panel.
void card(std::string_view id, const Body& body);

// Equal columns side by side as wide as the container; fewer when they would be too narrow to read.
void columns(std::string_view id, std::size_t count,
             const std::function<void(std::size_t column)>& body);

struct Tab {
    std::string_view id;
    Message message;
};
// A row of tabs; the id of the one pressed.
[[nodiscard]] std::optional<std::string> tabs(std::string_view id, std::span<const Tab> tabs,
                                              std::string_view chosen);

struct TreeItem {
    std::string text;
    bool leaf = false;
    bool selected = false;
    Initially initially = Initially::kOpen;
    bool reveals = false;  // It opens now: what is chosen lies below it.
};
// True when the item itself was pressed. The body draws its children.
bool tree_item(std::string_view id, const TreeItem& item, const Body& children);
// Rows drawn inside are one list: one stop for Tab (the selected row, else the first); arrows, Home
// and End walk in it. No container: the rows' ids are what they would be without it.
void list(std::string_view id, const Body& body);
// A row of a list, as wide as the container; true when pressed.
[[nodiscard]] bool list_row(std::string_view id, const std::string& content,
                            const std::string& detail, bool selected);

// Contents of a table, asked for only where it is visible.
class TableSource {
  public:
    virtual ~TableSource() = default;
    [[nodiscard]] virtual std::size_t rows() const = 0;
    [[nodiscard]] virtual std::string cell(std::size_t row, std::size_t column) const = 0;
    [[nodiscard]] virtual bool is_selected(std::size_t row) const = 0;
};
// The row that was pressed. `shares`: how wide the columns are beside one another; empty: equally.
// None is narrower than its heading where there is room for all headings.
[[nodiscard]] std::optional<std::size_t> table(std::string_view id,
                                               std::span<const Message> columns,
                                               const TableSource& source, float height_px,
                                               std::span<const float> shares = {});

void menu(std::string_view id, const Message& message, const Body& body);
struct MenuItem {
    std::string text;
    std::string shortcut;
    bool checked = false;
    bool enabled = true;
};
[[nodiscard]] bool menu_item(std::string_view id, const MenuItem& item);

// A dialog over a dimmed window while `open`; false once the person closes it (Escape, outside).
[[nodiscard]] bool dialog(std::string_view id, const Message& message, bool open, const Body& body);

}  // namespace belvedere::ui
