// SPDX-License-Identifier: Apache-2.0
// A source that is a folder of files.
#pragma once

#include <filesystem>
#include <memory>

#include "engine/stream/byte_source.hpp"

namespace belvedere::stream {

// Files below `folder`; links that lead out of it are refused (openat2 RESOLVE_BENEATH where the
// kernel has it). URIs are paths below the folder.
[[nodiscard]] Result<std::shared_ptr<ByteSource>> open_folder_source(
    const std::filesystem::path& folder);

}  // namespace belvedere::stream
