// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/generator/generated_set.hpp"

#include <unistd.h>

#include "engine/core/file.hpp"
#include "engine/core/hash.hpp"

namespace belvedere::generator {

TemporaryFolder::TemporaryFolder(const std::string& name)
    : path_(std::filesystem::temp_directory_path() /
            ("belvedere-" + name + "-" + std::to_string(getpid()))) {
    std::filesystem::remove_all(path_);
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;  // A leftover in the temporary folder harms nobody.
    std::filesystem::remove_all(path_, ignored);
}

std::map<std::string, std::uint64_t> hashes_of(const std::filesystem::path& folder) {
    std::map<std::string, std::uint64_t> hashes;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        const auto bytes = read_file(entry.path(), std::uint64_t{1} << 30U);
        const std::string name = std::filesystem::relative(entry.path(), folder).string();
        hashes[name] = bytes ? hash_64(*bytes) : 0;
    }
    return hashes;
}

}  // namespace belvedere::generator
