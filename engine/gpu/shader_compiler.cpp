// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/shader_compiler.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include "engine/core/bytes.hpp"
#include "engine/core/file.hpp"

extern char** environ;

namespace belvedere::gpu {
namespace {

constexpr std::uint64_t kSpirvBytesMax = 16u << 20;

// A new empty folder for the compiler's output, removed with its content.
class ScratchFolder final {
  public:
    ScratchFolder() {
        std::string pattern =
            (std::filesystem::temp_directory_path(error_) / "belvedere-shader-XXXXXX").string();
        if (mkdtemp(pattern.data()) != nullptr) path_ = pattern;
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ~ScratchFolder() {
        if (!path_.empty()) std::filesystem::remove_all(path_, error_);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::error_code error_;
    std::filesystem::path path_;
};

// Runs glslc with its messages in `messages`; its exit status, or -1 when it could not start.
int run_glslc(const std::vector<std::string>& arguments, const std::string& messages) {
    std::vector<char*> argv;
    argv.reserve(arguments.size() + 1);
    for (const std::string& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));  // posix_spawn does not write to it
    }
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, messages.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t child = 0;
    const int spawned = posix_spawnp(&child, "glslc", &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (spawned != 0) return -1;
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Result<std::string> stage_of(const std::string& name) {
    const auto dot = name.rfind('.');
    const std::string stage = dot == std::string::npos ? "" : name.substr(dot + 1);
    if (stage != "vert" && stage != "frag" && stage != "comp") {
        return fail(ErrorKind::kUsage, "shader " + name + ": the name has no stage");
    }
    return stage;
}

}  // namespace

Result<std::vector<std::uint32_t>> compile_shader(const std::filesystem::path& folder,
                                                  const std::string& name) {
    const auto stage = stage_of(name);
    if (!stage) return fail(stage.error());
    const ScratchFolder scratch;
    if (scratch.path().empty()) {
        return fail(ErrorKind::kDevice, "shader " + name + ": no temporary folder");
    }
    const std::string messages = (scratch.path() / "messages").string();
    const std::string output = (scratch.path() / "shader.spv").string();
    const int status =
        run_glslc({"glslc", "--target-env=vulkan1.3", "-O", "-Werror", "-fshader-stage=" + *stage,
                   "-I", (folder / "include").string(), "-I", (folder / "shared").string(), "-o",
                   output, (folder / (name + ".glsl")).string()},
                  messages);
    if (status == -1) {
        return fail(ErrorKind::kNotFound, "shader " + name + ": glslc is not installed");
    }
    if (status != 0) {
        const auto said = read_file(messages, kSpirvBytesMax);
        return fail(ErrorKind::kBadData, "shader " + name + ": " +
                                             (said ? std::string(as_text(*said)) : "glslc failed"));
    }
    const auto bytes = read_file(output, kSpirvBytesMax);
    if (!bytes) return fail(bytes.error());
    std::vector<std::uint32_t> words(bytes->size() / sizeof(std::uint32_t));
    std::memcpy(words.data(), bytes->data(), words.size() * sizeof(std::uint32_t));
    return words;
}

}  // namespace belvedere::gpu
