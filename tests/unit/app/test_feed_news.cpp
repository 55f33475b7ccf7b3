// SPDX-License-Identifier: Apache-2.0
// What is told of feeds that work, but not wholly.
#include <gmock/gmock.h>

#include <string>

#include "app/window/live_work.hpp"
#include "app/window/panel_builder.hpp"
#include "tests/unit/app/session_fixture.hpp"

namespace belvedere::test {
namespace {

using testing::HasSubstr;

class FeedNews : public SessionTest {
  protected:
    // A city model that is a feed, to its end. What it is made of says `more`.
    panels::FeedRow play(const std::string& more) {
        files.write("model.city.json", R"({"type":"CityJSON","version":"2.0","CityObjects":{)"
                                       R"("g":{"type":"+Dynamizer","target":"b",)"
                                       R"("attributeRef":"/attributes/l","sensorConnection":)"
                                       R"({"connectionType":"ogc_sta_1.1",)"
                                       R"("baseURL":"https://h.example/v1.1"}})" +
                                           more + "}}");
        session->notices.clear();
        run("feed.connect url=\"file:" + (files.path() / "model.city.json").string() + "\"");
        EXPECT_TRUE(wait_until([&] {
            if (session->live.take_in(0.1).health_changed) window::tell_feeds(*session);
            return session->live.feeds()[0].state == live::LiveState::kEnded;
        }));
        run("feeds.show");
        window::PanelBuilder builder(*session, registry);
        return builder.build({}, std::nullopt).feeds.feeds.at(0);
    }
};

TEST_F(FeedNews, ANoteIsShownAndDisturbsNobody) {
    const panels::FeedRow row = play("");
    EXPECT_THAT(row.sentence, HasSubstr("can be had from sta+https://h.example/v1.1"));
    EXPECT_TRUE(row.is_note);
    EXPECT_TRUE(session->notices.empty());
}

TEST_F(FeedNews, WhatIsMissingIsToldOnce) {
    const panels::FeedRow row =
        play(R"(,"x":{"type":"+Dynamizer","target":"b","attributeRef":"/attributes/m",)"
             R"("dynamicData":{"type":"+UnknownTimeseries","unheardOf":1}})");
    EXPECT_FALSE(row.is_note);
    ASSERT_EQ(session->notices.size(), 1U);
    EXPECT_EQ(session->notices[0].kind, panels::NoticeKind::kWarning);
    EXPECT_THAT(session->notices[0].text, HasSubstr("works only in part"));
    session->notices.clear();
    window::tell_feeds(*session);
    EXPECT_TRUE(session->notices.empty());
}

}  // namespace
}  // namespace belvedere::test
