// SPDX-License-Identifier: Apache-2.0
#include "engine/core/bytes.hpp"

#include <gtest/gtest.h>

namespace belvedere {
namespace {

constexpr std::uint64_t kMax = ~std::uint64_t{0};

TEST(CheckedArithmetic, RefusesWhatDoesNotFit) {
    EXPECT_EQ(checked_add(1, 2), 3U);
    EXPECT_EQ(checked_add(kMax, 0), kMax);
    EXPECT_FALSE(checked_add(kMax, 1));
    EXPECT_EQ(checked_multiply(kMax, 0), 0U);
    EXPECT_EQ(checked_multiply(1ULL << 32, 1ULL << 31), 1ULL << 63);
    EXPECT_FALSE(checked_multiply(1ULL << 32, 1ULL << 32));
}

// A device takes large arrays by whole pages, so nothing else may stand on them.
TEST(Bytes, LargeArraysStandOnPagesOfTheirOwn) {
    for (const std::size_t size : {kWholePagesFromBytes, kWholePagesFromBytes + 1, 3'000'001UL}) {
        Bytes bytes(size);
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(bytes.data()) % kPageBytes, 0U) << size;
        bytes.resize(2 * size);
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(bytes.data()) % kPageBytes, 0U) << size;
    }
    EXPECT_EQ(page_aligned(0), 0U);
    EXPECT_EQ(page_aligned(1), kPageBytes);
    EXPECT_EQ(page_aligned(kPageBytes), kPageBytes);
    EXPECT_THROW((void)UndefinedAllocator<std::uint64_t>().allocate(kMax / 8), std::bad_alloc);
}

TEST(CheckedSlice, StaysInside) {
    const Bytes bytes(8, std::byte{0});
    EXPECT_EQ(checked_slice(bytes, 0, 8)->size(), 8U);
    EXPECT_EQ(checked_slice(bytes, 8, 0)->size(), 0U);
    EXPECT_FALSE(checked_slice(bytes, 8, 1));
    EXPECT_FALSE(checked_slice(bytes, 9, 0));
    EXPECT_FALSE(checked_slice(bytes, 1, kMax));
    EXPECT_FALSE(checked_slice(bytes, kMax, 2));
}

TEST(ByteReader, FailsOnceAndForGood) {
    const std::string_view text("\x01\x00\x00\x00\x02\x00", 6);
    ByteReader reader(as_bytes(text));
    EXPECT_EQ(reader.read<std::uint32_t>(), 1U);
    EXPECT_FALSE(reader.failed());
    EXPECT_EQ(reader.read<std::uint32_t>(), 0U);
    EXPECT_TRUE(reader.failed());
    EXPECT_TRUE(reader.take(1).empty());
    EXPECT_EQ(reader.position(), 4U);
}

}  // namespace
}  // namespace belvedere
