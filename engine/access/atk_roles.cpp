// SPDX-License-Identifier: Apache-2.0
// Roles, states and interfaces of ATK for ours.
#include <atk/atk.h>

#include "engine/access/atk_objects.hpp"
#include "engine/access/text_ranges.hpp"

namespace belvedere::access {
namespace {

// In the order of Role.
constexpr std::array<AtkRole, static_cast<std::size_t>(Role::kLast) + 1> kAtkRoles = {
    ATK_ROLE_FRAME,            // kWindow
    ATK_ROLE_PANEL,            // kRegion
    ATK_ROLE_GROUPING,         // kGroup
    ATK_ROLE_DIALOG,           // kDialog
    ATK_ROLE_PUSH_BUTTON,      // kButton
    ATK_ROLE_TOGGLE_BUTTON,    // kToggleButton
    ATK_ROLE_CHECK_BOX,        // kCheckBox
    ATK_ROLE_RADIO_BUTTON,     // kRadioButton
    ATK_ROLE_SLIDER,           // kSlider
    ATK_ROLE_SPIN_BUTTON,      // kSpinButton
    ATK_ROLE_COMBO_BOX,        // kComboBox
    ATK_ROLE_LIST_BOX,         // kList
    ATK_ROLE_LIST_ITEM,        // kOption
    ATK_ROLE_ENTRY,            // kTextField
    ATK_ROLE_PASSWORD_TEXT,    // kPasswordField
    ATK_ROLE_LABEL,            // kStaticText
    ATK_ROLE_HEADING,          // kHeading
    ATK_ROLE_LINK,             // kLink
    ATK_ROLE_STATUSBAR,        // kStatus
    ATK_ROLE_NOTIFICATION,     // kNotification
    ATK_ROLE_PAGE_TAB_LIST,    // kTabList
    ATK_ROLE_PAGE_TAB,         // kTab
    ATK_ROLE_TREE,             // kTree
    ATK_ROLE_TREE_ITEM,        // kTreeItem
    ATK_ROLE_TABLE,            // kTable
    ATK_ROLE_TABLE_ROW,        // kRow
    ATK_ROLE_TABLE_CELL,       // kCell
    ATK_ROLE_COLUMN_HEADER,    // kColumnHeader
    ATK_ROLE_ROW_HEADER,       // kRowHeader
    ATK_ROLE_MENU_BAR,         // kMenuBar
    ATK_ROLE_MENU,             // kMenu
    ATK_ROLE_MENU_ITEM,        // kMenuItem
    ATK_ROLE_CHECK_MENU_ITEM,  // kMenuItemCheckBox
    ATK_ROLE_PROGRESS_BAR,     // kProgress
    ATK_ROLE_IMAGE,            // kImage
    ATK_ROLE_CANVAS,           // kCanvas
    ATK_ROLE_CHART,            // kChart
    ATK_ROLE_SEPARATOR,        // kSeparator
    ATK_ROLE_TOOL_TIP,         // kTooltip
    ATK_ROLE_TOOL_BAR,         // kToolbar
    ATK_ROLE_SCROLL_PANE,      // kScrollArea
};
static_assert(kAtkRoles[static_cast<std::size_t>(Role::kTable)] == ATK_ROLE_TABLE);
static_assert(kAtkRoles.back() == ATK_ROLE_SCROLL_PANE);

}  // namespace

int atk_role(Role role) {
    return kAtkRoles[static_cast<std::size_t>(role)];
}

std::array<int, 2> atk_states(State state) {
    switch (state) {
        case State::kEnabled:
            return {ATK_STATE_ENABLED, ATK_STATE_SENSITIVE};
        case State::kFocusable:
            return {ATK_STATE_FOCUSABLE, -1};
        case State::kFocused:
            return {ATK_STATE_FOCUSED, -1};
        case State::kActive:
            return {ATK_STATE_ACTIVE, -1};
        case State::kCheckable:
            return {ATK_STATE_CHECKABLE, -1};
        case State::kChecked:
            return {ATK_STATE_CHECKED, -1};
        case State::kMixed:
            return {ATK_STATE_INDETERMINATE, -1};
        case State::kPressed:
            return {ATK_STATE_PRESSED, -1};
        case State::kSelectable:
            return {ATK_STATE_SELECTABLE, -1};
        case State::kSelected:
            return {ATK_STATE_SELECTED, -1};
        case State::kExpandable:
            return {ATK_STATE_EXPANDABLE, -1};
        case State::kExpanded:
            return {ATK_STATE_EXPANDED, -1};
        case State::kCollapsed:
            return {ATK_STATE_COLLAPSED, -1};
        case State::kReadOnly:
            return {ATK_STATE_READ_ONLY, -1};
        case State::kRequired:
            return {ATK_STATE_REQUIRED, -1};
        case State::kInvalid:
            return {ATK_STATE_INVALID_ENTRY, -1};
        case State::kModal:
            return {ATK_STATE_MODAL, -1};
        case State::kMultiSelectable:
            return {ATK_STATE_MULTISELECTABLE, -1};
        case State::kMultiLine:
            return {ATK_STATE_MULTI_LINE, -1};
        case State::kBusy:
            return {ATK_STATE_BUSY, -1};
        case State::kHasPopup:
            return {ATK_STATE_HAS_POPUP, -1};
        case State::kHorizontal:
            return {ATK_STATE_HORIZONTAL, -1};
        case State::kVertical:
            return {ATK_STATE_VERTICAL, -1};
        case State::kDefault:
            return {ATK_STATE_DEFAULT, -1};
        case State::kDecorative:
        case State::kOffScreen:
            break;
    }
    return {-1, -1};
}

void tell_state(_AtkObject* object, State state, bool is_on) {
    for (const int atk : atk_states(state)) {
        if (atk >= 0) {
            atk_object_notify_state_change(object, static_cast<AtkState>(atk),
                                           is_on ? TRUE : FALSE);
        }
    }
    if (state == State::kOffScreen) {
        atk_object_notify_state_change(object, ATK_STATE_SHOWING, is_on ? FALSE : TRUE);
    }
}

AtkFaces faces_of(const AccessibleNode& node) {
    AtkFaces faces;
    bool has_action = false;
    node.actions.each([&has_action](Action action) { has_action |= is_atk_action(action); });
    if (has_action) faces.insert(AtkFace::kAction);
    if (node.numeric) faces.insert(AtkFace::kValue);
    switch (node.role) {
        case Role::kWindow:
        case Role::kDialog:
            faces.insert(AtkFace::kWindow);
            break;
        case Role::kTextField:
        case Role::kPasswordField:
            faces.insert(AtkFace::kEditableText);
            faces.insert(AtkFace::kText);
            break;
        case Role::kStaticText:
        case Role::kHeading:
        case Role::kLink:
        case Role::kStatus:
        case Role::kNotification:
        case Role::kTooltip:
            faces.insert(AtkFace::kText);
            break;
        case Role::kTable:
            faces.insert(AtkFace::kTable);
            faces.insert(AtkFace::kSelection);
            break;
        case Role::kCell:
        case Role::kRowHeader:
            faces.insert(AtkFace::kTableCell);
            faces.insert(AtkFace::kText);
            break;
        case Role::kColumnHeader:
            faces.insert(AtkFace::kTableCell);
            break;
        case Role::kComboBox:
        case Role::kList:
        case Role::kTabList:
        case Role::kTree:
        case Role::kMenuBar:
        case Role::kMenu:
            faces.insert(AtkFace::kSelection);
            break;
        default:
            break;
    }
    return faces;
}

std::string shown_text(const AccessibleNode& node) {
    if (node.role == Role::kTextField) return node.value_text;
    if (node.role != Role::kPasswordField) return node.name;
    return utf8_of(std::u32string(code_points(node.value_text).size(), U'\u2022'));
}

}  // namespace belvedere::access
