// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <fstream>

#include "app/about/about.hpp"
#include "app/window/open_problem.hpp"
#include "tests/unit/app/session_fixture.hpp"

namespace {

using namespace belvedere;
using window::Activity;
using ActivityTest = test::SessionTest;

// Ends the ones of the project's own sources, which are being opened.
void forget_all(window::Session& session) {
    session.activities.clear();
    session.announcements.clear();
}

TEST_F(ActivityTest, WorkGoesOnASliceARoundAndIsToldOnce) {
    forget_all(*session);
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
    session->activities.back().step = [&](Activity& self) {
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
    session->activities.back().step = [](Activity&) { return true; };
    window::follow_activities(*session, now_s + 3.0);
    EXPECT_EQ(window::find_activity(*session, number), nullptr);
}

TEST_F(ActivityTest, TheLastOneIsCancelledByItsCommand) {
    forget_all(*session);
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
    forget_all(*session);
    scene->update({});
    window::follow_activities(*session, 0.0);
    const auto& layers = scene->layers();
    ASSERT_FALSE(layers.empty());
    const bool is_opening = std::any_of(
        layers.begin(), layers.end(),
        [](const city::LayerState& layer) { return layer.phase == city::LayerPhase::kOpening; });
    if (!is_opening) {
        // The worker was quicker: what could not be found is told then, with what may help.
        ASSERT_FALSE(session->notices.empty());
        EXPECT_THAT(session->notices.front().text, testing::HasSubstr("Check the path"));
        return;
    }
    ASSERT_FALSE(session->activities.empty());
    const std::size_t before = session->history.now().layers.size();
    run("activity.cancel");
    EXPECT_EQ(session->history.now().layers.size(), before - 1);
    run("edit.undo");
    EXPECT_EQ(session->history.now().layers.size(), before);
}

TEST_F(ActivityTest, WhatCannotBeOpenedIsToldOnceWithARemedy) {
    forget_all(*session);
    session->notices.clear();
    for (int i = 0; i < 500 && session->failed.size() < 2; ++i) {
        scene->update({});
        window::follow_activities(*session, 0.0);
        jobs.wait_idle();
    }
    ASSERT_EQ(session->failed.size(), 2U);
    ASSERT_EQ(session->notices.size(), 2U);
    EXPECT_THAT(session->notices.front().text, testing::HasSubstr("no such file"));
    EXPECT_THAT(session->notices.front().text, testing::HasSubstr("Check the path"));
    window::follow_activities(*session, 1.0);
    EXPECT_EQ(session->notices.size(), 2U);
    EXPECT_TRUE(session->activities.empty());
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
