// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "engine/content/limits.hpp"
#include "engine/core/descriptor.hpp"
#include "engine/core/log.hpp"
#include "engine/stream/archive_source.hpp"
#include "engine/stream/inflate.hpp"
#include "engine/stream/local_source.hpp"
#include "engine/stream/zip_directory.hpp"
#include "engine/stream/zip_index.hpp"

namespace belvedere::stream {
namespace {

constexpr std::uint16_t kStored = 0;
constexpr std::uint16_t kDeflated = 8;
constexpr std::uint16_t kZstd = 93;

// An open file that any number of threads read at once.
class SharedFile {
  public:
    explicit SharedFile(int descriptor) : file_(descriptor) {}

    [[nodiscard]] Result<struct stat> status() const {
        struct stat status {};
        if (::fstat(file_.get(), &status) != 0) {
            return fail(ErrorKind::kDevice, std::strerror(errno));
        }
        return status;
    }

    [[nodiscard]] Result<Bytes> read_at(std::uint64_t offset, std::uint64_t length) const {
        const auto end = checked_add(offset, length);
        const auto now = status();
        if (!now) return fail(now.error());
        if (!end || *end > static_cast<std::uint64_t>(now->st_size)) {
            return fail(ErrorKind::kBadData, "data lies outside the archive");
        }
        Bytes bytes(static_cast<std::size_t>(length));
        if (belvedere::read_at(file_.get(), bytes, offset) != bytes.size()) {
            return fail(ErrorKind::kDevice, "the archive cannot be read");
        }
        return bytes;
    }

  private:
    Descriptor file_;
};

// Where the entries of an archive are: in the index when the package has a sound one; else, or once
// the index has pointed at something wrong, in the directory, read whole.
class ZipContents {
  public:
    // `name` stands in warnings. A file outlives its contents.
    ZipContents(const SharedFile& file, std::uint64_t file_bytes, std::string name)
        : read_at_([&file](std::uint64_t offset, std::uint64_t length) {
              return file.read_at(offset, length);
          }),
          file_bytes_(file_bytes),
          name_(std::move(name)) {}

    [[nodiscard]] Result<void> open() {
        auto index = ZipIndex::open(read_at_, file_bytes_);
        if (index) {
            index_.emplace(std::move(*index));
            return {};
        }
        is_index_wrong_ = true;
        const auto& read = directory();
        if (!read) return fail(read.error());
        if (index.error().kind != ErrorKind::kNotFound) say_index_is_wrong(index.error());
        return {};
    }

    [[nodiscard]] Result<ZipEntry> find(const std::string& uri) const {
        if (!is_index_wrong_) {
            auto entry = index_->find(uri);
            if (entry || entry.error().kind != ErrorKind::kBadData) return entry;
            if (!is_index_wrong_.exchange(true)) say_index_is_wrong(entry.error());
        }
        const auto& read = directory();
        if (!read) return fail(read.error());
        const auto found = read->find(uri);
        if (found == read->end()) return fail(ErrorKind::kNotFound, "not in the archive");
        return found->second;
    }

    [[nodiscard]] const ReadAt& read_at() const { return read_at_; }

  private:
    void say_index_is_wrong(const Error& error) const {
        log::warning(name_ + ": " + error.message + "; the zip directory is used instead");
    }
    // Threads that meet here first wait for the one that reads it.
    [[nodiscard]] const Result<ZipDirectory>& directory() const {
        std::call_once(is_directory_read_,
                       [this] { directory_ = read_zip_directory(read_at_, file_bytes_); });
        return directory_;
    }

    ReadAt read_at_;
    std::uint64_t file_bytes_ = 0;
    std::string name_;
    std::optional<ZipIndex> index_;
    mutable std::atomic<bool> is_index_wrong_{false};  // Or missing.
    mutable std::once_flag is_directory_read_;
    mutable Result<ZipDirectory> directory_;
};

class ZipSource final : public LocalSource {
  public:
    ZipSource(std::unique_ptr<SharedFile> file, std::unique_ptr<ZipContents> contents,
              std::string stamp)
        : file_(std::move(file)), contents_(std::move(contents)), stamp_(std::move(stamp)) {}

    std::string stamp(const std::string& uri) const override {
        return contents_->find(uri) ? stamp_ + ":" + uri : std::string();
    }

  private:
    Result<FetchedBytes> read(const std::string& uri) override {
        auto bytes = entry_bytes(uri);
        if (!bytes) return fail_in(uri, bytes.error());
        return FetchedBytes{std::move(*bytes), uri, stamp_ + ":" + uri};
    }

    Result<Bytes> entry_bytes(const std::string& uri) const {
        const auto found = contents_->find(uri);
        if (!found) return fail(found.error());
        const ZipEntry& entry = *found;
        if (entry.is_encrypted) return fail(ErrorKind::kUnsupported, "encrypted zip entry");
        if (entry.bytes > content::limits::kContentFileBytes ||
            entry.stored_bytes > content::limits::kContentFileBytes) {
            return fail(
                ErrorKind::kLimit,
                "larger than " + std::to_string(content::limits::kContentFileBytes) + " bytes");
        }
        const auto start = zip_data_offset(contents_->read_at(), entry);
        if (!start) return fail(start.error());
        auto stored = file_->read_at(*start, entry.stored_bytes);
        if (!stored || entry.method == kStored) return stored;
        return unpack(*stored, entry);
    }

    static Result<Bytes> unpack(ByteView stored, const ZipEntry& entry) {
        if (entry.method != kDeflated && entry.method != kZstd) {
            return fail(ErrorKind::kUnsupported,
                        "packed by zip method " + std::to_string(entry.method) +
                            "; stored (0), deflate (8) and zstd (93) can be read");
        }
        const Compression kind = entry.method == kZstd ? Compression::kZstd : Compression::kDeflate;
        auto bytes = inflated(stored, kind, content::limits::kContentFileBytes);
        if (bytes && bytes->size() != entry.bytes) {
            return fail(ErrorKind::kBadData, "zip entry has another size than it says");
        }
        return bytes;
    }

    std::unique_ptr<SharedFile> file_;
    std::unique_ptr<ZipContents> contents_;
    std::string stamp_;
};

}  // namespace

Result<std::shared_ptr<ByteSource>> open_zip_source(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return fail(errno == ENOENT ? ErrorKind::kNotFound : ErrorKind::kDenied,
                    path.string() + ": " + std::strerror(errno));
    }
    auto file = std::make_unique<SharedFile>(descriptor);
    const auto status = file->status();
    if (!status) return fail_in(path.string(), status.error());
    auto contents = std::make_unique<ZipContents>(
        *file, static_cast<std::uint64_t>(status->st_size), path.string());
    if (auto opened = contents->open(); !opened) return fail_in(path.string(), opened.error());
    std::string stamp = std::to_string(status->st_mtim.tv_sec) + "." +
                        std::to_string(status->st_mtim.tv_nsec) + "-" +
                        std::to_string(status->st_size);
    return std::shared_ptr<ByteSource>(
        std::make_shared<ZipSource>(std::move(file), std::move(contents), std::move(stamp)));
}

}  // namespace belvedere::stream
