// SPDX-License-Identifier: Apache-2.0
#include "app/project/source_path.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace belvedere::project {
namespace {

namespace fs = std::filesystem;

fs::path whole(const fs::path& path) {
    std::error_code error;
    const fs::path absolute = fs::absolute(path, error);
    return error ? path : absolute.lexically_normal();
}

std::string relative_name(const std::string& uri, const fs::path& folder) {
    if (is_url(uri)) return uri;
    const fs::path path = whole(uri);
    const fs::path below = path.lexically_relative(whole(folder));
    const bool is_below = !below.empty() && *below.begin() != "..";
    return is_below ? below.generic_string() : path.generic_string();
}

std::string whole_name(const std::string& uri, const fs::path& folder) {
    if (is_url(uri) || fs::path(uri).is_absolute()) return uri;
    const fs::path beside = whole(folder / uri);
    std::error_code error;
    if (!fs::exists(beside, error) && fs::exists(uri, error)) return whole(uri).string();
    return beside.string();
}

}  // namespace

bool is_url(std::string_view uri) {
    const std::size_t end = uri.find("://");
    if (end == std::string_view::npos || end == 0) return false;
    const std::string_view scheme = uri.substr(0, end);
    return std::all_of(scheme.begin(), scheme.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '+' || c == '-' || c == '.';
    });
}

std::string whole_path(const std::string& typed) {
    if (typed.empty() || is_url(typed)) return typed;
    const char* home = std::getenv("HOME");
    const bool is_at_home = typed == "~" || typed.starts_with("~/");
    if (is_at_home && home != nullptr) return whole(home + typed.substr(1)).string();
    return whole(typed).string();
}

Project with_relative_sources(Project project, const fs::path& folder) {
    for (Layer& layer : project.layers)
        layer.uri = relative_name(layer.uri, folder);
    return project;
}

Project with_whole_sources(Project project, const fs::path& folder) {
    for (Layer& layer : project.layers)
        layer.uri = whole_name(layer.uri, folder);
    return project;
}

}  // namespace belvedere::project
