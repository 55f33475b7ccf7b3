// SPDX-License-Identifier: Apache-2.0
// Where the program keeps its files: the XDG Base Directory folders, below "belvedere".
#pragma once

#include <filesystem>

namespace belvedere::folders {

// Rebuildable data (tile cache, demo city, pipeline cache): $XDG_CACHE_HOME or ~/.cache.
[[nodiscard]] std::filesystem::path cache();
// The user's settings: $XDG_CONFIG_HOME or ~/.config.
[[nodiscard]] std::filesystem::path config();
// The user's data (autosaves, bookmarks): $XDG_DATA_HOME or ~/.local/share.
[[nodiscard]] std::filesystem::path data();

// Where the desktop keeps pictures (xdg-user-dirs): $XDG_PICTURES_DIR, else what user-dirs.dirs in
// the configuration folder says, else ~/Pictures. Need not exist yet.
[[nodiscard]] std::filesystem::path pictures();

}  // namespace belvedere::folders
