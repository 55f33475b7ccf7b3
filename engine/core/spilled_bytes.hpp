// SPDX-License-Identifier: Apache-2.0
// Bytes that are made piece by piece, of which nobody knows beforehand how many they will be.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "engine/core/bytes.hpp"
#include "engine/core/descriptor.hpp"
#include "engine/core/file.hpp"
#include "engine/core/result.hpp"

namespace belvedere {

// Held in memory while they are few, else in a file without a name in the cache folder, mapped,
// which the system removes with the last use of it, also after a crash: gigabytes that are unpacked
// or converted are never held whole. Moving it keeps the view. Immutable; any thread.
class SpilledBytes {
  public:
    SpilledBytes() = default;
    explicit SpilledBytes(Bytes held) : held_(std::move(held)) {}
    explicit SpilledBytes(MappedFile file) : file_(std::move(file)) {}

    [[nodiscard]] ByteView view() const { return file_ ? file_->bytes() : ByteView(held_); }
    // They will not be looked at for a while: pages of the file may go (release_mapped).
    void release(std::uint64_t offset, std::uint64_t bytes) const;

  private:
    Bytes held_;
    std::optional<MappedFile> file_;
};

// Makes them. One thread; blocks on the disk, for workers.
class SpillWriter {
  public:
    // More than `held_max` goes to a file.
    explicit SpillWriter(std::uint64_t held_max) : held_max_(held_max) {}

    // kDevice when no file can be made or the disk is full.
    [[nodiscard]] Result<void> add(ByteView piece);
    // The writer is used up after.
    [[nodiscard]] Result<SpilledBytes> finish();

  private:
    std::uint64_t held_max_;
    Bytes held_;
    std::unique_ptr<Descriptor> file_;
};

}  // namespace belvedere
