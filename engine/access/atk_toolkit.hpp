// SPDX-License-Identifier: Apache-2.0
// What ATK asks of a toolkit: the root object, a name, and the keys. Inside the module only.
#pragma once

#include "engine/access/atk_objects.hpp"

namespace belvedere::access {

// Puts the program into ATK (AtkUtilClass) and starts the bridge to D-Bus; its end takes the bridge
// down. One at a time in a process, made and used on the backend's thread, whose loop must run the
// default GLib context: the bridge knows no other.
class AtkToolkit {
  public:
    explicit AtkToolkit(AtkObjects& objects);
    AtkToolkit(const AtkToolkit&) = delete;
    AtkToolkit& operator=(const AtkToolkit&) = delete;
    ~AtkToolkit();

    // Shows the key to all listeners (Orca up to 43 takes its commands so); waits for the answer of
    // another process.
    [[nodiscard]] static KeyUse tell_key(const KeyEvent& event);
};

// Whether a listener for keys is there; any thread.
[[nodiscard]] bool has_key_listener();

}  // namespace belvedere::access
