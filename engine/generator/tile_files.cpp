// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/tile_files.hpp"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

namespace belvedere::generator {

namespace {

struct CloseFile {
    void operator()(std::FILE* file) const {
        // Only a file whose writing already failed is closed here.
        static_cast<void>(std::fclose(file));
    }
};

Failure system_failure(const std::filesystem::path& path, const char* what) {
    return fail(ErrorKind::kDevice,
                path.string() + ": " + what + ": " + std::generic_category().message(errno));
}

}  // namespace

Result<void> make_folder(const std::filesystem::path& folder) {
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem) {
        return fail(ErrorKind::kDenied,
                    folder.string() + ": cannot make the folder: " + problem.message());
    }
    return {};
}

Result<void> write_tile_file(const std::filesystem::path& path, ByteView bytes) {
    std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "wb"));
    if (!file) return system_failure(path, "cannot be created");
    if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size()) {
        return system_failure(path, "cannot be written");
    }
    if (std::fclose(file.release()) != 0) return system_failure(path, "cannot be written");
    return {};
}

}  // namespace belvedere::generator
