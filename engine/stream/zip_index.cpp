// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/zip_index.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <string>
#include <utility>

#include "engine/core/md5.hpp"
#include "engine/stream/limits.hpp"

namespace belvedere::stream {
namespace {

constexpr std::string_view kIndexName = "@3dtilesIndex1@";
constexpr std::uint64_t kRecordBytes = 24;
constexpr std::uint64_t kCheckedAtOnce = 40'000;  // Records: a megabyte.
constexpr std::uint64_t kSearchedAtOnce = 170;    // A page; halving further costs more than it.
constexpr std::uint64_t kLocalHeaderBytes = 30;   // The least that an entry takes.

using Key = std::array<std::uint64_t, 2>;  // Compares as the records are sorted.
struct Record {
    Key key{};
    std::uint64_t offset = 0;
};

Record record_at(ByteView records, std::size_t place) {
    const std::byte* from = records.data() + place * kRecordBytes;
    return {{load_unaligned<std::uint64_t>(from), load_unaligned<std::uint64_t>(from + 8)},
            load_unaligned<std::uint64_t>(from + 16)};
}

Failure unsound(const std::string& what) {
    return fail(ErrorKind::kBadData, "3tz index: " + what);
}

}  // namespace

ZipIndex::ZipIndex(ReadAt read_at, std::uint64_t offset, std::uint64_t entries)
    : read_at_(std::move(read_at)), offset_(offset), entries_(entries) {}

Result<ZipIndex> ZipIndex::open(ReadAt read_at, std::uint64_t file_bytes) {
    const auto directory = find_zip_directory(read_at, file_bytes);
    if (!directory) return fail(directory.error());
    const auto entry = find_last_zip_entry(read_at, *directory, kIndexName);
    if (!entry) return fail(entry.error());
    if (!*entry) return fail(ErrorKind::kNotFound, "the archive has no 3tz index");
    const ZipEntry& stored = **entry;
    if (stored.method != 0 || stored.is_encrypted || stored.bytes != stored.stored_bytes) {
        return unsound("it is compressed");
    }
    if (stored.bytes > limits::kArchiveIndexBytes) {
        return fail(ErrorKind::kLimit, "3tz index: larger than " +
                                           std::to_string(limits::kArchiveIndexBytes) + " bytes");
    }
    const std::uint64_t count = stored.bytes / kRecordBytes;
    if (stored.bytes % kRecordBytes != 0) return unsound("its size is not whole records");
    if (count + 1 != directory->entries) {
        return unsound("it lists " + std::to_string(count) + " of the archive's " +
                       std::to_string(directory->entries) + " entries");
    }
    const auto offset = zip_data_offset(read_at, stored);
    if (!offset) return fail(offset.error());
    ZipIndex index(std::move(read_at), *offset, count);
    if (auto checked = index.check(file_bytes); !checked) return fail(checked.error());
    return index;
}

// Binary search is only right in what is sorted, so all of it is looked at once.
Result<void> ZipIndex::check(std::uint64_t file_bytes) const {
    std::optional<Key> last;
    for (std::uint64_t first = 0; first < entries_; first += kCheckedAtOnce) {
        const std::uint64_t count = std::min(kCheckedAtOnce, entries_ - first);
        const auto records = read_records(first, count);
        if (!records) return fail(records.error());
        for (std::size_t i = 0; i < count; ++i) {
            const Record record = record_at(*records, i);
            if (last && record.key <= *last) return unsound("its records are not in order");
            if (record.offset > file_bytes - kLocalHeaderBytes) {
                return unsound("it points outside the file");
            }
            last = record.key;
        }
    }
    return {};
}

Result<Bytes> ZipIndex::read_records(std::uint64_t first, std::uint64_t count) const {
    return read_at_(offset_ + first * kRecordBytes, count * kRecordBytes);
}

Result<ZipEntry> ZipIndex::find(std::string_view path) const {
    const Key key = std::bit_cast<Key>(md5(path));
    std::uint64_t first = 0;
    std::uint64_t end = entries_;
    while (end - first > kSearchedAtOnce) {
        const std::uint64_t middle = first + (end - first) / 2;
        const auto record = read_records(middle, 1);
        if (!record) return fail(record.error());
        (record_at(*record, 0).key <= key ? first : end) = middle;
    }
    const auto records = read_records(first, end - first);
    if (!records) return fail(records.error());
    for (std::size_t i = 0; i < end - first; ++i) {
        const Record record = record_at(*records, i);
        if (record.key != key) continue;
        auto local = read_zip_local_header(read_at_, record.offset);
        if (!local) return fail(local.error());
        if (local->name != path) return unsound("it points at another entry");
        return local->entry;
    }
    return fail(ErrorKind::kNotFound, "not in the archive");
}

}  // namespace belvedere::stream
