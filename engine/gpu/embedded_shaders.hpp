// SPDX-License-Identifier: Apache-2.0
// The SPIR-V that the build compiled from shaders/ and put into the program.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace belvedere::gpu {

struct EmbeddedShader {
    std::string_view name;  // "<pass>.<stage>"
    std::span<const std::uint32_t> words;
};

// All shaders of shaders/CMakeLists.txt.
[[nodiscard]] std::span<const EmbeddedShader> embedded_shaders();

}  // namespace belvedere::gpu
