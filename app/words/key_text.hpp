// SPDX-License-Identifier: Apache-2.0
// Keys as a person reads them, by the names on keyboards of the language. Files and scripts have
// input::to_text(), the same everywhere.
#pragma once

#include <string>

#include "app/input/key.hpp"

namespace belvedere::words {

// "Ctrl+Shift+P" is "Ctrl+Maj+P" in French; empty for no shortcut. Main thread.
[[nodiscard]] std::string key_text(input::KeyChord chord);

}  // namespace belvedere::words
