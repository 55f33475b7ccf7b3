// SPDX-License-Identifier: Apache-2.0
#include "engine/core/md5.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <string>

namespace belvedere {
namespace {

std::string hexadecimal_md5(std::string_view text) {
    std::string out;
    for (const std::byte byte : md5(text)) {
        std::array<char, 3> digits{};
        std::snprintf(digits.data(), digits.size(), "%02x", std::to_integer<unsigned>(byte));
        out += digits.data();
    }
    return out;
}

// RFC 1321, section A.5.
TEST(Md5, MatchesTheTestSuiteOfItsRfc) {
    EXPECT_EQ(hexadecimal_md5(""), "d41d8cd98f00b204e9800998ecf8427e");
    EXPECT_EQ(hexadecimal_md5("message digest"), "f96b697d7cb7938d525a2f31aaf161d0");
    EXPECT_EQ(hexadecimal_md5("1234567890123456789012345678901234567890123456789012345678901234567"
                              "8901234567890"),
              "57edf4a22be3c955ac49da2e2107b67a");
}

}  // namespace
}  // namespace belvedere
