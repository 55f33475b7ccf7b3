// SPDX-License-Identifier: Apache-2.0
// Source names as files keep them: relative to the project's folder when they lie below it, so that
// a project that is moved together with its data still opens; whole when they lie elsewhere.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "app/project/project.hpp"

namespace belvedere::project {

// Has a scheme ("https://"), and so is the same from wherever it is read.
[[nodiscard]] bool is_url(std::string_view uri);
// A path as a person types it: "~/" is the home folder, a relative path begins at the working
// folder. URLs stay as they are.
[[nodiscard]] std::string whole_path(const std::string& typed);

// The sources of a project that is written to, or was read from, a file in `folder`. In a file
// parts of paths are divided by "/".
[[nodiscard]] Project with_relative_sources(Project project, const std::filesystem::path& folder);
// What is not below `folder` and was relative is looked for in the working folder: earlier versions
// wrote the names as they were typed.
[[nodiscard]] Project with_whole_sources(Project project, const std::filesystem::path& folder);

}  // namespace belvedere::project
