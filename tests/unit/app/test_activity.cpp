// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <fstream>

#include "app/about/about.hpp"
#include "app/window/open_problem.hpp"
#include "tests/unit/app/session_fixture.hpp"

namespace {

using namespace belvedere;
using window::Activity;
// The project's own sources, of which there is none, have failed; nothing is under way.
class ActivityTest : public test::SessionTest {
  protected:
    void settle() {
        for (int i = 0; i < 500 && session->failed.size() < 2; ++i) {
            jobs.wait_idle();
            scene->update({});
            window::follow_activities(*session, 0.0);
        }
        ASSERT_EQ(session->failed.size(), 2U);
        ASSERT_TRUE(session->activities.empty());
        session->announcements.clear();
    }
};

TEST_F(ActivityTest, WorkGoesOnASliceARoundAndIsToldOnce) {
    settle();
    int slices = 0;
    Activity work;
    work.what.technical = "Counting…";
    work.step = [&](Activity& self) {
        self.fraction = 0.5;
        return ++slices == 3;
    };
    const std::uint64_t number = window::begin_activity(*session, std::move(work));
    const double now_s = window::find_activity(*session, number)->begin_s;
    EXPECT_EQ(window::activities_wait_s(*session, now_s), 0.0);
    window::find_activity(*session, number)->step = [&](Activity& self) {
        self.fraction = 0.25 * ++slices;
        return false;
    };
    window::follow_activities(*session, now_s + 0.5);
    EXPECT_GT(slices, 0);
    EXPECT_TRUE(session->announcements.empty());
    EXPECT_THAT(window::activity_text(*session, now_s), testing::HasSubstr("Counting…"));
    EXPECT_THAT(window::activity_text(*session, now_s), testing::HasSubstr("%"));
    window::follow_activities(*session, now_s + 1.5);
    window::follow_activities(*session, now_s + 2.5);
    EXPECT_EQ(session->announcements.size(), 1U);
    EXPECT_EQ(session->announcements.front().text, "Counting…");
    window::find_activity(*session, number)->step = [](Activity&) { return true; };
    window::follow_activities(*session, now_s + 3.0);
    EXPECT_EQ(window::find_activity(*session, number), nullptr);
}

TEST_F(ActivityTest, TheLastOneIsCancelledByItsCommand) {
    settle();
    const auto* cancel = registry.find("activity.cancel");
    ASSERT_NE(cancel, nullptr);
    EXPECT_TRUE(cancel->default_key.valid());
    EXPECT_FALSE(command::CommandRegistry::is_enabled(*cancel));
    std::vector<std::string> cancelled;
    for (const char* name : {"first", "second"}) {
        Activity activity;
        activity.what.technical = name;
        activity.cancel = [&cancelled, name] { cancelled.emplace_back(name); };
        window::begin_activity(*session, std::move(activity));
    }
    run("activity.cancel");
    run("activity.cancel");
    EXPECT_THAT(cancelled, testing::ElementsAre("second", "first"));
    EXPECT_TRUE(session->activities.empty());
    EXPECT_FALSE(command::CommandRegistry::is_enabled(*cancel));
}

// Opening is cancelled by taking the layer away, which can itself be taken back.
TEST_F(ActivityTest, OpeningIsCancelledAsAStep) {
    settle();
    const auto before = session->history.now().layers;
    run("source.open uri=\"/no/such/c.glb\"");
    // Told of before a worker answers: the scene takes answers in only when it is updated.
    window::follow_activities(*session, 0.0);
    ASSERT_EQ(session->activities.size(), 1U);
    EXPECT_THAT(words::say(session->activities.front().what), testing::HasSubstr("c.glb"));
    run("activity.cancel");
    EXPECT_EQ(session->history.now().layers, before);
    EXPECT_FALSE(session->announcements.empty()) << "that it was cancelled is told";
    run("edit.undo");
    EXPECT_EQ(session->history.now().layers.size(), before.size() + 1);
}

TEST_F(ActivityTest, WhatCannotBeOpenedIsToldOnceWithARemedy) {
    settle();
    ASSERT_EQ(session->notices.size(), 2U);
    EXPECT_THAT(session->notices.front().text, testing::HasSubstr("no such file"));
    EXPECT_THAT(session->notices.front().text, testing::HasSubstr("Check the path"));
    window::follow_activities(*session, 1.0);
    EXPECT_EQ(session->notices.size(), 2U);
}

TEST(OpenProblem, NamesTheThingTheCauseAndARemedy) {
    for (const ErrorKind kind : {ErrorKind::kNotFound, ErrorKind::kDenied, ErrorKind::kTemporary,
                                 ErrorKind::kBadData, ErrorKind::kUnsupported}) {
        const std::string told = words::say(window::open_problem("town", {kind, "because"}));
        EXPECT_THAT(told, testing::HasSubstr("town"));
        EXPECT_THAT(told, testing::HasSubstr("(because)"));
        EXPECT_GT(told.size(), 60U) << told;
    }
}

TEST_F(ActivityTest, SettingsAreThePersonsAndKeepTheirLimits) {
    run("app.set_memory gib=1000");
    EXPECT_EQ(session->person.preferences.memory_gib, preferences::kMemoryMax_gib);
    run("app.set_memory gib=0");
    EXPECT_EQ(session->person.preferences.memory_gib, 0.0);
    run("app.set_cache_size gib=0.5");
    run("app.offline on=true");
    EXPECT_TRUE(session->person.preferences.offline);
    run("performance.set_quality quality=high");
    run("app.set_usual_quality name=low");
    EXPECT_EQ(quality, "high") << "the project's own goes before";
    EXPECT_EQ(session->person.preferences.quality, "low");
}

TEST(About, NamesEveryLibraryWithItsLicence) {
    const auto libraries = about::libraries();
    EXPECT_GT(libraries.size(), 20U);
    for (const about::Library& library : libraries) {
        EXPECT_FALSE(library.name.empty());
        EXPECT_FALSE(library.version.empty()) << library.name;
        EXPECT_FALSE(library.licence.empty()) << library.name;
    }
    EXPECT_FALSE(about::version().empty());
    EXPECT_GE(about::standards().size(), 5U);
}

}  // namespace
