// SPDX-License-Identifier: Apache-2.0
// Reading whole files, mapping them, and replacing them so that a crash leaves the old or the new.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere {

// The whole file. kNotFound, kDenied, or kLimit when it is larger than `bytes_max`. Any thread.
[[nodiscard]] Result<Bytes> read_file(const std::filesystem::path& path, std::uint64_t bytes_max);

// `length` bytes from `offset`; kBadData when the file is shorter.
[[nodiscard]] Result<Bytes> read_file_range(const std::filesystem::path& path, std::uint64_t offset,
                                            std::uint64_t length);

// Writes to a temporary file beside `path`, syncs it, renames it over `path`. Readers and a crash
// at any moment see the old bytes or the new, never a mixture.
[[nodiscard]] Result<void> write_file_atomic(const std::filesystem::path& path, ByteView bytes);

// The same of pieces one after the other, but not synced, which would take ten times the writing
// itself: a power cut may leave a file without its bytes. For caches, whose files have checksums.
[[nodiscard]] Result<void> write_cache_file(const std::filesystem::path& path,
                                            std::span<const ByteView> pieces);

// A read-only view of a file's bytes for as long as the object lives. The file must not be
// truncated meanwhile; use read_file for files other programs write.
class MappedFile {
  public:
    [[nodiscard]] static Result<MappedFile> open(const std::filesystem::path& path);
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    ~MappedFile();

    [[nodiscard]] ByteView bytes() const { return bytes_; }

  private:
    explicit MappedFile(ByteView bytes) : bytes_(bytes) {}
    ByteView bytes_;
};

}  // namespace belvedere
