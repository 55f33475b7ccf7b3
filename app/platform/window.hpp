// SPDX-License-Identifier: Apache-2.0
// Window: a window of the program, its input and its clipboard.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/input/input_event.hpp"
#include "engine/core/result.hpp"

namespace belvedere::platform {

enum class Cursor { kArrow, kText, kHand, kResizeHorizontal, kResizeVertical, kResizeBoth };

// What a window is for: the audience's takes no keyboard when it appears, stays where it is when
// another gets it, and shows no cursor.
enum class WindowUse { kDesk, kAudience };

struct WindowOptions {
    std::string title;
    std::uint32_t width_px = 1280, height_px = 720;
    WindowUse use = WindowUse::kDesk;
};

// Main thread only, except wake(). Sizes and positions are physical pixels.
class Window {
  public:
    // kDevice with a sentence when there is no display.
    [[nodiscard]] static Result<std::unique_ptr<Window>> create(const WindowOptions& options);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    // What happened since the last call, in order. Waits up to `timeout_s` when nothing has; 0
    // polls. Negative waits for ever. This is where an idle program sleeps.
    [[nodiscard]] std::vector<input::InputEvent> wait_events(double timeout_s);
    // The same without waiting, for a window beside the one that waits: what wait_events of that
    // one has brought for this.
    [[nodiscard]] std::vector<input::InputEvent> take_events();
    // Ends a wait early. Any thread.
    static void wake();

    [[nodiscard]] std::uint32_t width_px() const;
    [[nodiscard]] std::uint32_t height_px() const;
    // Of the display the window is on; 1 is 96 dpi.
    [[nodiscard]] float content_scale() const;
    [[nodiscard]] input::GamepadState gamepad() const;

    // Of its contents' upper left corner on the screen.
    struct Position {
        int x = 0, y = 0;
    };
    [[nodiscard]] Position position_px() const;

    void set_title(const std::string& title);
    void set_cursor(Cursor cursor);
    void toggle_full_screen();
    // Fills the screen whose upper left corner is there; an ordinary window when there is none.
    void fill_screen_at(Position corner);
    // An ordinary window of this size there.
    void place(Position corner, std::uint32_t width_px, std::uint32_t height_px);
    [[nodiscard]] bool fills_screen() const;
    [[nodiscard]] std::string clipboard() const;
    void set_clipboard(const std::string& text);

    // The window system's own handle, for window_surface.hpp.
    [[nodiscard]] void* native() const;

  private:
    struct State;
    explicit Window(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::platform
