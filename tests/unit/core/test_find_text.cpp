// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "engine/core/find_text.hpp"

namespace belvedere {
namespace {

TEST(FindText, AnswersAsStringViewDoes) {
    const std::string text = "abracadabra \"parents\" \"parent\" \"parents\" abra";
    for (const std::string_view wanted : {"", "a", "abra", "\"parents\"", "nowhere", "abrac"}) {
        for (std::size_t from = 0; from <= text.size() + 2; ++from) {
            EXPECT_EQ(find_text(text, wanted, from), std::string_view(text).find(wanted, from))
                << wanted << " from " << from;
        }
    }
    EXPECT_EQ(find_text({}, "a"), std::string_view::npos);
}

}  // namespace
}  // namespace belvedere
