// SPDX-License-Identifier: Apache-2.0
#include "engine/core/job_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <stdexcept>
#include <thread>
#include <vector>

namespace belvedere {
namespace {

TEST(JobPool, RunsEveryJobOnce) {
    std::atomic<int> runs = 0;
    JobPool pool({.threads = 3, .scheduling = WorkerScheduling::kIdle});
    for (int i = 0; i < 1000; ++i)
        pool.submit([&runs] { ++runs; });
    pool.wait_idle();
    EXPECT_EQ(runs, 1000);
    EXPECT_EQ(pool.pending(), 0U);
}

TEST(JobPool, MostUrgentFirstAndEqualsInSequence) {
    std::promise<void> gate;
    const std::shared_future<void> opened(gate.get_future());
    std::vector<int> order;
    JobPool pool({.threads = 1});
    pool.submit([opened] { opened.wait(); });
    pool.submit([&order] { order.push_back(3); }, 2.0);
    pool.submit([&order] { order.push_back(1); }, 1.0);
    pool.submit([&order] { order.push_back(2); }, 1.0);
    gate.set_value();
    pool.wait_idle();
    EXPECT_EQ(order, (std::vector<int>{1, 2, 3}));
}

TEST(JobPool, SurvivesAJobThatThrows) {
    std::atomic<bool> ran = false;
    JobPool pool({.threads = 1});
    pool.submit([] { throw std::runtime_error("deliberate, from a test"); });
    pool.submit([&ran] { ran = true; });
    pool.wait_idle();
    EXPECT_TRUE(ran);
}

TEST(JobPool, LeavingDropsWhatWaits) {
    std::atomic<int> runs = 0;
    std::promise<void> started;
    std::promise<void> gate;
    const std::shared_future<void> opened(gate.get_future());
    std::thread opener;
    {
        JobPool pool({.threads = 1});
        pool.submit([&started, opened] {
            started.set_value();
            opened.wait();
        });
        started.get_future().wait();
        for (int i = 0; i < 100; ++i)
            pool.submit([&runs] { ++runs; });
        // The pool is already being left when the running job may end.
        opener = std::thread([&gate] {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            gate.set_value();
        });
    }
    opener.join();
    EXPECT_EQ(runs, 0);
}

}  // namespace
}  // namespace belvedere
