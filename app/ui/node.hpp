// SPDX-License-Identifier: Apache-2.0
// What a frame of the user interface contains, for tests, scripts and assistive technology: the
// same widgets as on screen, without pixels.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/access/accessible_node.hpp"

namespace belvedere::ui {

using access::Role;

struct Rect {
    float x0 = 0.0F, y0 = 0.0F, x1 = 0.0F, y1 = 0.0F;  // Physical pixels.
    [[nodiscard]] float width() const { return x1 - x0; }
    [[nodiscard]] float height() const { return y1 - y0; }
    [[nodiscard]] float center_x() const { return (x0 + x1) * 0.5F; }
    [[nodiscard]] float center_y() const { return (y0 + y1) * 0.5F; }
    [[nodiscard]] bool contains(float x, float y) const {
        return x >= x0 && x < x1 && y >= y0 && y < y1;
    }
    friend bool operator==(const Rect&, const Rect&) = default;
};

// Identity of a widget over frames, languages and themes: hash of its id. 0 is none.
using Key64 = std::uint64_t;

inline constexpr std::uint32_t kNoNode = 0xFFFF'FFFF;

// One widget of one frame.
struct Node {
    std::string id;  // "layers.0.opacity": ids of the scopes it stands in, dots between them.
    Role role = Role::kGroup;
    std::string name;   // As translated.
    std::string value;  // "62 %"; empty when it has none.
    // Where the value changes by itself: what the new one is told by, to who is there already. What
    // else changes is read when it is asked for. Empty: every change is told.
    std::string told_by;
    std::string description;         // The hint that a tooltip shows.
    std::string shortcut;            // "Ctrl+O".
    std::string label_for;           // Id of the widget that this text names.
    Rect rect;                       // On the screen.
    std::uint32_t parent = kNoNode;  // Place of the container's node; containers come first.
    Key64 key = 0;                   // 0 when it takes no focus.
    Key64 stop = 0;         // Widgets with one stop are one stop for Tab; arrows walk among them.
    access::States states;  // Beside those below.
    access::Actions actions;
    std::optional<access::NumericValue> numeric;
    access::TextSelection selection;  // Of text fields.
    int chosen = -1;                  // Of a closed list: which of its options it shows.
    int row = -1, column = -1, row_count = -1, column_count = -1, level = 0;
    access::Live live = access::Live::kOff;
    bool enabled = true;
    bool focused = false;
    bool is_cut = false;    // Some of its own text is left out: there is too little room.
    bool is_layer = false;  // A menu, a list that dropped down, a dialog: Tab stays inside.
};

}  // namespace belvedere::ui
