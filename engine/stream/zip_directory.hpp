// SPDX-License-Identifier: Apache-2.0
// The central directory of a zip archive: PKWARE APPNOTE 6.3.10, with zip64.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::stream {

struct ZipEntry {
    std::uint64_t header_offset = 0;  // Of the local header.
    std::uint64_t stored_bytes = 0;
    std::uint64_t bytes = 0;
    std::uint16_t method = 0;  // 0 stored, 8 deflate, 93 zstd.
    bool is_encrypted = false;
};
using ZipDirectory = std::unordered_map<std::string, ZipEntry>;

// Reads `length` bytes from `offset` of the archive.
using ReadAt = std::function<Result<Bytes>(std::uint64_t offset, std::uint64_t length)>;

// Where the directory lies, as the file's end says; inside the file.
struct ZipExtent {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    std::uint64_t entries = 0;
};
[[nodiscard]] Result<ZipExtent> find_zip_directory(const ReadAt& read_at, std::uint64_t file_bytes);

// The directory's last entry when that is called `name`, without reading the others; else nothing.
[[nodiscard]] Result<std::optional<ZipEntry>> find_last_zip_entry(const ReadAt& read_at,
                                                                  const ZipExtent& directory,
                                                                  std::string_view name);

// What stands in front of an entry's data. kBadData also when its sizes stand behind the data.
struct ZipLocalHeader {
    std::string name;
    ZipEntry entry;
};
[[nodiscard]] Result<ZipLocalHeader> read_zip_local_header(const ReadAt& read_at,
                                                           std::uint64_t offset);

// (libzip was weighed and left: 1.7 knows no zstd, one handle serves one thread, and the 3TZ reader
// wants the offsets that it hides.)
// Names are as resolve_path makes them; entries with absolute paths, "..", NUL or backslashes in
// their names cannot be asked for and are left out. kBadData, kLimit. Allocates in proportion to
// the directory's real size, which limits.hpp bounds.
[[nodiscard]] Result<ZipDirectory> read_zip_directory(const ReadAt& read_at,
                                                      std::uint64_t file_bytes);

// Where the entry's data starts, from its local header.
[[nodiscard]] Result<std::uint64_t> zip_data_offset(const ReadAt& read_at, const ZipEntry& entry);

}  // namespace belvedere::stream
