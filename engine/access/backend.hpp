// SPDX-License-Identifier: Apache-2.0
// The seam between the program and a platform's assistive technology.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/access/accessible_tree.hpp"
#include "engine/core/result.hpp"

namespace belvedere::access {

// What assistive technology asks for. The owner carries it out in its next frame by the same code
// that a click runs, and the next tree shows the result. A request for a node that is gone, or that
// lacks the action, is dropped without a word: the client's picture was older.
struct Request {
    NodeId node;
    Action action = Action::kPress;
    double value = 0.0;      // kSetValue.
    std::string text;        // kSetText: the whole; kReplaceText: what [start, end) becomes.
    int start = 0, end = 0;  // kReplaceText, kSetTextSelection (end is the caret): code points.
};

// A key as the window system tells it, before the interface has seen it.
struct KeyEvent {
    bool is_press = true;
    std::uint32_t keysym = 0;     // X11 keysym; 0xff09 is Tab.
    std::uint16_t keycode = 0;    // Hardware code, X11's counting (evdev + 8).
    std::uint32_t modifiers = 0;  // X11: 1 Shift, 2 Lock, 4 Control, 8 Alt, 64 Super.
    std::uint32_t time_ms = 0;    // Of the window system, or 0.
    std::string text;             // What it types, UTF-8; empty for none.
};

enum class KeyUse : std::uint8_t {
    kOurs,       // Nobody took it; the interface handles it.
    kSwallowed,  // A screen reader's command; the interface must not see it.
};

struct BackendOptions {
    std::string application = "Belvedere";
    // Called on the backend's thread when a request waits or listening() changed: wakes the owner's
    // event loop. Must be quick, and valid until stop() has returned.
    std::function<void()> wake;
};

// Makes the tree of a frame. Called once at most, on the backend's thread: it holds all it needs,
// so that the frame pays for handing it over and not for making it.
using TreeMaker = std::function<std::shared_ptr<const AccessibleTree>()>;

// Shows trees to assistive technology and brings its requests back. All functions are for the owner
// thread (the one that draws) and none of them waits for another process, except key(), at most
// limits::kKeyWait_ms. Works, silently, where no assistive technology is present or possible.
class Backend {
  public:
    virtual ~Backend() = default;
    // Returns at once; finding the service happens behind. Fails when called twice.
    [[nodiscard]] virtual Result<void> start(BackendOptions options) = 0;
    // Whether somebody listens. While it is false trees need not be made: push is then ignored, but
    // for the last one, which is shown when somebody comes.
    [[nodiscard]] virtual bool listening() const = 0;
    // The tree of this frame; call it only when something changed.
    virtual void push(TreeMaker make) = 0;
    // Every key of the window, before anything else handles it.
    [[nodiscard]] virtual KeyUse key(const KeyEvent& event) = 0;
    // Where the window's contents lie on the screen, in pixels.
    virtual void set_window_position(int x, int y) = 0;
    // What was asked for since the last call, in order.
    [[nodiscard]] virtual std::vector<Request> take_requests() = 0;
    // Lets go of assistive technology and joins the thread. Safe to call again; the destructor
    // does.
    virtual void stop() = 0;
};

// For platforms without one, and for `--no-accessibility`.
class NullBackend final : public Backend {
  public:
    [[nodiscard]] Result<void> start(BackendOptions /*options*/) override { return {}; }
    [[nodiscard]] bool listening() const override { return false; }
    void push(TreeMaker /*make*/) override {}
    [[nodiscard]] KeyUse key(const KeyEvent& /*event*/) override { return KeyUse::kOurs; }
    void set_window_position(int /*x*/, int /*y*/) override {}
    [[nodiscard]] std::vector<Request> take_requests() override { return {}; }
    void stop() override {}
};

}  // namespace belvedere::access
