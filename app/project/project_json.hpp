// SPDX-License-Identifier: Apache-2.0
// A Project as a JSON document: {"belvedere_project": 1, "layers": [...], ...}. Keys are the names
// of the structs' members. Unknown keys are ignored, missing ones take their defaults, so older and
// newer programs read each other's files.
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

}  // namespace belvedere::project
