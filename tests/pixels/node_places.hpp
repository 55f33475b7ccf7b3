// SPDX-License-Identifier: Apache-2.0
// Where the widgets of a frame stand in each other.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "tests/pixels/stage.hpp"

namespace belvedere::test {

class NodePlaces {
  public:
    explicit NodePlaces(std::span<const ui::Node> nodes);

    enum class Among { kTopLayer, kBelow };
    // The smallest widget among those that holds the middle of a box; the count of nodes when none
    // does. Without a layer all are in the topmost.
    [[nodiscard]] std::size_t node_under(const ui::Rect& box, Among among) const;
    // The layer that was opened last; null when none is open.
    [[nodiscard]] const ui::Node* top_layer() const;
    // Nothing lies over it: in the layer that was opened last, or anywhere when none is open.
    [[nodiscard]] bool is_in_top_layer(std::size_t node) const;
    // Inside a panel or a dialog, which scroll up and down.
    [[nodiscard]] bool scrolls(std::size_t node) const;
    // Of the region or layer around it, or `window`.
    [[nodiscard]] ui::Rect container_rect(std::size_t node, const ui::Rect& window) const;
    // Wholly inside what is seen of its container.
    [[nodiscard]] bool is_in_sight(std::size_t node) const;
    // In sight as far as it can be: what is larger than its container is seen in part.
    [[nodiscard]] bool is_seen(std::size_t node, const ui::Rect& window) const;
    // The box of a check.
    [[nodiscard]] static ui::Rect check_box(const ui::Node& node, const Shown& shown);

  private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    [[nodiscard]] bool is_container(std::size_t node) const;
    [[nodiscard]] std::size_t container(std::size_t node) const;

    std::span<const ui::Node> nodes_;
    std::size_t top_layer_ = kNone;
    std::vector<std::size_t> containers_;  // Of each node; kNone: the window.
    std::vector<bool> in_top_layer_;
};

}  // namespace belvedere::test
