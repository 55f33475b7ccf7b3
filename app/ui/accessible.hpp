// SPDX-License-Identifier: Apache-2.0
// The widgets of a frame as the tree that assistive technology reads.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "app/ui/node.hpp"
#include "engine/access/accessible_tree.hpp"
#include "engine/access/announcements.hpp"
#include "engine/access/backend.hpp"

namespace belvedere::ui {

// Something in the picture: a child of the view.
struct PictureObject {
    std::string key, name, description;
    Rect rect;  // On the screen.
    bool is_current = false, is_selected = false;
    bool is_description_live = false;  // See access::AccessibleNode.
};

// The window around the widgets, and the picture that they lie on.
struct WindowFacts {
    std::string name;      // The window's title.
    std::string language;  // BCP 47.
    float width_px = 0.0F, height_px = 0.0F;
    bool is_active = true;         // It has the keyboard.
    Rect view;                     // Where the picture is seen.
    std::string view_name;         // "City"
    std::string view_description;  // What is seen, in a sentence.
    bool view_has_focus = false;   // Keys move the camera.
    std::vector<PictureObject> objects;
    // How a name and its value are said together, with its places; empty: as words says it now.
    std::string name_and_value;
};

inline constexpr const char* kWindowKey = "window";
inline constexpr const char* kViewKey = "view";

// Built only when somebody reads it: the cost of a frame without is that of its nodes alone. What
// lies on the picture (labels, notes) stands below the picture, news below the window.
[[nodiscard]] std::shared_ptr<const access::AccessibleTree> accessible_tree(
    std::span<const Node> nodes, const WindowFacts& window, const access::Announcements* news);

// The same, made by whoever calls it, on any thread: what the main thread pays is independent of
// how much there is to tell.
[[nodiscard]] access::TreeMaker accessible_tree_maker(
    std::shared_ptr<const std::vector<Node>> nodes, WindowFacts window,
    const access::Announcements* news);

}  // namespace belvedere::ui
