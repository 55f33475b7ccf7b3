// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <csignal>
#include <future>

#include <unistd.h>

#include "app/platform/quit_signal.hpp"

namespace {

using namespace belvedere;

TEST(QuitSignal, TellsOfTheFirstSignalOnce) {
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        std::promise<void> told;
        const platform::QuitSignal quit([&told] { told.set_value(); });
        ASSERT_EQ(kill(getpid(), signal), 0);
        EXPECT_EQ(told.get_future().wait_for(std::chrono::seconds(20)), std::future_status::ready);
    }
}

TEST(QuitSignal, LeavesSignalsAsTheyWere) {
    sigset_t before;
    pthread_sigmask(SIG_BLOCK, nullptr, &before);
    {
        const platform::QuitSignal quit([] {});
    }
    sigset_t after;
    pthread_sigmask(SIG_BLOCK, nullptr, &after);
    EXPECT_EQ(sigismember(&before, SIGTERM), sigismember(&after, SIGTERM));
}

TEST(QuitSignalDeathTest, ASecondSignalEndsTheProcess) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_EXIT(
        {
            const platform::QuitSignal quit([] { kill(getpid(), SIGTERM); });
            kill(getpid(), SIGTERM);
            sleep(20);
        },
        testing::KilledBySignal(SIGTERM), "");
}

}  // namespace
