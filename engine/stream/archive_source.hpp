// SPDX-License-Identifier: Apache-2.0
// Sources that are one file: .3tz, plain zip, .3dtiles.
#pragma once

#include <filesystem>
#include <memory>

#include "engine/stream/byte_source.hpp"

namespace belvedere::stream {

// A zip archive: 3TZ ("3D Tiles Archive Format" 1.3, with its index @3dtilesIndex1@) or any other.
// Without an index, or with one that is not sound (said as a warning), the zip's directory is kept
// in memory instead, about 200 bytes an entry. Entries may be stored, deflated or zstd. Refused:
// encrypted and nested entries, sizes over limits.hpp, entries whose data lies outside the file.
// Reading is parallel and without locks, but for the moment when an index proves wrong.
[[nodiscard]] Result<std::shared_ptr<ByteSource>> open_zip_source(
    const std::filesystem::path& path);

// A .3dtiles database (SQLite; table media(key, content), contents may be gzip), opened read-only
// with SQLite's advice for untrusted files.
[[nodiscard]] Result<std::shared_ptr<ByteSource>> open_database_source(
    const std::filesystem::path& path);

}  // namespace belvedere::stream
