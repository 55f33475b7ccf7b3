// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/shader_library.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/core/log.hpp"
#include "engine/gpu/device.hpp"
#include "engine/gpu/shader_compiler.hpp"

namespace belvedere::gpu {
namespace {

// The newest change of any file below `folder`; shaders do not know what they include.
std::filesystem::file_time_type newest_below(const std::filesystem::path& folder) {
    std::filesystem::file_time_type newest{};
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator file(folder, error), end;
         !error && file != end; file.increment(error)) {
        std::error_code unreadable;
        const auto time = std::filesystem::last_write_time(file->path(), unreadable);
        if (!unreadable) newest = std::max(newest, time);
    }
    return newest;
}

std::filesystem::file_time_type newest_include(const std::filesystem::path& folder) {
    return std::max(newest_below(folder / "include"), newest_below(folder / "shared"));
}

}  // namespace

ShaderLibrary::ShaderLibrary(Device& device, std::span<const EmbeddedShader> shaders)
    : device_(device) {
    for (const EmbeddedShader& shader : shaders) {
        entries_[std::string(shader.name)].words = shader.words;
    }
    const char* folder = std::getenv("BELVEDERE_SHADER_DIR");
    if (folder == nullptr || *folder == '\0') return;
    source_folder_ = folder;
    newest_include_ = newest_include(source_folder_);
    for (auto& [name, entry] : entries_) {
        std::error_code missing;
        entry.source_time =
            std::filesystem::last_write_time(source_folder_ / (name + ".glsl"), missing);
    }
}

Result<Owned<VkShaderModule>> ShaderLibrary::create_module(const std::string& name,
                                                           std::span<const std::uint32_t> words) {
    const VkShaderModuleCreateInfo info{.sType = VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO,
                                        .codeSize = words.size_bytes(),
                                        .pCode = words.data()};
    VkShaderModule module = VK_NULL_HANDLE;
    const VkResult made = vkCreateShaderModule(device_.vk().device, &info, nullptr, &module);
    if (auto checked = device_.check(made, name); !checked) return fail(checked.error());
    return Owned<VkShaderModule>(device_, module, name);
}

Result<VkShaderModule> ShaderLibrary::find(std::string_view name) {
    const auto found = entries_.find(name);
    if (found == entries_.end()) {
        return fail(ErrorKind::kNotFound, "there is no shader " + std::string(name));
    }
    Entry& entry = found->second;
    if (!entry.module) {
        auto module = create_module(found->first, entry.words);
        if (!module) return fail(module.error());
        entry.module = std::move(*module);
    }
    return entry.module.get();
}

void ShaderLibrary::reload_changed() {
    constexpr double kLookIntervalS = 0.5;
    if (source_folder_.empty() || system_clock().steady_seconds() < next_look_s_) return;
    next_look_s_ = system_clock().steady_seconds() + kLookIntervalS;
    const auto include_time = newest_include(source_folder_);
    const bool includes_changed = include_time > newest_include_;
    newest_include_ = include_time;
    for (auto& [name, entry] : entries_) {
        std::error_code missing;
        const auto time =
            std::filesystem::last_write_time(source_folder_ / (name + ".glsl"), missing);
        if (missing || (time <= entry.source_time && !includes_changed)) continue;
        entry.source_time = time;
        reload(name, entry);
    }
}

void ShaderLibrary::reload(const std::string& name, Entry& entry) {
    auto words = compile_shader(source_folder_, name);
    if (!words) {
        last_message_ = words.error().message;
        log::warning(last_message_);
        return;
    }
    auto module = create_module(name, *words);
    if (!module) {
        last_message_ = module.error().message;
        log::warning(last_message_);
        return;
    }
    entry.module = std::move(*module);
    last_message_.clear();
    ++revision_;
    log::info("shader " + name + " was reloaded");
}

}  // namespace belvedere::gpu
