// SPDX-License-Identifier: Apache-2.0
// Whether anybody on this desktop wants accessibility: org.a11y.Status on the session bus.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "engine/core/result.hpp"

namespace belvedere::access {

// The address of the session bus, as libdbus would find it (DBUS_SESSION_BUS_ADDRESS, else
// $XDG_RUNTIME_DIR/bus), or kNotFound. Never starts a bus: D-Bus's autolaunch takes most of a
// second and leaves a process behind.
[[nodiscard]] Result<std::string> session_bus_address();

// Tells when assistive technology comes and goes: IsEnabled or ScreenReaderEnabled of
// org.a11y.Status (at-spi2-core, bus/org.a11y.Status.xml). Starts no service: while org.a11y.Bus is
// not running nobody listens. All on the thread that runs the default GLib context.
class ListenerWatch {
  public:
    ListenerWatch();
    ListenerWatch(const ListenerWatch&) = delete;
    ListenerWatch& operator=(const ListenerWatch&) = delete;
    ~ListenerWatch();

    // Connects and calls `changed` with each new answer, the first soon after; never with the
    // answer it gave last, which at the start is "nobody". kTemporary when the bus does not answer.
    [[nodiscard]] Result<void> start(const std::string& address,
                                     std::function<void(bool is_wanted)> changed);
    // Ends a start() under way; any thread.
    void cancel();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::access
