// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/content/encode/png_writer.hpp"
#include "engine/content/image/decode_image.hpp"
#include "engine/core/file.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace belvedere;
using content::encode::PngWriter;

std::vector<std::uint8_t> sample(std::uint32_t width, std::uint32_t height) {
    std::vector<std::uint8_t> rgb;
    std::uint32_t noise = 1;
    for (std::uint32_t y = 0; y < height; ++y) {
        for (std::uint32_t x = 0; x < width; ++x) {
            noise = noise * 1664525U + 1013904223U;
            rgb.push_back(static_cast<std::uint8_t>(x * 3));
            rgb.push_back(static_cast<std::uint8_t>(y * 5));
            rgb.push_back(static_cast<std::uint8_t>(x < width / 2 ? 40 : noise >> 24));
        }
    }
    return rgb;
}

TEST(PngWriter, WhatWasWrittenInPiecesIsReadBack) {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "picture.png";
    constexpr std::uint32_t kWidth = 301, kHeight = 97;
    const auto rgb = sample(kWidth, kHeight);
    auto file = PngWriter::create(path, {kWidth, kHeight, {{"Copyright", "© Ville de Nîmes"}}});
    ASSERT_TRUE(file) << file.error().message;
    const std::size_t row = kWidth * 3;
    const auto rows = [&](std::size_t first, std::size_t count) {
        return std::span(rgb).subspan(first * row, count * row);
    };
    ASSERT_TRUE(file->add_rows(rows(0, 1)));
    EXPECT_FALSE(file->finish()) << "rows are missing";
    EXPECT_FALSE(std::filesystem::exists(path)) << "half a picture is seen";
    ASSERT_TRUE(file->add_rows(rows(1, 60)));
    ASSERT_TRUE(file->add_rows(rows(61, 36)));
    EXPECT_FALSE(file->add_rows(rows(0, 1))) << "one row too many";
    ASSERT_TRUE(file->finish());
    const auto bytes = read_file(path, 10U << 20);
    ASSERT_TRUE(bytes);
    const auto image = content::decode_plain_image(*bytes);
    ASSERT_TRUE(image) << image.error().message;
    ASSERT_EQ(image->size.width, kWidth);
    ASSERT_EQ(image->size.height, kHeight);
    std::size_t off = 0;
    for (std::size_t i = 0; i < std::size_t{kWidth} * kHeight; ++i) {
        for (std::size_t c = 0; c < 3; ++c) {
            const auto read = std::to_integer<std::uint8_t>(image->rgba[i * 4 + c]);
            off += read != rgb[i * 3 + c] ? 1U : 0U;
        }
    }
    EXPECT_EQ(off, 0U);
    const std::string text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    EXPECT_NE(text.find("© Ville de Nîmes"), std::string::npos);
}

TEST(PngWriter, AnUnfinishedPictureLeavesNothing) {
    const test::TemporaryFolder folder;
    {
        auto file = PngWriter::create(folder.path() / "picture.png", {4, 4, {}});
        ASSERT_TRUE(file);
        ASSERT_TRUE(file->add_rows(sample(4, 2)));
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(PngWriter, RefusesWhatIsNoPicture) {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "picture.png";
    EXPECT_FALSE(PngWriter::create(path, {0, 4, {}}));
    EXPECT_FALSE(PngWriter::create(path, {4, 1U << 25, {}}));
    EXPECT_FALSE(PngWriter::create(path, {4, 4, {{"", "no keyword"}}}));
    EXPECT_FALSE(PngWriter::create(folder.path() / "nowhere" / "picture.png", {4, 4, {}}));
    auto file = PngWriter::create(path, {4, 4, {}});
    ASSERT_TRUE(file);
    EXPECT_FALSE(file->add_rows(std::vector<std::uint8_t>(13))) << "a part of a row";
}

}  // namespace
