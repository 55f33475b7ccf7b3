// SPDX-License-Identifier: Apache-2.0
// The newest values of each source on disk, so that the next start shows the last known city.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "engine/core/clock.hpp"
#include "engine/core/result.hpp"
#include "engine/twin/limits.hpp"
#include "engine/twin/twin_store.hpp"
#include "engine/twin/value_file.hpp"

namespace belvedere::twin {

struct RestoredValues {
    std::size_t entities = 0;
    UtcTime saved_at;
};
struct SavedValues {
    std::size_t entities = 0;
    std::size_t left_out = 0;  // Beyond `bytes_max`: what was heard of least recently goes first.
    std::uint64_t bytes = 0;
};

struct ValueCacheOptions {
    std::uint64_t bytes_max = limits::kCachedBytes;               // Of one source.
    std::uint64_t folder_bytes_max = limits::kCachedBytesFolder;  // The oldest files go.
};

// One file a source in a folder, named by the hash of the source's name. A file is replaced at once
// (a crash leaves the old or the new) and has a checksum; one that is broken is no cache. What is
// restored is marked: Quality::kRemembered on each value, and the entity is stale at best until its
// source speaks again. No history is kept. Personal values are not there, because the store has
// none. Any thread, as long as it owns the store; no two processes should save one source.
class ValueCache {
  public:
    explicit ValueCache(std::filesystem::path folder, ValueCacheOptions options = {});

    // Puts what is kept of the source into the store, where it has said nothing yet. kNotFound
    // where nothing is kept; kBadData for a broken file, which is removed.
    [[nodiscard]] Result<RestoredValues> restore(TwinStore& store, SourceId source) const;
    // Keeps the source's newest values. kDenied when its policy forbids it; kDevice, kDenied when
    // the disk refuses.
    [[nodiscard]] Result<SavedValues> save(const TwinStore& store, SourceId source,
                                           UtcTime now) const;
    // The same in steps, so that whoever owns the store need not wait for the disk. `key` names the
    // source: one that is asked otherwise is another, even where its name is the same. Any thread.
    [[nodiscard]] Result<ReadValues> read(std::string_view key) const;
    [[nodiscard]] Result<SavedValues> write(std::string_view key,
                                            const WrittenValues& values) const;
    [[nodiscard]] const ValueCacheOptions& options() const { return options_; }
    // Where a source's values lie.
    [[nodiscard]] std::filesystem::path file_of(std::string_view key) const;

  private:
    void keep_folder_small() const;

    std::filesystem::path folder_;
    ValueCacheOptions options_;
};

}  // namespace belvedere::twin
