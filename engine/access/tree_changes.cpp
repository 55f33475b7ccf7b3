// SPDX-License-Identifier: Apache-2.0
#include "engine/access/tree_changes.hpp"

#include <algorithm>
#include <utility>

namespace belvedere::access {
namespace {

using Kind = TreeChange::Kind;

bool is_text_field(Role role) {
    return role == Role::kTextField || role == Role::kPasswordField;
}

class Difference {
  public:
    Difference(const AccessibleTree& before, const AccessibleTree& after)
        : before_(before), after_(after), pairs_(match(after, before)) {}

    std::vector<TreeChange> run() {
        removals();
        for (std::uint32_t i = 0; i < after_.nodes().size(); ++i) {
            pairs_[i] == AccessibleTree::kNone ? added(i) : changed(before_.node(pairs_[i]), i);
        }
        std::sort(containers_.begin(), containers_.end());
        containers_.erase(std::unique(containers_.begin(), containers_.end()), containers_.end());
        for (const std::uint32_t container : containers_)
            tell(Kind::kSelection, container);
        focus();
        return std::move(changes_);
    }

  private:
    // For each node of `of` its partner in `in`: the same id, role and parent, and a parent that
    // has a partner itself, so that a subtree goes and comes as one.
    static std::vector<std::uint32_t> match(const AccessibleTree& of, const AccessibleTree& in) {
        std::vector<std::uint32_t> pairs(of.nodes().size(), AccessibleTree::kNone);
        for (std::uint32_t i = 0; i < pairs.size(); ++i) {
            const AccessibleNode& node = of.node(i);
            // Frames mostly have the same nodes at the same places; then nothing is looked up.
            const bool is_same = i < in.nodes().size() && in.node(i).id == node.id;
            const std::uint32_t other = is_same ? i : in.find(node.id);
            if (other == AccessibleTree::kNone || in.node(other).role != node.role ||
                in.node(other).parent != node.parent) {
                continue;
            }
            if (i == 0 || pairs[of.parent(i)] != AccessibleTree::kNone) pairs[i] = other;
        }
        return pairs;
    }

    void tell(Kind kind, std::uint32_t index) {
        changes_.push_back({.kind = kind, .node = after_.node(index).id});
    }

    void removals() {
        const std::vector<std::uint32_t> partners = match(before_, after_);
        for (std::uint32_t i = 0; i < partners.size(); ++i) {
            const std::uint32_t parent = before_.parent(i);
            if (partners[i] != AccessibleTree::kNone ||
                (parent != AccessibleTree::kNone && partners[parent] == AccessibleTree::kNone))
                continue;
            changes_.push_back({.kind = Kind::kRemoved,
                                .node = before_.node(i).id,
                                .parent = before_.node(i).parent,
                                .place = before_.place(i)});
            if (parent != AccessibleTree::kNone && before_.node(i).states.has(State::kSelected)) {
                containers_.push_back(partners[parent]);
            }
        }
    }

    void added(std::uint32_t i) {
        const AccessibleNode& node = after_.node(i);
        const std::uint32_t parent = after_.parent(i);
        const bool is_top =
            parent == AccessibleTree::kNone || pairs_[parent] != AccessibleTree::kNone;
        const bool is_news = node.role == Role::kNotification;
        if (!is_top && !is_news) return;
        changes_.push_back({.kind = is_news ? Kind::kNotificationShown : Kind::kAdded,
                            .node = node.id,
                            .parent = node.parent,
                            .place = after_.place(i)});
        if (is_top && parent != AccessibleTree::kNone && node.states.has(State::kSelected)) {
            containers_.push_back(parent);
        }
    }

    void changed(const AccessibleNode& old, std::uint32_t i) {
        const AccessibleNode& node = after_.node(i);
        const bool is_told = node.told_by.empty() || old.told_by != node.told_by;
        if (old.name != node.name && is_told) tell(Kind::kName, i);
        if (old.description != node.description && !node.is_description_live) {
            tell(Kind::kDescription, i);
        }
        const bool is_text_new = old.value_text != node.value_text;
        if (is_text_new && is_text_field(node.role)) tell(Kind::kText, i);
        if ((is_text_new && !is_text_field(node.role)) || old.numeric != node.numeric) {
            tell(Kind::kValue, i);
        }
        if (old.selection != node.selection) tell(Kind::kCaret, i);
        if (old.states != node.states) states(old, i);
        if (old.rect != node.rect) tell(Kind::kBounds, i);
        if (old.row_count != node.row_count || old.column_count != node.column_count) {
            tell(Kind::kTableSize, i);
        }
    }

    void states(const AccessibleNode& old, std::uint32_t i) {
        const AccessibleNode& node = after_.node(i);
        for (unsigned s = 0; s <= static_cast<unsigned>(State::kLast); ++s) {
            const auto state = static_cast<State>(s);
            if (state == State::kFocused || old.states.has(state) == node.states.has(state))
                continue;
            changes_.push_back({.kind = Kind::kState,
                                .node = node.id,
                                .state = state,
                                .is_on = node.states.has(state)});
            if (state == State::kSelected && after_.parent(i) != AccessibleTree::kNone) {
                containers_.push_back(after_.parent(i));
            }
        }
    }

    void focus() {
        const auto id = [](const AccessibleTree& tree) {
            return tree.focused() == AccessibleTree::kNone ? NodeId{}
                                                           : tree.node(tree.focused()).id;
        };
        const bool is_new = after_.focused() != AccessibleTree::kNone &&
                            pairs_[after_.focused()] == AccessibleTree::kNone;
        if (id(before_) != id(after_) || is_new) {
            changes_.push_back({.kind = Kind::kFocus, .node = id(after_)});
        }
    }

    const AccessibleTree& before_;
    const AccessibleTree& after_;
    std::vector<std::uint32_t> pairs_;       // Of `after`.
    std::vector<std::uint32_t> containers_;  // Of `after`, with another selection.
    std::vector<TreeChange> changes_;
};

}  // namespace

std::vector<TreeChange> tree_changes(const AccessibleTree& before, const AccessibleTree& after) {
    return Difference(before, after).run();
}

}  // namespace belvedere::access
