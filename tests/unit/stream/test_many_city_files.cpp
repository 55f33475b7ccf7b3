// SPDX-License-Identifier: Apache-2.0
// Of more city files than one source may have the first are shown, and that there are more is said.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include "engine/core/bounded_queue.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/stream/limits.hpp"
#include "engine/stream/source_opening.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/stream/loaded_city.hpp"

namespace belvedere::stream::tests_of_many_city_files {
namespace {

constexpr std::size_t kOneTooMany = limits::kCityFiles + 1;
const std::string kCity =
    R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],"translate":[0,0,0]},)"
    R"("CityObjects":{"a":{"type":"Building"}},"vertices":[]})";

// In the order of their numbers, so that the last by name is known.
std::string name_of(std::size_t number) {
    char name[32];
    std::snprintf(name, sizeof name, "%06zu.city.json", number);
    return name;
}

// What is said of having more files than are shown; how many are.
struct Opened {
    std::vector<std::string> sentences;
    std::vector<std::string> parts;
};

Opened opened(const std::filesystem::path& path) {
    JobPool jobs({2, WorkerScheduling::kNormal});
    auto done = std::make_shared<BoundedQueue<Result<OpenedPair>>>(~std::uint64_t{0});
    SourceOptions options;
    options.uri = path.string();
    open_source(jobs, options, {}, {}, [done](Result<OpenedPair> pair) {
        static_cast<void>(done->try_push(std::move(pair), 0));
    });
    const auto pair = wait_for(*done);
    Opened all;
    EXPECT_TRUE(pair) << pair.error().message;
    if (!pair) return all;
    for (const std::string& warning : pair->opened.warnings) {
        if (warning.find("city files") != warning.npos) all.sentences.push_back(warning);
    }
    for (const CityPart& part : pair->opened.city)
        all.parts.push_back(part.name);
    return all;
}

void expect_cut(const Opened& shown) {
    EXPECT_THAT(shown.sentences,
                testing::ElementsAre("there are more than 10000 city files: the first of them by "
                                     "name are shown"));
    ASSERT_EQ(shown.parts.size(), limits::kCityFiles);
    EXPECT_EQ(std::ranges::count(shown.parts, name_of(kOneTooMany - 1)), 0);
    EXPECT_EQ(shown.parts.front(), name_of(0));
}

TEST(ManyCityFiles, AFolderSaysThatItHasMore) {
    const test::TemporaryFolder folder;
    for (std::size_t i = 0; i < kOneTooMany; ++i)
        folder.write(name_of(i), kCity);
    expect_cut(opened(folder.path()));
    std::filesystem::remove(folder.path() / name_of(7));
    const Opened all = opened(folder.path());
    EXPECT_THAT(all.sentences, testing::IsEmpty());
    EXPECT_EQ(all.parts.size(), limits::kCityFiles);
    EXPECT_EQ(std::ranges::count(all.parts, name_of(kOneTooMany - 1)), 1);
}

TEST(ManyCityFiles, AnArchiveSaysThatItHasMore) {
    const test::TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "city.zip";
    int code = 0;
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE, &code);
    ASSERT_NE(archive, nullptr) << code;
    for (std::size_t i = 0; i < kOneTooMany; ++i) {
        zip_source_t* source = zip_source_buffer(archive, kCity.data(), kCity.size(), 0);
        const zip_int64_t index = zip_file_add(archive, name_of(i).c_str(), source, 0);
        ASSERT_GE(index, 0);
        ASSERT_EQ(
            zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0),
            0);
    }
    ASSERT_EQ(zip_close(archive), 0);
    expect_cut(opened(path));
}

}  // namespace
}  // namespace belvedere::stream::tests_of_many_city_files
