// SPDX-License-Identifier: Apache-2.0
#include "engine/access/accessible_tree.hpp"

#include <algorithm>
#include <cassert>

#include "engine/access/limits.hpp"

namespace belvedere::access {
namespace {

std::uint32_t found(std::span<const std::pair<NodeId, std::uint32_t>> index, NodeId id) {
    const auto at =
        std::lower_bound(index.begin(), index.end(), id,
                         [](const auto& entry, NodeId key) { return entry.first < key; });
    return at != index.end() && at->first == id ? at->second : AccessibleTree::kNone;
}

}  // namespace

AccessibleTree::AccessibleTree(std::vector<AccessibleNode> nodes,
                               std::vector<std::uint32_t> parents)
    : nodes_(std::move(nodes)), parents_(std::move(parents)) {
    const auto count = static_cast<std::uint32_t>(nodes_.size());
    parents_.resize(count, 0);
    places_.resize(count, 0);
    child_starts_.resize(count + 1, 0);
    by_id_.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        AccessibleNode& node = nodes_[i];
        node.id = node_id(node.key);
        if (i == 0) parents_[i] = kNone;
        if (i > 0 && parents_[i] >= i) parents_[i] = 0;
        node.parent = i == 0 ? NodeId{} : nodes_[parents_[i]].id;
        if (i > 0) places_[i] = child_starts_[parents_[i] + 1]++;
        by_id_.emplace_back(node.id, i);
        if (!node.label_for.empty()) labels_.emplace_back(node_id(node.label_for), i);
        if (node.states.has(State::kFocused) && focused_ == kNone) focused_ = i;
    }
    for (std::uint32_t i = 0; i < count; ++i)
        child_starts_[i + 1] += child_starts_[i];
    children_.resize(count > 0 ? count - 1 : 0);
    for (std::uint32_t i = 1; i < count; ++i) {
        children_[child_starts_[parents_[i]] + places_[i]] = i;
    }
    std::sort(by_id_.begin(), by_id_.end());
    std::sort(labels_.begin(), labels_.end());
}

std::uint32_t AccessibleTree::find(NodeId id) const {
    return found(by_id_, id);
}

std::uint32_t AccessibleTree::label_of(NodeId id) const {
    return found(labels_, id);
}

std::span<const std::uint32_t> AccessibleTree::children(std::uint32_t index) const {
    const std::uint32_t from = child_starts_[index];
    return std::span(children_).subspan(from, child_starts_[index + 1] - from);
}

std::uint32_t AccessibleTree::ancestor(std::uint32_t index, Role role) const {
    do {
        index = parents_[index];
    } while (index != kNone && nodes_[index].role != role);
    return index;
}

NodeId TreeBuilder::add(AccessibleNode node) {
    assert(!node.key.empty());
    if (nodes_.size() >= limits::kNodes || too_deep_ > 0) {
        ++left_out_;
        return {};
    }
    node.id = node_id(node.key);
    parents_.push_back(open_.empty() ? 0 : open_.back());
    nodes_.push_back(std::move(node));
    return nodes_.back().id;
}

NodeId TreeBuilder::open(AccessibleNode node) {
    const std::size_t before = nodes_.size();
    const NodeId id = open_.size() < limits::kDepth ? add(std::move(node)) : NodeId{};
    if (nodes_.size() > before) {
        open_.push_back(static_cast<std::uint32_t>(before));
    } else {
        ++too_deep_;  // Children of what was left out are left out, and their close() is counted.
    }
    return id;
}

void TreeBuilder::close() {
    if (too_deep_ > 0) {
        --too_deep_;
        return;
    }
    assert(!open_.empty());
    if (!open_.empty()) open_.pop_back();
}

AccessibleNode* TreeBuilder::change(NodeId id) {
    const auto at = std::find_if(nodes_.begin(), nodes_.end(),
                                 [id](const AccessibleNode& node) { return node.id == id; });
    return at == nodes_.end() ? nullptr : &*at;
}

std::shared_ptr<const AccessibleTree> TreeBuilder::build() {
    open_.clear();
    too_deep_ = 0;
    return std::make_shared<const AccessibleTree>(std::exchange(nodes_, {}),
                                                  std::exchange(parents_, {}));
}

}  // namespace belvedere::access
