// SPDX-License-Identifier: Apache-2.0
// What a frame of the user interface contains, for tests, scripts and assistive technology: the
// same widgets as on screen, without pixels.
#pragma once

#include <cstdint>
#include <string>

namespace belvedere::ui {

enum class Role {
    kButton,
    kCheck,
    kSlider,
    kChoice,
    kTextField,
    kText,
    kHeading,
    kLink,
    kStatus,
    kValue,
    kTab,
    kTree,
    kTreeItem,
    kTable,
    kRow,
    kMenu,
    kMenuItem,
    kProgress,
    kRegion,
    kDialog,
    kImage,
};

struct Rect {
    float x0 = 0.0F, y0 = 0.0F, x1 = 0.0F, y1 = 0.0F;  // Physical pixels.
    [[nodiscard]] float center_x() const { return (x0 + x1) * 0.5F; }
    [[nodiscard]] float center_y() const { return (y0 + y1) * 0.5F; }
    [[nodiscard]] bool contains(float x, float y) const {
        return x >= x0 && x < x1 && y >= y0 && y < y1;
    }
};

// One widget of one frame.
struct Node {
    std::string id;  // "layers.0.opacity": ids of the scopes it stands in, dots between them.
    Role role = Role::kText;
    std::string name;   // As translated.
    std::string value;  // "62 %", "on"; empty when it has none.
    Rect rect;
    std::uint32_t key = 0;  // Internal focus key; 0 when it takes no focus.
    bool enabled = true;
    bool focused = false;
};

}  // namespace belvedere::ui
