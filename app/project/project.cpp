// SPDX-License-Identifier: Apache-2.0
#include "app/project/project.hpp"

#include <algorithm>

namespace belvedere::project {

std::string next_bookmark_name(const Project& project,
                               const std::function<std::string(std::size_t number)>& name_of) {
    for (std::size_t number = project.bookmarks.size() + 1;; ++number) {
        std::string name = name_of(number);
        const bool taken = std::any_of(project.bookmarks.begin(), project.bookmarks.end(),
                                       [&](const Bookmark& b) { return b.name == name; });
        if (!taken) return name;
    }
}

std::string short_name(std::string_view uri) {
    uri = uri.substr(0, uri.find_first_of("?#"));
    while (!uri.empty() && uri.back() == '/')
        uri.remove_suffix(1);
    const auto last_part = [](std::string_view path) {
        const std::size_t slash = path.rfind('/');
        return slash == std::string_view::npos ? path : path.substr(slash + 1);
    };
    std::string_view name = last_part(uri);
    // Nearly every tileset is called tileset.json; its folder tells them apart.
    if (name == "tileset.json" && uri.size() > name.size() + 1) {
        const std::string_view folder = last_part(uri.substr(0, uri.size() - name.size() - 1));
        if (!folder.empty()) name = folder;
    }
    return std::string(name);
}

std::string display_name(const Layer& layer) {
    return layer.name.empty() ? short_name(layer.uri) : layer.name;
}

}  // namespace belvedere::project
