// SPDX-License-Identifier: Apache-2.0
// Shows, and what kept views hold for an audience.
#include <gtest/gtest.h>

#include <string>

#include "app/project/project_json.hpp"
#include "app/project/show.hpp"

namespace {

using namespace belvedere;

TEST(ShowTest, IsReadAsItIsWritten) {
    const auto show = project::show_from_json(R"({"belvedere_show": 1, "languages": ["fr", "ar"],
        "minutes": 60, "then": "quit", "views": [
        {"name": {"fr": "La gare", "ar": "المحطة"}, "caption": "Trois", "note": "lentement",
         "camera": [11.0, 48.0, 350, 20, -30], "dwell_s": 12, "time": "2026-06-21T15:00+02:00"},
        {"name": "Centre", "camera": [11, 48, 1, 0, 0], "dwell_s": 0}]})");
    ASSERT_TRUE(show) << show.error().message;
    EXPECT_EQ(show->languages, (std::vector<std::string>{"fr", "ar"}));
    EXPECT_EQ(show->then, project::AfterShow::kQuit);
    ASSERT_EQ(show->views.size(), 2U);
    const project::ShowView& first = show->views[0];
    EXPECT_EQ(first.bookmark.names.at("ar"), "المحطة");
    EXPECT_EQ(first.bookmark.captions.at(""), "Trois");
    EXPECT_EQ(first.bookmark.note, "lentement");
    EXPECT_EQ(first.bookmark.view.heading_deg, 20.0);
    EXPECT_EQ(first.dwell_s, 12.0);
    EXPECT_EQ(first.time_us, 1'782'046'800'000'000);
    EXPECT_EQ(show->views[1].bookmark.name, "Centre");
    EXPECT_EQ(show->views[1].dwell_s, project::kDwellMin_s);
    EXPECT_FALSE(show->views[1].time_us);
}

TEST(ShowTest, WhatIsWrongIsNamed) {
    const auto problem = [](const std::string& text) {
        const auto show = project::show_from_json(text);
        return show ? std::string() : show.error().message;
    };
    const auto with_view = [](const std::string& view) {
        return R"({"belvedere_show": 1, "views": [)" + view + "]}";
    };
    EXPECT_NE(problem("[]"), "");
    EXPECT_NE(problem("{}"), "");
    EXPECT_NE(problem(R"({"belvedere_show": 2, "views": [1]})"), "");
    EXPECT_NE(problem(with_view("")).find("views"), std::string::npos);
    EXPECT_NE(problem(with_view("{}")).find("views[0].camera"), std::string::npos);
    EXPECT_NE(problem(with_view(R"({"camera": [0, 0, 0, 0]})")).find("camera"), std::string::npos);
    EXPECT_NE(problem(with_view(R"({"camera": [0, 91, 0, 0, 0]})")).find("world"),
              std::string::npos);
    EXPECT_NE(problem(with_view(R"({"camera": [0, 0, 0, 0, 0], "name": 3})")).find("name"),
              std::string::npos);
    EXPECT_NE(problem(with_view(R"({"camera": [0, 0, 0, 0, 0], "time": "noon"})")).find("time"),
              std::string::npos);
    std::string deep = with_view(R"({"camera": [0, 0, 0, 0, 0], "more": )");
    for (int i = 0; i < 100; ++i)
        deep += "[";
    EXPECT_NE(problem(deep), "");
}

TEST(ShowTest, ViewsKeepTheirWordsInAProject) {
    project::Project project;
    project.bookmarks.push_back(
        {"Here", {1.0, 2.0, 3.0, 4.0, -5.0}, "slowly", {{"fr", "Ici"}}, {{"ar", "هنا"}}});
    project.presenting = {true, "HDMI-1", 0, true, "black", "show.json"};
    const auto read = project::from_json(project::to_json(project));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, project);
    // What is not presented is not written.
    project.presenting = {};
    EXPECT_EQ(project::to_json(project).find("presenting"), std::string::npos);
    const auto bad = project::from_json(
        R"({"belvedere_project": 1, "bookmarks": [{"view": {}, "captions": {"fr": 3}}]})");
    ASSERT_FALSE(bad);
    EXPECT_NE(bad.error().message.find("captions"), std::string::npos);
}

}  // namespace
