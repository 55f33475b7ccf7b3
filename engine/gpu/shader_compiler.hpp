// SPDX-License-Identifier: Apache-2.0
// Compiling a shader's source while the program runs, for hot reload.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/result.hpp"

namespace belvedere::gpu {

// SPIR-V of `folder`/`name`.glsl by the installed glslc, with the flags of the build. kBadData with
// the compiler's message when it does not compile, kNotFound without glslc. Takes tens of ms.
[[nodiscard]] Result<std::vector<std::uint32_t>> compile_shader(const std::filesystem::path& folder,
                                                                const std::string& name);

}  // namespace belvedere::gpu
