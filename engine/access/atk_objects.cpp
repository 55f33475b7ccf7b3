// SPDX-License-Identifier: Apache-2.0
#include "engine/access/atk_objects.hpp"

#include <atk/atk.h>

#include "engine/access/text_ranges.hpp"

namespace belvedere::access {
namespace {

using Kind = TreeChange::Kind;

// What was taken out and what was put in, so that a reader can speak it.
void tell_text(AtkObject* object, const std::string& before, const std::string& after) {
    if (!ATK_IS_TEXT(object) || before == after) return;
    const std::u32string from = code_points(before), to = code_points(after);
    const TextEdit edit = text_edit(from, to);
    const auto start = static_cast<std::size_t>(edit.start);
    if (const int count = edit.removed_end - edit.start; count > 0) {
        const std::string text = utf8_of(from.substr(start, static_cast<std::size_t>(count)));
        g_signal_emit_by_name(object, "text-remove", edit.start, count, text.c_str());
    }
    if (const int count = edit.inserted_end - edit.start; count > 0) {
        const std::string text = utf8_of(to.substr(start, static_cast<std::size_t>(count)));
        g_signal_emit_by_name(object, "text-insert", edit.start, count, text.c_str());
    }
}

void tell_caret(AtkObject* object, const TextSelection& before, const TextSelection& after) {
    if (!ATK_IS_TEXT(object)) return;
    if (before.caret != after.caret) {
        g_signal_emit_by_name(object, "text-caret-moved", after.caret);
    }
    if (before.start != before.end || after.start != after.end) {
        g_signal_emit_by_name(object, "text-selection-changed");
    }
}

}  // namespace

AtkObjects::AtkObjects(std::string application, std::function<bool(Request)> ask)
    : name_(std::move(application)),
      ask_(std::move(ask)),
      tree_(std::make_shared<const AccessibleTree>()),
      application_(make_object(*this, {})) {}

AtkObjects::~AtkObjects() {
    objects_.emplace(NodeId{}, application_);
    for (const auto& [id, object] : objects_) {
        set_place(object, nullptr, AccessibleTree::kNone);
        g_object_unref(object);
    }
}

_AtkObject* AtkObjects::object(std::uint32_t index) {
    if (index == AccessibleTree::kNone) return application_;
    const AccessibleNode& node = tree_->node(index);
    AtkObject*& object = objects_[node.id];
    if (object == nullptr) {
        object = make_object(*this, faces_of(node));
        set_place(object, this, index);
    }
    return object;
}

_AtkObject* AtkObjects::existing(NodeId id) const {
    if (!id.valid()) return application_;
    const auto at = objects_.find(id);
    return at == objects_.end() ? nullptr : at->second;
}

const char* AtkObjects::valid(const std::string& text) {
    if (g_utf8_validate(text.c_str(), -1, nullptr) != 0) return text.c_str();
    valid_ = utf8_of(code_points(text));
    return valid_.c_str();
}

void AtkObjects::show(std::shared_ptr<const AccessibleTree> tree) {
    const std::vector<TreeChange> changes = tree_changes(*tree_, *tree);
    const Objects gone = take_gone(changes);
    const std::shared_ptr<const AccessibleTree> before = std::exchange(tree_, std::move(tree));
    for (const auto& [id, object] : objects_)
        set_place(object, this, tree_->find(id));
    for (const auto& [id, object] : gone)
        set_place(object, nullptr, AccessibleTree::kNone);
    for (const TreeChange& change : changes) {
        switch (change.kind) {
            case Kind::kRemoved:
                tell_removed(change, gone);
                break;
            case Kind::kAdded:
            case Kind::kNotificationShown:
                tell_added(change);
                break;
            case Kind::kFocus:
                tell_focus(*before);
                break;
            default:
                tell_changed(change, *before);
                break;
        }
    }
    for (const auto& [id, object] : gone) {
        atk_object_notify_state_change(object, ATK_STATE_DEFUNCT, TRUE);
        g_object_unref(object);
    }
}

AtkObjects::Objects AtkObjects::take_gone(const std::vector<TreeChange>& changes) {
    Objects gone;
    std::vector<bool> is_gone(tree_->nodes().size(), false);
    for (const TreeChange& change : changes) {
        if (change.kind == Kind::kRemoved) is_gone[tree_->find(change.node)] = true;
    }
    for (std::uint32_t i = 0; i < is_gone.size(); ++i) {
        if (tree_->parent(i) != AccessibleTree::kNone && is_gone[tree_->parent(i)])
            is_gone[i] = true;
        if (!is_gone[i]) continue;
        if (auto object = objects_.extract(tree_->node(i).id)) gone.insert(std::move(object));
    }
    return gone;
}

void AtkObjects::tell_removed(const TreeChange& change, const Objects& gone) const {
    AtkObject* parent = existing(change.parent);
    const auto child = gone.find(change.node);
    if (parent == nullptr || child == gone.end()) return;
    g_signal_emit_by_name(parent, "children-changed::remove", change.place, child->second, nullptr);
}

void AtkObjects::tell_added(const TreeChange& change) {
    AtkObject* parent = existing(change.parent);
    if (parent == nullptr) return;  // Whoever asks for the parent will find the child.
    AtkObject* child = object(tree_->find(change.node));
    g_signal_emit_by_name(parent, "children-changed::add", change.place, child, nullptr);
    if (change.kind == Kind::kNotificationShown) {
        atk_object_notify_state_change(child, ATK_STATE_SHOWING, TRUE);
    }
}

void AtkObjects::tell_focus(const AccessibleTree& before) {
    if (before.focused() != AccessibleTree::kNone) {
        AtkObject* old = existing(before.node(before.focused()).id);
        if (old != nullptr) atk_object_notify_state_change(old, ATK_STATE_FOCUSED, FALSE);
    }
    if (tree_->focused() == AccessibleTree::kNone) return;
    atk_object_notify_state_change(object(tree_->focused()), ATK_STATE_FOCUSED, TRUE);
}

void AtkObjects::tell_activation() {
    if (tree_->nodes().empty() || !ATK_IS_WINDOW(object(0))) return;
    const bool is_active = tree_->node(0).states.has(State::kActive);
    g_signal_emit_by_name(object(0), is_active ? "activate" : "deactivate");
    if (is_active && tree_->focused() != AccessibleTree::kNone) {
        atk_object_notify_state_change(object(tree_->focused()), ATK_STATE_FOCUSED, TRUE);
    }
}

// A reader goes to what is selected in a list that says so (Orca 43), and takes that for where the
// keyboard is. So the lists that change by what is done elsewhere say so only where the keyboard
// is: tabs of a panel that opened, the row of what was chosen on the map. A closed list had the
// keyboard before, too: else the focus that comes there tells what it shows.
bool AtkObjects::is_selection_heard(const AccessibleNode& container,
                                    const AccessibleTree& before) const {
    const auto has_focus = [&](const AccessibleTree& tree) {
        std::uint32_t at = tree.focused();
        while (at != AccessibleTree::kNone && tree.node(at).id != container.id)
            at = tree.parent(at);
        return at != AccessibleTree::kNone;
    };
    switch (container.role) {
        case Role::kComboBox:
            return has_focus(before) && has_focus(*tree_);
        case Role::kTabList:
        case Role::kTable:
        case Role::kTree:
            return has_focus(*tree_);
        default:
            return true;
    }
}

void AtkObjects::tell_changed(const TreeChange& change, const AccessibleTree& before) {
    AtkObject* object = existing(change.node);
    if (object == nullptr) return;  // Nobody has seen it.
    const AccessibleNode& node = tree_->node(tree_->find(change.node));
    const AccessibleNode& old = before.node(before.find(change.node));
    switch (change.kind) {
        case Kind::kName:
            g_object_notify(G_OBJECT(object), "accessible-name");
            tell_text(object, shown_text(old), shown_text(node));
            break;
        case Kind::kDescription:
            g_object_notify(G_OBJECT(object), "accessible-description");
            break;
        case Kind::kText:
            tell_text(object, shown_text(old), shown_text(node));
            break;
        case Kind::kValue:
            g_object_notify(G_OBJECT(object), "accessible-value");
            break;
        case Kind::kCaret:
            tell_caret(object, old.selection, node.selection);
            break;
        case Kind::kState:
            tell_state(object, change.state, change.is_on);
            if (change.state == State::kActive) tell_activation();
            break;
        case Kind::kSelection:
            if (ATK_IS_SELECTION(object) && is_selection_heard(node, before)) {
                g_signal_emit_by_name(object, "selection-changed");
            }
            break;
        case Kind::kTableSize:
            if (ATK_IS_TABLE(object)) g_signal_emit_by_name(object, "model-changed");
            break;
        case Kind::kBounds: {
            AtkRectangle rect = {window_x_ + node.rect.x0, window_y_ + node.rect.y0,
                                 node.rect.width(), node.rect.height()};
            g_signal_emit_by_name(object, "bounds-changed", &rect);
            break;
        }
        default:
            break;
    }
}

}  // namespace belvedere::access
