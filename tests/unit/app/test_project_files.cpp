// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "app/project/project_file.hpp"
#include "app/project/project_json.hpp"
#include "app/project/session_file.hpp"
#include "app/project/source_path.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace belvedere;
using project::Project;
namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

std::string content_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

Project with_source(const std::string& uri) {
    Project p;
    p.layers.push_back({uri, "", "", "", "", "", "", 1.0, true});
    return p;
}

TEST(ProjectFile, MovesWithItsData) {
    const test::TemporaryFolder folder;
    folder.write("town/data/tileset.json", "{}");
    const fs::path source = folder.path() / "town" / "data" / "tileset.json";
    Project p = with_source(source.string());
    p.layers.push_back(with_source("/elsewhere/a.glb").layers[0]);
    p.layers.push_back(with_source("https://example.org/tileset.json?key=1").layers[0]);
    const fs::path file = folder.path() / "town" / "town.belvedere";
    ASSERT_TRUE(project::save(file, p));
    EXPECT_THAT(content_of(file), HasSubstr("\"data/tileset.json\""));
    EXPECT_EQ(project::load(file)->layers, p.layers);

    fs::rename(folder.path() / "town", folder.path() / "village");
    const auto moved = project::load(folder.path() / "village" / "town.belvedere");
    ASSERT_TRUE(moved) << moved.error().message;
    EXPECT_EQ(moved->layers[0].uri, (folder.path() / "village" / "data" / "tileset.json").string());
    EXPECT_EQ(moved->layers[1].uri, "/elsewhere/a.glb");
    EXPECT_EQ(moved->layers[2].uri, "https://example.org/tileset.json?key=1");
}

TEST(ProjectFile, ANeighbourIsNotBelowTheFolder) {
    const test::TemporaryFolder folder;
    const std::string beside = (folder.path() / "town2" / "tileset.json").string();
    const Project p = project::with_relative_sources(with_source(beside), folder.path() / "town");
    EXPECT_EQ(p.layers[0].uri, beside);
}

TEST(ProjectFile, PathsAreReadAsPeopleTypeThem) {
    ASSERT_EQ(::setenv("HOME", "/home/someone", 1), 0);
    EXPECT_EQ(project::whole_path("~/a/../b.belvedere"), "/home/someone/b.belvedere");
    EXPECT_EQ(project::whole_path("c.glb"), (fs::current_path() / "c.glb").string());
    EXPECT_EQ(project::whole_path("https://example.org/a"), "https://example.org/a");
    EXPECT_EQ(project::whole_path(""), "");
    EXPECT_TRUE(project::is_url("http://x"));
    EXPECT_FALSE(project::is_url("/a b://c"));
    EXPECT_FALSE(project::is_url("://c"));
}

TEST(ProjectJson, WhatOtherVersionsKnowComesBack) {
    const std::string text = R"({"belvedere_project": 1, "feeds": [{"url": "mqtt://x"}],
        "layers": [{"uri": "/a.glb", "tint": 2, "name": "A"}, {"uri": "/b.glb"}],
        "bookmarks": [{"name": "v", "view": {"height_m": 5, "roll_deg": 3}, "note": "n"}],
        "view": {"height_m": 7, "fov_deg": 40},
        "layout": {"left_open": false, "wings": 2, "theme": "light"}})";
    const auto read = project::from_json(text);
    ASSERT_TRUE(read) << read.error().message;
    Project changed = *read;
    std::swap(changed.layers[0], changed.layers[1]);
    changed.layers[1].opacity = 0.5;
    changed.view.height_m = 9.0;
    const std::string written = project::to_json(changed);
    for (const char* kept : {"\"mqtt://x\"", "\"tint\": 2", "\"roll_deg\": 3", "\"note\": \"n\"",
                             "\"fov_deg\": 40", "\"wings\": 2"}) {
        EXPECT_THAT(written, HasSubstr(kept));
    }
    EXPECT_THAT(written, Not(HasSubstr("theme")));
    const auto again = project::from_json(written);
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, changed);
    EXPECT_EQ(again->layers[1].opacity, 0.5) << "what is known is written anew";
    EXPECT_EQ(project::to_json(*again), written);
}

TEST(ProjectJson, AnOldLayoutIsReadAndANewOneComesBack) {
    const auto old = project::layout_from_json(R"({"left_open": false, "left_tab": "style"})");
    ASSERT_TRUE(old);
    EXPECT_FALSE(old->left_open);
    EXPECT_EQ(old->left_px, 0.0);
    project::Layout layout;
    layout.left_px = 412.0;
    layout.bottom_open = true;
    EXPECT_EQ(*project::layout_from_json(project::layout_to_json(layout)), layout);
    EXPECT_EQ(project::layout_from_json(R"({"left_px": 1e300})")->left_px, project::kDockMax_px);
    EXPECT_FALSE(project::layout_from_json(R"({"left_px": "wide"})"));
    EXPECT_FALSE(project::layout_from_json("["));
}

TEST(Layouts, ArrangeThePanelsAndNothingElse) {
    project::Layout now;
    now.coordinates = "wgs84";
    for (const project::BuiltInLayout& built_in : project::built_in_layouts()) {
        const project::Layout then = project::arranged_as(now, built_in.layout);
        EXPECT_EQ(then.coordinates, "wgs84");
        EXPECT_EQ(then.left_open, built_in.layout.left_open) << built_in.id;
    }
}

TEST(SessionFile, AnEndInOrderIsToldFromACrash) {
    const test::TemporaryFolder folder;
    {
        const project::SessionFile first(folder.path());
        EXPECT_EQ(first.last_end(), project::LastEnd::kInOrder);
        EXPECT_FALSE(first.last());
        ASSERT_TRUE(first.keep({with_source("/a.glb"), "/town.belvedere"}));
    }
    {
        const project::SessionFile second(folder.path());
        EXPECT_EQ(second.last_end(), project::LastEnd::kInOrder);
        const auto last = second.last();
        ASSERT_TRUE(last) << last.error().message;
        EXPECT_EQ(last->file, "/town.belvedere");
        EXPECT_EQ(last->project, with_source("/a.glb"));
    }
    folder.write("session.lock", "");  // What a killed process leaves.
    const project::SessionFile third(folder.path());
    EXPECT_EQ(third.last_end(), project::LastEnd::kUnexpected);
    EXPECT_TRUE(third.last()) << "a session in which nothing was opened takes nothing away";
}

TEST(SessionFile, TheNextSessionDoesNotOverwriteTheLast) {
    const test::TemporaryFolder folder;
    {
        const project::SessionFile first(folder.path());
        ASSERT_TRUE(first.keep({with_source("/a.glb"), {}}));
    }
    const project::SessionFile second(folder.path());
    ASSERT_TRUE(second.keep({with_source("/b.glb"), {}}));
    EXPECT_EQ(second.last()->project, with_source("/a.glb"));
}

TEST(SessionFile, OfWhatIsKeptSoonTheNewestStays) {
    const test::TemporaryFolder folder;
    JobPool jobs{JobPoolOptions{.threads = 2}};
    {
        project::SessionFile first(folder.path());
        for (int i = 0; i <= 50; ++i)
            first.keep_soon(jobs, {with_source("/" + std::to_string(i) + ".glb"), {}});
        jobs.wait_idle();
        EXPECT_THAT(content_of(folder.path() / "autosave.json"), HasSubstr("/50.glb"));
        // What is kept at once, for leaving, is not overtaken by what waited before it.
        first.keep_soon(jobs, {with_source("/late.glb"), {}});
        ASSERT_TRUE(first.keep({with_source("/end.glb"), {}}));
        jobs.wait_idle();
    }
    const project::SessionFile second(folder.path());
    EXPECT_EQ(second.last()->project, with_source("/end.glb"));
}

TEST(SessionFile, ASecondProgramLeavesTheFirstOnesSessionAlone) {
    const test::TemporaryFolder folder;
    const project::SessionFile first(folder.path());
    ASSERT_TRUE(first.keep({with_source("/a.glb"), {}}));
    {
        const project::SessionFile second(folder.path());
        EXPECT_EQ(second.last_end(), project::LastEnd::kInOrder) << "nothing crashed";
        ASSERT_TRUE(second.keep({with_source("/b.glb"), {}}));
    }
    EXPECT_TRUE(fs::exists(folder.path() / "session.lock"));
    EXPECT_THAT(content_of(folder.path() / "autosave.json"), HasSubstr("/a.glb"));
}

}  // namespace
