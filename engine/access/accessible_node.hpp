// SPDX-License-Identifier: Apache-2.0
// One thing that a person can meet in the window, as assistive technology sees it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/access/bit_set.hpp"
#include "engine/core/ids.hpp"

namespace belvedere::access {

// The identity of a node: equal in every language, theme and frame.
using NodeId = Id<struct AccessibleNodeTag, std::uint64_t>;

// FNV-1a, 64 bits, of the key path ("layers.0.opacity"): http://www.isthe.com/chongo/tech/comp/fnv.
// An empty key is none.
[[nodiscard]] NodeId node_id(std::string_view key);

// What a node is. The words are AccessKit's where it has one, so that an adapter for its platforms
// (UI Automation, macOS) is a table.
enum class Role : std::uint8_t {
    kWindow,
    kRegion,  // A panel, named; a landmark for jumping.
    kGroup,   // Things that belong together; may be without a name.
    kDialog,
    kButton,
    kToggleButton,
    kCheckBox,
    kRadioButton,
    kSlider,
    kSpinButton,
    kComboBox,
    kList,
    kOption,
    kTextField,
    kPasswordField,
    kStaticText,
    kHeading,  // `level` says which.
    kLink,
    kStatus,        // A line to be read when asked for; changes are not spoken by every reader.
    kNotification,  // Spoken when it appears.
    kTabList,
    kTab,
    kTree,
    kTreeItem,
    kTable,  // `row_count`, `column_count`: the true ones, though only visible rows are nodes.
    kRow,
    kCell,
    kColumnHeader,
    kRowHeader,
    kMenuBar,
    kMenu,
    kMenuItem,
    kMenuItemCheckBox,
    kProgress,
    kImage,
    kCanvas,  // The view of the city; its objects are its children.
    kChart,
    kSeparator,
    kTooltip,
    kToolbar,
    kScrollArea,
    kLast = kScrollArea,
};

// What is true of a node now.
enum class State : std::uint8_t {
    kEnabled,
    kFocusable,
    kFocused,
    kActive,  // Of a window: it has the keyboard.
    kCheckable,
    kChecked,
    kMixed,  // Neither checked nor not.
    kPressed,
    kSelectable,
    kSelected,
    kExpandable,
    kExpanded,
    kCollapsed,
    kReadOnly,
    kRequired,
    kInvalid,
    kModal,
    kMultiSelectable,
    kMultiLine,
    kBusy,
    kHasPopup,
    kHorizontal,
    kVertical,
    kDefault,     // The button that Enter presses.
    kDecorative,  // Says nothing; needs no name.
    kOffScreen,   // Scrolled away; its rectangle may be outside the window.
    kLast = kOffScreen,
};

// What assistive technology may ask of a node; see Request for what comes with it.
enum class Action : std::uint8_t {
    kPress,
    kToggle,
    kFocus,
    kSetValue,
    kSetText,
    kReplaceText,
    kSetTextSelection,
    kIncrement,
    kDecrement,
    kExpand,
    kCollapse,
    kSelect,
    kScrollTo,
    kShowMenu,
    kLast = kShowMenu,
};

using States = BitSet<State>;
using Actions = BitSet<Action>;

// Whether a change is told without being asked for.
enum class Live : std::uint8_t {
    kOff,
    kPolite,     // When the reader is silent next.
    kAssertive,  // At once.
};

// Snake-case words for files and messages: "check_box", "multi_selectable", "set_value".
[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::string_view name_of(State state);
[[nodiscard]] std::string_view name_of(Action action);
[[nodiscard]] std::string_view name_of(Live live);

// Pixels of the window, from its upper left corner; x1 and y1 are one past the last pixel.
struct Rect {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    [[nodiscard]] int width() const { return x1 - x0; }
    [[nodiscard]] int height() const { return y1 - y0; }
    [[nodiscard]] bool contains(int x, int y) const {
        return x >= x0 && x < x1 && y >= y0 && y < y1;
    }
    friend bool operator==(const Rect&, const Rect&) = default;
};

// A number with its range, in the unit that the value text names. A step of 0 is "any".
struct NumericValue {
    double value = 0.0, minimum = 0.0, maximum = 0.0, step = 0.0;
    friend bool operator==(const NumericValue&, const NumericValue&) = default;
};

// Where the caret of a text field stands and what is selected: offsets in Unicode code points. With
// nothing selected, both ends are the caret.
struct TextSelection {
    int caret = 0, start = 0, end = 0;
    friend bool operator==(const TextSelection&, const TextSelection&) = default;
};

// Plain data. All text is logical and unshaped (Arabic in the order it is spoken), in UTF-8, as
// translated. A text field's contents are its value text, a label's text is its name.
struct AccessibleNode {
    std::string key;  // "layers.0.opacity"; its hash is the id.
    Role role = Role::kGroup;
    std::string name;
    // Of a name that holds what changes by itself, a measured value: what a new name is told by,
    // and nothing else. Empty: a new name is always told. A reader would say every one of them.
    std::string told_by;
    std::string description;
    // It tells what changes by itself, second by second: it is read when asked for, and no change
    // of it is told. A reader would say each, over everything else.
    bool is_description_live = false;
    std::string value_text;  // With its unit: "62 %", "12.0 h".
    std::optional<NumericValue> numeric;
    States states = States{State::kEnabled};
    Actions actions;
    Rect rect;
    // A list that dropped down, a menu, a dialog: it lies over all that came before.
    bool is_layer = false;
    int row = -1, column = -1;  // Of cells and headers, from 0; headers of columns: row -1.
    int row_count = -1, column_count = -1;  // Of tables.
    int level = 0;                          // Of headings (from 1) and tree items (from 1).
    Live live = Live::kOff;
    std::string language;   // BCP 47, "ar"; empty is the interface's.
    std::string shortcut;   // "Ctrl+O", as shown.
    std::string label_for;  // Key of the node that this one names; empty for none.
    TextSelection selection;

    NodeId id;      // Set by the tree.
    NodeId parent;  // Set by the tree; none for the root.
};

}  // namespace belvedere::access
