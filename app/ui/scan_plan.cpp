// SPDX-License-Identifier: Apache-2.0
#include "app/ui/scan_plan.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "app/ui/focus.hpp"
#include "app/words/words.hpp"

namespace belvedere::ui {
namespace {

using access::Action;
using scan::Act;
using scan::Place;

// A number for a group that is made of its first place.
std::uint64_t group_number(std::uint64_t first) {
    constexpr std::uint64_t kOdd = 0x9E37'79B9'7F4A'7C15ULL;
    return (first ^ (first >> 31)) * kOdd;
}

void add_way_out(Place& group) {
    group.inside.push_back({group.target, Act::kBack, words::text({"scan.back", "Back"}), {}});
}

Place slider_place(const Node& node) {
    Place place{node.key, Act::kEnter, node.name, {}};
    const std::pair<Act, Message> ways[] = {{Act::kMore, {"scan.more", "More"}},
                                            {Act::kLess, {"scan.less", "Less"}},
                                            {Act::kMuchMore, {"scan.much_more", "Much more"}},
                                            {Act::kMuchLess, {"scan.much_less", "Much less"}}};
    for (const auto& [act, message] : ways)
        place.inside.push_back({node.key, act, words::text(message), {}});
    add_way_out(place);
    return place;
}

bool is_tapped(const Node& node) {
    return node.key == 0 && node.actions.has(Action::kPress);
}

// What requests call it by.
std::uint64_t target_of(const Node& node) {
    return node.key != 0 ? node.key : access::node_id(node.id).value;
}

bool acts_as(const Node& node, const Place& place) {
    if (node.key != 0) return node.key == place.target;
    return place.act == Act::kTap && is_tapped(node) && target_of(node) == place.target;
}

Place widget_place(const Node& node) {
    if (is_tapped(node)) return {target_of(node), Act::kTap, node.name, {}};
    if (node.numeric && node.actions.has(Action::kSetValue)) return slider_place(node);
    const Act act = node.actions.has(Action::kPress) ? Act::kPress : Act::kFocus;
    return {node.key, act, node.name, {}};
}

// A group named by what it begins and ends with.
Place group_of(std::vector<Place> places, std::string name) {
    Place group;
    group.act = Act::kEnter;
    group.target = group_number(places.front().target);
    if (name.empty()) {
        name = words::text({"scan.range", "{first} to {last}"},
                           {{"first", places.front().name}, {"last", places.back().name}});
    }
    group.name = std::move(name);
    group.inside = std::move(places);
    add_way_out(group);
    return group;
}

// Builds the places of one window or layer.
class Plan {
  public:
    explicit Plan(std::span<const Node> nodes) : nodes_(nodes), children_(nodes.size()) {
        for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
            const std::uint32_t parent = nodes_[i].parent;
            (parent == kNoNode ? roots_ : children_[parent]).push_back(i);
        }
    }

    [[nodiscard]] std::vector<Place> window() const {
        std::vector<Place> places;
        for (const std::uint32_t root : roots_)
            add(root, places);
        return parted(std::move(places));
    }

    [[nodiscard]] std::vector<Place> part(std::uint32_t place) const {
        std::vector<Place> places;
        for (const std::uint32_t child : children_[place])
            add(child, places);
        return parted(std::move(places));
    }

    [[nodiscard]] std::vector<Place> layer(std::uint32_t place) const {
        std::vector<Place> places = part(place);
        places.push_back(
            {nodes_[place].key, Act::kClose, words::text({"scan.close", "Close"}), {}});
        return places;
    }

  private:
    // A widget, a group of what is inside it, or nothing.
    void add(std::uint32_t at, std::vector<Place>& to) const {
        const Node& node = nodes_[at];
        const bool acts = (node.key != 0 || is_tapped(node)) && node.enabled;
        std::vector<Place> places;
        if (acts) places.push_back(widget_place(node));
        for (const std::uint32_t child : children_[at])
            add(child, places);
        if (places.empty()) return;
        if (places.size() == 1) {
            to.push_back(std::move(places.front()));
            return;
        }
        const bool is_named = !node.name.empty();
        Place group = group_of(parted(std::move(places)), is_named ? node.name : std::string());
        group.target = access::node_id(node.id + "/scan").value;
        group.inside.back().target = group.target;
        to.push_back(std::move(group));
    }

    [[nodiscard]] const Node* widget(const Place& place) const {
        if (place.act == Act::kEnter && !is_slider(place)) return nullptr;
        const auto found = std::find_if(nodes_.begin(), nodes_.end(),
                                        [&](const Node& node) { return acts_as(node, place); });
        return found == nodes_.end() ? nullptr : &*found;
    }
    static bool is_slider(const Place& place) {
        return !place.inside.empty() && place.inside.front().act == Act::kMore;
    }
    [[nodiscard]] bool in_one_row(const Place& a, const Place& b) const {
        const Node* first = widget(a);
        const Node* second = widget(b);
        return first != nullptr && second != nullptr && first->rect.center_y() > second->rect.y0 &&
               first->rect.center_y() < second->rect.y1;
    }

    // At most kScanLevelMax on a level: rows of what stands side by side, then groups of rows of
    // about equal size.
    [[nodiscard]] std::vector<Place> parted(std::vector<Place> places) const {
        if (places.size() <= kScanLevelMax) return places;
        std::vector<Place> rows;
        for (std::size_t begin = 0; begin < places.size();) {
            std::size_t end = begin + 1;
            while (end < places.size() && end - begin < kScanLevelMax &&
                   in_one_row(places[begin], places[end])) {
                ++end;
            }
            rows.push_back(taken(places, begin, end));
            begin = end;
        }
        while (rows.size() > kScanLevelMax)
            rows = grouped(std::move(rows));
        return rows;
    }
    static Place taken(std::vector<Place>& from, std::size_t begin, std::size_t end) {
        if (end - begin == 1) return std::move(from[begin]);
        const auto first = from.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto last = from.begin() + static_cast<std::ptrdiff_t>(end);
        return group_of({std::make_move_iterator(first), std::make_move_iterator(last)}, {});
    }
    static std::vector<Place> grouped(std::vector<Place> places) {
        const auto root =
            static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(places.size()))));
        const std::size_t size = std::min(root, kScanLevelMax);
        std::vector<Place> groups;
        for (std::size_t begin = 0; begin < places.size(); begin += size)
            groups.push_back(taken(places, begin, std::min(begin + size, places.size())));
        return groups;
    }

    std::span<const Node> nodes_;
    std::vector<std::uint32_t> roots_;
    std::vector<std::vector<std::uint32_t>> children_;
};

Rect common(const Rect& a, const Rect& b) {
    return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

// The part of a widget that its part of the window leaves to be seen.
Rect seen_part(std::span<const Node> nodes, const Node& node) {
    Rect rect = node.rect;
    for (std::uint32_t up = node.parent; up != kNoNode; up = nodes[up].parent) {
        const Node& outer = nodes[up];
        if (outer.is_layer || outer.role == Role::kRegion || outer.role == Role::kToolbar) {
            return common(rect, outer.rect);
        }
    }
    return rect;
}

void include(std::span<const Node> nodes, const Place& place, std::optional<Rect>& whole) {
    for (const Place& inner : place.inside)
        include(nodes, inner, whole);
    const auto node = std::find_if(nodes.begin(), nodes.end(),
                                   [&](const Node& each) { return acts_as(each, place); });
    if (node == nodes.end()) return;
    const Rect part = seen_part(nodes, *node);
    if (part.x1 <= part.x0 || part.y1 <= part.y0) return;
    if (!whole) {
        whole = part;
        return;
    }
    *whole = {std::min(whole->x0, part.x0), std::min(whole->y0, part.y0),
              std::max(whole->x1, part.x1), std::max(whole->y1, part.y1)};
}

}  // namespace

std::vector<scan::Place> scan_plan(std::span<const Node> nodes) {
    const Plan plan(nodes);
    const auto letters = std::find_if(nodes.begin(), nodes.end(),
                                      [](const Node& node) { return node.id == kLettersRegion; });
    if (letters != nodes.end()) {
        return plan.part(static_cast<std::uint32_t>(letters - nodes.begin()));
    }
    const std::uint32_t layer = top_layer(nodes);
    return layer == kNoNode ? plan.window() : plan.layer(layer);
}

std::optional<Rect> scan_rect(std::span<const Node> nodes, const scan::Place& place,
                              const scan::Place* around) {
    std::optional<Rect> whole;
    if (place.act == Act::kBack && around != nullptr) {
        include(nodes, *around, whole);
    } else if (place.act == Act::kClose) {
        const std::uint32_t layer = top_layer(nodes);
        if (layer != kNoNode) whole = nodes[layer].rect;
    } else {
        include(nodes, place, whole);
    }
    return whole;
}

}  // namespace belvedere::ui
