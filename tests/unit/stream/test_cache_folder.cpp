// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/cache_folder.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <array>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "engine/core/file.hpp"
#include "engine/core/log.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::stream {
namespace {

using test::TemporaryFolder;

constexpr std::uint64_t kFileBytes = 1'000;

std::unique_ptr<CacheFolder> open_cache(const std::filesystem::path& folder,
                                        std::uint64_t bytes_max) {
    auto opened = CacheFolder::open({folder, ".piece", "cache of tests", bytes_max});
    EXPECT_TRUE(opened);
    return std::move(*opened);
}

std::filesystem::path piece(const CacheFolder& cache, int i) {
    return cache.path() / std::to_string(i % 4) / (std::to_string(i) + ".piece");
}

void write_piece(CacheFolder& cache, int i) {
    const std::string text(kFileBytes / 2, static_cast<char>('a' + i % 26));
    const std::array<ByteView, 2> pieces{as_bytes(text), as_bytes(text)};
    cache.write(piece(cache, i), pieces);
}

// Ages a file by so many seconds.
void age(const std::filesystem::path& file, time_t seconds) {
    const time_t then = ::time(nullptr) - seconds;
    const timespec times[2] = {{then, 0}, {then, 0}};
    ASSERT_EQ(::utimensat(AT_FDCWD, file.c_str(), times, 0), 0);
}

std::size_t pieces_in(const CacheFolder& cache) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(cache.path())) {
        count += entry.path().extension() == ".piece" ? 1U : 0U;
    }
    return count;
}

TEST(CacheFolder, WritesFilesWholeAndCountsThem) {
    const TemporaryFolder folder;
    const auto cache = open_cache(folder.path() / "new" / "cache", 1U << 30);
    for (int i = 0; i < 10; ++i) {
        write_piece(*cache, i);
    }
    EXPECT_EQ(cache->bytes(), 10 * kFileBytes);
    EXPECT_EQ(pieces_in(*cache), 10U);
    const auto read = read_file(piece(*cache, 3), kFileBytes);
    ASSERT_TRUE(read);
    EXPECT_EQ(as_text(*read), std::string(kFileBytes, 'd'));
}

TEST(CacheFolder, RemovesWhatWasUsedLeastRecently) {
    const TemporaryFolder folder;
    const auto cache = open_cache(folder.path(), 32 * kFileBytes);
    for (int i = 0; i < 30; ++i) {
        write_piece(*cache, i);
        age(piece(*cache, i), 10'000 - i);
    }
    EXPECT_EQ(pieces_in(*cache), 30U);
    cache->note_use(piece(*cache, 0));
    for (int i = 30; i < 36; ++i) {
        write_piece(*cache, i);
    }
    EXPECT_LE(pieces_in(*cache), 34U);  // The limit, and what is written between two scans.
    EXPECT_GE(pieces_in(*cache), 28U);
    EXPECT_TRUE(std::filesystem::exists(piece(*cache, 0)));
    EXPECT_FALSE(std::filesystem::exists(piece(*cache, 1)));
    EXPECT_TRUE(std::filesystem::exists(piece(*cache, 29)));
    EXPECT_TRUE(std::filesystem::exists(piece(*cache, 35)));
}

TEST(CacheFolder, BringsWhatItFindsWithinItsLimitAtTheFirstWrite) {
    const TemporaryFolder folder;
    const auto generous = open_cache(folder.path(), 1U << 30);
    for (int i = 0; i < 50; ++i) {
        write_piece(*generous, i);
    }
    const auto cache = open_cache(folder.path(), 20 * kFileBytes);
    EXPECT_EQ(pieces_in(*cache), 50U);
    write_piece(*cache, 50);
    EXPECT_EQ(pieces_in(*cache), 18U);
    EXPECT_EQ(cache->bytes(), 18 * kFileBytes);
}

TEST(CacheFolder, RemovesAbandonedTemporariesAndNothingElse) {
    const TemporaryFolder folder;
    folder.write("0/7.piece.abCD12", "of a crash");
    folder.write("8.piece.efGH34", "of another program, now");
    folder.write("notes.txt", std::string(50 * kFileBytes, 'n'));
    folder.write("0/tile.other", "of another cache");
    for (const char* name : {"0/7.piece.abCD12", "notes.txt", "0/tile.other"}) {
        age(folder.path() / name, 10'000);
    }
    const auto cache = open_cache(folder.path(), 20 * kFileBytes);
    write_piece(*cache, 1);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "0/7.piece.abCD12"));
    for (const char* name : {"8.piece.efGH34", "notes.txt", "0/tile.other", "1/1.piece"}) {
        EXPECT_TRUE(std::filesystem::exists(folder.path() / name)) << name;
    }
    EXPECT_EQ(cache->bytes(), kFileBytes);
}

TEST(CacheFolder, ComplainsOnceWhenItCannotWrite) {
    const TemporaryFolder folder;
    const auto cache = open_cache(folder.path() / "cache", 1U << 30);
    std::filesystem::remove(cache->path());
    folder.write("cache", "a file in place of the folder");
    std::vector<std::string> messages;
    log::set_sink([&](log::Level, std::string_view message) { messages.emplace_back(message); });
    write_piece(*cache, 1);
    write_piece(*cache, 2);
    log::set_sink({});
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_TRUE(messages.front().starts_with("cache of tests: ")) << messages.front();
    EXPECT_EQ(cache->bytes(), 0U);
    EXPECT_FALSE(CacheFolder::open({cache->path() / "below", ".piece", "cache", 1U << 30}));
}

TEST(CacheFolder, IsWrittenByManyThreads) {
    const TemporaryFolder folder;
    const auto cache = open_cache(folder.path(), 40 * kFileBytes);
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&, thread] {
            for (int i = 0; i < 100; ++i) {
                write_piece(*cache, 100 * thread + i);
                cache->note_use(piece(*cache, i));
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_LE(pieces_in(*cache), 60U);
    EXPECT_GE(pieces_in(*cache), 20U);
}

}  // namespace
}  // namespace belvedere::stream
