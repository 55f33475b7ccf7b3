// SPDX-License-Identifier: Apache-2.0
// The session's feeds: what the project asks for, and what becomes of them is told.
#pragma once

#include <string>

#include "app/window/session.hpp"

namespace belvedere::window {

// Makes the live side follow the feeds of the project; after each change of it.
void sync_live(Session& session);
// Tells the person whose feed has come, was lost or cannot work; after LiveCity::take_in() said
// that something is different.
void tell_feeds(Session& session);

}  // namespace belvedere::window
