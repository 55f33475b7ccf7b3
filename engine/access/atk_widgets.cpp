// SPDX-License-Identifier: Apache-2.0
// AtkComponent, AtkAction, AtkValue and AtkSelection: where a thing is, what it does, how much it
// is.
#include <atk/atk.h>

#include <vector>

#include "engine/access/atk_objects.hpp"
#include "engine/access/tree_at_point.hpp"

namespace belvedere::access {
namespace {

// The corner that coordinates of this kind count from, in pixels of the window.
void origin(const AtkPlace& place, AtkCoordType type, int& x, int& y) {
    x = y = 0;
    if (type == ATK_XY_SCREEN) x = -place.objects->window_x(), y = -place.objects->window_y();
    if (type != ATK_XY_PARENT) return;
    const std::uint32_t parent = place.objects->tree().parent(place.index);
    if (parent == AccessibleTree::kNone) return;
    x = place.objects->tree().node(parent).rect.x0;
    y = place.objects->tree().node(parent).rect.y0;
}

void get_extents(AtkComponent* component, gint* x, gint* y, gint* width, gint* height,
                 AtkCoordType type) {
    *x = *y = *width = *height = 0;
    const AtkPlace place = place_of(component);
    if (!place) return;
    int left = 0, top = 0;
    origin(place, type, left, top);
    const Rect& rect = place.node->rect;
    *x = rect.x0 - left;
    *y = rect.y0 - top;
    *width = rect.width();
    *height = rect.height();
}

gboolean contains(AtkComponent* component, gint x, gint y, AtkCoordType type) {
    const AtkPlace place = place_of(component);
    if (!place) return FALSE;
    int left = 0, top = 0;
    origin(place, type, left, top);
    return place.node->rect.contains(x + left, y + top) ? TRUE : FALSE;
}

AtkObject* ref_accessible_at_point(AtkComponent* component, gint x, gint y, AtkCoordType type) {
    const AtkPlace place = place_of(component);
    if (!place) return nullptr;
    int left = 0, top = 0;
    origin(place, type, left, top);
    const std::uint32_t at = node_at_point(place.objects->tree(), place.index, x + left, y + top);
    if (at == AccessibleTree::kNone) return nullptr;
    return ATK_OBJECT(g_object_ref(place.objects->object(at)));
}

gboolean ask(const void* object, Action action) {
    const AtkPlace place = place_of(object);
    if (!place || !place.node->actions.has(action)) return FALSE;
    return place.ask({.action = action}) ? TRUE : FALSE;
}

std::vector<Action> actions_of(const AtkPlace& place) {
    std::vector<Action> actions;
    if (!place) return actions;
    place.node->actions.each([&actions](Action action) {
        if (is_atk_action(action)) actions.push_back(action);
    });
    return actions;
}

const char* action_name(AtkAction* object, gint i) {
    const std::vector<Action> actions = actions_of(place_of(object));
    if (i < 0 || static_cast<std::size_t>(i) >= actions.size()) return nullptr;
    const Action action = actions[static_cast<std::size_t>(i)];
    // What other toolkits call it, and scripts look for.
    return action == Action::kPress ? "click" : name_of(action).data();
}

gboolean do_action(AtkAction* object, gint i) {
    const std::vector<Action> actions = actions_of(place_of(object));
    if (i < 0 || static_cast<std::size_t>(i) >= actions.size()) return FALSE;
    return ask(object, actions[static_cast<std::size_t>(i)]);
}

const char* keybinding(AtkAction* object, gint i) {
    const AtkPlace place = place_of(object);
    if (i != 0 || !place || place.node->shortcut.empty()) return nullptr;
    static thread_local std::string binding;  // ATK borrows it until the next call.
    binding = ";;" + place.node->shortcut;    // Mnemonic; path of mnemonics; shortcut.
    return place.objects->valid(binding);
}

void value_and_text(AtkValue* object, gdouble* value, gchar** text) {
    const AtkPlace place = place_of(object);
    const bool has = place && place.node->numeric;
    if (value != nullptr) *value = has ? place.node->numeric->value : 0.0;
    if (text != nullptr) *text = g_strdup(has ? place.objects->valid(place.node->value_text) : "");
}

AtkRange* range(AtkValue* object) {
    const AtkPlace place = place_of(object);
    if (!place || !place.node->numeric) return atk_range_new(0.0, 0.0, nullptr);
    return atk_range_new(place.node->numeric->minimum, place.node->numeric->maximum, nullptr);
}

gdouble increment(AtkValue* object) {
    const AtkPlace place = place_of(object);
    return place && place.node->numeric ? place.node->numeric->step : 0.0;
}

void set_value(AtkValue* object, const gdouble value) {
    const AtkPlace place = place_of(object);
    if (!place || !place.node->actions.has(Action::kSetValue)) return;
    place.ask({.action = Action::kSetValue, .value = value});
}

// The children that are selected, in order.
std::vector<std::uint32_t> selected(const AtkPlace& place) {
    std::vector<std::uint32_t> found;
    if (!place) return found;
    const AccessibleTree& tree = place.objects->tree();
    for (const std::uint32_t child : tree.children(place.index)) {
        if (tree.node(child).states.has(State::kSelected)) found.push_back(child);
    }
    return found;
}

gint selection_count(AtkSelection* object) {
    return static_cast<gint>(selected(place_of(object)).size());
}

AtkObject* ref_selection(AtkSelection* object, gint i) {
    const AtkPlace place = place_of(object);
    const std::vector<std::uint32_t> found = selected(place);
    if (i < 0 || static_cast<std::size_t>(i) >= found.size()) return nullptr;
    return ATK_OBJECT(g_object_ref(place.objects->object(found[static_cast<std::size_t>(i)])));
}

const AccessibleNode* child(const AtkPlace& place, gint i) {
    if (!place || i < 0) return nullptr;
    const auto children = place.objects->tree().children(place.index);
    if (static_cast<std::size_t>(i) >= children.size()) return nullptr;
    return &place.objects->tree().node(children[static_cast<std::size_t>(i)]);
}

gboolean is_child_selected(AtkSelection* object, gint i) {
    const AccessibleNode* node = child(place_of(object), i);
    return node != nullptr && node->states.has(State::kSelected) ? TRUE : FALSE;
}

gboolean add_selection(AtkSelection* object, gint i) {
    const AtkPlace place = place_of(object);
    const AccessibleNode* node = child(place, i);
    if (node == nullptr || !node->actions.has(Action::kSelect)) return FALSE;
    return place.objects->ask({.node = node->id, .action = Action::kSelect}) ? TRUE : FALSE;
}

}  // namespace

bool is_atk_action(Action action) {
    switch (action) {
        case Action::kFocus:
        case Action::kSetValue:
        case Action::kSetText:
        case Action::kReplaceText:
        case Action::kSetTextSelection:
            return false;  // Other interfaces have them.
        default:
            return true;
    }
}

void fill_component(_AtkComponentIface* face) {
    face->get_extents = get_extents;
    face->contains = contains;
    face->ref_accessible_at_point = ref_accessible_at_point;
    face->grab_focus = [](AtkComponent* object) { return ask(object, Action::kFocus); };
    face->scroll_to = [](AtkComponent* object, AtkScrollType /*where*/) {
        return ask(object, Action::kScrollTo);
    };
    face->get_layer = [](AtkComponent* object) {
        const AtkPlace place = place_of(object);
        const bool is_window = place && place.node->role == Role::kWindow;
        return is_window ? ATK_LAYER_WINDOW : ATK_LAYER_WIDGET;
    };
}

void fill_action(_AtkActionIface* face) {
    face->get_n_actions = [](AtkAction* object) {
        return static_cast<gint>(actions_of(place_of(object)).size());
    };
    face->get_name = action_name;
    face->do_action = do_action;
    face->get_keybinding = keybinding;
}

void fill_value(_AtkValueIface* face) {
    face->get_value_and_text = value_and_text;
    face->get_range = range;
    face->get_increment = increment;
    face->set_value = set_value;
}

void fill_selection(_AtkSelectionIface* face) {
    face->get_selection_count = selection_count;
    face->ref_selection = ref_selection;
    face->is_child_selected = is_child_selected;
    face->add_selection = add_selection;
}

}  // namespace belvedere::access
