// SPDX-License-Identifier: Apache-2.0
#include "app/ui/focus.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace belvedere::ui {
namespace {

bool takes_focus(const Node& node) {
    return node.key != 0 && node.enabled;
}

const Node* find(std::span<const Node> nodes, Key64 key) {
    const auto found = std::find_if(nodes.begin(), nodes.end(), [key](const Node& node) {
        return node.key == key && key != 0;
    });
    return found == nodes.end() ? nullptr : &*found;
}

// The innermost of the containers that `is_wanted` around a node, or kNoNode.
template <class Wanted>
std::uint32_t around(std::span<const Node> nodes, const Node& node, Wanted&& is_wanted) {
    for (std::uint32_t up = node.parent; up != kNoNode; up = nodes[up].parent) {
        if (is_wanted(nodes[up])) return up;
    }
    return kNoNode;
}

std::uint32_t region_of(std::span<const Node> nodes, const Node& node) {
    return around(nodes, node, [](const Node& up) {
        return up.is_layer || up.role == Role::kRegion || up.role == Role::kToolbar;
    });
}

bool is_inside(std::span<const Node> nodes, const Node& node, std::uint32_t container) {
    if (container == kNoNode) return true;
    return around(nodes, node, [&](const Node& up) { return &up == &nodes[container]; }) != kNoNode;
}

// One node for each stop inside the topmost layer, in reading order; the selected one of a stop.
std::vector<const Node*> stops(std::span<const Node> nodes) {
    const std::uint32_t layer = top_layer(nodes);
    std::vector<const Node*> result;
    for (const Node& node : nodes) {
        if (!takes_focus(node) || !is_inside(nodes, node, layer)) continue;
        if (node.stop != 0) {
            const auto same = std::find_if(result.begin(), result.end(), [&](const Node* other) {
                return other->stop == node.stop;
            });
            if (same != result.end()) {
                if (node.states.has(access::State::kSelected) &&
                    !(*same)->states.has(access::State::kSelected)) {
                    *same = &node;
                }
                continue;
            }
        }
        result.push_back(&node);
    }
    return result;
}

struct Span {
    float low, high;
    [[nodiscard]] float center() const { return (low + high) * 0.5F; }
};

Span along(const Rect& rect, Way way) {
    const bool is_horizontal = way == Way::kLeft || way == Way::kRight;
    return is_horizontal ? Span{rect.x0, rect.x1} : Span{rect.y0, rect.y1};
}

Span across(const Rect& rect, Way way) {
    const bool is_horizontal = way == Way::kLeft || way == Way::kRight;
    return is_horizontal ? Span{rect.y0, rect.y1} : Span{rect.x0, rect.x1};
}

// How far a candidate is that way: less is nearer; negative when it is not there at all. What
// stands in the same row or column comes before what is aside.
float distance(const Rect& from, const Rect& to, Way way) {
    const bool is_back = way == Way::kLeft || way == Way::kUp;
    const Span a = along(from, way);
    const Span b = along(to, way);
    const float ahead = is_back ? a.center() - b.center() : b.center() - a.center();
    if (ahead <= 0.5F) return -1.0F;
    const Span side_a = across(from, way);
    const Span side_b = across(to, way);
    const float aside = std::max({0.0F, side_a.low - side_b.high, side_b.low - side_a.high});
    const bool overlaps = std::min(side_a.high, side_b.high) > std::max(side_a.low, side_b.low);
    constexpr float kAsidePenalty = 8.0F;
    const float off = std::abs(side_a.center() - side_b.center());
    return ahead + (overlaps ? 0.01F * off : kAsidePenalty * (aside + 1.0F));
}

}  // namespace

std::uint32_t top_layer(std::span<const Node> nodes) {
    for (std::size_t i = nodes.size(); i-- > 0;) {
        if (nodes[i].is_layer) return static_cast<std::uint32_t>(i);
    }
    return kNoNode;
}

Key64 next_stop(std::span<const Node> nodes, Key64 now, Step step) {
    const std::vector<const Node*> all = stops(nodes);
    if (all.empty()) return 0;
    const Node* current = find(nodes, now);
    const bool is_back = step == Step::kPrevious;
    const auto at = std::find_if(all.begin(), all.end(), [&](const Node* node) {
        return current != nullptr &&
               (node == current || (node->stop != 0 && node->stop == current->stop));
    });
    if (at == all.end()) return (is_back ? all.back() : all.front())->key;
    const auto index = static_cast<std::size_t>(at - all.begin());
    const std::size_t next = (index + (is_back ? all.size() - 1 : 1)) % all.size();
    return all[next]->key;
}

Key64 neighbour(std::span<const Node> nodes, Key64 now, Way way) {
    const Node* current = find(nodes, now);
    if (current == nullptr) return 0;
    const std::uint32_t region = region_of(nodes, *current);
    const Node* best = nullptr;
    float nearest = 0.0F;
    for (const Node& node : nodes) {
        if (!takes_focus(node) || &node == current) continue;
        if (current->stop != 0 ? node.stop != current->stop : region_of(nodes, node) != region) {
            continue;
        }
        const float far = distance(current->rect, node.rect, way);
        if (far < 0.0F || (best != nullptr && far >= nearest)) continue;
        best = &node;
        nearest = far;
    }
    return best != nullptr ? best->key : 0;
}

Key64 end_of_stop(std::span<const Node> nodes, Key64 now, Step toward) {
    const Node* current = find(nodes, now);
    if (current == nullptr || current->stop == 0) return 0;
    Key64 found = 0;
    for (const Node& node : nodes) {
        if (!takes_focus(node) || node.stop != current->stop) continue;
        if (found == 0 || toward == Step::kNext) found = node.key;
    }
    return found;
}

Key64 first_in(std::span<const Node> nodes, std::string_view region) {
    for (const Node* node : stops(nodes)) {
        if (node->id.size() > region.size() && node->id.starts_with(region) &&
            node->id[region.size()] == '.') {
            return node->key;
        }
    }
    return 0;
}

}  // namespace belvedere::ui
