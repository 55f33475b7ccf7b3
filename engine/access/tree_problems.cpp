// SPDX-License-Identifier: Apache-2.0
#include "engine/access/tree_problems.hpp"

#include <set>
#include <utility>

namespace belvedere::access {
namespace {

class Check {
  public:
    explicit Check(const AccessibleTree& tree) : tree_(tree) {}

    std::vector<TreeProblem> run() {
        if (tree_.nodes().empty()) return {{"", "the tree has no nodes"}};
        if (tree_.node(0).role != Role::kWindow) report(0, "is the root and not a window");
        for (std::uint32_t i = 0; i < tree_.nodes().size(); ++i) {
            if (is_column_header(i)) headers_.emplace(tree_.ancestor(i, Role::kTable), column(i));
        }
        for (std::uint32_t i = 0; i < tree_.nodes().size(); ++i) {
            identity(i);
            name(i);
            focus(i);
            rectangle(i);
            value(i);
            structure(i);
        }
        return std::move(problems_);
    }

  private:
    void report(std::uint32_t index, std::string message) {
        problems_.push_back({tree_.node(index).key, std::move(message)});
    }
    [[nodiscard]] int column(std::uint32_t i) const { return tree_.node(i).column; }
    [[nodiscard]] bool is_column_header(std::uint32_t i) const {
        return tree_.node(i).role == Role::kColumnHeader;
    }

    void identity(std::uint32_t i) {
        const AccessibleNode& node = tree_.node(i);
        if (node.key.empty()) report(i, "has no key");
        if (tree_.find(node.id) != i) report(i, "has the id of another node");
    }

    void name(std::uint32_t i) {
        const AccessibleNode& node = tree_.node(i);
        if (!node.name.empty() || node.states.has(State::kDecorative)) return;
        switch (node.role) {
            case Role::kGroup:
            case Role::kRow:
            case Role::kSeparator:
            case Role::kScrollArea:
            case Role::kCell:
                return;  // An empty cell of a table has nothing to say.
            default:
                break;
        }
        if (tree_.label_of(node.id) == AccessibleTree::kNone) report(i, "has no name");
    }

    void focus(std::uint32_t i) {
        const AccessibleNode& node = tree_.node(i);
        const bool is_focusable = node.states.has(State::kFocusable);
        if (is_focusable && node.states.has(State::kEnabled) && node.actions.empty()) {
            report(i, "takes the focus and has no action");
        }
        if (!node.states.has(State::kFocused)) return;
        if (!is_focusable) report(i, "is focused and not focusable");
        if (tree_.focused() != i) report(i, "is focused as another node is");
    }

    void rectangle(std::uint32_t i) {
        const AccessibleNode& node = tree_.node(i);
        if (node.states.has(State::kOffScreen)) return;
        const Rect& window = tree_.node(0).rect;
        const Rect& rect = node.rect;
        if (rect.x1 < rect.x0 || rect.y1 < rect.y0) report(i, "has a rectangle inside out");
        if (rect.x0 < window.x0 || rect.y0 < window.y0 || rect.x1 > window.x1 ||
            rect.y1 > window.y1) {
            report(i, "lies outside the window");
        }
        if (node.states.has(State::kFocusable) && (rect.width() <= 0 || rect.height() <= 0)) {
            report(i, "takes the focus and has no area");
        }
    }

    void value(std::uint32_t i) {
        const AccessibleNode& node = tree_.node(i);
        const bool is_range = node.role == Role::kSlider || node.role == Role::kSpinButton;
        if (is_range && !node.numeric) report(i, "has no number");
        if (is_range && node.value_text.empty()) report(i, "has no value text");
        if (node.numeric && !(node.numeric->minimum <= node.numeric->value &&
                              node.numeric->value <= node.numeric->maximum)) {
            report(i, "has a value outside its range");
        }
    }

    void structure(std::uint32_t i) {
        const AccessibleNode& node = tree_.node(i);
        if (node.role == Role::kHeading && (node.level < 1 || node.level > 6)) {
            report(i, "is a heading without a level from 1 to 6");
        }
        if (node.role == Role::kTable && (node.row_count < 0 || node.column_count < 1)) {
            report(i, "is a table that does not say its size");
        }
        if (!node.label_for.empty() && tree_.find(node.label_for) == AccessibleTree::kNone) {
            report(i, "names what is not there: " + node.label_for);
        }
        if (node.role == Role::kCell || is_column_header(i)) cell(i);
    }

    void cell(std::uint32_t i) {
        const AccessibleNode& node = tree_.node(i);
        const std::uint32_t table = tree_.ancestor(i, Role::kTable);
        if (table == AccessibleTree::kNone) {
            report(i, "is a cell outside a table");
            return;
        }
        if (node.column < 0 || node.column >= tree_.node(table).column_count ||
            (node.role == Role::kCell && node.row < 0) || node.row >= tree_.node(table).row_count) {
            report(i, "is a cell without a place in its table");
        }
        if (!headers_.contains({table, node.column})) report(i, "is a cell without a header");
    }

    const AccessibleTree& tree_;
    std::set<std::pair<std::uint32_t, int>> headers_;  // Table, column.
    std::vector<TreeProblem> problems_;
};

}  // namespace

std::vector<TreeProblem> problems(const AccessibleTree& tree) {
    return Check(tree).run();
}

}  // namespace belvedere::access
