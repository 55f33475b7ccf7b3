// SPDX-License-Identifier: Apache-2.0
// What the engine says of files and servers, in the language of the person.
//
// The engine knows no languages: its errors and warnings are English sentences, each with a name in
// front ("tiles/7.b3dm: no such file"). The common ones are known here by their English and said in
// the person's language; all others stay as they are, as names, ids and numbers do. A test looks
// for each of them in the engine's sources, so that none is kept here that is not said any more.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/command/message.hpp"

namespace belvedere::words {

// Main thread. Remembers what it translated, so that lists of many problems cost a look-up each.
[[nodiscard]] std::string engine_text(std::string_view english);

// Sentences that are known, with the places of what they name.
[[nodiscard]] std::span<const Message> engine_messages();

}  // namespace belvedere::words
