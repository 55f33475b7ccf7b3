// SPDX-License-Identifier: Apache-2.0
// A generated set in a temporary folder, and reading it back.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "engine/core/result.hpp"
#include "engine/generator/generate_city.hpp"

namespace belvedere::generator {

// Removed with everything in it when it goes.
class TemporaryFolder {
  public:
    explicit TemporaryFolder(const std::string& name);
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

// Hash of every file's bytes by its path inside the folder.
[[nodiscard]] std::map<std::string, std::uint64_t> hashes_of(const std::filesystem::path& folder);

}  // namespace belvedere::generator
