// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/city_archive.hpp"

#include <algorithm>
#include <utility>

#include "engine/content/decode/city_kind.hpp"
#include "engine/content/decode/gzip.hpp"
#include "engine/stream/city_beside.hpp"
#include "engine/stream/city_bytes.hpp"
#include "engine/stream/inflate.hpp"
#include "engine/stream/limits.hpp"
#include "engine/stream/source_path.hpp"
#include "engine/stream/unpacked_file.hpp"

namespace belvedere::stream {
namespace {

constexpr std::uint16_t kZipStored = 0, kZipDeflated = 8, kZipZstd = 93;
// Enough to recognise a city file by.
constexpr std::size_t kLookedAtBytes = std::size_t{64} << 10;

Result<Compression> compression_of(const ZipEntry& entry) {
    if (entry.is_encrypted) return fail(ErrorKind::kUnsupported, "encrypted zip entry");
    if (entry.method == kZipDeflated) return Compression::kDeflate;
    if (entry.method == kZipZstd) return Compression::kZstd;
    return fail(ErrorKind::kUnsupported, "packed by zip method " + std::to_string(entry.method) +
                                             "; stored (0), deflate (8) and zstd (93) can be read");
}

// The first bytes of what is packed; fewer where that is broken.
Bytes unpacked_head(ByteView packed, Compression compression) {
    Bytes head;
    (void)inflate_into(packed, compression, limits::kCityUnpackedBytes,
                       [&](ByteView piece) -> Result<void> {
                           const ByteView wanted =
                               piece.first(std::min(piece.size(), kLookedAtBytes - head.size()));
                           head.insert(head.end(), wanted.begin(), wanted.end());
                           if (head.size() < kLookedAtBytes) return {};
                           return fail(ErrorKind::kCancelled, "enough");
                       });
    return head;
}

// Part of the archive itself.
class StoredBytes final : public content::citymodel::CityBytes {
  public:
    StoredBytes(std::shared_ptr<const CityArchive> archive, ByteView bytes)
        : archive_(std::move(archive)), bytes_(bytes) {}
    ByteView view() const override { return bytes_; }
    void release(const content::citymodel::FileRange&) const override {}

  private:
    std::shared_ptr<const CityArchive> archive_;
    ByteView bytes_;
};

}  // namespace

ReadAt CityArchive::read_at() const {
    return [bytes = file_.bytes()](std::uint64_t offset, std::uint64_t length) -> Result<Bytes> {
        const auto part = checked_slice(bytes, offset, length);
        if (!part) return fail(ErrorKind::kBadData, "data lies outside the archive");
        return Bytes(part->begin(), part->end());
    };
}

Result<std::shared_ptr<const CityArchive>> CityArchive::open(const std::filesystem::path& path) {
    auto file = MappedFile::open(path);
    if (!file) return fail(file.error());
    const std::shared_ptr<CityArchive> archive(new CityArchive(path, std::move(*file)));
    auto directory = read_zip_directory(archive->read_at(), archive->file_.bytes().size());
    if (!directory) return fail_in(path.string(), directory.error());
    archive->directory_ = std::move(*directory);
    archive->find_cities();
    return std::shared_ptr<const CityArchive>(archive);
}

Result<ByteView> CityArchive::packed(const ZipEntry& entry) const {
    const auto start = zip_data_offset(read_at(), entry);
    if (!start) return fail(start.error());
    const auto part = checked_slice(file_.bytes(), *start, entry.stored_bytes);
    if (!part) return fail(ErrorKind::kBadData, "data lies outside the archive");
    return *part;
}

bool CityArchive::is_city(const ZipEntry& entry) const {
    const auto stored = packed(entry);
    if (!stored) return false;
    Bytes head;
    if (entry.method == kZipStored) {
        const ByteView first = stored->first(std::min(stored->size(), kLookedAtBytes));
        head.assign(first.begin(), first.end());
    } else {
        const auto compression = compression_of(entry);
        // An encrypted city is named with the others, so that opening it says why it is not shown.
        if (!compression) return true;
        head = unpacked_head(*stored, *compression);
    }
    if (content::is_gzip(head)) head = unpacked_head(head, Compression::kGzip);
    const std::string_view text = as_text(head);
    if (content::city_kind(text) != content::CityKind::kNoCity) return true;
    // A long JSON document may say what it is at its other end.
    const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return head.size() == kLookedAtBytes && first != text.npos && text[first] == '{';
}

void CityArchive::find_cities() {
    for (const auto& [name, entry] : directory_) {
        if (content::may_be_city_file(name) && is_city(entry)) names_.push_back(name);
    }
    std::ranges::sort(names_);
    has_more_ = names_.size() > limits::kCityFiles;
    if (has_more_) names_.resize(limits::kCityFiles);
}

std::uint64_t CityArchive::stored_bytes(const std::string& name) const {
    const auto found = directory_.find(name);
    return found == directory_.end() ? 0 : found->second.stored_bytes;
}

Result<std::shared_ptr<const content::citymodel::CityBytes>> CityArchive::bytes_of(
    const std::string& name) const {
    const auto found = directory_.find(name);
    if (found == directory_.end()) return fail(ErrorKind::kNotFound, name + ": not in the archive");
    const ZipEntry& entry = found->second;
    if (entry.bytes > limits::kCityUnpackedBytes) {
        return fail(ErrorKind::kLimit, name + ": larger than " +
                                           std::to_string(limits::kCityUnpackedBytes) + " bytes");
    }
    const auto stored = packed(entry);
    if (!stored) return fail_in(name, stored.error());
    if (entry.is_encrypted || entry.method != kZipStored) {
        const auto compression = compression_of(entry);
        if (!compression) return fail_in(name, compression.error());
        auto bytes = unpack_city_bytes(*stored, *compression);
        if (!bytes) return fail_in(name, bytes.error());
        if ((*bytes)->view().size() != entry.bytes) {
            return fail(ErrorKind::kBadData,
                        name + ": the zip entry has another size than it says");
        }
        if (!content::is_gzip((*bytes)->view())) return bytes;
        return unpack_city_bytes((*bytes)->view(), Compression::kGzip);
    }
    if (content::is_gzip(*stored)) {
        return unpack_city_bytes(*stored, Compression::kGzip);
    }
    return std::make_shared<StoredBytes>(shared_from_this(), *stored);
}

content::citygml::ReadBeside read_beside_in(std::shared_ptr<const CityArchive> archive,
                                            const std::string& name) {
    return [archive = std::move(archive), name](std::string_view named,
                                                std::uint64_t bytes_max) -> Result<Bytes> {
        const auto path = resolve_path(name, named);
        if (!path) return fail(path.error());
        if (!is_named_by_city_files(*path)) {
            return fail(ErrorKind::kDenied, "this is no file beside the city's");
        }
        const auto bytes = archive->bytes_of(*path);
        if (!bytes) return fail(bytes.error());
        const ByteView view = (*bytes)->view();
        if (view.size() > bytes_max) return fail(ErrorKind::kLimit, *path + ": too large");
        return Bytes(view.begin(), view.end());
    };
}

}  // namespace belvedere::stream
