// SPDX-License-Identifier: Apache-2.0
// Writing the files of a generated set from many jobs at once.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::generator {

// Makes the folder and those above it. kUsage when something else stands there, kDenied.
[[nodiscard]] Result<void> make_folder(const std::filesystem::path& folder);

// Writes one tile without syncing it: a set is only named complete by its tileset.json, which is
// written last and synced. Any thread. kDevice with the system's reason.
[[nodiscard]] Result<void> write_tile_file(const std::filesystem::path& path, ByteView bytes);

}  // namespace belvedere::generator
