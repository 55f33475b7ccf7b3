// SPDX-License-Identifier: Apache-2.0
// Devices that cannot be one: at two places at once, or one id under two keys. They are drawn as
// disputed and listed, never merged. Main thread.
#pragma once

#include <string>

#include "app/window/session.hpp"

namespace belvedere::window {

// Goes through all devices, a slice at a time until `end_s` of the steady clock, every few seconds;
// what was found takes effect once all were looked at. True when something is left to do.
bool advance_conflicts(Session& session, UtcTime now, double end_s);

// Whether two keys claim the device's id, as far as messages of both were looked at.
[[nodiscard]] bool has_two_keys(const IdentityDesk& desk, twin::EntityId device);
// A conflict in words.
[[nodiscard]] std::string conflict_text(const Session& session, const IdentityConflict& conflict);

}  // namespace belvedere::window
