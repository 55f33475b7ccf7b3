// SPDX-License-Identifier: Apache-2.0
// Inside ui only: what the widgets of the current frame share. Not for panels.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/command/message.hpp"
#include "app/input/key.hpp"
#include "app/ui/field_state.hpp"
#include "app/ui/frame.hpp"
#include "app/ui/node.hpp"
#include "app/ui/theme.hpp"
#include "app/ui/type.hpp"
#include "engine/access/backend.hpp"

namespace belvedere::ui {

// What became of a widget in the frame being built.
struct Item {
    Rect rect;  // Of the layout.
    std::uint32_t node = kNoNode;
    Key64 key = 0;
    bool is_visible = false;  // Some of it is inside the clip; draw only then.
    bool is_hovered = false;
    bool is_held = false;
    bool is_pressed = false;  // By whatever means.
    bool is_focused = false;
};

// A menu, a list that dropped down or a dialog that is open.
struct OpenLayer {
    Key64 key = 0;        // Of what opened it, or of the dialog.
    Key64 inside = 0;     // The layer that its opener stands in; closes with it.
    Key64 return_to = 0;  // Has the focus again once it closes.
    // The focus goes inside as soon as there is something, within so many frames.
    int frames_new = 0;
    static constexpr int kFramesNew = 8;
};

// Of a chart, kept from frame to frame.
struct ChartState {
    std::optional<std::size_t> point;  // That the keys have come to.
    // Of a part of the time that is being marked: the end that the keys do not move, and where the
    // pointer began.
    std::optional<std::size_t> mark;
    std::optional<float> drag_from_x;
    bool is_table = false;
};

// A few words beside a widget.
struct Hint {
    Key64 owner = 0;  // 0: none.
    Rect rect;        // Of the widget while a frame is built, then of the hint; of the layout.
    std::string text;
    bool is_by_pointer = false;  // Else by the keyboard.
    bool is_kept = false;        // The pointer is on the hint itself.
};

struct Context {
    const Theme* theme = nullptr;
    float scale = 1.0F;
    Motion motion = Motion::kFull;
    bool is_mirrored = false;  // Right-to-left: laid out as ever, flipped when it is drawn.
    float width_px = 0.0F;
    Type type;
    Clipboard clipboard;

    Item last_item;                         // For tooltip().
    std::vector<Node> nodes;                // Of the frame being built.
    std::vector<std::string> scope;         // Ids of the containers being built.
    std::vector<std::uint32_t> containers;  // Their nodes, outermost first.

    Key64 focus = 0;               // The widget that keys act on; 0: the picture.
    bool shows_focus = false;      // It came there by keyboard or assistive technology.
    int frames_without_focus = 0;  // Since the widget that has it was last there.
    bool scrolls_to_focus = false;
    struct Ring {
        Rect around, clip;  // Of the layout.
    };
    std::optional<Ring> ring;      // Drawn over everything at the end of the frame.
    std::optional<Mark> mark;      // Of scanning.
    Hint hint, next_hint;          // Shown last; asked for by the frame being built.
    Key64 hint_put_away = 0;       // The widget whose hint a person does not want now,
    bool keeps_hint_away = false;  // and which is still hovered or has the keyboard.
    // Where the pointer was then: what lies there shows none before the pointer moves.
    std::optional<ImVec2> hint_put_away_at;
    Key64 edited = 0;              // The text field that has the focus.
    bool edit_takes_next = false;  // The next text field takes the focus.
    std::string region_request;    // Region that takes the focus at the end of the frame.
    bool region_requested = false;

    std::map<Key64, bool> open;  // Sections and tree items.
    int tree_depth = 0;
    Key64 tree_stop = 0;
    Key64 list_stop = 0;                 // Of the list being built.
    Key64 menu_owner = 0;                // Of the menu being built.
    std::vector<Key64> dialogs;          // That their callers want open.
    std::map<Key64, FieldState> fields;  // Text fields of the last frame.
    std::map<Key64, ChartState> charts;
    std::optional<input::KeyChord> press;   // What was pressed; gone once a widget took it.
    std::string typed;                      // Text typed before it.
    std::vector<access::Request> requests;  // Of assistive technology; each is taken once.
    std::vector<OpenLayer> layers;          // Outermost first.
    // The topmost is about to take the focus.
    [[nodiscard]] bool opens_layer() const {
        return !layers.empty() && layers.back().frames_new > 0;
    }
    Key64 built_layer = 0;         // The one whose contents are being built.
    bool layer_has_width = false;  // It has one of its own, whatever its contents take.
    Key64 closed_by_click = 0;     // Of the layer that the last click closed.
};

// The context of the Frame that lives now; a widget outside a Frame is a bug.
[[nodiscard]] Context& context();
void set_context(Context* context);
// The same, or null while there is none.
[[nodiscard]] Context* current_context();

[[nodiscard]] ImU32 packed(Color color);
[[nodiscard]] ImVec4 as_vec4(Color color);
// Logical to physical pixels.
[[nodiscard]] float px(float logical);
// The text in the user's language.
[[nodiscard]] std::string translated(const Message& message);
// "layers.0.opacity" of "opacity" in the scopes being built.
[[nodiscard]] std::string full_id(std::string_view id);
// Where a rectangle of the layout stands on the screen: mirrored in right-to-left languages.
[[nodiscard]] Rect on_screen(const Rect& layout);
[[nodiscard]] float screen_x(float layout_x);

// Adds a node below the innermost container; its place.
std::uint32_t add_node(Node node);

// For the time of a container: its id joins those of the widgets inside, its node is their parent.
class ScopeGuard {
  public:
    explicit ScopeGuard(std::string_view id, std::uint32_t container = kNoNode);
    ~ScopeGuard();
    ScopeGuard(const ScopeGuard&) = delete;
    ScopeGuard& operator=(const ScopeGuard&) = delete;

  private:
    bool has_container_;
};

void set_focus(Key64 key);
// Keys belong to widgets now: one has the focus by keyboard, a text is edited or a layer is open.
[[nodiscard]] bool has_keyboard();
// Whether this key was pressed for the widget that has the focus; true once for each press.
[[nodiscard]] bool take_press(input::Key key, std::uint8_t modifiers = 0);

}  // namespace belvedere::ui
