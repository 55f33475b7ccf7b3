// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/city_bytes.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include <zlib.h>

#include "engine/content/decode/city_kind.hpp"
#include "engine/content/decode/gzip.hpp"
#include "engine/core/file.hpp"
#include "engine/core/mapped_pages.hpp"
#include "engine/stream/limits.hpp"
#include "engine/stream/unpacked_file.hpp"

namespace belvedere::stream {
namespace {

using content::citymodel::CityBytes;
using content::citymodel::FileRange;

class HeldBytes final : public CityBytes {
  public:
    explicit HeldBytes(Bytes bytes) : bytes_(std::move(bytes)) {}
    ByteView view() const override { return bytes_; }
    void release(const FileRange&) const override {}

  private:
    Bytes bytes_;
};

class MappedBytes final : public CityBytes {
  public:
    explicit MappedBytes(MappedFile file) : file_(std::move(file)) {}
    ByteView view() const override { return file_.bytes(); }
    void release(const FileRange& range) const override {
        release_mapped(file_.bytes(), range.offset, range.bytes);
    }

  private:
    MappedFile file_;
};

// The first of what a gzip file holds: enough to recognise it by.
std::string unpacked_start(ByteView packed) {
    constexpr std::size_t kStartBytes = std::size_t{64} << 10;
    constexpr int kGzipWindow = 15 + 16;
    z_stream stream{};
    if (inflateInit2(&stream, kGzipWindow) != Z_OK) return {};
    std::string start(kStartBytes, '\0');
    // zlib reads through a pointer that is not const.
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed.data()));
    stream.avail_in = static_cast<uInt>(std::min(packed.size(), kStartBytes));
    stream.next_out = reinterpret_cast<Bytef*>(start.data());
    stream.avail_out = static_cast<uInt>(start.size());
    (void)inflate(&stream, Z_SYNC_FLUSH);
    start.resize(start.size() - stream.avail_out);
    inflateEnd(&stream);
    return start;
}

bool is_city_file(const std::filesystem::path& path) {
    const auto file = MappedFile::open(path);
    if (!file) return false;
    if (!content::is_gzip(file->bytes())) {
        return content::city_kind(as_text(file->bytes())) != content::CityKind::kNoCity;
    }
    const std::string start = unpacked_start(file->bytes());
    return content::city_kind(start) != content::CityKind::kNoCity;
}

}  // namespace

Result<std::shared_ptr<const CityBytes>> hold_city_bytes(Bytes bytes, const std::string& name) {
    if (content::is_gzip(bytes)) {
        auto plain = unpack_city_bytes(bytes, Compression::kGzip);
        if (!plain) return fail_in(name, plain.error());
        return plain;
    }
    return std::shared_ptr<const CityBytes>(std::make_shared<HeldBytes>(std::move(bytes)));
}

Result<std::shared_ptr<const CityBytes>> open_city_bytes(const std::filesystem::path& path) {
    std::error_code code;
    const auto size = std::filesystem::file_size(path, code);
    if (code) return fail(ErrorKind::kNotFound, path.string() + ": no such file");
    if (size <= limits::kCityReadBytes) {
        auto bytes = read_file(path, limits::kCityReadBytes);
        if (!bytes) return fail(bytes.error());
        return hold_city_bytes(std::move(*bytes), path.string());
    }
    auto mapped = MappedFile::open(path);
    if (!mapped) return fail(mapped.error());
    if (content::is_gzip(mapped->bytes())) {
        auto plain = unpack_city_bytes(mapped->bytes(), Compression::kGzip);
        if (!plain) return fail_in(path.string(), plain.error());
        return plain;
    }
    return map_city_bytes(std::move(*mapped));
}

std::shared_ptr<const CityBytes> map_city_bytes(MappedFile file) {
    return std::make_shared<MappedBytes>(std::move(file));
}

FoundCityFiles find_city_files(const std::filesystem::path& path, std::size_t most) {
    std::error_code code;
    FoundCityFiles found;
    if (std::filesystem::is_regular_file(path, code)) {
        if (is_city_file(path)) found.paths.push_back(path);
        return found;
    }
    if (!std::filesystem::is_directory(path, code)) return found;
    // Sorted before any is looked into, so that the same ones are taken on every machine.
    std::vector<std::filesystem::path> named;
    std::filesystem::recursive_directory_iterator entries(
        path, std::filesystem::directory_options::skip_permission_denied, code);
    for (; !code && entries != std::filesystem::recursive_directory_iterator();
         entries.increment(code)) {
        const auto& entry = *entries;
        std::error_code ignored;
        if (!entry.is_regular_file(ignored) || named.size() >= limits::kCityFilesNamed) continue;
        if (content::may_be_city_file(entry.path().filename().string())) {
            named.push_back(entry.path());
        }
    }
    std::ranges::sort(named);
    for (std::filesystem::path& each : named) {
        if (!is_city_file(each)) continue;
        found.has_more = found.paths.size() == most;
        if (found.has_more) break;
        found.paths.push_back(std::move(each));
    }
    return found;
}

std::string file_stamp(const std::filesystem::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return {};
    return std::to_string(status.st_mtim.tv_sec) + "." + std::to_string(status.st_mtim.tv_nsec) +
           "-" + std::to_string(status.st_size);
}

}  // namespace belvedere::stream
