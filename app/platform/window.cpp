// SPDX-License-Identifier: Apache-2.0
#include "app/platform/window.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <array>
#include <optional>
#include <utility>

#include "app/platform/key_map.hpp"
#include "app/platform/monitor_watch.hpp"

namespace belvedere::platform {
namespace {

using input::InputEvent;
using input::Press;

// GLFW ends with the last window.
int g_windows = 0;

std::string last_glfw_error() {
    const char* description = nullptr;
    glfwGetError(&description);
    return description == nullptr ? "no reason given" : description;
}

}  // namespace

struct Window::State {
    GLFWwindow* window = nullptr;
    std::vector<InputEvent> events;
    std::array<GLFWcursor*, 6> cursors{};
    Cursor cursor = Cursor::kArrow;
    // Where the pointer was when the event before happened: GLFW itself only knows where it is now,
    // which is elsewhere when a quick hand or a slow frame lets several events arrive at once.
    std::optional<input::PointerMoveEvent> pointer;
    // Where the window was before it filled the screen.
    int restore_x = 0, restore_y = 0, restore_width = 0, restore_height = 0;

    static State& state_of(GLFWwindow* window) {
        return *static_cast<State*>(glfwGetWindowUserPointer(window));
    }
    static std::vector<InputEvent>& events_of(GLFWwindow* window) {
        return state_of(window).events;
    }
    [[nodiscard]] input::PointerMoveEvent pointer_now() const {
        if (pointer) return *pointer;
        double x = 0.0;
        double y = 0.0;
        glfwGetCursorPos(window, &x, &y);
        return in_pixels(window, x, y);
    }
    // GLFW gives positions in screen coordinates; the framebuffer may be finer.
    static input::PointerMoveEvent in_pixels(GLFWwindow* window, double x, double y) {
        int screen_width = 1;
        int screen_height = 1;
        int width = 1;
        int height = 1;
        glfwGetWindowSize(window, &screen_width, &screen_height);
        glfwGetFramebufferSize(window, &width, &height);
        const double scale_x = screen_width > 0 ? static_cast<double>(width) / screen_width : 1.0;
        const double scale_y =
            screen_height > 0 ? static_cast<double>(height) / screen_height : 1.0;
        return {static_cast<float>(x * scale_x), static_cast<float>(y * scale_y)};
    }
    static void on_key(GLFWwindow* window, int key, int scancode, int action, int mods) {
        const input::Key ours = key_of(key, scancode);
        const Press press = action == GLFW_PRESS    ? Press::kDown
                            : action == GLFW_REPEAT ? Press::kRepeat
                                                    : Press::kUp;
        events_of(window).push_back(
            input::KeyEvent{ours, press, modifiers_of(mods), keysym_of(key, scancode, mods),
                            static_cast<std::uint16_t>(std::max(scancode, 0))});
    }
    static void on_button(GLFWwindow* window, int button, int action, int mods) {
        if (button < GLFW_MOUSE_BUTTON_LEFT || button > GLFW_MOUSE_BUTTON_MIDDLE) return;
        const input::PointerMoveEvent at = state_of(window).pointer_now();
        events_of(window).push_back(input::MouseButtonEvent{
            static_cast<input::MouseButton>(button),
            action == GLFW_PRESS ? Press::kDown : Press::kUp, modifiers_of(mods), at.x, at.y});
    }
    void connect();
};

void Window::State::connect() {
    glfwSetWindowUserPointer(window, this);
    glfwSetKeyCallback(window, on_key);
    glfwSetMouseButtonCallback(window, on_button);
    glfwSetCharCallback(window, [](GLFWwindow* w, unsigned int codepoint) {
        events_of(w).push_back(input::TextEvent{static_cast<char32_t>(codepoint)});
    });
    glfwSetCursorPosCallback(window, [](GLFWwindow* w, double x, double y) {
        state_of(w).pointer = in_pixels(w, x, y);
        events_of(w).push_back(*state_of(w).pointer);
    });
    glfwSetCursorEnterCallback(window, [](GLFWwindow* w, int entered) {
        if (entered == GLFW_FALSE) events_of(w).push_back(input::PointerLeaveEvent{});
    });
    glfwSetScrollCallback(window, [](GLFWwindow* w, double x, double y) {
        events_of(w).push_back(input::ScrollEvent{static_cast<float>(x), static_cast<float>(y)});
    });
    glfwSetFramebufferSizeCallback(window, [](GLFWwindow* w, int width, int height) {
        events_of(w).push_back(input::ResizeEvent{static_cast<std::uint32_t>(width),
                                                  static_cast<std::uint32_t>(height)});
    });
    glfwSetWindowContentScaleCallback(window, [](GLFWwindow* w, float x, float) {
        events_of(w).push_back(input::ScaleEvent{x});
    });
    glfwSetWindowFocusCallback(window, [](GLFWwindow* w, int focused) {
        events_of(w).push_back(input::FocusEvent{focused == GLFW_TRUE});
    });
    glfwSetWindowRefreshCallback(
        window, [](GLFWwindow* w) { events_of(w).push_back(input::RefreshEvent{}); });
    glfwSetWindowCloseCallback(window,
                               [](GLFWwindow* w) { events_of(w).push_back(input::CloseEvent{}); });
    glfwSetDropCallback(window, [](GLFWwindow* w, int count, const char** paths) {
        events_of(w).push_back(input::DropEvent{{paths, paths + count}});
    });
}

Result<std::unique_ptr<Window>> Window::create(const WindowOptions& options) {
    if (glfwInit() == GLFW_FALSE) {
        return fail(ErrorKind::kDevice, "no display to open a window on (" + last_glfw_error() +
                                            "); `belvedere render` makes a picture without one");
    }
    glfwDefaultWindowHints();
    glfwWindowHint(GLFW_CLIENT_API, GLFW_NO_API);
    if (options.use == WindowUse::kAudience) {
        glfwWindowHint(GLFW_FOCUS_ON_SHOW, GLFW_FALSE);
        glfwWindowHint(GLFW_FOCUSED, GLFW_FALSE);
        glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);
    }
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "belvedere");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "belvedere");
    auto state = std::make_unique<State>();
    state->window =
        glfwCreateWindow(static_cast<int>(options.width_px), static_cast<int>(options.height_px),
                         options.title.c_str(), nullptr, nullptr);
    if (state->window == nullptr) {
        const std::string reason = last_glfw_error();
        if (g_windows == 0) glfwTerminate();
        return fail(ErrorKind::kDevice, "the window cannot be opened: " + reason);
    }
    if (++g_windows == 1) watch_monitors();
    if (options.use == WindowUse::kAudience) {
        glfwSetInputMode(state->window, GLFW_CURSOR, GLFW_CURSOR_HIDDEN);
    }
    state->connect();
    constexpr std::array kShapes = {GLFW_ARROW_CURSOR,   GLFW_IBEAM_CURSOR,
                                    GLFW_HAND_CURSOR,    GLFW_HRESIZE_CURSOR,
                                    GLFW_VRESIZE_CURSOR, GLFW_CROSSHAIR_CURSOR};
    for (std::size_t i = 0; i < kShapes.size(); ++i) {
        state->cursors[i] = glfwCreateStandardCursor(kShapes[i]);
    }
    return std::unique_ptr<Window>(new Window(std::move(state)));
}

Window::Window(std::unique_ptr<State> state) : state_(std::move(state)) {}

Window::~Window() {
    for (GLFWcursor* cursor : state_->cursors) {
        if (cursor != nullptr) glfwDestroyCursor(cursor);
    }
    glfwDestroyWindow(state_->window);
    if (--g_windows == 0) glfwTerminate();
}

std::vector<InputEvent> Window::wait_events(double timeout_s) {
    if (timeout_s < 0.0) {
        glfwWaitEvents();
    } else if (timeout_s > 0.0) {
        glfwWaitEventsTimeout(timeout_s);
    } else {
        glfwPollEvents();
    }
    return std::exchange(state_->events, {});
}

std::vector<InputEvent> Window::take_events() {
    return std::exchange(state_->events, {});
}

void Window::wake() {
    glfwPostEmptyEvent();
}

std::uint32_t Window::width_px() const {
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(state_->window, &width, &height);
    return static_cast<std::uint32_t>(width);
}

std::uint32_t Window::height_px() const {
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(state_->window, &width, &height);
    return static_cast<std::uint32_t>(height);
}

float Window::content_scale() const {
    float x = 1.0F;
    float y = 1.0F;
    glfwGetWindowContentScale(state_->window, &x, &y);
    return x > 0.0F ? x : 1.0F;
}

input::GamepadState Window::gamepad() const {
    return poll_gamepad();
}

void Window::set_title(const std::string& title) {
    glfwSetWindowTitle(state_->window, title.c_str());
}

void Window::set_cursor(Cursor cursor) {
    if (cursor == state_->cursor) return;
    state_->cursor = cursor;
    glfwSetCursor(state_->window, state_->cursors[static_cast<std::size_t>(cursor)]);
}

void Window::toggle_full_screen() {
    State& s = *state_;
    if (glfwGetWindowMonitor(s.window) != nullptr) {
        glfwSetWindowMonitor(s.window, nullptr, s.restore_x, s.restore_y, s.restore_width,
                             s.restore_height, GLFW_DONT_CARE);
        return;
    }
    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    const GLFWvidmode* mode = monitor == nullptr ? nullptr : glfwGetVideoMode(monitor);
    if (mode == nullptr) return;
    glfwGetWindowPos(s.window, &s.restore_x, &s.restore_y);
    glfwGetWindowSize(s.window, &s.restore_width, &s.restore_height);
    glfwSetWindowMonitor(s.window, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

void Window::fill_screen_at(Position corner) {
    int count = 0;
    GLFWmonitor** all = glfwGetMonitors(&count);
    for (int i = 0; i < count; ++i) {
        Position at;
        glfwGetMonitorPos(all[i], &at.x, &at.y);
        const GLFWvidmode* mode = glfwGetVideoMode(all[i]);
        if (at.x != corner.x || at.y != corner.y || mode == nullptr) continue;
        if (glfwGetWindowMonitor(state_->window) == all[i]) return;
        State& s = *state_;
        if (!fills_screen()) {
            glfwGetWindowPos(s.window, &s.restore_x, &s.restore_y);
            glfwGetWindowSize(s.window, &s.restore_width, &s.restore_height);
        }
        glfwSetWindowMonitor(s.window, all[i], 0, 0, mode->width, mode->height, mode->refreshRate);
        return;
    }
}

void Window::place(Position corner, std::uint32_t width_px, std::uint32_t height_px) {
    glfwSetWindowMonitor(state_->window, nullptr, corner.x, corner.y, static_cast<int>(width_px),
                         static_cast<int>(height_px), GLFW_DONT_CARE);
}

bool Window::fills_screen() const {
    return glfwGetWindowMonitor(state_->window) != nullptr;
}

Window::Position Window::position_px() const {
    Position at;
    glfwGetWindowPos(state_->window, &at.x, &at.y);
    return at;
}

std::string Window::clipboard() const {
    const char* text = glfwGetClipboardString(state_->window);
    return text == nullptr ? std::string() : std::string(text);
}

void Window::set_clipboard(const std::string& text) {
    glfwSetClipboardString(state_->window, text.c_str());
}

void* Window::native() const {
    return state_->window;
}

}  // namespace belvedere::platform
