// SPDX-License-Identifier: Apache-2.0
#include "app/live/file_feed.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "engine/twin/twin_query.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/wait_until.hpp"

namespace belvedere::live {
namespace {

class FileFeedTest : public testing::Test {
  protected:
    void write(const std::string& name, const std::string& text) {
        std::ofstream(folder.path() / name) << text;
    }
    // Plays a model to its end.
    void play(const std::string& objects) {
        write("model.city.json",
              R"({"type":"CityJSON","version":"2.0","CityObjects":{)" + objects + "}}");
        auto opened = open_file_feed("file:" + (folder.path() / "model.city.json").string());
        ASSERT_TRUE(opened) << opened.error().message;
        const std::unique_ptr<feed::Feed> feed = *std::move(opened);
        feed::Intake intake;
        intake.source = source;
        ASSERT_TRUE(test::wait_until([&] {
            (void)take_in(*feed, store, intake, 0.1);
            return feed->health().state == feed::FeedState::kEnded;
        }));
        sentence = feed->health().sentence;
        is_note = feed->health().is_note;
    }
    [[nodiscard]] std::vector<double> values(const std::string& entity,
                                             const std::string& property) const {
        const auto found = store.entities().find(source, entity);
        const auto series = found ? twin::find_series(store, *found, property) : std::nullopt;
        if (!series) return {};
        std::vector<double> all;
        for (const twin::Reading& one : twin::range(store, *series, {{}, twin::AsOf::kEver}))
            all.push_back(one.number);
        return all;
    }

    test::TemporaryFolder folder;
    twin::TwinStore store;
    SourceId source = *store.add_source({"model"});
    std::string sentence;
    bool is_note = false;
};

std::string table_of(const std::string& target, const std::string& more) {
    return "\"" + target + R"(d":{"type":"+Dynamizer","target":")" + target +
           R"(","attributeRef":"/attributes/t","dynamicData":{"type":"+TabulatedFileTimeseries",)"
           R"("fileLocation":"all.csv","timeColumnName":"time","valueColumnName":"value")" +
           more + "}}";
}

TEST_F(FileFeedTest, RowsOfASharedTableAreOfTheSensorTheyName) {
    write("all.csv",
          "time,sensor,value\n2026-01-01T00:00:00Z,a,1\n2026-01-01T00:00:00Z,b,10\n"
          "2026-01-01T01:00:00Z,a,2\n2026-01-01T01:00:00Z,b,20\n");
    const std::string named = R"(,"idColumnName":"sensor","idValue":)";
    play(table_of("north", named + "\"a\"") + "," + table_of("south", named + "\"b\"") + "," +
         table_of("west", R"(,"idColumnName":"sensor")"));
    EXPECT_EQ(values("north", "t"), (std::vector<double>{1.0, 2.0}));
    EXPECT_EQ(values("south", "t"), (std::vector<double>{10.0, 20.0}));
    EXPECT_TRUE(values("west", "t").empty()) << "nobody knows whose they are";
    EXPECT_EQ(store.ledger(source).updates.rejected, 1U);
    EXPECT_NE(store.ledger(source).samples.front().reason.find("several sensors"),
              std::string::npos);
}

TEST_F(FileFeedTest, WhereLiveValuesAreIsPartOfItsHealth) {
    play(R"("g":{"type":"+Dynamizer","target":"b","attributeRef":"/attributes/l","sensorConnection":
        {"connectionType":"ogc_sta_1.1","baseURL":"https://h.example/v1.1"}},
        "x":{"type":"+Dynamizer","target":"b","attributeRef":"/attributes/m","dynamicData":
        {"type":"+UnknownTimeseries","unheardOf":1}})");
    EXPECT_NE(sentence.find("can be had from sta+https://h.example/v1.1"), std::string::npos)
        << sentence;
    EXPECT_NE(sentence.find("a form that is not read"), std::string::npos) << sentence;
    EXPECT_FALSE(is_note) << "some values are missing";
}

TEST_F(FileFeedTest, WhereMoreCanBeHadIsOnlyToBeKnown) {
    play(R"("g":{"type":"+Dynamizer","target":"b","attributeRef":"/attributes/l","sensorConnection":
        {"connectionType":"ogc_sta_1.1","baseURL":"https://h.example/v1.1"}})");
    EXPECT_NE(sentence.find("can be had from"), std::string::npos) << sentence;
    EXPECT_TRUE(is_note);
}

}  // namespace
}  // namespace belvedere::live
