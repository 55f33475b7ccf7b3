// SPDX-License-Identifier: Apache-2.0
// Text to Program.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/expression/program.hpp"

namespace belvedere::expression {

// Named expressions that ${name} stands for (3D Tiles Styling, "Defining variables").
using Defines = std::map<std::string, std::string, std::less<>>;

// Recursive descent over the grammar of 3D Tiles Styling 1.1. Messages begin with "column N: ", the
// first column being 1 and columns counting bytes.
[[nodiscard]] Result<std::shared_ptr<const Program>> parse(std::string_view source,
                                                           const Defines& defines);

}  // namespace belvedere::expression
