// SPDX-License-Identifier: Apache-2.0
#include "engine/core/file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "engine/core/descriptor.hpp"

namespace belvedere {
namespace {

Error system_error(const std::filesystem::path& path, int code) {
    const ErrorKind kind = code == ENOENT || code == ENOTDIR ? ErrorKind::kNotFound
                           : code == EACCES || code == EPERM ? ErrorKind::kDenied
                                                             : ErrorKind::kDevice;
    return {kind, path.string() + ": " + std::strerror(code)};
}

Result<std::uint64_t> regular_file_size(const std::filesystem::path& path, int descriptor) {
    struct stat status {};
    if (::fstat(descriptor, &status) != 0) return fail(system_error(path, errno));
    if (!S_ISREG(status.st_mode)) {
        return fail(ErrorKind::kBadData, path.string() + ": not a regular file");
    }
    return static_cast<std::uint64_t>(status.st_size);
}

Result<Bytes> read_exactly(const std::filesystem::path& path, int descriptor, std::uint64_t offset,
                           std::uint64_t length) {
    Bytes bytes(static_cast<std::size_t>(length));
    const auto got = read_at(descriptor, bytes, offset);
    if (!got) return fail(system_error(path, errno));
    if (*got < bytes.size()) {
        return fail(ErrorKind::kBadData, path.string() + ": ends too early");
    }
    return bytes;
}

Result<void> write_all(const std::filesystem::path& path, int descriptor, ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return fail(system_error(path, errno));
        bytes = bytes.subspan(static_cast<std::size_t>(put));
    }
    return {};
}

enum class Durability { kSynced, kLeftToTheSystem };

Result<void> replace_file(const std::filesystem::path& path, std::span<const ByteView> pieces,
                          Durability durability) {
    std::string temporary = path.string() + ".XXXXXX";
    {
        const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
        if (file.get() < 0) return fail(system_error(path, errno));
        Result<void> written;
        for (const ByteView piece : pieces) {
            if (written) written = write_all(path, file.get(), piece);
        }
        const bool is_synced = durability == Durability::kSynced;
        if (written && is_synced && ::fsync(file.get()) != 0)
            written = fail(system_error(path, errno));
        if (!written) {
            ::unlink(temporary.c_str());
            return written;
        }
        ::fchmod(file.get(), 0644);
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        const int code = errno;
        ::unlink(temporary.c_str());
        return fail(system_error(path, code));
    }
    return {};
}

}  // namespace

Result<Bytes> read_file(const std::filesystem::path& path, std::uint64_t bytes_max) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) return fail(system_error(path, errno));
    const auto size = regular_file_size(path, file.get());
    if (!size) return fail(size.error());
    if (*size > bytes_max) {
        return fail(ErrorKind::kLimit, path.string() + ": " + std::to_string(*size) +
                                           " bytes, more than the limit of " +
                                           std::to_string(bytes_max));
    }
    return read_exactly(path, file.get(), 0, *size);
}

Result<Bytes> read_file_range(const std::filesystem::path& path, std::uint64_t offset,
                              std::uint64_t length) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) return fail(system_error(path, errno));
    const auto size = regular_file_size(path, file.get());
    if (!size) return fail(size.error());
    if (offset > *size || length > *size - offset) {
        return fail(ErrorKind::kBadData, path.string() + ": ends too early");
    }
    return read_exactly(path, file.get(), offset, length);
}

Result<void> write_file_atomic(const std::filesystem::path& path, ByteView bytes) {
    return replace_file(path, {&bytes, 1}, Durability::kSynced);
}

Result<void> write_cache_file(const std::filesystem::path& path, std::span<const ByteView> pieces) {
    return replace_file(path, pieces, Durability::kLeftToTheSystem);
}

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) return fail(system_error(path, errno));
    const auto size = regular_file_size(path, file.get());
    if (!size) return fail(size.error());
    if (*size == 0) return MappedFile({});
    void* address =
        ::mmap(nullptr, static_cast<std::size_t>(*size), PROT_READ, MAP_PRIVATE, file.get(), 0);
    if (address == MAP_FAILED) return fail(system_error(path, errno));
    return MappedFile({static_cast<const std::byte*>(address), static_cast<std::size_t>(*size)});
}

MappedFile::MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    return *this;
}

MappedFile::~MappedFile() {
    if (bytes_.empty()) return;
    ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

}  // namespace belvedere
