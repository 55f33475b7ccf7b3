// SPDX-License-Identifier: Apache-2.0
// The index of a 3TZ package: "3D Tiles Archive Format" 1.3, the entry @3dtilesIndex1@.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/stream/zip_directory.hpp"

namespace belvedere::stream {

// Finds entries of a package by binary search in its index, so that a package of a million entries
// opens without its directory being parsed, and without memory for it: 24 bytes an entry are read
// once, piece by piece, to check them, and about ten short reads are made for each path.
//
// The index is a stored entry, the directory's last: the MD5 of each path and the offset of its
// local header, sorted by the hash as two little-endian 64-bit numbers, the first one first. It
// lists every entry but itself. Thread-safe as far as the ReadAt is, which it keeps.
class ZipIndex {
  public:
    // kNotFound when the archive has no index; kBadData or kLimit, with the reason, when it has one
    // that cannot be relied on: the directory must be used then.
    [[nodiscard]] static Result<ZipIndex> open(ReadAt read_at, std::uint64_t file_bytes);

    // kNotFound when the package has no such entry; kBadData when the index points at something
    // else, so that it is to be given up.
    [[nodiscard]] Result<ZipEntry> find(std::string_view path) const;
    [[nodiscard]] std::uint64_t entries() const { return entries_; }

  private:
    ZipIndex(ReadAt read_at, std::uint64_t offset, std::uint64_t entries);
    [[nodiscard]] Result<void> check(std::uint64_t file_bytes) const;
    [[nodiscard]] Result<Bytes> read_records(std::uint64_t first, std::uint64_t count) const;

    ReadAt read_at_;
    std::uint64_t offset_ = 0;  // Of the first record.
    std::uint64_t entries_ = 0;
};

}  // namespace belvedere::stream
