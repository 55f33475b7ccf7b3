// SPDX-License-Identifier: Apache-2.0
// A Project as a JSON document: {"belvedere_project": 1, "layers": [...], ...}. Keys are the names
// of the structs' members. Unknown keys are kept and written back, missing ones take their
// defaults, so older and newer programs read each other's files and neither takes from the other's.
#pragma once

#include <string>
#include <string_view>

#include "app/project/project.hpp"
#include "engine/core/result.hpp"

namespace belvedere::project {

[[nodiscard]] std::string to_json(const Project& project);
// kBadData when it is no JSON, no project, or a value has the wrong type; kLimit when it is too
// large; kUnsupported when it was written by a later, incompatible version. Any input is safe.
[[nodiscard]] Result<Project> from_json(std::string_view text);

// A text that is kept in the project's file beside its own members: put in (empty: taken out), and
// taken out again.
void put_member(Project& project, const std::string& key, const std::string& text);
[[nodiscard]] std::string take_member(Project& project, const std::string& key);

// A layout alone, as the value of "layout" in a project.
[[nodiscard]] std::string layout_to_json(const Layout& layout);
// As from_json; unknown keys are passed over.
[[nodiscard]] Result<Layout> layout_from_json(std::string_view text);

}  // namespace belvedere::project
