// SPDX-License-Identifier: Apache-2.0
#include "app/cli/common_options.hpp"

#include <gtest/gtest.h>

namespace belvedere::cli {
namespace {

TEST(CommonOptions, Sizes) {
    EXPECT_EQ(parse_size("1920x1080")->width_px, 1920U);
    EXPECT_EQ(parse_size("1920X1080")->height_px, 1080U);
    for (const char* text : {"", "x", "0x5", "5x0", "-1x5", "1920", "1920x", "1920x1080x",
                             "20000x5", "99999999999x1"}) {
        EXPECT_FALSE(parse_size(text)) << text;
    }
}

TEST(CommonOptions, Bytes) {
    EXPECT_EQ(*parse_bytes("16MiB"), 16ULL << 20);
    EXPECT_EQ(*parse_bytes("1.5GB"), 1'500'000'000ULL);
    EXPECT_EQ(*parse_bytes("2097152"), 2097152ULL);
    for (const char* text : {"", "MiB", "-1GiB", "1", "1 GiB", "1XB", "1e300GiB", "nan"}) {
        EXPECT_FALSE(parse_bytes(text)) << text;
    }
}

}  // namespace
}  // namespace belvedere::cli
