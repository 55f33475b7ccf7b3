// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/unpacked_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <utility>

#include "engine/core/descriptor.hpp"
#include "engine/core/file.hpp"
#include "engine/core/folders.hpp"
#include "engine/stream/city_bytes.hpp"

namespace belvedere::stream {
namespace {

using content::citymodel::CityBytes;

class UnpackedBytes final : public CityBytes {
  public:
    explicit UnpackedBytes(Bytes bytes) : bytes_(std::move(bytes)) {}
    ByteView view() const override { return bytes_; }
    void release(const content::citymodel::FileRange&) const override {}

  private:
    Bytes bytes_;
};

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

Result<std::shared_ptr<const CityBytes>> unpack_city_bytes(ByteView packed, Compression compression,
                                                           const UnpackLimits& at_most) {
    Bytes held;
    std::unique_ptr<Descriptor> file;
    const auto take = [&](ByteView piece) -> Result<void> {
        if (!file && held.size() + piece.size() <= at_most.held_max) {
            held.insert(held.end(), piece.begin(), piece.end());
            return {};
        }
        if (!file) {
            auto made = nameless_file();
            if (!made) return fail(made.error());
            file = std::move(*made);
            if (auto begun = append_to_file(file->get(), held); !begun) return begun;
            Bytes().swap(held);
        }
        return append_to_file(file->get(), piece);
    };
    if (auto done = inflate_into(packed, compression, at_most.bytes_max, take); !done) {
        return fail(done.error());
    }
    if (!file) return std::make_shared<UnpackedBytes>(std::move(held));
    // The mapping keeps the file alive, its descriptor may go.
    auto mapped = MappedFile::open("/proc/self/fd/" + std::to_string(file->get()));
    if (!mapped) return fail(mapped.error());
    return map_city_bytes(std::move(*mapped));
}

}  // namespace belvedere::stream
