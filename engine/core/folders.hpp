// SPDX-License-Identifier: Apache-2.0
// Where the program keeps its files: the XDG Base Directory folders, below "belvedere", and where
// it finds what comes with it.
#pragma once

#include <filesystem>
#include <string_view>

namespace belvedere::folders {

// Rebuildable data (tile cache, demo city, pipeline cache): $XDG_CACHE_HOME or ~/.cache.
[[nodiscard]] std::filesystem::path cache();
// The user's settings: $XDG_CONFIG_HOME or ~/.config.
[[nodiscard]] std::filesystem::path config();
// The user's data (autosaves, bookmarks): $XDG_DATA_HOME or ~/.local/share.
[[nodiscard]] std::filesystem::path data();
// A folder of assets/ that is read at run time ("translations"), as it lies beside an executable:
// installed (../share/belvedere) or in the tree it was built from; empty when there is none.
[[nodiscard]] std::filesystem::path shipped(const std::filesystem::path& executable_folder,
                                            std::string_view name);

// Where the desktop keeps pictures (xdg-user-dirs): $XDG_PICTURES_DIR, else what user-dirs.dirs in
// the configuration folder says, else ~/Pictures. Need not exist yet.
[[nodiscard]] std::filesystem::path pictures();

}  // namespace belvedere::folders
