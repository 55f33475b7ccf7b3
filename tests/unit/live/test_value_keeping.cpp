// SPDX-License-Identifier: Apache-2.0
#include "app/live/value_keeping.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "app/live/live_city.hpp"
#include "engine/feed/make_decoder.hpp"
#include "engine/feed/scripted_feed.hpp"
#include "engine/twin/twin_query.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/wait_until.hpp"

namespace belvedere::live {
namespace {

// Feeds that say what one device measures, or nothing at all ("silent").
Result<std::unique_ptr<feed::Feed>> lamp_feed(const std::string& url, double level) {
    const bool is_silent = level < 0.0;
    auto script = [is_silent, level, said = false, url](feed::ScriptedMessage& message) mutable {
        message.payload = R"({"id":"urn:lamp","type":"Lamp","level":)" + std::to_string(level) +
                          R"(,"location":{"type":"Point","coordinates":[10.0,50.0]}})";
        message.wait_s = said || is_silent ? 3600.0 : 0.0;
        said = true;
        return true;
    };
    return std::make_unique<feed::ScriptedFeed>(script, *feed::make_decoder({.format = "ngsi-ld"}));
}

class ValueKeepingTest : public testing::Test {
  protected:
    // A run of the program with one feed, until it has heard of the device or `until`.
    std::unique_ptr<LiveCity> run(const std::string& url, double level) {
        auto city = std::make_unique<LiveCity>(LiveOptions{
            .wake = {}, .open = [level](const std::string& u) { return lamp_feed(u, level); }});
        city->keep_values_in(folder.path() / "values");
        const FeedWish wish{url};
        city->follow({&wish, 1});
        return city;
    }
    static bool has_heard(LiveCity& city) {
        return test::wait_until([&] {
            city.take_in(0.1);
            return city.store().ledger(city.feeds()[0].source).updates.applied > 0;
        });
    }
    static bool has_recalled(LiveCity& city) {
        return test::wait_until([&] {
            city.take_in(0.1);
            return !city.is_recalling();
        });
    }
    std::size_t kept_files() const {
        std::error_code none;
        std::size_t count = 0;
        for (const auto& entry :
             std::filesystem::directory_iterator(folder.path() / "values", none))
            count += entry.is_regular_file() ? 1U : 0U;
        return count;
    }
    test::TemporaryFolder folder;
};

constexpr double kSilent = -1.0;

TEST_F(ValueKeepingTest, TheNextRunShowsTheLastKnownCityMarkedAsOld) {
    ASSERT_TRUE(has_heard(*run("mqtt://b/#", 7.0)));
    const auto next = run("mqtt://b/#", kSilent);
    ASSERT_TRUE(has_recalled(*next));
    const twin::TwinStore& store = next->store();
    ASSERT_EQ(store.entities().size(), 1U);
    const auto level = twin::find_series(store, twin::EntityId{0}, "level");
    ASSERT_TRUE(level);
    EXPECT_EQ(twin::latest_at(store, *level)->number, 7.0);
    EXPECT_TRUE(twin::latest_at(store, *level)->quality.has(twin::Quality::kRemembered));
    EXPECT_NE(twin::state_of(store, twin::EntityId{0}, system_clock().utc_now()),
              twin::TwinState::kLive);
    EXPECT_EQ(next->feeds()[0].recalled.entities, 1U);
    EXPECT_EQ(store.ledger(next->feeds()[0].source).updates.received, 0U)
        << "no part of the account";
}

TEST_F(ValueKeepingTest, WhatIsRememberedIsKeptWhenNothingCame) {
    ASSERT_TRUE(has_heard(*run("mqtt://b/#", 7.0)));
    ASSERT_TRUE(has_recalled(*run("mqtt://b/#", kSilent)));
    const auto third = run("mqtt://b/#", kSilent);
    ASSERT_TRUE(has_recalled(*third));
    EXPECT_EQ(third->feeds()[0].recalled.entities, 1U);
}

TEST_F(ValueKeepingTest, WhatMayNotBeRecordedIsNot) {
    ASSERT_TRUE(has_heard(*run("mqtt://b/#?forbid=record", 7.0)));
    EXPECT_EQ(kept_files(), 0U);
}

TEST_F(ValueKeepingTest, WhatIsMadeUpOrLiesInAFileIsNotKept) {
    ASSERT_TRUE(has_heard(*run("sim:demo", 7.0)));
    ASSERT_TRUE(has_heard(*run("file:/tmp/series.csv", 7.0)));
    EXPECT_EQ(kept_files(), 0U);
}

TEST_F(ValueKeepingTest, OneServerAskedInTwoWaysIsTwoSources) {
    ASSERT_TRUE(has_heard(*run("ngsi-ld+http://b/x?tenant=one", 7.0)));
    const auto other = run("ngsi-ld+http://b/x?tenant=two", kSilent);
    ASSERT_TRUE(has_recalled(*other));
    EXPECT_EQ(other->store().entities().size(), 0U);
    EXPECT_EQ(other->feeds()[0].recalled.entities, 0U);
}

TEST_F(ValueKeepingTest, AFeedThatGoesIsKeptAndComesBackWithWhatItKnew) {
    auto city = run("mqtt://b/#", 7.0);
    ASSERT_TRUE(has_heard(*city));
    city->follow({});
    EXPECT_EQ(city->store().entities().held(), 0U);
    city.reset();
    EXPECT_EQ(kept_files(), 1U);
    const auto again = run("mqtt://b/#", kSilent);
    ASSERT_TRUE(has_recalled(*again));
    EXPECT_EQ(again->store().entities().size(), 1U);
}

TEST_F(ValueKeepingTest, WhatIsSaidNowIsNotOverwrittenByWhatWas) {
    ASSERT_TRUE(has_heard(*run("mqtt://b/#", 7.0)));
    const auto next = run("mqtt://b/#", 9.0);
    ASSERT_TRUE(has_heard(*next));
    ASSERT_TRUE(has_recalled(*next));
    const auto level = twin::find_series(next->store(), twin::EntityId{0}, "level");
    ASSERT_TRUE(level);
    EXPECT_EQ(twin::latest_at(next->store(), *level)->number, 9.0);
    EXPECT_FALSE(twin::latest_at(next->store(), *level)->quality.has(twin::Quality::kRemembered));
}

// In slices, with the store changing between them: all are there, and nothing waits for the disk.
TEST_F(ValueKeepingTest, ManyAreKeptInSlicesWhileTheyGoOnSpeaking) {
    twin::TwinStore store;
    const SourceId source = *store.add_source({"mqtt://b/#"});
    constexpr int kMany = 3'000;
    const auto speak = [&](double level) {
        twin::ObservationBatch batch;
        batch.received_at = system_clock().utc_now();
        for (int i = 0; i < kMany; ++i) {
            batch.begin_update("urn:" + std::to_string(i), "Lamp");
            twin::Observation one;
            one.property = batch.add_text("level");
            one.kind = twin::ValueKind::kNumber;
            one.number = level;
            one.observed_at = batch.received_at;
            batch.add(one);
        }
        store.append(source, batch);
    };
    speak(1.0);
    {
        ValueKeeping keeping(store, 0.0);
        keeping.keep_in(folder.path() / "values");
        keeping.recall("mqtt://b/#", source);
        keeping.note_updates("mqtt://b/#", kMany);
        std::size_t slices = 0;
        EXPECT_TRUE(test::wait_until([&] {
            slices += keeping.advance(0.0) ? 1U : 0U;
            speak(static_cast<double>(slices));
            return kept_files() == 1;
        }));
        EXPECT_GT(slices, 10U);
    }
    twin::TwinStore next;
    const SourceId again = *next.add_source({"mqtt://b/#"});
    ValueKeeping keeping(next);
    keeping.keep_in(folder.path() / "values");
    keeping.recall("mqtt://b/#", again);
    std::size_t slices = 0;
    ASSERT_TRUE(test::wait_until([&] {
        slices += keeping.advance(0.0) ? 1U : 0U;
        return !keeping.is_recalling();
    }));
    EXPECT_GT(slices, 1U);
    EXPECT_EQ(keeping.recalled("mqtt://b/#").entities, static_cast<std::size_t>(kMany));
    EXPECT_EQ(next.entities().size(), static_cast<std::size_t>(kMany));
}

}  // namespace
}  // namespace belvedere::live
