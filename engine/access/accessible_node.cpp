// SPDX-License-Identifier: Apache-2.0
#include "engine/access/accessible_node.hpp"

#include <array>
#include <cstddef>

namespace belvedere::access {
namespace {

template <class Enum>
using Names = std::array<std::string_view, static_cast<std::size_t>(Enum::kLast) + 1>;

constexpr Names<Role> kRoles = {
    "window",        "region",       "group",
    "dialog",        "button",       "toggle_button",
    "check_box",     "radio_button", "slider",
    "spin_button",   "combo_box",    "list",
    "option",        "text_field",   "password_field",
    "static_text",   "heading",      "link",
    "status",        "notification", "tab_list",
    "tab",           "tree",         "tree_item",
    "table",         "row",          "cell",
    "column_header", "row_header",   "menu_bar",
    "menu",          "menu_item",    "menu_item_check_box",
    "progress",      "image",        "canvas",
    "chart",         "separator",    "tooltip",
    "toolbar",       "scroll_area",
};

constexpr Names<State> kStates = {
    "enabled",    "focusable",  "focused",    "active",     "checkable",  "checked",
    "mixed",      "pressed",    "selectable", "selected",   "expandable", "expanded",
    "collapsed",  "read_only",  "required",   "invalid",    "modal",      "multi_selectable",
    "multi_line", "busy",       "has_popup",  "horizontal", "vertical",   "default",
    "decorative", "off_screen",
};

constexpr Names<Action> kActions = {
    "press",
    "toggle",
    "focus",
    "set_value",
    "set_text",
    "replace_text",
    "set_text_selection",
    "increment",
    "decrement",
    "expand",
    "collapse",
    "select",
    "scroll_to",
    "show_menu",
};

static_assert(!kRoles.back().empty() && !kStates.back().empty() && !kActions.back().empty());

}  // namespace

NodeId node_id(std::string_view key) {
    if (key.empty()) return {};
    std::uint64_t hash = 14'695'981'039'346'656'037ULL;
    for (const char character : key) {
        hash ^= static_cast<unsigned char>(character);
        hash *= 1'099'511'628'211ULL;
    }
    return {hash};
}

std::string_view name_of(Role role) {
    return kRoles[static_cast<std::size_t>(role)];
}

std::string_view name_of(State state) {
    return kStates[static_cast<std::size_t>(state)];
}

std::string_view name_of(Action action) {
    return kActions[static_cast<std::size_t>(action)];
}

std::string_view name_of(Live live) {
    return live == Live::kOff ? "off" : live == Live::kPolite ? "polite" : "assertive";
}

}  // namespace belvedere::access
