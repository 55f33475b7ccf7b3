// SPDX-License-Identifier: Apache-2.0
// Writes a .3tz package: a ZIP whose last entry is an index of hashed paths, so that a reader finds
// a tile without reading the ZIP's directory (3D Tiles Archive Format 1.3).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::encode {

// Streams entries to disk as they come, stored without compression; memory is about 100 bytes an
// entry. ZIP64 where counts or offsets need it. Written beside the target and renamed over it by
// finish(); a writer destroyed before leaves nothing behind. One thread. The same entries in the
// same order give the same bytes.
class ArchiveWriter {
  public:
    [[nodiscard]] static Result<ArchiveWriter> create(const std::filesystem::path& path);
    ArchiveWriter(ArchiveWriter&& other) noexcept;
    ArchiveWriter& operator=(ArchiveWriter&& other) noexcept;
    ~ArchiveWriter();

    // `name` is the path inside the package with forward slashes; the caller keeps names unique.
    // kUsage for a name that is empty or too long, kLimit for an entry of 4 GiB, kDevice.
    [[nodiscard]] Result<void> add(const std::string& name, ByteView bytes);
    // Writes index and directory; nothing may be added after.
    [[nodiscard]] Result<void> finish();

  private:
    struct State;
    explicit ArchiveWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::content::encode
