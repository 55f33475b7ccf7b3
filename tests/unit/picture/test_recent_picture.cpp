// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <fstream>

#include "app/picture/recent_picture.hpp"
#include "engine/content/encode/png_writer.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace belvedere;
using namespace belvedere::picture;
namespace fs = std::filesystem;

constexpr std::size_t kPixels = std::size_t{kRecentWidth_px} * kRecentHeight_px;

std::vector<std::uint8_t> striped() {
    std::vector<std::uint8_t> rgb(kPixels * 3);
    for (std::size_t i = 0; i < kPixels; ++i) {
        rgb[i * 3] = static_cast<std::uint8_t>(i % kRecentWidth_px);
        rgb[i * 3 + 1] = static_cast<std::uint8_t>(i / kRecentWidth_px);
        rgb[i * 3 + 2] = 7;
    }
    return rgb;
}

std::size_t files_in(const fs::path& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(RecentPicture, IsReadAsItWasKept) {
    const test::TemporaryFolder folder;
    const auto before = std::chrono::system_clock::now().time_since_epoch();
    ASSERT_TRUE(keep_recent_picture(folder.path() / "new", "/a/tileset.json", striped()));
    const auto read = read_recent_picture(folder.path() / "new", "/a/tileset.json");
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_EQ(read->rgba.size(), kPixels * 4);
    const std::size_t at = (std::size_t{100} * kRecentWidth_px + 33) * 4;
    EXPECT_EQ(std::to_integer<int>(read->rgba[at]), 33);
    EXPECT_EQ(std::to_integer<int>(read->rgba[at + 1]), 100);
    EXPECT_EQ(std::to_integer<int>(read->rgba[at + 2]), 7);
    EXPECT_EQ(std::to_integer<int>(read->rgba[at + 3]), 255);
    const auto before_us = std::chrono::duration_cast<std::chrono::microseconds>(before).count();
    EXPECT_NEAR(static_cast<double>(read->taken.microseconds - before_us), 0.0, 60e6);
    EXPECT_FALSE(read_recent_picture(folder.path() / "new", "/b/tileset.json"));
}

TEST(RecentPicture, DoesNotSayWhoseItIs) {
    const std::string name =
        recent_picture_path("/cache", "https://me:secret@example.org/t.json").string();
    EXPECT_EQ(name.find("secret"), std::string::npos);
    EXPECT_EQ(name.find("example"), std::string::npos);
}

TEST(RecentPicture, TheOldestGo) {
    const test::TemporaryFolder folder;
    const auto rgb = striped();
    const auto now = fs::file_time_type::clock::now();
    for (std::size_t i = 0; i < kRecentPicturesMax + 3; ++i) {
        const std::string source = "/city" + std::to_string(i);
        ASSERT_TRUE(keep_recent_picture(folder.path(), source, rgb));
        const auto age = std::chrono::seconds(1000 - static_cast<long>(i));
        fs::last_write_time(recent_picture_path(folder.path(), source), now - age);
    }
    ASSERT_TRUE(keep_recent_picture(folder.path(), "/newest", rgb));
    EXPECT_EQ(files_in(folder.path()), kRecentPicturesMax);
    EXPECT_TRUE(read_recent_picture(folder.path(), "/newest"));
    EXPECT_FALSE(read_recent_picture(folder.path(), "/city0"));
    EXPECT_FALSE(read_recent_picture(folder.path(), "/city3"));
    EXPECT_TRUE(read_recent_picture(folder.path(), "/city4"));
}

TEST(RecentPicture, WhatIsNotOursIsNotShown) {
    const test::TemporaryFolder folder;
    const auto write = [&](const std::string& source, const std::string& bytes) {
        std::ofstream(recent_picture_path(folder.path(), source), std::ios::binary) << bytes;
    };
    write("/empty", "");
    write("/text", "not a picture");
    write("/large", std::string(kRecentFileBytesMax + 1, 'x'));
    EXPECT_FALSE(read_recent_picture(folder.path(), "/empty"));
    EXPECT_FALSE(read_recent_picture(folder.path(), "/text"));
    const auto large = read_recent_picture(folder.path(), "/large");
    ASSERT_FALSE(large);
    EXPECT_EQ(large.error().kind, ErrorKind::kLimit);
    // A PNG of another size, and one of ours that was cut off.
    auto other = content::encode::PngWriter::create(recent_picture_path(folder.path(), "/other"),
                                                    {2, 1, {}});
    ASSERT_TRUE(other);
    ASSERT_TRUE(other->add_rows(std::vector<std::uint8_t>{1, 2, 3, 4, 5, 6}));
    ASSERT_TRUE(other->finish());
    const auto small = read_recent_picture(folder.path(), "/other");
    ASSERT_FALSE(small);
    EXPECT_EQ(small.error().kind, ErrorKind::kUsage);
    ASSERT_TRUE(keep_recent_picture(folder.path(), "/cut", striped()));
    fs::resize_file(recent_picture_path(folder.path(), "/cut"), 200);
    EXPECT_FALSE(read_recent_picture(folder.path(), "/cut"));
    EXPECT_FALSE(keep_recent_picture(folder.path(), "/odd", {1, 2, 3}));
    EXPECT_FALSE(keep_recent_picture("/proc/none/here", "/x", striped()));
}

}  // namespace
