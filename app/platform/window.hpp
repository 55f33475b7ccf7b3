// SPDX-License-Identifier: Apache-2.0
// Window: the one window of the program, its input and its clipboard.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/input/input_event.hpp"
#include "engine/core/result.hpp"

namespace belvedere::platform {

enum class Cursor { kArrow, kText, kHand, kResizeHorizontal, kResizeVertical, kResizeBoth };

struct WindowOptions {
    std::string title;
    std::uint32_t width_px = 1280, height_px = 720;
};

// Main thread only, one at a time, except wake(). Sizes and positions are physical pixels.
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
