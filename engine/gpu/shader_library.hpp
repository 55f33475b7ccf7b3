// SPDX-License-Identifier: Apache-2.0
// Shaders by name, compiled at build time and, while developing, again when their source changes.
#pragma once

#include <volk.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/gpu/embedded_shaders.hpp"
#include "engine/gpu/owned.hpp"

namespace belvedere::gpu {

// Shader modules from the SPIR-V inside the program. With BELVEDERE_SHADER_DIR set to the folder of
// the sources, reload_changed() recompiles what was edited there (glslc must be installed); a
// shader that does not compile keeps its old module. Main thread only.
class ShaderLibrary final {
  public:
    // Copies nothing: `shaders` must outlive the library (they stand in the program).
    ShaderLibrary(Device& device, std::span<const EmbeddedShader> shaders);

    // The module of "<pass>.<stage>", such as "opaque.vert"; kNotFound for unknown names. Valid
    // until the shader is reloaded.
    [[nodiscard]] Result<VkShaderModule> find(std::string_view name);
    // Looks for newer sources, at most twice a second, and recompiles them. Does nothing without
    // BELVEDERE_SHADER_DIR.
    void reload_changed();
    [[nodiscard]] bool is_watching() const { return !source_folder_.empty(); }
    // Grows with each reloaded shader: make pipelines anew when it changed.
    [[nodiscard]] std::uint64_t revision() const { return revision_; }
    // What the compiler said about the last shader that failed, empty when the last one worked.
    [[nodiscard]] const std::string& last_message() const { return last_message_; }

  private:
    struct Entry {
        std::span<const std::uint32_t> words;
        Owned<VkShaderModule> module;
        std::filesystem::file_time_type source_time{};
    };
    [[nodiscard]] Result<Owned<VkShaderModule>> create_module(const std::string& name,
                                                              std::span<const std::uint32_t> words);
    void reload(const std::string& name, Entry& entry);

    Device& device_;
    std::map<std::string, Entry, std::less<>> entries_;
    std::filesystem::path source_folder_;
    std::filesystem::file_time_type newest_include_{};
    double next_look_s_ = 0;
    std::uint64_t revision_ = 0;
    std::string last_message_;
};

}  // namespace belvedere::gpu
