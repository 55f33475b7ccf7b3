// SPDX-License-Identifier: Apache-2.0
// The GObjects of the ATK bridge, one a node that somebody asked for. Inside the module only; all
// of it belongs to the backend's thread. ATK's types are declared and not included, because its
// headers stay in sources.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/access/accessible_tree.hpp"
#include "engine/access/backend.hpp"
#include "engine/access/tree_changes.hpp"

struct _AtkObject;
struct _AtkActionIface;
struct _AtkComponentIface;
struct _AtkEditableTextIface;
struct _AtkSelectionIface;
struct _AtkTableCellIface;
struct _AtkTableIface;
struct _AtkTextIface;
struct _AtkValueIface;

namespace belvedere::access {

// The interfaces that a node of some kind has. One GType each set: a label that claimed AtkValue
// would be read as a number.
enum class AtkFace : std::uint8_t {
    kWindow,
    kAction,
    kValue,
    kText,
    kEditableText,
    kTable,
    kTableCell,
    kSelection,
    kLast = kSelection,
};
using AtkFaces = BitSet<AtkFace>;
[[nodiscard]] AtkFaces faces_of(const AccessibleNode& node);
// Whether AtkAction offers it; the others belong to AtkComponent, AtkValue and AtkEditableText.
[[nodiscard]] bool is_atk_action(Action action);

// The objects of one program over the tree shown last. An object is made when first asked for and
// lives until its node goes; then it is defunct, and the last client lets go of it.
class AtkObjects {
  public:
    // `ask` takes a client's request; false when it is refused.
    AtkObjects(std::string application, std::function<bool(Request)> ask);
    AtkObjects(const AtkObjects&) = delete;
    AtkObjects& operator=(const AtkObjects&) = delete;
    ~AtkObjects();

    [[nodiscard]] const AccessibleTree& tree() const { return *tree_; }
    [[nodiscard]] const std::string& application_name() const { return name_; }
    // Of the whole program; its one child is the window. Borrowed, as all objects here.
    [[nodiscard]] _AtkObject* application() const { return application_; }
    // The object of the node at this index; the application for AccessibleTree::kNone.
    [[nodiscard]] _AtkObject* object(std::uint32_t index);
    // Null when nobody has asked for this node.
    [[nodiscard]] _AtkObject* existing(NodeId id) const;

    // Shows the next tree: objects then speak of it, and every change is told by its signal.
    void show(std::shared_ptr<const AccessibleTree> tree);
    // Tells readers that the window has, or has lost, the keyboard; they start from there.
    void tell_activation();

    void set_window_position(int x, int y) { window_x_ = x, window_y_ = y; }
    [[nodiscard]] int window_x() const { return window_x_; }
    [[nodiscard]] int window_y() const { return window_y_; }
    bool ask(Request request) const { return ask_(std::move(request)); }
    // The text as C wants it: valid UTF-8 (anything else makes D-Bus drop the connection), alive
    // until the next call or the next tree.
    [[nodiscard]] const char* valid(const std::string& text);

  private:
    using Objects = std::unordered_map<NodeId, _AtkObject*>;
    [[nodiscard]] Objects take_gone(const std::vector<TreeChange>& changes);
    void tell_removed(const TreeChange& change, const Objects& gone) const;
    void tell_added(const TreeChange& change);
    void tell_focus(const AccessibleTree& before);
    [[nodiscard]] bool is_selection_heard(const AccessibleNode& container,
                                          const AccessibleTree& before) const;
    void tell_changed(const TreeChange& change, const AccessibleTree& before);

    std::string name_, valid_;
    std::function<bool(Request)> ask_;
    std::shared_ptr<const AccessibleTree> tree_;
    Objects objects_;  // One reference each.
    _AtkObject* application_ = nullptr;
    int window_x_ = 0, window_y_ = 0;
};

// What an object stands for. Null `node` for the application and for what is gone; null `objects`
// too for what is gone.
struct AtkPlace {
    AtkObjects* objects = nullptr;
    std::uint32_t index = AccessibleTree::kNone;
    const AccessibleNode* node = nullptr;
    explicit operator bool() const { return node != nullptr; }
    bool ask(Request request) const;  // For this node.
};
// `object` is an AtkObject, or an interface of one.
[[nodiscard]] AtkPlace place_of(const void* object);

// A new object of the GType for these interfaces, with one reference.
[[nodiscard]] _AtkObject* make_object(AtkObjects& objects, AtkFaces faces);
// Which node the object is now; kNone for gone. Null objects make it defunct for good.
void set_place(_AtkObject* object, AtkObjects* objects, std::uint32_t index);

[[nodiscard]] int atk_role(Role role);
// The one or two of ATK's states that stand for ours; -1 for none.
[[nodiscard]] std::array<int, 2> atk_states(State state);
// Tells that a state of ours changed, as the one or two of ATK that stand for it.
void tell_state(_AtkObject* object, State state, bool is_on);
// What a person reads in a node with AtkText: a field's contents, hidden in password fields, or a
// label.
[[nodiscard]] std::string shown_text(const AccessibleNode& node);

// Fill the tables of ATK's interfaces.
void fill_component(_AtkComponentIface* face);
void fill_action(_AtkActionIface* face);
void fill_value(_AtkValueIface* face);
void fill_text(_AtkTextIface* face);
void fill_editable_text(_AtkEditableTextIface* face);
void fill_table(_AtkTableIface* face);
void fill_table_cell(_AtkTableCellIface* face);
void fill_selection(_AtkSelectionIface* face);

}  // namespace belvedere::access
