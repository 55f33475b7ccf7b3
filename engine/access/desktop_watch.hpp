// SPDX-License-Identifier: Apache-2.0
// DesktopWatch: hears what the person tells the desktop about sight and motion, through the
// settings portal on the session bus (xdg-desktop-portal, org.freedesktop.portal.Settings).
#pragma once

#include <functional>
#include <memory>

#include "engine/access/desktop_settings.hpp"

namespace belvedere::access {

// Has a thread of its own; nobody waits for the bus, at the start neither. Without a bus or a
// portal it never tells anything.
class DesktopWatch {
  public:
    // `changed` is called on the watch's thread, once the settings were read and at each change,
    // and never after the watch is gone.
    explicit DesktopWatch(std::function<void(const DesktopSettings&)> changed);
    // Waits for the thread, which answers at once.
    ~DesktopWatch();
    DesktopWatch(const DesktopWatch&) = delete;
    DesktopWatch& operator=(const DesktopWatch&) = delete;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::access
