// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/golden_picture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

#include "engine/content/encode/image_encoder.hpp"
#include "engine/content/image/decode_image.hpp"

namespace belvedere::test {
namespace {

constexpr int kChannelOff = 4;
constexpr double kShareOffMax = 0.001;
constexpr double kBlockOffMax = 8.0;
constexpr std::uint32_t kBlock_px = 16;

int difference_at(const gpu::Pixels& a, const gpu::Pixels& b, std::size_t pixel) {
    int most = 0;
    for (std::size_t channel = 0; channel < 3; ++channel) {
        const int left = std::to_integer<int>(a.rgba[pixel * 4 + channel]);
        const int right = std::to_integer<int>(b.rgba[pixel * 4 + channel]);
        most = std::max(most, std::abs(left - right));
    }
    return most;
}

void write_picture(const std::filesystem::path& path, const gpu::Pixels& pixels) {
    content::encode::PixelImage image{pixels.width, pixels.height, 3, {}};
    for (std::size_t i = 0; i < pixels.rgba.size(); i += 4) {
        for (std::size_t channel = 0; channel < 3; ++channel) {
            image.pixels.push_back(std::to_integer<std::uint8_t>(pixels.rgba[i + channel]));
        }
    }
    const auto png = content::encode::encode_png(image);
    ASSERT_TRUE(png) << png.error().message;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary);
    file << as_text(*png);
    ASSERT_TRUE(file.good()) << path;
}

}  // namespace

PictureDifference compare(const gpu::Pixels& a, const gpu::Pixels& b) {
    PictureDifference difference;
    std::size_t off = 0;
    for (std::uint32_t top = 0; top < a.height; top += kBlock_px) {
        for (std::uint32_t left = 0; left < a.width; left += kBlock_px) {
            const std::uint32_t bottom = std::min(a.height, top + kBlock_px);
            const std::uint32_t right = std::min(a.width, left + kBlock_px);
            double sum = 0.0;
            for (std::uint32_t y = top; y < bottom; ++y) {
                for (std::uint32_t x = left; x < right; ++x) {
                    const int here = difference_at(a, b, std::size_t{y} * a.width + x);
                    sum += here;
                    off += here > kChannelOff ? 1 : 0;
                }
            }
            const double mean = sum / ((bottom - top) * (right - left));
            difference.worst_block = std::max(difference.worst_block, mean);
        }
    }
    difference.share_off = static_cast<double>(off) / (double{1.0} * a.width * a.height);
    return difference;
}

void expect_golden(const std::string& name, const gpu::Pixels& pixels) {
    const std::filesystem::path golden =
        std::filesystem::path(BELVEDERE_GOLDEN_IMAGES) / (name + ".png");
    const std::filesystem::path drawn =
        std::filesystem::path(BELVEDERE_GOLDEN_OUTPUT) / (name + ".png");
    write_picture(drawn, pixels);
    const char* accept = std::getenv("BELVEDERE_ACCEPT_GOLDEN");
    if (accept != nullptr && std::string_view(accept) == "1") {
        write_picture(golden, pixels);
        return;
    }
    std::ifstream file(golden, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    ASSERT_FALSE(text.empty()) << "no golden picture " << golden << "; look at " << drawn
                               << " and run tools/accept_golden";
    auto image = content::decode_plain_image(as_bytes(text));
    ASSERT_TRUE(image) << image.error().message;
    const gpu::Pixels wanted{image->size.width, image->size.height, std::move(image->rgba)};
    ASSERT_EQ(wanted.width, pixels.width);
    ASSERT_EQ(wanted.height, pixels.height);
    const PictureDifference difference = compare(wanted, pixels);
    EXPECT_LE(difference.share_off, kShareOffMax) << drawn;
    EXPECT_LE(difference.worst_block, kBlockOffMax) << drawn;
}

}  // namespace belvedere::test
