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

// That a context was refused, from where, and what follows of it.
[[nodiscard]] std::string refused_context_text(const std::string& url);

}  // namespace belvedere::window
