// SPDX-License-Identifier: Apache-2.0
#include "engine/core/spilled_bytes.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <utility>

#include "engine/core/folders.hpp"
#include "engine/core/mapped_pages.hpp"

namespace belvedere {
namespace {

// A file that nobody else can open.
Result<std::unique_ptr<Descriptor>> nameless_file() {
    const std::filesystem::path folder = folders::cache();
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        // Some file systems have no nameless files; a name that is removed at once does the same.
        std::string name = (folder / "unpacked-XXXXXX").string();
        descriptor = ::mkostemp(name.data(), O_CLOEXEC);
        if (descriptor >= 0) ::unlink(name.c_str());
    }
    if (descriptor < 0) {
        return fail(ErrorKind::kDevice,
                    "no file can be made in " + folder.string() + ": " + std::strerror(errno));
    }
    return std::make_unique<Descriptor>(descriptor);
}

Result<void> append_to_file(int descriptor, ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            return fail(ErrorKind::kDevice, std::string("no room to unpack the file in the cache "
                                                        "folder: ") +
                                                std::strerror(errno));
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

}  // namespace

void SpilledBytes::release(std::uint64_t offset, std::uint64_t bytes) const {
    if (file_) release_mapped(file_->bytes(), offset, bytes);
}

Result<void> SpillWriter::add(ByteView piece) {
    if (!file_ && held_.size() + piece.size() <= held_max_) {
        held_.insert(held_.end(), piece.begin(), piece.end());
        return {};
    }
    if (!file_) {
        auto made = nameless_file();
        if (!made) return fail(made.error());
        file_ = std::move(*made);
        if (auto begun = append_to_file(file_->get(), held_); !begun) return begun;
        Bytes().swap(held_);
    }
    return append_to_file(file_->get(), piece);
}

Result<SpilledBytes> SpillWriter::finish() {
    if (!file_) return SpilledBytes(std::move(held_));
    // The mapping keeps the file alive, its descriptor may go.
    auto mapped = MappedFile::open("/proc/self/fd/" + std::to_string(file_->get()));
    file_.reset();
    if (!mapped) return fail(mapped.error());
    return SpilledBytes(std::move(*mapped));
}

}  // namespace belvedere
