// SPDX-License-Identifier: Apache-2.0
#include "engine/core/bounded_queue.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <thread>

namespace belvedere {
namespace {

TEST(BoundedQueue, RefusesAndCountsWhatIsTooMuch) {
    BoundedQueue<int> queue(10);
    EXPECT_TRUE(queue.try_push(1, 6));
    EXPECT_FALSE(queue.try_push(2, 5));
    EXPECT_FALSE(queue.try_push(3, ~std::uint64_t{0}));
    EXPECT_TRUE(queue.try_push(4, 4));
    EXPECT_EQ(queue.refused(), 2U);
    EXPECT_EQ(queue.bytes(), 10U);
    EXPECT_EQ(queue.try_pop(), 1);
    EXPECT_EQ(queue.try_pop(), 4);
    EXPECT_EQ(queue.try_pop(), std::nullopt);
    EXPECT_EQ(queue.bytes(), 0U);
}

TEST(BoundedQueue, AnEmptyQueueTakesAnyItem) {
    BoundedQueue<std::unique_ptr<int>> queue(10);
    EXPECT_TRUE(queue.try_push(std::make_unique<int>(1), 1000));
    auto refused = std::make_unique<int>(2);
    EXPECT_FALSE(queue.try_push(std::move(refused), 1));
    EXPECT_NE(refused, nullptr) << "a refused item stays with the caller";
}

TEST(BoundedQueue, NothingIsLostBetweenThreads) {
    constexpr int kItems = 20000;
    BoundedQueue<int> queue(64);
    std::atomic<std::int64_t> sum = 0;
    std::atomic<int> taken = 0;
    std::thread reader([&] {
        while (taken < kItems) {
            if (const auto item = queue.try_pop()) {
                sum += *item;
                ++taken;
            }
        }
    });
    for (int i = 0; i < kItems; ++i) {
        while (!queue.try_push(int{i}, 8))
            std::this_thread::yield();
    }
    reader.join();
    EXPECT_EQ(sum, std::int64_t{kItems} * (kItems - 1) / 2);
}

}  // namespace
}  // namespace belvedere
