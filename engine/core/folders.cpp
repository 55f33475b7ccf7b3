// SPDX-License-Identifier: Apache-2.0
#include "engine/core/folders.hpp"

#include <cstdlib>

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

}  // namespace belvedere::folders
