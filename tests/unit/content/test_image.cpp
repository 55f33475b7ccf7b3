// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "engine/content/image/decode_image.hpp"
#include "engine/content/image/ktx2.hpp"
#include "engine/core/file.hpp"
#include "test_paths.hpp"

namespace belvedere::content {

namespace {

const std::filesystem::path kImageSeeds =
    std::filesystem::path(BELVEDERE_TEST_DATA) / "../fuzz/corpus/images";

Bytes image_file(const std::filesystem::path& path) {
    auto bytes = read_file(path, 1 << 24);
    EXPECT_TRUE(bytes.has_value()) << path;
    return bytes ? std::move(*bytes) : Bytes();
}

}  // namespace

TEST(Image, PngKeepsItsPixelsAndGetsItsLevels) {
    TileContentBuilder builder;
    const auto record =
        decode_image(image_file(kImageSeeds / "rgba.png"), ColorSpace::kLinear, builder);
    ASSERT_TRUE(record.has_value()) << record.error().message;
    EXPECT_EQ(record->width, 3U);
    EXPECT_EQ(record->height, 2U);
    EXPECT_EQ(record->levels, 2U);
    for (std::size_t i = 0; i < 24; ++i) {
        EXPECT_EQ(std::to_integer<int>(builder.pixels()[i]), static_cast<int>(i));
    }
    // Level 1 is the mean of the first 2 x 2 pixels: red of 0, 4, 12 and 16.
    EXPECT_EQ(std::to_integer<int>(builder.pixels()[32]), 8);
}

TEST(Image, SrgbIsAveragedAsLight) {
    Bytes chain(level_offset(PixelFormat::kRgba8, {2, 1}, 2), std::byte{0});
    chain[4] = chain[5] = chain[6] = chain[7] = std::byte{255};
    fill_mip_chain(chain, {2, 1}, 2, ColorSpace::kSrgb);
    const int red = std::to_integer<int>(chain[16]);
    EXPECT_NEAR(red, 188, 10);  // Half the light, not half the number.
    EXPECT_EQ(std::to_integer<int>(chain[19]), 128);
}

TEST(Image, Ktx2LevelsAreTakenOver) {
    TileContentBuilder builder;
    const auto blocks =
        decode_image(image_file(kImageSeeds / "bc1.ktx2"), ColorSpace::kSrgb, builder);
    ASSERT_TRUE(blocks.has_value()) << blocks.error().message;
    EXPECT_EQ(blocks->format, PixelFormat::kBc1);
    EXPECT_EQ(blocks->levels, 1U);
    const auto plain =
        decode_image(image_file(kImageSeeds / "plain.ktx2"), ColorSpace::kSrgb, builder);
    ASSERT_TRUE(plain.has_value()) << plain.error().message;
    EXPECT_EQ(plain->levels, 2U);
}

// Strips, tiles, either order of bytes, 32 and 64-bit offsets, eight and sixteen bits: one picture.
TEST(Image, TiffsOfEveryLayoutAreTheSamePicture) {
    const auto expected = decode_plain_image(image_file(kImageSeeds / "plain_rgb.png"));
    ASSERT_TRUE(expected.has_value());
    for (const char* name : {"strips_lzw.tif", "tiles_deflate.tif", "big_endian.tif", "bigtiff.tif",
                             "deep.tif", "jpeg.tif"}) {
        const auto image = decode_plain_image(image_file(kImageSeeds / name));
        ASSERT_TRUE(image.has_value()) << name << ": " << image.error().message;
        ASSERT_EQ(image->rgba.size(), expected->rgba.size()) << name;
        const int allowed = std::string_view(name) == "jpeg.tif" ? 24 : 0;
        int worst = 0;
        for (std::size_t i = 0; i < image->rgba.size(); ++i) {
            worst = std::max(worst, std::abs(std::to_integer<int>(image->rgba[i]) -
                                             std::to_integer<int>(expected->rgba[i])));
        }
        EXPECT_LE(worst, allowed) << name;
    }
    const auto palette = decode_plain_image(image_file(kImageSeeds / "palette.tif"));
    ASSERT_TRUE(palette.has_value()) << palette.error().message;
    EXPECT_EQ(palette->size.width, 20U);
}

TEST(Image, ColoursOfATransparentTiffAreThoseOfTheFile) {
    const auto expected = decode_plain_image(image_file(kImageSeeds / "plain_rgb.png"));
    const auto image = decode_plain_image(image_file(kImageSeeds / "half_transparent.tif"));
    ASSERT_TRUE(expected && image);
    for (std::size_t i = 0; i < image->rgba.size(); ++i) {
        const int found = std::to_integer<int>(image->rgba[i]);
        if (i % 4 == 3) {
            EXPECT_NEAR(found, 128, 1);
        } else {
            EXPECT_NEAR(found, std::to_integer<int>(expected->rgba[i]), 2) << i;
        }
    }
}

TEST(Image, TruncatedFilesAreErrorsAndLeaveNothing) {
    for (const char* name : {"rgba.png", "gray.png", "bc1.ktx2", "plain.ktx2"}) {
        const Bytes file = image_file(kImageSeeds / name);
        for (std::size_t size = 0; size + 13 < file.size(); ++size) {
            TileContentBuilder builder;
            const auto record =
                decode_image(ByteView(file).first(size), ColorSpace::kSrgb, builder);
            EXPECT_FALSE(record.has_value()) << name << " at " << size;
            EXPECT_TRUE(builder.pixels().empty());
        }
    }
}

// What ends a TIFF may be values that no picture needs.
TEST(Image, TruncatedTiffsAreErrorsOrWhole) {
    for (const char* name : {"strips_lzw.tif", "tiles_deflate.tif", "big_endian.tif"}) {
        const Bytes file = image_file(kImageSeeds / name);
        const auto whole = decode_plain_image(file);
        ASSERT_TRUE(whole.has_value());
        std::size_t refused = 0;
        for (std::size_t size = 0; size < file.size(); ++size) {
            const auto image = decode_plain_image(ByteView(file).first(size));
            if (image) {
                EXPECT_EQ(image->rgba, whole->rgba) << name << " at " << size;
            } else {
                ++refused;
            }
        }
        EXPECT_GT(refused, 300U) << name;
    }
}

TEST(Image, BasisTexturesAreNamed) {
    const auto folder = std::filesystem::path(BELVEDERE_SAMPLE_DATA) / "gltf/meshopt-a";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no sample data at " << folder;
    for (const char* name : {"test_etc1s.ktx2", "test_uastc.ktx2"}) {
        const auto image = decode_ktx2(image_file(folder / name));
        ASSERT_FALSE(image.has_value());
        EXPECT_EQ(image.error().kind, ErrorKind::kUnsupported);
        EXPECT_NE(image.error().message.find("Basis"), std::string::npos);
    }
}

}  // namespace belvedere::content
