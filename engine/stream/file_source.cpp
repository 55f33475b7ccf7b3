// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/file_source.hpp"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "engine/content/limits.hpp"
#include "engine/core/descriptor.hpp"
#include "engine/stream/local_source.hpp"

namespace belvedere::stream {
namespace {

Error open_error(const std::string& path, int code) {
    if (code == ENOENT || code == ENOTDIR) return {ErrorKind::kNotFound, path + ": no such file"};
    if (code == EXDEV || code == ELOOP) {
        return {ErrorKind::kDenied, path + ": a link leaves the source's folder"};
    }
    const bool is_denied = code == EACCES || code == EPERM;
    return {is_denied ? ErrorKind::kDenied : ErrorKind::kDevice, path + ": " + std::strerror(code)};
}

std::string stamp_of(const struct stat& status) {
    return std::to_string(status.st_mtim.tv_sec) + "." + std::to_string(status.st_mtim.tv_nsec) +
           "-" + std::to_string(status.st_size);
}

Result<Bytes> read_whole(int descriptor, const std::string& path, std::uint64_t size) {
    Bytes bytes(static_cast<std::size_t>(size));
    const auto got = read_at(descriptor, bytes, 0);
    if (!got) return fail(open_error(path, errno));
    if (*got < bytes.size()) {
        return fail(ErrorKind::kTemporary, path + ": shrank while it was read");
    }
    return bytes;
}

class FolderSource final : public LocalSource {
  public:
    FolderSource(std::filesystem::path folder, int descriptor)
        : folder_(std::move(folder)), root_(descriptor) {}

    std::string stamp(const std::string& uri) const override {
        const Descriptor file(open_beneath(uri, O_PATH));  // Names the file without opening it.
        struct stat status {};
        if (file.get() < 0 || ::fstat(file.get(), &status) != 0) return {};
        return stamp_of(status);
    }

  private:
    // A FIFO must not block a worker.
    static constexpr int kToRead = O_RDONLY | O_NONBLOCK;

    int open_beneath(const std::string& path, int flags = kToRead) const {
        open_how how{};
        how.flags = static_cast<unsigned long long>(flags | O_CLOEXEC);
        how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
        const long opened = ::syscall(SYS_openat2, root_.get(), path.c_str(), &how, sizeof how);
        if (opened >= 0 || (errno != ENOSYS && errno != EPERM)) return static_cast<int>(opened);
        return open_checked(path);
    }

    // For kernels before 5.6: a link swapped in between check and use would be missed.
    int open_checked(const std::string& path) const {
        std::error_code code;
        const auto real = std::filesystem::canonical(folder_ / path, code);
        if (code) {
            errno = code.value();
            return -1;
        }
        const std::filesystem::path inside = real.lexically_relative(folder_);
        if (inside.empty() || *inside.begin() == "..") {
            errno = EXDEV;
            return -1;
        }
        return ::open(real.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    }

    Result<FetchedBytes> read(const std::string& uri) override {
        const Descriptor file(open_beneath(uri));
        if (file.get() < 0) return fail(open_error(uri, errno));
        struct stat status {};
        if (::fstat(file.get(), &status) != 0) return fail(open_error(uri, errno));
        if (!S_ISREG(status.st_mode)) return fail(ErrorKind::kBadData, uri + ": not a file");
        const auto size = static_cast<std::uint64_t>(status.st_size);
        if (size > content::limits::kContentFileBytes) {
            return fail(ErrorKind::kLimit, uri + ": larger than " +
                                               std::to_string(content::limits::kContentFileBytes) +
                                               " bytes");
        }
        auto bytes = read_whole(file.get(), uri, size);
        if (!bytes) return fail(bytes.error());
        return FetchedBytes{std::move(*bytes), uri, stamp_of(status)};
    }

    std::filesystem::path folder_;
    Descriptor root_;
};

}  // namespace

Result<std::shared_ptr<ByteSource>> open_folder_source(const std::filesystem::path& folder) {
    std::error_code code;
    const auto real = std::filesystem::canonical(folder.empty() ? "." : folder, code);
    if (code) return fail(open_error(folder.string(), code.value()));
    const int descriptor = ::open(real.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return fail(open_error(folder.string(), errno));
    return std::shared_ptr<ByteSource>(std::make_shared<FolderSource>(real, descriptor));
}

}  // namespace belvedere::stream
