// SPDX-License-Identifier: Apache-2.0
#include "app/ui/accessible.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "app/words/words.hpp"
#include "engine/text/message_text.hpp"

namespace belvedere::ui {
namespace {

using access::AccessibleNode;
using access::State;

access::Rect whole_pixels(const Rect& rect) {
    return {static_cast<int>(std::floor(rect.x0)), static_cast<int>(std::floor(rect.y0)),
            static_cast<int>(std::ceil(rect.x1)), static_cast<int>(std::ceil(rect.y1))};
}

// Roles whose value a screen reader does not ask for: it belongs to what they are called.
bool is_named_with_value(Role role) {
    constexpr Role kRoles[] = {Role::kButton,   Role::kOption,     Role::kTreeItem, Role::kChart,
                               Role::kMenuItem, Role::kStaticText, Role::kRow};
    return std::find(std::begin(kRoles), std::end(kRoles), role) != std::end(kRoles);
}

bool is_outside(const Rect& rect, const WindowFacts& window) {
    return rect.x1 <= 0.0F || rect.y1 <= 0.0F || rect.x0 >= window.width_px ||
           rect.y0 >= window.height_px;
}

AccessibleNode node_of(const Node& node, const WindowFacts& window) {
    AccessibleNode result;
    result.key = node.id;
    result.role = node.role;
    result.name = node.name;
    result.value_text = node.value;
    result.description = node.description == node.name ? std::string() : node.description;
    if (!node.value.empty() && is_named_with_value(node.role)) {
        const text::Argument arguments[] = {{"name", node.name}, {"value", node.value}};
        result.name = text::with_arguments(window.name_and_value, arguments);
        result.value_text.clear();
        result.told_by = node.told_by;
    }
    result.shortcut = node.shortcut;
    result.label_for = node.label_for;
    result.numeric = node.numeric;
    result.states = node.states;
    result.states.set(State::kEnabled, node.enabled);
    result.states.set(State::kFocusable, node.key != 0);
    result.states.set(State::kFocused, node.focused);
    result.states.set(State::kOffScreen, is_outside(node.rect, window));
    result.actions = node.actions;
    result.rect = whole_pixels(node.rect);
    if (!is_outside(node.rect, window)) {
        // What is scrolled half out of sight ends where the window does.
        const access::Rect whole = whole_pixels({0.0F, 0.0F, window.width_px, window.height_px});
        result.rect = {std::max(result.rect.x0, whole.x0), std::max(result.rect.y0, whole.y0),
                       std::min(result.rect.x1, whole.x1), std::min(result.rect.y1, whole.y1)};
    }
    result.is_layer = node.is_layer;
    result.row = node.row;
    result.column = node.column;
    result.row_count = node.row_count;
    result.column_count = node.column_count;
    result.level = node.level;
    result.live = node.live;
    result.selection = node.selection;
    return result;
}

// What a closed list shows, as its one child, another child for another option: Orca 43 speaks a
// list that arrow keys change by the selection in it, and hears neither a new name nor a new value.
AccessibleNode shown_option(const Node& list, const WindowFacts& window) {
    Node option;
    option.id = list.id + ".shown." + std::to_string(list.chosen);
    option.role = Role::kOption;
    option.name = list.value;
    option.rect = list.rect;
    option.states = {State::kSelectable, State::kSelected};
    return node_of(option, window);
}

// Lies on the picture itself, not on a panel over it.
bool is_on_picture(const Node& node) {
    return node.parent == kNoNode && node.id.starts_with("overlay.");
}

AccessibleNode window_node(const WindowFacts& window) {
    AccessibleNode node;
    node.key = kWindowKey;
    node.role = Role::kWindow;
    node.name = window.name;
    node.language = window.language;
    node.rect = whole_pixels({0.0F, 0.0F, window.width_px, window.height_px});
    node.states.set(State::kActive, window.is_active);
    return node;
}

AccessibleNode view_node(const WindowFacts& window) {
    AccessibleNode node;
    node.key = kViewKey;
    node.role = Role::kCanvas;
    node.name = window.view_name;
    node.description = window.view_description;
    node.rect = whole_pixels(window.view);
    node.states.insert(State::kFocusable);
    node.states.set(State::kFocused, window.view_has_focus);
    node.actions.insert(access::Action::kFocus);
    return node;
}

AccessibleNode object_node(const PictureObject& object) {
    AccessibleNode node;
    node.key = object.key;
    node.role = Role::kButton;
    node.name = object.name;
    node.description = object.description;
    node.is_description_live = object.is_description_live;
    node.rect = whole_pixels(object.rect);
    node.states = {State::kEnabled, State::kFocusable, State::kSelectable};
    node.states.set(State::kFocused, object.is_current);
    node.states.set(State::kSelected, object.is_selected);
    node.actions = {access::Action::kPress, access::Action::kFocus, access::Action::kSelect};
    return node;
}

// No words are asked for: they are the main thread's.
std::shared_ptr<const access::AccessibleTree> tree_of(
    std::span<const Node> nodes, const WindowFacts& window,
    const std::deque<access::Announcement>& news) {
    constexpr std::uint32_t kWindow = 0;
    constexpr std::uint32_t kView = 1;
    std::vector<AccessibleNode> all;
    std::vector<std::uint32_t> parents;
    const std::size_t count = nodes.size() + window.objects.size() + news.size() + 2;
    all.reserve(count);
    parents.reserve(count);
    const auto add = [&](AccessibleNode node, std::uint32_t parent) {
        all.push_back(std::move(node));
        parents.push_back(parent);
        return static_cast<std::uint32_t>(all.size() - 1);
    };
    add(window_node(window), access::AccessibleTree::kNone);
    add(view_node(window), kWindow);
    // The object cursor is the focus only while the keyboard is the picture's.
    for (PictureObject object : window.objects) {
        object.is_current = object.is_current && window.view_has_focus;
        if (object.is_current) all[kView].states.erase(State::kFocused);
        add(object_node(object), kView);
    }
    std::vector<std::uint32_t> places(nodes.size(), kWindow);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const Node& node = nodes[i];
        const std::uint32_t parent = node.parent != kNoNode ? places[node.parent]
                                     : is_on_picture(node)  ? kView
                                                            : kWindow;
        places[i] = add(node_of(node, window), parent);
        if (node.chosen >= 0) add(shown_option(node, window), places[i]);
    }
    for (const access::Announcement& each : news) {
        AccessibleNode note;
        note.key = "news." + std::to_string(each.number);
        note.role = Role::kNotification;
        note.name = each.text;
        note.live = each.urgency;
        note.rect = whole_pixels(window.view);
        add(std::move(note), kWindow);
    }
    return std::make_shared<const access::AccessibleTree>(std::move(all), std::move(parents));
}

WindowFacts with_words(WindowFacts window) {
    if (window.name_and_value.empty())
        window.name_and_value = words::text({"ui.name_and_value", "{name}: {value}"});
    return window;
}

std::deque<access::Announcement> shown(const access::Announcements* news) {
    return news != nullptr ? news->shown() : std::deque<access::Announcement>();
}

}  // namespace

std::shared_ptr<const access::AccessibleTree> accessible_tree(std::span<const Node> nodes,
                                                              const WindowFacts& window,
                                                              const access::Announcements* news) {
    return tree_of(nodes, with_words(window), shown(news));
}

access::TreeMaker accessible_tree_maker(std::shared_ptr<const std::vector<Node>> nodes,
                                        WindowFacts window, const access::Announcements* news) {
    return [nodes = std::move(nodes), window = with_words(std::move(window)),
            news_shown = shown(news)] { return tree_of(*nodes, window, news_shown); };
}

}  // namespace belvedere::ui
