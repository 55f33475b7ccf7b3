// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/zip_index.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "engine/content/encode/archive_writer.hpp"
#include "engine/core/file.hpp"
#include "engine/core/log.hpp"
#include "engine/stream/archive_source.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::stream {
namespace {

using test::TemporaryFolder;

constexpr std::size_t kTiles = 400;  // More than one step of the search.
constexpr std::size_t kRecordBytes = 24;

std::string tile_name(std::size_t i) {
    return "tiles/" + std::to_string(i) + ".glb";
}

// A package of kTiles tiles and the root document, as one text.
std::string make_package(const TemporaryFolder& folder) {
    const std::filesystem::path path = folder.path() / "made.3tz";
    auto writer = content::encode::ArchiveWriter::create(path);
    EXPECT_TRUE(writer);
    EXPECT_TRUE(writer->add("tileset.json", as_bytes("{}")));
    for (std::size_t i = 0; i < kTiles; ++i) {
        const std::string text = "content of tile " + std::to_string(i);
        EXPECT_TRUE(writer->add(tile_name(i), as_bytes(text)));
    }
    EXPECT_TRUE(writer->finish());
    return std::string(as_text(read_file(path, 1U << 20U).value()));
}

std::size_t index_start(const std::string& package) {
    return package.find("@3dtilesIndex1@") + 15;
}

ReadAt reader_of(const std::string& package) {
    return [&package](std::uint64_t offset, std::uint64_t length) -> Result<Bytes> {
        const auto part = checked_slice(as_bytes(package), offset, length);
        if (!part) return fail(ErrorKind::kBadData, "outside");
        return Bytes(part->begin(), part->end());
    };
}

Result<ZipIndex> open_index(const std::string& package) {
    return ZipIndex::open(reader_of(package), package.size());
}

// The log's warnings while it lives.
class Warnings {
  public:
    Warnings() {
        log::set_sink([this](log::Level level, std::string_view message) {
            if (level == log::Level::kWarning) messages_.emplace_back(message);
        });
    }
    Warnings(const Warnings&) = delete;
    Warnings& operator=(const Warnings&) = delete;
    ~Warnings() { log::set_sink({}); }

    [[nodiscard]] const std::vector<std::string>& messages() const { return messages_; }

  private:
    std::vector<std::string> messages_;
};

// Whether every tile of the package, written to a file, can be read; warnings expected of it.
void expect_readable(const TemporaryFolder& folder, const std::string& package,
                     std::size_t warnings_expected) {
    folder.write("set.3tz", package);
    const Warnings warnings;
    const auto source = open_zip_source(folder.path() / "set.3tz");
    ASSERT_TRUE(source) << source.error().message;
    for (std::size_t i = 0; i < kTiles; ++i) {
        const auto tile = read_now(**source, tile_name(i), CancelToken());
        ASSERT_TRUE(tile) << tile.error().message;
        EXPECT_EQ(as_text(tile->bytes), "content of tile " + std::to_string(i));
    }
    const auto none = read_now(**source, "tiles/none.glb", CancelToken());
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().kind, ErrorKind::kNotFound);
    EXPECT_EQ(warnings.messages().size(), warnings_expected);
}

TEST(ZipIndex, FindsEveryEntryWithoutTheDirectory) {
    const TemporaryFolder folder;
    std::string package = make_package(folder);
    // Of the directory only the last entry, the index's own, is left.
    const std::size_t directory = package.find("PK\x01\x02");
    const std::size_t last = package.rfind("PK\x01\x02");
    std::fill(package.begin() + static_cast<std::ptrdiff_t>(directory),
              package.begin() + static_cast<std::ptrdiff_t>(last), 'x');
    const auto index = open_index(package);
    ASSERT_TRUE(index) << index.error().message;
    EXPECT_EQ(index->entries(), kTiles + 1);
    for (std::size_t i = 0; i < kTiles; ++i) {
        const auto entry = index->find(tile_name(i));
        ASSERT_TRUE(entry) << entry.error().message;
        EXPECT_EQ(entry->method, 0);
        EXPECT_EQ(entry->bytes, ("content of tile " + std::to_string(i)).size());
    }
    EXPECT_EQ(index->find("tiles/none.glb").error().kind, ErrorKind::kNotFound);
    expect_readable(folder, package, 0);
}

TEST(ZipIndex, IsMissingFromAnOrdinaryArchive) {
    const TemporaryFolder folder;
    std::string package = make_package(folder);
    for (std::size_t at = package.find("@3dtiles"); at != std::string::npos;
         at = package.find("@3dtiles", at)) {
        package[at] = '_';
    }
    EXPECT_EQ(open_index(package).error().kind, ErrorKind::kNotFound);
    expect_readable(folder, package, 0);
}

TEST(ZipIndex, IsRefusedOutOfOrder) {
    const TemporaryFolder folder;
    std::string package = make_package(folder);
    const auto first = package.begin() + static_cast<std::ptrdiff_t>(index_start(package));
    std::swap_ranges(first, first + kRecordBytes, first + kRecordBytes);
    const auto index = open_index(package);
    ASSERT_FALSE(index);
    EXPECT_EQ(index.error().kind, ErrorKind::kBadData);
    EXPECT_NE(index.error().message.find("not in order"), std::string::npos);
    expect_readable(folder, package, 1);
}

TEST(ZipIndex, IsRefusedWhenItPointsOutsideTheFile) {
    const TemporaryFolder folder;
    std::string package = make_package(folder);
    const std::uint64_t far = package.size() - 10;
    std::memcpy(package.data() + index_start(package) + 16, &far, sizeof far);
    const auto index = open_index(package);
    ASSERT_FALSE(index);
    EXPECT_NE(index.error().message.find("outside the file"), std::string::npos);
    expect_readable(folder, package, 1);
}

TEST(ZipIndex, IsRefusedWhenItsSizeIsWrong) {
    const TemporaryFolder folder;
    const std::string package = make_package(folder);
    const std::size_t last = package.rfind("PK\x01\x02");
    for (const std::size_t size : {(kTiles + 1) * 24 - 1, kTiles * 24, std::size_t{0}}) {
        const auto bytes = static_cast<std::uint32_t>(size);
        std::string broken = package;
        std::memcpy(broken.data() + last + 20, &bytes, sizeof bytes);
        std::memcpy(broken.data() + last + 24, &bytes, sizeof bytes);
        EXPECT_EQ(open_index(broken).error().kind, ErrorKind::kBadData) << bytes;
        expect_readable(folder, broken, 1);
    }
    std::string compressed = package;
    compressed[last + 10] = 8;
    EXPECT_EQ(open_index(compressed).error().kind, ErrorKind::kBadData);
    expect_readable(folder, compressed, 1);
}

TEST(ZipIndex, IsGivenUpOnceItPointsAtAnotherEntry) {
    const TemporaryFolder folder;
    std::string package = make_package(folder);
    char* const offset = package.data() + index_start(package) + 16;
    std::swap_ranges(offset, offset + 8, offset + 5 * kRecordBytes);
    const auto index = open_index(package);
    ASSERT_TRUE(index) << index.error().message;
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < kTiles; ++i) {
        const auto entry = index->find(tile_name(i));
        if (entry) continue;
        EXPECT_EQ(entry.error().kind, ErrorKind::kBadData);
        ++wrong;
    }
    EXPECT_GE(wrong, 1U);
    EXPECT_LE(wrong, 2U);
    expect_readable(folder, package, 1);
}

TEST(ZipIndex, IsGivenUpByManyThreadsAtOnce) {
    const TemporaryFolder folder;
    std::string package = make_package(folder);
    const std::uint64_t zero = 0;
    for (std::size_t i = 0; i <= kTiles; ++i) {
        std::memcpy(package.data() + index_start(package) + i * kRecordBytes + 16, &zero, 8);
    }
    folder.write("set.3tz", package);
    const Warnings warnings;
    const auto source = open_zip_source(folder.path() / "set.3tz");
    ASSERT_TRUE(source) << source.error().message;
    std::atomic<std::size_t> read{0};
    std::vector<std::thread> threads;
    for (std::size_t thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&] {
            for (std::size_t i = 0; i < kTiles; ++i) {
                if (read_now(**source, tile_name(i), CancelToken())) ++read;
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(read, 4 * kTiles);
    EXPECT_EQ(warnings.messages().size(), 1U);
}

TEST(ZipIndex, SurvivesDamageAnywhere) {
    const TemporaryFolder folder;
    const std::string whole = make_package(folder);
    std::mt19937 random(3);
    for (int round = 0; round < 2'000; ++round) {
        std::string broken = whole;
        const std::size_t from = round % 2 == 0 ? 0 : index_start(whole) - 45;
        for (int i = 0; i < 1 + round % 4; ++i) {
            broken[from + random() % (broken.size() - from)] = static_cast<char>(random());
        }
        if (round % 5 == 0) broken.resize(random() % broken.size());
        const auto index = open_index(broken);
        if (!index) continue;
        for (std::size_t i = 0; i < 10; ++i) {
            const auto entry = index->find(tile_name(random() % kTiles));
            if (!entry) continue;
            EXPECT_TRUE(zip_data_offset(reader_of(broken), *entry));
        }
    }
}

}  // namespace
}  // namespace belvedere::stream
