// SPDX-License-Identifier: Apache-2.0
// The GTypes of the bridge: one class for what every object can, and one type a set of interfaces.
#include <atk/atk.h>

#include <array>
#include <string>

#include "engine/access/atk_objects.hpp"

namespace belvedere::access {
namespace {

struct Object {
    AtkObject base;
    AtkObjects* objects;  // Null once defunct.
    std::uint32_t index;  // AccessibleTree::kNone for the application, and once defunct.
};

const Object* self(const void* object) {
    return static_cast<const Object*>(object);
}

const char* get_name(AtkObject* object) {
    const AtkPlace place = place_of(object);
    if (place) return place.objects->valid(place.node->name);
    return place.objects != nullptr ? place.objects->valid(place.objects->application_name()) : "";
}

const char* get_description(AtkObject* object) {
    const AtkPlace place = place_of(object);
    return place ? place.objects->valid(place.node->description) : "";
}

AtkObject* get_parent(AtkObject* object) {
    const AtkPlace place = place_of(object);
    return place ? place.objects->object(place.objects->tree().parent(place.index)) : nullptr;
}

gint get_n_children(AtkObject* object) {
    const AtkPlace place = place_of(object);
    if (place) return static_cast<gint>(place.objects->tree().children(place.index).size());
    return place.objects != nullptr && !place.objects->tree().nodes().empty() ? 1 : 0;
}

AtkObject* ref_child(AtkObject* object, gint i) {
    if (i < 0 || i >= get_n_children(object)) return nullptr;
    const AtkPlace place = place_of(object);
    const std::uint32_t index =
        place ? place.objects->tree().children(place.index)[static_cast<std::size_t>(i)] : 0;
    return ATK_OBJECT(g_object_ref(place.objects->object(index)));
}

gint get_index_in_parent(AtkObject* object) {
    const AtkPlace place = place_of(object);
    return place ? static_cast<gint>(place.objects->tree().place(place.index)) : -1;
}

AtkRole get_role(AtkObject* object) {
    const AtkPlace place = place_of(object);
    if (place) return static_cast<AtkRole>(atk_role(place.node->role));
    return place.objects != nullptr ? ATK_ROLE_APPLICATION : ATK_ROLE_INVALID;
}

AtkRelationSet* ref_relation_set(AtkObject* object) {
    AtkRelationSet* set = atk_relation_set_new();
    const AtkPlace place = place_of(object);
    if (!place) return set;
    const AccessibleTree& tree = place.objects->tree();
    const auto add = [&](std::uint32_t index, AtkRelationType type) {
        if (index == AccessibleTree::kNone) return;
        AtkObject* target = place.objects->object(index);
        AtkRelation* relation = atk_relation_new(&target, 1, type);
        atk_relation_set_add(set, relation);
        g_object_unref(relation);
    };
    if (!place.node->label_for.empty()) {
        add(tree.find(place.node->label_for), ATK_RELATION_LABEL_FOR);
    }
    add(tree.label_of(place.node->id), ATK_RELATION_LABELLED_BY);
    return set;
}

AtkAttributeSet* attribute(AtkAttributeSet* list, const char* name, const char* value) {
    auto* entry = g_new(AtkAttribute, 1);
    *entry = {g_strdup(name), g_strdup(value)};
    return g_slist_prepend(list, entry);
}

AtkAttributeSet* get_attributes(AtkObject* object) {
    const AtkPlace place = place_of(object);
    AtkAttributeSet* list = attribute(nullptr, "toolkit", "Belvedere");
    if (!place) return list;
    const AccessibleNode& node = *place.node;
    const auto number = [&list](const char* name, int value) {
        list = attribute(list, name, std::to_string(value).c_str());
    };
    list = attribute(list, "id", place.objects->valid(node.key));
    if (!node.value_text.empty() && node.role != Role::kPasswordField) {
        list = attribute(list, "valuetext", place.objects->valid(node.value_text));
    }
    if (node.level > 0) number("level", node.level);
    if (node.live != Live::kOff) {
        list = attribute(list, "live", node.live == Live::kPolite ? "polite" : "assertive");
    }
    if (!node.shortcut.empty()) {
        list = attribute(list, "keyshortcuts", place.objects->valid(node.shortcut));
    }
    if (node.row_count >= 0) number("rowcount", node.row_count);
    if (node.column_count >= 0) number("colcount", node.column_count);
    if (node.row >= 0) number("rowindex", node.row + 1);  // From 1, as in ARIA.
    if (node.column >= 0) number("colindex", node.column + 1);
    return list;
}

const char* get_object_locale(AtkObject* object) {
    const AtkPlace place = place_of(object);
    return place ? place.objects->valid(place.node->language) : "";
}

AtkStateSet* ref_state_set(AtkObject* object);

void fill_class(gpointer table, gpointer /*data*/) {
    AtkObjectClass* type = ATK_OBJECT_CLASS(table);
    type->get_name = get_name;
    type->get_description = get_description;
    type->get_parent = get_parent;
    type->get_n_children = get_n_children;
    type->ref_child = ref_child;
    type->get_index_in_parent = get_index_in_parent;
    type->get_role = get_role;
    type->ref_state_set = ref_state_set;
    type->ref_relation_set = ref_relation_set;
    type->get_attributes = get_attributes;
    type->get_object_locale = get_object_locale;
}

void add_states(AtkStateSet* set, const AccessibleNode& node) {
    node.states.each([set](State state) {
        for (const int atk : atk_states(state)) {
            if (atk >= 0) atk_state_set_add_state(set, static_cast<AtkStateType>(atk));
        }
    });
    atk_state_set_add_state(set, ATK_STATE_VISIBLE);
    if (!node.states.has(State::kOffScreen)) atk_state_set_add_state(set, ATK_STATE_SHOWING);
    if (!faces_of(node).has(AtkFace::kEditableText)) return;
    const bool is_long = node.states.has(State::kMultiLine);
    atk_state_set_add_state(set, ATK_STATE_SELECTABLE_TEXT);
    if (!is_long) atk_state_set_add_state(set, ATK_STATE_SINGLE_LINE);
    if (!node.states.has(State::kReadOnly)) atk_state_set_add_state(set, ATK_STATE_EDITABLE);
}

AtkStateSet* ref_state_set(AtkObject* object) {
    AtkStateSet* set = atk_state_set_new();
    const AtkPlace place = place_of(object);
    if (place) {
        add_states(set, *place.node);
    } else if (place.objects == nullptr) {
        atk_state_set_add_state(set, ATK_STATE_DEFUNCT);
    }
    return set;
}

GType base_type() {
    static const GType kType = [] {
        GTypeQuery parent{};
        g_type_query(ATK_TYPE_OBJECT, &parent);
        const GTypeInfo info = {static_cast<guint16>(parent.class_size),
                                nullptr,
                                nullptr,
                                fill_class,
                                nullptr,
                                nullptr,
                                sizeof(Object),
                                0,
                                nullptr,
                                nullptr};
        return g_type_register_static(ATK_TYPE_OBJECT, "BelvedereAccessible", &info,
                                      G_TYPE_FLAG_NONE);
    }();
    return kType;
}

template <class Table, void (*fill)(Table*)>
void add_face(GType type, GType face) {
    const GInterfaceInfo info = {
        [](gpointer table, gpointer /*data*/) { fill(static_cast<Table*>(table)); }, nullptr,
        nullptr};
    g_type_add_interface_static(type, face, &info);
}

GType type_of(AtkFaces faces) {
    static std::array<GType, 1U << (static_cast<unsigned>(AtkFace::kLast) + 1)> types{};
    unsigned set = 0;
    faces.each([&set](AtkFace face) { set |= 1U << static_cast<unsigned>(face); });
    GType& type = types[set];
    if (type != 0) return type;
    const GTypeInfo info = {sizeof(AtkObjectClass), nullptr, nullptr, nullptr, nullptr, nullptr,
                            sizeof(Object),         0,       nullptr, nullptr};
    const std::string name = "BelvedereAccessible" + std::to_string(set);
    type = g_type_register_static(base_type(), name.c_str(), &info, G_TYPE_FLAG_NONE);
    add_face<AtkComponentIface, fill_component>(type, ATK_TYPE_COMPONENT);
    faces.each([type](AtkFace face) {
        switch (face) {
            case AtkFace::kWindow: {
                const GInterfaceInfo none = {nullptr, nullptr, nullptr};
                g_type_add_interface_static(type, ATK_TYPE_WINDOW, &none);
                break;
            }
            case AtkFace::kAction:
                add_face<AtkActionIface, fill_action>(type, ATK_TYPE_ACTION);
                break;
            case AtkFace::kValue:
                add_face<AtkValueIface, fill_value>(type, ATK_TYPE_VALUE);
                break;
            case AtkFace::kText:
                add_face<AtkTextIface, fill_text>(type, ATK_TYPE_TEXT);
                break;
            case AtkFace::kEditableText:
                add_face<AtkEditableTextIface, fill_editable_text>(type, ATK_TYPE_EDITABLE_TEXT);
                break;
            case AtkFace::kTable:
                add_face<AtkTableIface, fill_table>(type, ATK_TYPE_TABLE);
                break;
            case AtkFace::kTableCell:
                add_face<AtkTableCellIface, fill_table_cell>(type, ATK_TYPE_TABLE_CELL);
                break;
            case AtkFace::kSelection:
                add_face<AtkSelectionIface, fill_selection>(type, ATK_TYPE_SELECTION);
                break;
        }
    });
    return type;
}

}  // namespace

AtkPlace place_of(const void* object) {
    const Object* own = self(object);
    if (own->objects == nullptr || own->index == AccessibleTree::kNone)
        return {own->objects, AccessibleTree::kNone, nullptr};
    return {own->objects, own->index, &own->objects->tree().node(own->index)};
}

bool AtkPlace::ask(Request request) const {
    request.node = node->id;
    return objects->ask(std::move(request));
}

_AtkObject* make_object(AtkObjects& objects, AtkFaces faces) {
    auto* object = static_cast<AtkObject*>(g_object_new(type_of(faces), nullptr));
    atk_object_initialize(object, nullptr);
    set_place(object, &objects, AccessibleTree::kNone);
    return object;
}

void set_place(_AtkObject* object, AtkObjects* objects, std::uint32_t index) {
    void* own = object;
    static_cast<Object*>(own)->objects = objects;
    static_cast<Object*>(own)->index = index;
}

}  // namespace belvedere::access
