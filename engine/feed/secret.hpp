// SPDX-License-Identifier: Apache-2.0
// Passwords and tokens by name, so that no address, project or command line holds one.
#pragma once

#include <string>
#include <string_view>

#include "engine/core/result.hpp"

namespace belvedere::feed {

// The secret of that name: the first line of a file of that path, or of one of that name in the
// folder "secrets" of the program's settings, either of which only its owner may read; else what
// the desktop's keyring holds for this program under the name (freedesktop.org Secret Service).
// kDenied for a file that others may read, kNotFound. The message never holds the secret. May wait
// for a person to open the keyring: not on a frame's path.
[[nodiscard]] Result<std::string> find_secret(std::string_view name);

// Puts a secret into the desktop's keyring, in the place of one of that name. kNotFound without a
// keyring, kDenied when it stays closed, kUsage for a name that is empty or a path.
[[nodiscard]] Result<void> keep_secret(std::string_view name, const std::string& secret);
// Takes it out again; kNotFound when there is none.
[[nodiscard]] Result<void> forget_secret(std::string_view name);

// The first line of a file that only its owner may read.
[[nodiscard]] Result<std::string> read_secret(const std::string& path);

}  // namespace belvedere::feed
