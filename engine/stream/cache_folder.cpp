// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/cache_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <system_error>
#include <utility>

#include "engine/core/file.hpp"
#include "engine/core/log.hpp"

namespace belvedere::stream {
namespace {

constexpr double kKeptShare = 0.9;         // Of the limit, after evicting.
constexpr std::uint64_t kEvictShare = 16;  // Scan again after a sixteenth of the limit was written.
constexpr time_t kUseGrain_s = 60;         // A use is noted at most this often a file.
constexpr time_t kAbandoned_s = 3600;      // Temporary files of this age are leftovers of a crash.

}  // namespace

struct CacheFolder::File {
    std::filesystem::path path;
    time_t used = 0;
    std::uint64_t bytes = 0;
};

CacheFolder::CacheFolder(CacheFolderOptions options) : options_(std::move(options)) {
    written_ = options_.bytes_max / kEvictShare;  // What others have left is counted at once.
}

Result<std::unique_ptr<CacheFolder>> CacheFolder::open(CacheFolderOptions options) {
    std::error_code code;
    std::filesystem::create_directories(options.folder, code);
    if (code) return fail(ErrorKind::kDevice, options.folder.string() + ": " + code.message());
    return std::unique_ptr<CacheFolder>(new CacheFolder(std::move(options)));
}

void CacheFolder::write(const std::filesystem::path& file, std::span<const ByteView> pieces) {
    ::mkdir(file.parent_path().c_str(), 0755);  // There already, but for the first time.
    if (const auto written = write_cache_file(file, pieces); !written) {
        if (!has_complained_.exchange(true)) {
            log::warning(options_.name + ": " + written.error().message);
        }
        return;
    }
    std::uint64_t bytes = 0;
    for (const ByteView piece : pieces) {
        bytes += piece.size();
    }
    bytes_ += bytes;
    if ((written_ += bytes) > options_.bytes_max / kEvictShare) evict();
}

void CacheFolder::note_use(const std::filesystem::path& file) const {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) return;
    if (::time(nullptr) - status.st_mtime > kUseGrain_s) {
        ::utimensat(AT_FDCWD, file.c_str(), nullptr, 0);
    }
}

// The cache's files; removes what is left of files that were never finished.
std::vector<CacheFolder::File> CacheFolder::scan() const {
    std::vector<File> files;
    const time_t now = ::time(nullptr);
    std::error_code code;
    std::filesystem::recursive_directory_iterator entries(options_.folder, code);
    for (; !code && entries != std::filesystem::recursive_directory_iterator();
         entries.increment(code)) {
        struct stat status {};
        const std::filesystem::path& path = entries->path();
        if (::lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) continue;
        if (path.extension() == options_.extension) {
            files.push_back({path, status.st_mtime, static_cast<std::uint64_t>(status.st_size)});
            continue;
        }
        const bool is_temporary = path.stem().extension() == options_.extension;
        if (is_temporary && now - status.st_mtime > kAbandoned_s) ::unlink(path.c_str());
    }
    return files;
}

void CacheFolder::evict() {
    if (is_scanning_.exchange(true)) return;
    std::vector<File> files = scan();
    std::uint64_t total = 0;
    for (const File& file : files) {
        total += file.bytes;
    }
    if (total > options_.bytes_max) {
        std::sort(files.begin(), files.end(),
                  [](const File& a, const File& b) { return a.used < b.used; });
        const auto kept =
            static_cast<std::uint64_t>(static_cast<double>(options_.bytes_max) * kKeptShare);
        for (const File& file : files) {
            if (total <= kept) break;
            ::unlink(file.path.c_str());
            total -= file.bytes;
        }
    }
    bytes_ = total;
    written_ = 0;
    is_scanning_ = false;
}

}  // namespace belvedere::stream
