// SPDX-License-Identifier: Apache-2.0
// The folder of a city model on this machine, as a source of the images that its files name.
#pragma once

#include <filesystem>
#include <memory>

#include "engine/core/result.hpp"
#include "engine/stream/byte_source.hpp"

namespace belvedere::stream {

// Files below `folder`, as open_folder_source() has them. Beside that, as for code lists
// (read_beside), names of files that city files refer to ("../appearance/roof.jpg") may step up to
// limits::kFoldersUp folders above it: their URIs begin with as many "../". Links are not followed
// once they lead out of the folder that is reached so.
[[nodiscard]] Result<std::shared_ptr<ByteSource>> open_city_folder(
    const std::filesystem::path& folder);

}  // namespace belvedere::stream
