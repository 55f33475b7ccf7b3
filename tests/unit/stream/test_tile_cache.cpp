// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/core/file.hpp"
#include "engine/stream/tile_cache.hpp"
#include "tests/support/sample_content.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::stream {
namespace {

using test::sample_content;
using test::TemporaryFolder;

TileCacheKey key_of(const std::string& uri, const std::string& stamp = "1") {
    static const std::array<double, 16> identity{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
    return tile_cache_key({uri, stamp, "EPSG:4978", identity.data(), 0});
}

const StampOf kNoStamps = [](const std::string&) { return std::string(); };

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) files.push_back(entry.path());
    }
    return files;
}

TEST(TileCache, ReturnsWhatWasStored) {
    const TemporaryFolder folder;
    const auto cache = TileCache::open(folder.path(), 1U << 30);
    ASSERT_TRUE(cache);
    const content::TileContent content = sample_content(100);
    EXPECT_FALSE((*cache)->load(key_of("a"), kNoStamps));
    (*cache)->store(key_of("a"), content, {});
    const auto found = (*cache)->load(key_of("a"), kNoStamps);
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_TRUE(std::equal(found->bytes().begin(), found->bytes().end(), content.bytes().begin(),
                           content.bytes().end()));
    EXPECT_FALSE((*cache)->load(key_of("a", "2"), kNoStamps));
    EXPECT_FALSE((*cache)->load(key_of("b"), kNoStamps));
}

TEST(TileCache, KeepsEveryChoiceOfFeatureIdsApart) {
    const std::array<double, 16> matrix{};
    const auto key = [&](const std::string& set) {
        return tile_cache_key({"a", "1", "EPSG:4978", matrix.data(), 0, set});
    };
    EXPECT_EQ(key("").hash, tile_cache_key({"a", "1", "EPSG:4978", matrix.data(), 0}).hash);
    EXPECT_NE(key("storeys").hash, key("").hash);
    EXPECT_NE(key("storeys").hash, key("1").hash);
}

TEST(TileCache, ForgetsABlockWhoseFilesChanged) {
    const TemporaryFolder folder;
    const auto cache = TileCache::open(folder.path(), 1U << 30);
    std::string stamp = "s1";
    const StampOf stamps = [&](const std::string&) { return stamp; };
    (*cache)->store(key_of("a"), sample_content(10), {{"texture.png", "s1"}, {"b.bin", "s1"}});
    EXPECT_TRUE((*cache)->load(key_of("a"), stamps));
    stamp = "s2";
    EXPECT_FALSE((*cache)->load(key_of("a"), stamps));
}

TEST(TileCache, DetectsEveryDamage) {
    const TemporaryFolder folder;
    const auto cache = TileCache::open(folder.path(), 1U << 30);
    std::mt19937 random(1);
    for (int round = 0; round < 300; ++round) {
        (*cache)->store(key_of("a"), sample_content(20), {{"x", "1"}});
        const auto files = files_in(folder.path());
        ASSERT_EQ(files.size(), 1U);
        std::ifstream in(files[0], std::ios::binary);
        std::string bytes(std::istreambuf_iterator<char>(in), {});
        if (round % 4 == 0) {
            bytes.resize(random() % bytes.size());
        } else {
            // The last 8 bytes of the header are unused.
            std::size_t at = random() % bytes.size();
            if (at >= 40 && at < 48) at = 0;
            bytes[at] = static_cast<char>(bytes[at] ^ static_cast<char>(1 + random() % 255));
        }
        std::ofstream(files[0], std::ios::binary) << bytes;
        const StampOf stamps = [](const std::string&) { return std::string("1"); };
        EXPECT_FALSE((*cache)->load(key_of("a"), stamps)) << round;
    }
}

TEST(TileCache, KeepsToItsLimitAndToWhatWasUsedLast) {
    const TemporaryFolder folder;
    const std::uint64_t one = sample_content(1000).bytes().size() + 64;
    const auto cache = TileCache::open(folder.path(), one * 40);
    ASSERT_TRUE(cache);
    for (int i = 0; i < 200; ++i) {
        (*cache)->store(key_of(std::to_string(i)), sample_content(1000), {});
        // Files of one test differ by nothing but their time of use.
        for (const auto& file : files_in(folder.path())) {
            const timespec times[2] = {{1'000'000 + i, 0}, {1'000'000 + i, 0}};
            struct stat status {};
            ::stat(file.c_str(), &status);
            if (status.st_mtime > 1'500'000'000) ::utimensat(AT_FDCWD, file.c_str(), times, 0);
        }
    }
    std::uint64_t total = 0;
    for (const auto& file : files_in(folder.path())) {
        total += std::filesystem::file_size(file);
    }
    EXPECT_LE(total, one * 44);
    EXPECT_GE(total, one * 20);
    EXPECT_TRUE((*cache)->load(key_of("199"), kNoStamps));
    EXPECT_FALSE((*cache)->load(key_of("0"), kNoStamps));
}

// Two programs write and read at once, and one of them is killed again and again: what is read is
// whole.
TEST(TileCache, IsSafeAgainstCrashesAndOtherPrograms) {
    const TemporaryFolder folder;
    const auto write_for_ever = [&] {
        const auto cache = TileCache::open(folder.path(), 1U << 22);
        std::minstd_rand random(static_cast<unsigned>(::getpid()));
        while (true) {
            const auto name = static_cast<std::uint32_t>(random() % 50);
            (*cache)->store(key_of(std::to_string(name)), sample_content(100 + name), {});
        }
    };
    std::mt19937 random(7);
    const auto cache = TileCache::open(folder.path(), 1U << 22);
    std::size_t hits = 0;
    double patience = 1.0;  // Grows until a child lives long enough to write something.
    for (int round = 0; round < 25 || (hits <= 100 && round < 100); ++round) {
        if (hits == 0) patience = std::min(patience * 2.0, 200.0);
        const pid_t child = ::fork();
        if (child == 0) write_for_ever();
        const double end_s =
            system_clock().steady_seconds() + patience * (0.01 + 0.001 * (round % 20));
        while (system_clock().steady_seconds() < end_s) {
            const auto name = static_cast<std::uint32_t>(random() % 50);
            const auto found = (*cache)->load(key_of(std::to_string(name)), kNoStamps);
            if (!found) continue;
            ++hits;
            ASSERT_EQ(found->header().triangle_count, 100 + name);
        }
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
    }
    EXPECT_GT(hits, 100U);
}

// The bar: loading through the cache costs at most 1.5 times reading the same bytes.
TEST(TileCache, CostsLittleMoreThanReading) {
    const TemporaryFolder folder;
    const auto cache = TileCache::open(folder.path(), 1U << 30);
    constexpr int kTiles = 280;
    for (int i = 0; i < kTiles; ++i) {
        (*cache)->store(key_of(std::to_string(i)), sample_content(3700), {});
    }
    const auto files = files_in(folder.path());
    double reading_s = 1e9;
    double loading_s = 1e9;
    for (int round = 0; round < 5; ++round) {
        const double start_s = thread_cpu_seconds();
        for (const auto& file : files) {
            EXPECT_TRUE(read_file(file, 1U << 30));
        }
        const double middle_s = thread_cpu_seconds();
        for (int i = 0; i < kTiles; ++i) {
            EXPECT_TRUE((*cache)->load(key_of(std::to_string(i)), kNoStamps));
        }
        const double end_s = thread_cpu_seconds();
        reading_s = std::min(reading_s, middle_s - start_s);
        loading_s = std::min(loading_s, end_s - middle_s);
    }
    std::printf("reading %.2f ms, loading from the cache %.2f ms: %.2f times\n", reading_s * 1e3,
                loading_s * 1e3, loading_s / reading_s);
}

}  // namespace
}  // namespace belvedere::stream
