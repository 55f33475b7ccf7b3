// SPDX-License-Identifier: Apache-2.0
// What the window contains for a person who cannot see it: a tree of named things.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/access/accessible_node.hpp"

namespace belvedere::access {

// One frame's nodes. Made by TreeBuilder, then never changed, so any thread may read it and it is
// handed on as shared_ptr<const AccessibleTree>. Nodes stand in reading order, parents before
// their children; the first is the root, a window. At most limits::kNodes.
class AccessibleTree {
  public:
    static constexpr std::uint32_t kNone = 0xFFFF'FFFF;  // No such node.

    AccessibleTree() = default;
    // `parents[i]` is the index of node i's parent. One that does not come before its child is a
    // bug of the caller; such a node hangs from the root, so that nothing is lost or goes in
    // circles.
    AccessibleTree(std::vector<AccessibleNode> nodes, std::vector<std::uint32_t> parents);

    [[nodiscard]] std::span<const AccessibleNode> nodes() const { return nodes_; }
    [[nodiscard]] const AccessibleNode& node(std::uint32_t index) const { return nodes_[index]; }
    // The node of this id, or kNone. Of two with one id (see problems) the first.
    [[nodiscard]] std::uint32_t find(NodeId id) const;
    [[nodiscard]] std::uint32_t find(std::string_view key) const { return find(node_id(key)); }
    // kNone for the root.
    [[nodiscard]] std::uint32_t parent(std::uint32_t index) const { return parents_[index]; }
    // In reading order.
    [[nodiscard]] std::span<const std::uint32_t> children(std::uint32_t index) const;
    // Which child of its parent the node is; 0 for the root.
    [[nodiscard]] std::uint32_t place(std::uint32_t index) const { return places_[index]; }
    // The node that has the keyboard, or kNone.
    [[nodiscard]] std::uint32_t focused() const { return focused_; }
    // The node whose label_for names this one, or kNone.
    [[nodiscard]] std::uint32_t label_of(NodeId id) const;
    // The nearest ancestor of this role, or kNone.
    [[nodiscard]] std::uint32_t ancestor(std::uint32_t index, Role role) const;

  private:
    using Index = std::vector<std::pair<NodeId, std::uint32_t>>;  // Sorted by id.

    std::vector<AccessibleNode> nodes_;
    std::vector<std::uint32_t> parents_, places_;
    std::vector<std::uint32_t> child_starts_, children_;  // Children of i: from starts[i] on.
    Index by_id_, labels_;
    std::uint32_t focused_ = kNone;
};

// Writes a tree in reading order: open() what has children, add() what has none, close().
// One thread; used for one tree. Names and rectangles are as they will be shown.
class TreeBuilder {
  public:
    // Adds a node below the innermost open one. The key must not be empty. The id, or none when the
    // tree is full.
    NodeId add(AccessibleNode node);
    // add(), and what follows up to close() are its children.
    NodeId open(AccessibleNode node);
    void close();
    // Changes a node that was added, before the tree is done (a window's size is known last). Null
    // when it is not there.
    [[nodiscard]] AccessibleNode* change(NodeId id);
    // How many nodes did not fit within the limits.
    [[nodiscard]] std::size_t left_out() const { return left_out_; }
    // The tree; the builder is empty afterwards. Scopes still open are closed.
    [[nodiscard]] std::shared_ptr<const AccessibleTree> build();

  private:
    std::vector<AccessibleNode> nodes_;
    std::vector<std::uint32_t> parents_, open_;
    std::size_t left_out_ = 0, too_deep_ = 0;
};

}  // namespace belvedere::access
