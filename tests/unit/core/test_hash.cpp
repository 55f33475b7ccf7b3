// SPDX-License-Identifier: Apache-2.0
#include "engine/core/hash.hpp"

#include <gtest/gtest.h>

#include <string>

namespace belvedere {
namespace {

// Values of the reference implementation (xxhsum -H1).
TEST(Hash, AgreesWithTheReference) {
    EXPECT_EQ(hexadecimal(hash_64({})), "ef46db3751d8e999");
    EXPECT_EQ(hexadecimal(hash_64(as_bytes("a"))), "d24ec4f1a98c6e5b");
    EXPECT_EQ(hexadecimal(hash_64(as_bytes("abc"))), "44bc2cf5ad770999");
    EXPECT_EQ(hexadecimal(hash_64(as_bytes("Nobody inspects the spammish repetition"))),
              "fbcea83c8a378bf1");
}

TEST(Hash, EveryByteCounts) {
    std::string text(100, 'x');
    const std::uint64_t before = hash_64(as_bytes(text));
    for (std::size_t i = 0; i < text.size(); ++i) {
        text[i] = 'y';
        EXPECT_NE(hash_64(as_bytes(text)), before) << i;
        text[i] = 'x';
    }
    EXPECT_NE(hash_64(as_bytes(text), 1), before);
}

}  // namespace
}  // namespace belvedere
