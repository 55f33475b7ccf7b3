// SPDX-License-Identifier: Apache-2.0
#include "engine/core/hash.hpp"

#include <gtest/gtest.h>

#include <string>

namespace belvedere {
namespace {

// Values of the reference implementation; the first stands in its specification.
TEST(Hash, AgreesWithTheReference) {
    EXPECT_EQ(hexadecimal(hash_64({})), "2d06800538d394c2");
    EXPECT_EQ(hexadecimal(hash_64(as_bytes("a"))), "e6c632b61e964e1f");
    EXPECT_EQ(hexadecimal(hash_64(as_bytes("abc"))), "78af5f94892f3950");
    EXPECT_EQ(hexadecimal(hash_64(as_bytes("Nobody inspects the spammish repetition"))),
              "6cb00603b5cc47e9");
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
