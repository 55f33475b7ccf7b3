// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "engine/core/spilled_bytes.hpp"

namespace belvedere {
namespace {

TEST(SpilledBytes, AreTheSameInMemoryAndInAFile) {
    for (const std::uint64_t held_max : {1'000'000U, 5U, 0U}) {
        SCOPED_TRACE(held_max);
        SpillWriter writer(held_max);
        std::string all;
        for (int i = 0; i < 1'000; ++i) {
            const std::string piece = std::to_string(i) + ' ';
            ASSERT_TRUE(writer.add(as_bytes(piece)));
            all += piece;
        }
        auto made = writer.finish();
        ASSERT_TRUE(made) << made.error().message;
        EXPECT_EQ(as_text(made->view()), all);
        const ByteView before = made->view();
        const SpilledBytes moved = std::move(*made);
        EXPECT_EQ(moved.view().data(), before.data());
        moved.release(0, all.size());
        moved.release(all.size() + 1, 1);
        EXPECT_EQ(as_text(moved.view()), all);
    }
}

TEST(SpilledBytes, MayBeNone) {
    EXPECT_TRUE(SpilledBytes().view().empty());
    SpillWriter writer(10);
    const auto made = writer.finish();
    ASSERT_TRUE(made);
    EXPECT_TRUE(made->view().empty());
}

}  // namespace
}  // namespace belvedere
