// SPDX-License-Identifier: Apache-2.0
// Searching what is not loaded: the files of city models.
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/convert/open_city_model.hpp"
#include "app/window/name_searcher.hpp"
#include "app/window/panel_builder.hpp"
#include "app/window/search_commands.hpp"
#include "tests/support/wait_until.hpp"
#include "tests/unit/app/session_fixture.hpp"

namespace belvedere::window {
namespace {

constexpr const char* kVillage =
    R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],)"
    R"("translate":[84000,447000,0]},"metadata":{"referenceSystem":)"
    R"("https://www.opengis.net/def/crs/EPSG/0/28992"},"CityObjects":{)"
    R"("H1":{"type":"Building","attributes":{"name":"Rathaus am Überlinger Tor"},"geometry":)"
    R"([{"type":"MultiSurface","lod":"1","boundaries":[[[0,1,2]]]}]},)"
    R"("H2":{"type":"Building","attributes":{"name":"Schule"}}},)"
    R"("vertices":[[0,0,0],[8,0,0],[0,6,4]]})";

class FileSearchTest : public test::SessionTest {
  protected:
    FileSearchTest() {
        files.write("village.json", kVillage);
        JobPool opening{{.threads = 1}};
        const auto model = convert::open_city_model(
            opening, {.uri = (files.path() / "village.json").string(), .offline = true}, {});
        EXPECT_TRUE(model);
        if (model) parts = model->parts;
        session->services.search_files = [this](const std::string& query,
                                                std::vector<SearchedLayer> layers) {
            asked = query;
            asked_layers = std::move(layers);
        };
    }

    FilesSearched search_village(const std::string& query) {
        NameSearcher searcher({}, [] {});
        searcher.start(query, {{SourceId{1}, parts}});
        std::optional<FilesSearched> answer;
        EXPECT_TRUE(test::wait_until([&] {
            answer = searcher.take();
            return answer.has_value();
        }));
        return std::move(answer).value_or(FilesSearched{});
    }

    std::string asked;
    std::vector<SearchedLayer> asked_layers;
    std::vector<stream::CityPart> parts;
};

// What it was opened from is no more.
class GoneFile final : public content::citymodel::CityFile {
  public:
    [[nodiscard]] const content::citymodel::CityFileHead& head() const override { return head_; }
    [[nodiscard]] std::vector<content::citymodel::FileRange> stretches() const override {
        return {{0, 1}};
    }
    [[nodiscard]] Result<Index> index(const content::citymodel::FileRange&,
                                      const CancelToken&) const override {
        return fail(ErrorKind::kNotFound, "the file is gone");
    }
    [[nodiscard]] Result<content::citymodel::CityBatch> read(
        std::span<const content::citymodel::FileRange>, const content::citymodel::LodChoice&,
        const CancelToken&) const override {
        return fail(ErrorKind::kNotFound, "the file is gone");
    }

  private:
    content::citymodel::CityFileHead head_;
};

TEST_F(FileSearchTest, AnObjectThatIsNotLoadedIsFoundAndFlownTo) {
    run("search.find query=\"rathaus am uberlinger\"");
    EXPECT_EQ(asked, "rathaus am uberlinger");
    EXPECT_TRUE(asked_layers.empty());  // No source of this project is an open city model.
    EXPECT_FALSE(session->search.is_looking);
    take_files_searched(*session, search_village(asked));
    ASSERT_EQ(session->search.in_files.size(), 1U);
    EXPECT_EQ(session->search.in_files[0].hit.id, "H1");
    EXPECT_EQ(session->search.in_files_total, 1U);
    run("search.choose index=0");
    EXPECT_EQ(session->search.awaited, "H1");
    EXPECT_TRUE(session->motion.destination().has_value());
    run("search.find query=\"something else\"");
    EXPECT_TRUE(session->search.awaited.empty());
    EXPECT_TRUE(session->search.in_files.empty());
}

// As the window has it open: nothing of the file is opened or fetched again.
TEST_F(FileSearchTest, AnOpenCityModelIsLookedThroughWhereverItCameFrom) {
    run("source.open uri=\"" + (files.path() / "village.json").string() + "\"");
    load();
    std::filesystem::remove(files.path() / "village.json");
    run("search.find query=\"uberlinger tor\"");
    ASSERT_EQ(asked_layers.size(), 1U);
    ASSERT_EQ(asked_layers[0].parts.size(), 1U);
    parts = asked_layers[0].parts;
    EXPECT_EQ(search_village(asked).found.size(), 1U);
}

TEST_F(FileSearchTest, AnAnswerToAnEarlierQuestionIsLeftOut) {
    run("search.find query=schule");
    take_files_searched(*session, search_village("rathaus"));
    EXPECT_TRUE(session->search.in_files.empty());
}

// What is listed is told once all is known, and that there is more where the list is cut.
TEST_F(FileSearchTest, AListThatIsCutSaysSo) {
    const auto told = [&] {
        std::vector<std::string> texts;
        for (const auto& one : session->announcements)
            texts.push_back(one.text);
        session->announcements.clear();
        return texts;
    };
    const auto shown = [&] {
        PanelBuilder builder(*session, registry);
        return builder.build({}, std::nullopt).search;
    };
    (void)told();
    run("search.find query=schule");
    EXPECT_EQ(told(), std::vector<std::string>{"0 found for “schule”"});
    FilesSearched answer = search_village("schule");
    ASSERT_EQ(answer.found.size(), 1U);
    take_files_searched(*session, answer);
    EXPECT_EQ(told(), std::vector<std::string>{"1 found for “schule”"});
    EXPECT_EQ(shown().results.size(), shown().in_loaded + shown().in_files);
    // The best of many.
    answer.total = 1'234;
    take_files_searched(*session, answer);
    const auto said = told();
    ASSERT_EQ(said.size(), 2U);
    EXPECT_TRUE(said[1].starts_with("Listed: the first 1 of 1")) << said[1];
    EXPECT_EQ(shown().results.size(), 1U);
    EXPECT_EQ(shown().in_files, 1'234U);
    // Of what is loaded nobody counts how many more there are.
    session->search.truncated = true;
    take_files_searched(*session, answer);
    EXPECT_EQ(told().at(1), "Listed: the first 1 of more. A narrower search finds the rest.");
}

TEST_F(FileSearchTest, WhatHasNoPlaceIsSaidSo) {
    run("search.find query=schule");
    take_files_searched(*session, search_village("schule"));
    ASSERT_EQ(session->search.in_files.size(), 1U);
    const auto call = command::parse_call("search.choose index=0");
    ASSERT_TRUE(call);
    const auto done = registry.invoke(*call);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::kDenied);
    const auto beyond = command::parse_call("search.choose index=9");
    EXPECT_FALSE(registry.invoke(*beyond));
}

TEST_F(FileSearchTest, AFileThatIsGoneIsToldAndNoMore) {
    parts.at(0).file = std::make_shared<GoneFile>();
    run("search.find query=schule");
    const FilesSearched answer = search_village("schule");
    EXPECT_EQ(answer.problems.size(), 1U);
    const std::size_t notices = session->notices.size();
    take_files_searched(*session, answer);
    EXPECT_EQ(session->notices.size(), notices + 1);
    EXPECT_FALSE(session->search.is_looking);
}

}  // namespace
}  // namespace belvedere::window
