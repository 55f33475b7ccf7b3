// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/zip_directory.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/stream/limits.hpp"

namespace belvedere::stream {
namespace {

constexpr std::uint64_t kEndBytes = 22;
constexpr std::uint64_t kCommentBytes = 65'535;
constexpr std::uint32_t kEndMagic = 0x06054B50;
constexpr std::uint32_t kLocator64Magic = 0x07064B50;
constexpr std::uint32_t kEnd64Magic = 0x06064B50;
constexpr std::uint32_t kDirectoryMagic = 0x02014B50;
constexpr std::uint32_t kLocalMagic = 0x04034B50;
constexpr std::uint64_t kEntryBytes = 46;
constexpr std::uint64_t kLocalBytes = 30;
constexpr std::uint64_t kLastEntryBytes = 1'024;  // Looked at for the last entry of the directory.
constexpr std::uint16_t kEncryptedFlag = 1;
constexpr std::uint16_t kSizesFollowFlag = 8;  // A data descriptor behind the data has them.
constexpr std::uint16_t kZip64Field = 0x0001;
constexpr std::uint32_t kIn64 = 0xFFFFFFFF;

Failure broken(const std::string& what) {
    return fail(ErrorKind::kBadData, "zip: " + what);
}

// The last place where an end record fits exactly: comments may hold its magic too.
std::optional<std::size_t> find_end(ByteView tail) {
    if (tail.size() < kEndBytes) return std::nullopt;
    for (std::size_t at = tail.size() - kEndBytes + 1; at-- > 0;) {
        if (load_unaligned<std::uint32_t>(tail.data() + at) != kEndMagic) continue;
        const auto comment = load_unaligned<std::uint16_t>(tail.data() + at + 20);
        if (at + kEndBytes + comment <= tail.size()) return at;
    }
    return std::nullopt;
}

Result<ZipExtent> read_end_64(const ReadAt& read_at, ByteView locator) {
    ByteReader reader(locator);
    if (reader.read<std::uint32_t>() != kLocator64Magic) return broken("zip64 locator is missing");
    static_cast<void>(reader.read<std::uint32_t>());
    const auto offset = reader.read<std::uint64_t>();
    const auto record = read_at(offset, 56);
    if (!record) return broken("zip64 end record lies outside the file");
    ByteReader end(*record);
    if (end.read<std::uint32_t>() != kEnd64Magic) return broken("zip64 end record is missing");
    static_cast<void>(end.take(20));
    ZipExtent extent;
    static_cast<void>(end.read<std::uint64_t>());  // Entries on this disk.
    extent.entries = end.read<std::uint64_t>();
    extent.length = end.read<std::uint64_t>();
    extent.offset = end.read<std::uint64_t>();
    return extent;
}

Result<ZipExtent> find_extent(const ReadAt& read_at, std::uint64_t file_bytes) {
    const std::uint64_t tail_bytes = std::min(file_bytes, kEndBytes + kCommentBytes + 20);
    const auto tail = read_at(file_bytes - tail_bytes, tail_bytes);
    if (!tail) return fail(tail.error());
    const auto at = find_end(*tail);
    if (!at) return broken("no central directory (the file is cut off or no zip)");
    ByteReader reader(ByteView(*tail).subspan(*at));
    static_cast<void>(reader.take(10));
    ZipExtent extent;
    extent.entries = reader.read<std::uint16_t>();
    extent.length = reader.read<std::uint32_t>();
    extent.offset = reader.read<std::uint32_t>();
    const bool is_64 = extent.entries == 0xFFFF || extent.length == kIn64 || extent.offset == kIn64;
    if (!is_64 || *at < 20) return extent;
    const ByteView locator = ByteView(*tail).subspan(*at - 20, 20);
    if (load_unaligned<std::uint32_t>(locator.data()) != kLocator64Magic) return extent;
    return read_end_64(read_at, locator);
}

// Sizes and offsets over 4 GiB stand in an extra field, in this order, only those that overflow.
Result<void> read_zip64(ByteView extra, ZipEntry& entry) {
    ByteReader fields(extra);
    while (!fields.failed() && fields.remaining() >= 4) {
        const auto id = fields.read<std::uint16_t>();
        const auto length = fields.read<std::uint16_t>();
        const ByteView body = fields.take(length);
        if (id != kZip64Field) continue;
        ByteReader values(body);
        if (entry.bytes == kIn64) entry.bytes = values.read<std::uint64_t>();
        if (entry.stored_bytes == kIn64) entry.stored_bytes = values.read<std::uint64_t>();
        if (entry.header_offset == kIn64) entry.header_offset = values.read<std::uint64_t>();
        if (values.failed()) return broken("zip64 field is too short");
    }
    return {};
}

bool is_plain_name(std::string_view name) {
    if (name.empty() || name.front() == '/' || name.back() == '/') return false;
    if (name.find('\0') != std::string_view::npos || name.find('\\') != std::string_view::npos) {
        return false;
    }
    for (std::size_t at = 0; at <= name.size();) {
        const std::size_t end = std::min(name.find('/', at), name.size());
        const std::string_view segment = name.substr(at, end - at);
        if (segment.empty() || segment == "." || segment == "..") return false;
        at = end + 1;
    }
    return true;
}

// What directory and local header have alike, from the method to the sizes (APPNOTE 4.3.7, 4.3.12).
ZipEntry read_entry_fields(ByteReader& reader, std::uint16_t flags) {
    ZipEntry entry;
    entry.is_encrypted = (flags & kEncryptedFlag) != 0;
    entry.method = reader.read<std::uint16_t>();
    static_cast<void>(reader.take(8));
    entry.stored_bytes = reader.read<std::uint32_t>();
    entry.bytes = reader.read<std::uint32_t>();
    return entry;
}

struct NamedEntry {
    std::string_view name;
    ZipEntry entry;
};

Result<NamedEntry> read_directory_entry(ByteReader& reader) {
    if (reader.read<std::uint32_t>() != kDirectoryMagic) return broken("directory entry is broken");
    static_cast<void>(reader.take(4));
    const auto flags = reader.read<std::uint16_t>();
    NamedEntry read{{}, read_entry_fields(reader, flags)};
    ZipEntry& entry = read.entry;
    const auto name_bytes = reader.read<std::uint16_t>();
    const auto extra_bytes = reader.read<std::uint16_t>();
    const auto comment_bytes = reader.read<std::uint16_t>();
    static_cast<void>(reader.take(8));
    entry.header_offset = reader.read<std::uint32_t>();
    read.name = as_text(reader.take(name_bytes));
    const ByteView extra = reader.take(extra_bytes);
    static_cast<void>(reader.take(comment_bytes));
    if (reader.failed()) return broken("directory ends too early");
    if (auto wide = read_zip64(extra, entry); !wide) return fail(wide.error());
    return read;
}

}  // namespace

Result<ZipExtent> find_zip_directory(const ReadAt& read_at, std::uint64_t file_bytes) {
    if (file_bytes < kEndBytes) return broken("the file is too short");
    auto extent = find_extent(read_at, file_bytes);
    if (!extent) return extent;
    if (extent->offset > file_bytes || extent->length > file_bytes - extent->offset) {
        return broken("directory lies outside the file");
    }
    return extent;
}

Result<std::optional<ZipEntry>> find_last_zip_entry(const ReadAt& read_at,
                                                    const ZipExtent& directory,
                                                    std::string_view name) {
    const std::uint64_t tail_bytes = std::min(directory.length, kLastEntryBytes);
    if (tail_bytes < kEntryBytes) return std::nullopt;
    const auto tail = read_at(directory.offset + directory.length - tail_bytes, tail_bytes);
    if (!tail) return fail(tail.error());
    for (std::size_t at = tail->size() - kEntryBytes + 1; at-- > 0;) {
        if (load_unaligned<std::uint32_t>(tail->data() + at) != kDirectoryMagic) continue;
        ByteReader reader(ByteView(*tail).subspan(at));
        const auto last = read_directory_entry(reader);
        if (last && reader.remaining() == 0 && last->name == name) return last->entry;
    }
    return std::nullopt;
}

Result<ZipDirectory> read_zip_directory(const ReadAt& read_at, std::uint64_t file_bytes) {
    const auto extent = find_zip_directory(read_at, file_bytes);
    if (!extent) return fail(extent.error());
    if (extent->length > limits::kArchiveIndexBytes || extent->entries > limits::kArchiveEntries) {
        return fail(ErrorKind::kLimit,
                    "zip: more than " + std::to_string(limits::kArchiveEntries) + " entries");
    }
    const auto bytes = read_at(extent->offset, extent->length);
    if (!bytes) return fail(bytes.error());
    ZipDirectory directory;
    ByteReader reader(*bytes);
    for (std::uint64_t i = 0; i < extent->entries; ++i) {
        const auto read = read_directory_entry(reader);
        if (!read) return fail(read.error());
        if (is_plain_name(read->name)) {
            directory.insert_or_assign(std::string(read->name), read->entry);
        }
    }
    return directory;
}

Result<ZipLocalHeader> read_zip_local_header(const ReadAt& read_at, std::uint64_t offset) {
    const auto header = read_at(offset, kLocalBytes);
    if (!header) return fail(header.error());
    ByteReader reader(*header);
    if (reader.read<std::uint32_t>() != kLocalMagic) return broken("local header is missing");
    static_cast<void>(reader.take(2));
    const auto flags = reader.read<std::uint16_t>();
    if ((flags & kSizesFollowFlag) != 0) return broken("local header is without sizes");
    ZipLocalHeader local{{}, read_entry_fields(reader, flags)};
    ZipEntry& entry = local.entry;
    const auto name_bytes = reader.read<std::uint16_t>();
    const auto extra_bytes = reader.read<std::uint16_t>();
    const auto rest = read_at(offset + kLocalBytes, std::uint64_t{name_bytes} + extra_bytes);
    if (!rest) return fail(rest.error());
    local.name = as_text(ByteView(*rest).first(name_bytes));
    if (auto wide = read_zip64(ByteView(*rest).subspan(name_bytes), entry); !wide) {
        return fail(wide.error());
    }
    entry.header_offset = offset;
    return local;
}

Result<std::uint64_t> zip_data_offset(const ReadAt& read_at, const ZipEntry& entry) {
    const auto header = read_at(entry.header_offset, kLocalBytes);
    if (!header) return fail(header.error());
    ByteReader reader(*header);
    if (reader.read<std::uint32_t>() != kLocalMagic) return broken("local header is missing");
    static_cast<void>(reader.take(22));
    const auto name_bytes = reader.read<std::uint16_t>();
    const auto extra_bytes = reader.read<std::uint16_t>();
    return entry.header_offset + kLocalBytes + name_bytes + extra_bytes;
}

}  // namespace belvedere::stream
