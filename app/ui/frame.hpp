// SPDX-License-Identifier: Apache-2.0
// Frame: one picture of the user interface, from input to triangles. Between begin() and end() the
// widgets of text_widgets.hpp, controls.hpp and containers.hpp may be called.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/input/input_event.hpp"
#include "app/ui/draw_data.hpp"
#include "app/ui/node.hpp"
#include "app/ui/text_settings.hpp"
#include "app/ui/theme.hpp"
#include "engine/access/backend.hpp"

namespace belvedere::ui {

// The system's clipboard, lent by the window.
struct Clipboard {
    std::function<std::string()> get;
    std::function<void(const std::string&)> set;
};

enum class Motion { kFull, kReduced };

struct FrameSettings {
    std::string theme = "dark";
    float scale = 1.0F;  // Display scale times the user's own; fonts are rasterised for it.
    Motion motion = Motion::kFull;
    TextSettings text;
    float target_min_px = 0.0F;  // Logical height of what can be pressed; 0: the theme's own.
    friend bool operator==(const FrameSettings&, const FrameSettings&) = default;
};

// Pixels of a glyph page that changed; RGBA, white with the letters' coverage as alpha, rows from
// the top. Page n is image n of DrawData.
struct GlyphUpdate {
    std::uint32_t page = 0;
    std::uint32_t page_side_px = 0;
    std::uint32_t x = 0, y = 0, width = 0, height = 0;
    std::vector<std::uint8_t> rgba;
};

struct FrameSize {
    std::uint32_t width_px = 0, height_px = 0;
};

enum class CursorShape { kArrow, kText, kHand, kResizeHorizontal, kResizeVertical, kResizeBoth };

// How far it is known what the next key acts on. A key that opens, closes or moves the focus is
// followed by a frame or two in which its consequences are drawn.
enum class Settled {
    kNo,        // What was pushed has not acted yet, or a dialog is about to take the keyboard.
    kKeyboard,  // Whether widgets or the picture have the keyboard.
    kAll,       // And whether a text is being edited.
};

// What the widgets took for themselves in the last frame; the rest belongs to the picture.
struct Capture {
    bool pointer = false;   // The pointer is over a panel or drags a widget.
    bool keyboard = false;  // A widget has the focus.
    bool text = false;      // A text field is being edited: plain keys are text.
    Settled settled = Settled::kAll;
};

// What scanning stands on: on the screen, with a few words where what is there does not say it.
struct Mark {
    Rect around;
    std::string label;
    friend bool operator==(const Mark&, const Mark&) = default;
};

// Main thread; one at a time in a process (Dear ImGui's context is global): the one that was made
// last. Another may be made for a picture of its own between two frames of a window's, which goes
// on once it is destroyed.
class Frame {
  public:
    Frame(const FrameSettings& settings, Clipboard clipboard);
    ~Frame();
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;

    // Takes effect at the next begin().
    void set_settings(const FrameSettings& settings);

    // Queues what a person did. A key that is pressed and released between two frames is seen by
    // two of them: nothing is lost however slow frames are.
    void push(const input::InputEvent& event);
    // Events still wait, an animation runs, glyphs are missing or the focus is not where it will
    // stay: draw again at once.
    [[nodiscard]] bool wants_another() const;

    void begin(FrameSize size, double delta_s);
    // Valid until the next begin(). Sizes and clips are in physical pixels.
    const DrawData& end();

    // What the glyph pages gained in the frame that ended last; the GPU needs it before it draws.
    [[nodiscard]] std::vector<GlyphUpdate> take_glyph_updates();
    // Characters without a glyph in any installed font, of all that was painted so far.
    [[nodiscard]] std::uint64_t missing_glyphs() const;

    [[nodiscard]] Capture capture() const;
    [[nodiscard]] CursorShape cursor() const;
    // A hint stands beside a widget: Escape puts it away, and means nothing else then.
    [[nodiscard]] bool shows_hint() const;
    // The widgets of the frame that ended last, in reading order.
    [[nodiscard]] std::span<const Node> nodes() const;
    // The same to be kept beyond the next frame, by another thread too: handed over, not copied.
    [[nodiscard]] std::shared_ptr<const std::vector<Node>> shared_nodes() const;

    // What assistive technology asks for; carried out by the widget in the next frame, as a click
    // would be. Of a widget that is not there any more: dropped.
    void ask(access::Request request);
    // Drawn over everything from the next frame on; nothing: none.
    void set_mark(std::optional<Mark> mark);
    // No widget has the keyboard any more: keys move the camera.
    void give_keyboard_to_picture();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::ui
