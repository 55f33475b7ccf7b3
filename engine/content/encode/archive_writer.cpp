// SPDX-License-Identifier: Apache-2.0
#include "engine/content/encode/archive_writer.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <limits>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

#include "engine/core/md5.hpp"

namespace belvedere::content::encode {

namespace {

// APPNOTE 6.3.9 of the ZIP format, sections 4.3.7 to 4.3.16.
constexpr std::uint32_t kLocalHeader = 0x04034b50;
constexpr std::uint32_t kDirectoryHeader = 0x02014b50;
constexpr std::uint32_t kZip64End = 0x06064b50;
constexpr std::uint32_t kZip64Locator = 0x07064b50;
constexpr std::uint32_t kEnd = 0x06054b50;
constexpr std::uint16_t kVersionPlain = 20, kVersionZip64 = 45;
constexpr std::uint16_t kUtf8Names = 0x0800;
constexpr std::uint16_t kDate1980 = 0x0021;  // No clock: equal input gives equal bytes.
constexpr std::uint32_t kMax32 = 0xFFFFFFFF;
constexpr std::size_t kNameBytesMax = 4096;

std::uint32_t crc_32(ByteView bytes) {
    static const std::array<std::uint32_t, 256> kTable = [] {
        std::array<std::uint32_t, 256> table{};
        for (std::uint32_t i = 0; i < 256; ++i) {
            std::uint32_t value = i;
            for (int bit = 0; bit < 8; ++bit) {
                value = (value & 1U) != 0 ? (value >> 1U) ^ 0xEDB88320U : value >> 1U;
            }
            table[i] = value;
        }
        return table;
    }();
    std::uint32_t crc = kMax32;
    for (const std::byte byte : bytes) {
        crc = kTable[(crc ^ std::to_integer<std::uint32_t>(byte)) & 0xFFU] ^ (crc >> 8U);
    }
    return ~crc;
}

// Little-endian records.
class Record {
  public:
    template <class Integer>
    Record& put(Integer value) {
        const auto part = std::as_bytes(std::span(&value, 1));
        bytes_.insert(bytes_.end(), part.begin(), part.end());
        return *this;
    }
    Record& put_text(const std::string& text) {
        const ByteView part = as_bytes(text);
        bytes_.insert(bytes_.end(), part.begin(), part.end());
        return *this;
    }
    [[nodiscard]] ByteView bytes() const { return bytes_; }

  private:
    Bytes bytes_;
};

struct Entry {
    std::string name;
    std::uint64_t offset = 0;
    std::uint32_t bytes = 0;
    std::uint32_t crc = 0;
};

struct IndexEntry {
    std::array<std::uint64_t, 2> hash{};
    std::uint64_t offset = 0;
};
static_assert(sizeof(IndexEntry) == 24);

}  // namespace

struct ArchiveWriter::State {
    std::filesystem::path target, part;
    std::FILE* file = nullptr;
    std::uint64_t position = 0;
    std::vector<Entry> entries;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (file != nullptr) static_cast<void>(std::fclose(file));  // It was given up before.
        std::error_code ignored;                                    // Gone already after finish().
        if (!part.empty()) std::filesystem::remove(part, ignored);
    }

    [[nodiscard]] Failure failure(const char* what) const {
        return fail(ErrorKind::kDevice,
                    target.string() + ": " + what + ": " + std::generic_category().message(errno));
    }
    [[nodiscard]] Result<void> write(ByteView bytes) {
        if (std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size()) {
            return failure("cannot be written");
        }
        position += bytes.size();
        return {};
    }
    [[nodiscard]] Result<void> write_entry(const std::string& name, ByteView bytes);
    [[nodiscard]] Bytes make_index() const;
    [[nodiscard]] Result<void> write_directory();
};

Result<void> ArchiveWriter::State::write_entry(const std::string& name, ByteView bytes) {
    const Entry entry{name, position, static_cast<std::uint32_t>(bytes.size()), crc_32(bytes)};
    Record header;
    header.put(kLocalHeader).put(kVersionPlain).put(kUtf8Names);
    header.put(std::uint16_t{0}).put(std::uint16_t{0}).put(kDate1980);
    header.put(entry.crc).put(entry.bytes).put(entry.bytes);
    header.put(static_cast<std::uint16_t>(name.size())).put(std::uint16_t{0}).put_text(name);
    entries.push_back(entry);
    if (auto written = write(header.bytes()); !written) return written;
    return write(bytes);
}

Bytes ArchiveWriter::State::make_index() const {
    std::vector<IndexEntry> index;
    index.reserve(entries.size());
    for (const Entry& entry : entries) {
        IndexEntry& at = index.emplace_back();
        const std::array<std::byte, 16> hash = md5(entry.name);
        std::memcpy(at.hash.data(), hash.data(), hash.size());
        at.offset = entry.offset;
    }
    std::ranges::sort(index, {},
                      [](const IndexEntry& at) { return std::pair(at.hash, at.offset); });
    const auto bytes = std::as_bytes(std::span(index));
    return {bytes.begin(), bytes.end()};
}

Result<void> ArchiveWriter::State::write_directory() {
    const std::uint64_t start = position;
    for (const Entry& entry : entries) {
        const bool is_far = entry.offset >= kMax32;
        Record header;
        header.put(kDirectoryHeader).put(kVersionZip64).put(is_far ? kVersionZip64 : kVersionPlain);
        header.put(kUtf8Names).put(std::uint16_t{0}).put(std::uint16_t{0}).put(kDate1980);
        header.put(entry.crc).put(entry.bytes).put(entry.bytes);
        header.put(static_cast<std::uint16_t>(entry.name.size()));
        header.put(static_cast<std::uint16_t>(is_far ? 12 : 0));
        header.put(std::uint16_t{0})
            .put(std::uint16_t{0})
            .put(std::uint16_t{0})
            .put(std::uint32_t{0});
        header.put(is_far ? kMax32 : static_cast<std::uint32_t>(entry.offset)).put_text(entry.name);
        if (is_far) header.put(std::uint16_t{1}).put(std::uint16_t{8}).put(entry.offset);
        if (auto written = write(header.bytes()); !written) return written;
    }
    const std::uint64_t size = position - start;
    const std::uint64_t count = entries.size();
    Record end;
    if (count >= 0xFFFF || start >= kMax32 || size >= kMax32) {
        const std::uint64_t zip64_end = position;
        end.put(kZip64End).put(std::uint64_t{44}).put(kVersionZip64).put(kVersionZip64);
        end.put(std::uint32_t{0}).put(std::uint32_t{0}).put(count).put(count).put(size).put(start);
        end.put(kZip64Locator).put(std::uint32_t{0}).put(zip64_end).put(std::uint32_t{1});
    }
    const auto short_count = static_cast<std::uint16_t>(std::min<std::uint64_t>(count, 0xFFFF));
    end.put(kEnd).put(std::uint16_t{0}).put(std::uint16_t{0}).put(short_count).put(short_count);
    end.put(static_cast<std::uint32_t>(std::min<std::uint64_t>(size, kMax32)));
    end.put(static_cast<std::uint32_t>(std::min<std::uint64_t>(start, kMax32)));
    end.put(std::uint16_t{0});
    return write(end.bytes());
}

ArchiveWriter::ArchiveWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
ArchiveWriter::ArchiveWriter(ArchiveWriter&& other) noexcept = default;
ArchiveWriter& ArchiveWriter::operator=(ArchiveWriter&& other) noexcept = default;
ArchiveWriter::~ArchiveWriter() = default;

Result<ArchiveWriter> ArchiveWriter::create(const std::filesystem::path& path) {
    auto state = std::make_unique<State>();
    state->target = path;
    std::filesystem::path part = path;
    part += ".part";
    state->file = std::fopen(part.c_str(), "wb");
    if (state->file == nullptr) return state->failure("cannot be created");
    state->part = std::move(part);
    return ArchiveWriter(std::move(state));
}

Result<void> ArchiveWriter::add(const std::string& name, ByteView bytes) {
    if (name.empty() || name.size() > kNameBytesMax || name.front() == '/') {
        return fail(ErrorKind::kUsage, "archive: \"" + name + "\" cannot name an entry");
    }
    if (bytes.size() >= kMax32) {
        return fail(ErrorKind::kLimit, "archive: " + name + " is larger than 4 GiB");
    }
    return state_->write_entry(name, bytes);
}

Result<void> ArchiveWriter::finish() {
    const Bytes index = state_->make_index();
    if (auto written = add("@3dtilesIndex1@", index); !written) return written;
    if (auto written = state_->write_directory(); !written) return written;
    if (std::fclose(std::exchange(state_->file, nullptr)) != 0) {
        return state_->failure("cannot be written");
    }
    std::error_code problem;
    std::filesystem::rename(state_->part, state_->target, problem);
    if (problem) {
        return fail(ErrorKind::kDevice, state_->target.string() + ": " + problem.message());
    }
    state_->part.clear();
    return {};
}

}  // namespace belvedere::content::encode
