// SPDX-License-Identifier: Apache-2.0
// Projects on disk, and the list of what was opened last.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/project/project.hpp"
#include "engine/core/result.hpp"

namespace belvedere::project {

inline constexpr std::size_t kRecentMax = 12;
// What the name of a project file ends in; files of any name are read.
inline constexpr const char* kProjectExtension = ".belvedere";

// Sources that lie beside the file are named whole then.
[[nodiscard]] Result<Project> load(const std::filesystem::path& path);
// Whether the file begins like a project of this program; false also when it cannot be read. What
// is dropped onto the window or named on the command line may be one.
[[nodiscard]] bool is_project(const std::filesystem::path& path);
// Replaces the file so that a crash leaves the old or the new one. Sources below its folder are
// written relative to it.
[[nodiscard]] Result<void> save(const std::filesystem::path& path, const Project& project);

// Sources and projects opened last, newest first; empty when there is no list yet or it cannot be
// read.
[[nodiscard]] std::vector<std::string> recent_sources();
// Puts `uri` first and drops the oldest beyond kRecentMax.
[[nodiscard]] Result<void> remember_source(const std::string& uri);

}  // namespace belvedere::project
