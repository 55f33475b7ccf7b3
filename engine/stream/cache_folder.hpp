// SPDX-License-Identifier: Apache-2.0
// A folder of cache files, bounded in bytes.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::stream {

struct CacheFolderOptions {
    std::filesystem::path folder;  // Made when needed.
    std::string extension;         // Of the cache's files, with its dot.
    std::string name;              // What messages call the cache.
    std::uint64_t bytes_max = 0;
};

// What every cache on disk has in common; what stands in the files, and how they are named, is the
// business of their owner, who also reads and deletes them. Any number of programs may share a
// folder: a file appears whole by rename, and its modification time is the time of its last use, so
// that no common index is needed. Files of other extensions are neither counted nor removed.
// Thread-safe; blocks on the disk: for workers.
class CacheFolder {
  public:
    // kDevice when the folder cannot be made. What lies in it is looked through at the first
    // write, so that opening stays quick.
    [[nodiscard]] static Result<std::unique_ptr<CacheFolder>> open(CacheFolderOptions options);

    // Writes `file`, a path in the folder or one level below, whose folder is made when needed.
    // Failing to (disk full) is harmless and said once. When a sixteenth of the limit was written
    // since the folder was last looked through, and more lies there than the limit, the least
    // recently used files go until nine tenths of it are left, and so do temporaries that a crash
    // has left behind.
    void write(const std::filesystem::path& file, std::span<const ByteView> pieces);
    // Says that `file` was of use, for the order of removal. Cheap: kept to the minute.
    void note_use(const std::filesystem::path& file) const;

    [[nodiscard]] const std::filesystem::path& path() const { return options_.folder; }
    // Known to lie in the folder: as of when it was looked through, and what was written since.
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

  private:
    struct File;
    explicit CacheFolder(CacheFolderOptions options);
    [[nodiscard]] std::vector<File> scan() const;
    void evict();

    CacheFolderOptions options_;
    std::atomic<std::uint64_t> bytes_{0};
    std::atomic<std::uint64_t> written_{0};  // Since the last scan.
    std::atomic<bool> is_scanning_{false};
    std::atomic<bool> has_complained_{false};
};

}  // namespace belvedere::stream
