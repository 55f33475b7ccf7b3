// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "app/project/project_file.hpp"
#include "app/project/project_history.hpp"
#include "app/project/project_json.hpp"

namespace {

using namespace belvedere;
using project::Layer;
using project::Project;
using project::ProjectHistory;

Project sample_project() {
    Project p;
    p.name = "Old town";
    p.layers.push_back({"/data/city/tileset.json", "EPSG:3857", "egm96", "storeys", "2.2", "",
                        "Base", 0.5, false});
    p.layers.push_back({"https://example.org/a.glb?x=1", "", "", "", "", "Tower", "", 1.0, true});
    p.layers[0].hidden = project::FeatureNames({"b-2", "b-1"});
    p.layers[1].isolated = project::FeatureNames({"tower"});
    p.style_json = "{\"show\": \"true\"}";
    p.style_titles = {{"fr", "Hauteur"}, {"ar", "الارتفاع"}};
    p.bookmarks.push_back({"View 1", {9.19, 45.46, 300.0, 10.0, -20.0}});
    p.view = {9.2, 45.5, 1000.0, 359.0, -45.0};
    p.has_view = true;
    p.time_us = 1'700'000'000'000'000;
    p.time_zone = "Europe/Rome";
    p.quality = "high";
    p.layout.left_open = false;
    return p;
}

TEST(ProjectJson, ReadsBackWhatItWrote) {
    const Project written = sample_project();
    const auto read = project::from_json(project::to_json(written));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, written);
    EXPECT_EQ(*project::from_json(project::to_json(Project{})), Project{});
}

TEST(ProjectJson, NamesWhatIsWrong) {
    const auto message = [](const char* text) {
        const auto read = project::from_json(text);
        return read ? std::string("accepted") : read.error().message;
    };
    using testing::HasSubstr;
    EXPECT_THAT(message("{"), HasSubstr("JSON"));
    EXPECT_THAT(message("[]"), HasSubstr("JSON object"));
    EXPECT_THAT(message("{}"), HasSubstr("Belvedere project"));
    EXPECT_THAT(message(R"({"belvedere_project": 99})"), HasSubstr("later version"));
    EXPECT_THAT(message(R"({"belvedere_project": 1, "layers": 3})"), HasSubstr("project.layers"));
    EXPECT_THAT(message(R"({"belvedere_project": 1, "layers": [{}]})"), HasSubstr("layers[0]"));
    EXPECT_THAT(message(R"({"belvedere_project": 1, "layers": [{"uri": 1}]})"),
                HasSubstr("layers[0].uri is not a text"));
    EXPECT_THAT(message(R"({"belvedere_project": 1, "bookmarks": [{"name": "x"}]})"),
                HasSubstr("bookmarks[0] has no view"));
    const std::string deep = R"({"belvedere_project": 1, "x": )" + std::string(50'000, '[');
    EXPECT_THAT(message(deep.c_str()), HasSubstr("nested too deep"));
}

TEST(ProjectJson, ClampsNumbersAndIgnoresUnknownKeys) {
    const auto read = project::from_json(
        R"({"belvedere_project": 1, "future": {"a": 1},
            "layers": [{"uri": "a", "opacity": 7}],
            "layout": {"text_scale": 3, "theme": "light"}})");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->layers.at(0).opacity, 1.0);
    // Earlier versions kept a person's sight with the city; it is the person's (preferences).
    EXPECT_EQ(project::to_json(*read).find("theme"), std::string::npos);
}

TEST(ProjectHistory, UndoesAndRedoesStepsButKeepsTheView) {
    ProjectHistory history;
    Project next = history.now();
    next.layers.push_back({"a", "", "", "", "", "", "", 1.0, true});
    history.apply(next, "Open a");
    Project moved = history.now();
    moved.view.height_m = 77.0;
    history.amend(moved);

    EXPECT_EQ(history.undo_title(), "Open a");
    ASSERT_TRUE(history.undo());
    EXPECT_TRUE(history.now().layers.empty());
    EXPECT_EQ(history.now().view.height_m, 77.0);
    EXPECT_EQ(history.redo_title(), "Open a");
    ASSERT_TRUE(history.redo());
    EXPECT_EQ(history.now().layers.size(), 1U);
    EXPECT_FALSE(history.redo());
}

TEST(ProjectHistory, MergesADragIntoOneStep) {
    Project first;
    first.layers.push_back({"a", "", "", "", "", "", "", 1.0, true});
    ProjectHistory history(first);
    for (const double opacity : {0.9, 0.5, 0.2}) {
        Project next = history.now();
        next.layers[0].opacity = opacity;
        history.apply(next, "Opacity", "opacity:a");
    }
    ASSERT_TRUE(history.undo());
    EXPECT_EQ(history.now().layers[0].opacity, 1.0);
    EXPECT_FALSE(history.undo());
}

TEST(ProjectHistory, IsBoundedAndForgetsTheFutureOnANewStep) {
    ProjectHistory history;
    for (std::size_t i = 0; i < project::kUndoStepsMax + 50; ++i) {
        Project next = history.now();
        next.name = std::to_string(i);
        history.apply(next, "Rename");
    }
    std::size_t steps = 0;
    while (history.undo())
        ++steps;
    EXPECT_EQ(steps, project::kUndoStepsMax);
    Project next = history.now();
    next.name = "other";
    history.apply(next, "Rename");
    EXPECT_FALSE(history.redo());
}

TEST(Project, NamesAreShortAndTellTilesetsApart) {
    EXPECT_EQ(project::short_name("/a/minato/tileset.json"), "minato");
    EXPECT_EQ(project::short_name("https://x.org/city.3tz?key=1"), "city.3tz");
    EXPECT_EQ(project::short_name("tileset.json"), "tileset.json");
    EXPECT_EQ(project::short_name("folder/"), "folder");
    Project p;
    const auto view = [](std::size_t number) { return "View " + std::to_string(number); };
    EXPECT_EQ(project::next_bookmark_name(p, view), "View 1");
    p.bookmarks.push_back({"View 2", {}});
    EXPECT_EQ(project::next_bookmark_name(p, view), "View 3");
}

TEST(ProjectFile, SavesLoadsAndRemembersRecentSources) {
    const auto folder = std::filesystem::path(testing::TempDir()) / "belvedere_project_test";
    std::filesystem::remove_all(folder);
    setenv("XDG_DATA_HOME", folder.c_str(), 1);
    const auto path = folder / "deep" / "city.json";
    ASSERT_TRUE(project::save(path, sample_project()));
    EXPECT_EQ(*project::load(path), sample_project());
    EXPECT_TRUE(project::is_project(path));
    EXPECT_FALSE(project::is_project(folder / "none.json"));
    EXPECT_FALSE(project::is_project(folder));
    EXPECT_EQ(project::load(folder / "none.json").error().kind, ErrorKind::kNotFound);

    EXPECT_TRUE(project::recent_sources().empty());
    for (int i = 0; i < 20; ++i)
        ASSERT_TRUE(project::remember_source(std::to_string(i)));
    ASSERT_TRUE(project::remember_source("15"));
    const auto recent = project::recent_sources();
    EXPECT_EQ(recent.size(), project::kRecentMax);
    EXPECT_THAT(recent, testing::Contains("15").Times(1));
    EXPECT_EQ(recent.front(), "15");
    EXPECT_FALSE(project::remember_source("a\nb"));
    std::filesystem::remove_all(folder);
}

TEST(ProjectJson, BrokenChartsAreToldAndUnknownPartsKept) {
    const auto read = [](const std::string& chart) {
        return project::from_json(R"({"belvedere_project": 1, "chart": )" + chart + "}");
    };
    const std::string kLine =
        R"({"device": {"source": "s", "id": "a"}, "property": "p", "axis": 2})";
    const auto kept = read(R"({"series": [)" + kLine + R"(], "spans": [[0, 5000000]], "grid": 1})");
    ASSERT_TRUE(kept) << kept.error().message;
    ASSERT_EQ(kept->twins.chart.series.size(), 1U);
    const std::string again = project::to_json(*kept);
    EXPECT_THAT(again, testing::HasSubstr("\"axis\": 2"));
    EXPECT_THAT(again, testing::HasSubstr("\"grid\": 1"));
    for (const char* broken :
         {"7", R"({"series": 7})", R"({"series": [{}]})", R"({"window_s": "1"})",
          R"({"series": [{"device": {"id": 7}, "property": "p"}]})", R"({"spans": [[5, 5]]})",
          R"({"spans": [[0]]})", R"({"spans": [[-9223372036854775808, 9223372036854775807]]})",
          R"({"shows_table": 1})", R"({"form": 1})"})
        EXPECT_FALSE(read(broken)) << broken;
    EXPECT_EQ(read(R"({"window_s": 1e99})")->twins.chart.window_s, project::kChartWindowMax_s);
}

}  // namespace
