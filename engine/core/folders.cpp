// SPDX-License-Identifier: Apache-2.0
#include "engine/core/folders.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

namespace belvedere::folders {
namespace {

// Relative values of the variables are invalid and ignored (XDG Base Directory 0.8, section 2).
std::filesystem::path xdg_folder(const char* variable, const char* below_home) {
    const char* value = std::getenv(variable);
    if (value != nullptr && std::filesystem::path(value).is_absolute()) {
        return std::filesystem::path(value) / "belvedere";
    }
    const char* home = std::getenv("HOME");
    const std::filesystem::path base = home != nullptr && *home != '\0' ? home : "/tmp";
    return base / below_home / "belvedere";
}

}  // namespace

std::filesystem::path cache() {
    return xdg_folder("XDG_CACHE_HOME", ".cache");
}
std::filesystem::path config() {
    return xdg_folder("XDG_CONFIG_HOME", ".config");
}
std::filesystem::path data() {
    return xdg_folder("XDG_DATA_HOME", ".local/share");
}

std::filesystem::path pictures() {
    const char* named = std::getenv("XDG_PICTURES_DIR");
    if (named != nullptr && std::filesystem::path(named).is_absolute()) return named;
    const char* home_variable = std::getenv("HOME");
    const std::string home =
        home_variable != nullptr && *home_variable != '\0' ? home_variable : "/tmp";
    // Lines such as XDG_PICTURES_DIR="$HOME/Bilder".
    constexpr std::string_view kKey = "XDG_PICTURES_DIR=\"";
    constexpr std::string_view kHome = "$HOME";
    std::ifstream file(config().parent_path() / "user-dirs.dirs");
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with(kKey)) continue;
        std::string value = line.substr(kKey.size());
        value.resize(std::min(value.find('"'), value.size()));
        if (value.starts_with(kHome)) value.replace(0, kHome.size(), home);
        if (std::filesystem::path(value).is_absolute()) return value;
    }
    return std::filesystem::path(home) / "Pictures";
}

std::filesystem::path shipped(const std::filesystem::path& executable_folder,
                              std::string_view name) {
    // build/PRESET/app stands three below; one more for the folders of multi-configuration builds.
    constexpr int kFoldersUpMax = 4;
    std::error_code error;
    auto installed = executable_folder / ".." / "share" / "belvedere" / name;
    if (std::filesystem::is_directory(installed, error)) return installed;
    std::filesystem::path folder = executable_folder;
    for (int up = 0; up <= kFoldersUpMax; ++up) {
        auto found = folder / "assets" / name;
        if (std::filesystem::is_directory(found, error)) return found;
        folder = folder.parent_path();
    }
    return {};
}

}  // namespace belvedere::folders
