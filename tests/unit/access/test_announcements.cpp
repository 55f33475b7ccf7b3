// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/access/announcements.hpp"
#include "engine/access/limits.hpp"
#include "engine/access/tree_problems.hpp"

namespace belvedere::access {
namespace {

using testing::ElementsAre;

std::vector<std::string> shown(const Announcements& news) {
    std::vector<std::string> texts;
    for (const Announcement& one : news.shown())
        texts.push_back(one.text);
    return texts;
}

TEST(Announcements, AreSaidOneAfterAnother) {
    Announcements news;
    EXPECT_FALSE(news.next_s());
    news.announce("Layer loaded", Live::kPolite, 0.0);
    news.announce("Camera moved", Live::kPolite, 0.0);
    EXPECT_TRUE(news.advance(0.0));
    EXPECT_THAT(shown(news), ElementsAre("Layer loaded"));
    EXPECT_FALSE(news.advance(1.0));
    EXPECT_EQ(news.next_s(), 2.0);
    EXPECT_TRUE(news.advance(2.0));
    EXPECT_THAT(shown(news), ElementsAre("Layer loaded", "Camera moved"));
    EXPECT_TRUE(news.advance(8.0));
    EXPECT_THAT(shown(news), ElementsAre("Camera moved"));
    EXPECT_TRUE(news.advance(10.0));
    EXPECT_FALSE(news.next_s());
    EXPECT_EQ(news.history().size(), 2U);
}

TEST(Announcements, UrgentGoFirstAndSooner) {
    Announcements news;
    news.announce("One", Live::kPolite, 0.0);
    news.advance(0.0);
    news.announce("Two", Live::kPolite, 0.1);
    news.announce("Flood", Live::kAssertive, 0.2);
    EXPECT_EQ(news.next_s(), 0.5);
    EXPECT_TRUE(news.advance(0.5));
    EXPECT_THAT(shown(news), ElementsAre("One", "Flood"));
}

TEST(Announcements, TheSameIsCountedAndNotSaidAgain) {
    Announcements news;
    for (int i = 0; i < 5; ++i)
        news.announce("Flood", Live::kPolite, 0.1 * i);
    news.advance(0.5);
    news.announce("Flood", Live::kPolite, 3.0);
    EXPECT_FALSE(news.advance(3.0));
    EXPECT_THAT(shown(news), ElementsAre("Flood"));
    EXPECT_EQ(news.history()[0].times, 6);
    news.announce("Flood", Live::kAssertive, 4.0);  // More urgent than what was said.
    EXPECT_TRUE(news.advance(4.0));
    news.announce("Flood", Live::kPolite, 20.0);
    EXPECT_TRUE(news.advance(20.0));
    EXPECT_EQ(news.history().size(), 3U);
}

TEST(Announcements, AFloodDropsPoliteOnesAndCounts) {
    Announcements news;
    news.announce("Alarm", Live::kAssertive, 0.0);
    for (std::size_t i = 0; i < 2 * limits::kAnnouncementsKept; ++i) {
        news.announce("News " + std::to_string(i), Live::kPolite, 0.0);
    }
    EXPECT_EQ(news.dropped(), 2 * limits::kAnnouncementsKept + 1 - limits::kAnnouncementsWaiting);
    EXPECT_EQ(news.history().size(), limits::kAnnouncementsKept);
    news.advance(0.0);
    EXPECT_THAT(shown(news), ElementsAre("Alarm"));
}

TEST(Announcements, LongTextIsCutAtACharacter) {
    Announcements news;
    std::string text = "x";
    while (text.size() < 2 * limits::kAnnouncementBytes)
        text += "é";
    news.announce(text, Live::kOff, 0.0);
    EXPECT_EQ(news.history().back().text.size(), limits::kAnnouncementBytes - 1);
    news.advance(0.0);
    EXPECT_TRUE(news.shown().empty());
}

TEST(Announcements, BecomeNotifications) {
    Announcements news;
    news.announce("Flood", Live::kAssertive, 0.0);
    news.advance(0.0);
    TreeBuilder tree;
    tree.open({.key = "w", .role = Role::kWindow, .name = "W", .rect = {0, 0, 9, 9}});
    news.add_to(tree, {0, 0, 9, 9});
    const auto built = tree.build();
    ASSERT_EQ(built->nodes().size(), 2U);
    EXPECT_EQ(built->node(1).role, Role::kNotification);
    EXPECT_EQ(built->node(1).key, "news.1");
    EXPECT_TRUE(problems(*built).empty());
}

}  // namespace
}  // namespace belvedere::access
