// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "engine/content/limits.hpp"
#include "engine/core/descriptor.hpp"
#include "engine/stream/archive_source.hpp"
#include "engine/stream/inflate.hpp"
#include "engine/stream/local_source.hpp"
#include "engine/stream/zip_directory.hpp"

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

class ZipSource final : public LocalSource {
  public:
    ZipSource(std::unique_ptr<SharedFile> file, ZipDirectory directory, std::string stamp)
        : file_(std::move(file)), directory_(std::move(directory)), stamp_(std::move(stamp)) {}

    std::string stamp(const std::string& uri) const override {
        return directory_.contains(uri) ? stamp_ + ":" + uri : std::string();
    }

  private:
    Result<FetchedBytes> read(const std::string& uri) override {
        auto bytes = entry_bytes(uri);
        if (!bytes) return fail_in(uri, bytes.error());
        return FetchedBytes{std::move(*bytes), uri, stamp_ + ":" + uri};
    }

    Result<Bytes> entry_bytes(const std::string& uri) const {
        const auto found = directory_.find(uri);
        if (found == directory_.end()) {
            return fail(ErrorKind::kNotFound, "not in the archive");
        }
        const ZipEntry& entry = found->second;
        if (entry.is_encrypted) return fail(ErrorKind::kUnsupported, "encrypted zip entry");
        if (entry.bytes > content::limits::kContentFileBytes ||
            entry.stored_bytes > content::limits::kContentFileBytes) {
            return fail(
                ErrorKind::kLimit,
                "larger than " + std::to_string(content::limits::kContentFileBytes) + " bytes");
        }
        const auto read_at = [this](std::uint64_t offset, std::uint64_t length) {
            return file_->read_at(offset, length);
        };
        const auto start = zip_data_offset(read_at, entry);
        if (!start) return fail(start.error());
        auto stored = file_->read_at(*start, entry.stored_bytes);
        if (!stored || entry.method == kStored) return stored;
        return unpack(*stored, entry);
    }

    static Result<Bytes> unpack(ByteView stored, const ZipEntry& entry) {
        if (entry.method != kDeflated && entry.method != kZstd) {
            return fail(ErrorKind::kUnsupported,
                        "zip compression method " + std::to_string(entry.method));
        }
        const Compression kind = entry.method == kZstd ? Compression::kZstd : Compression::kDeflate;
        auto bytes = inflated(stored, kind, content::limits::kContentFileBytes);
        if (bytes && bytes->size() != entry.bytes) {
            return fail(ErrorKind::kBadData, "zip entry has another size than it says");
        }
        return bytes;
    }

    std::unique_ptr<SharedFile> file_;
    ZipDirectory directory_;
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
    const auto read_at = [&file](std::uint64_t offset, std::uint64_t length) {
        return file->read_at(offset, length);
    };
    auto directory = read_zip_directory(read_at, static_cast<std::uint64_t>(status->st_size));
    if (!directory) return fail_in(path.string(), directory.error());
    std::string stamp = std::to_string(status->st_mtim.tv_sec) + "." +
                        std::to_string(status->st_mtim.tv_nsec) + "-" +
                        std::to_string(status->st_size);
    return std::shared_ptr<ByteSource>(
        std::make_shared<ZipSource>(std::move(file), std::move(*directory), std::move(stamp)));
}

}  // namespace belvedere::stream
