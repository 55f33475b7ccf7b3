// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/series_file.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "engine/core/time_text.hpp"
#include "engine/feed/batch_feed.hpp"
#include "engine/feed/limits.hpp"
#include "engine/twin/twin_query.hpp"
#include "test_paths.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/wait_until.hpp"
#include "tests/unit/feed/decoded.hpp"

namespace belvedere::feed {
namespace {

// All of a file in one batch.
Result<Decoded> read_series(const SeriesFileOptions& options) {
    auto file = SeriesFile::open(options);
    if (!file) return fail(file.error());
    Decoded decoded;
    while (true) {
        const auto more = (*file)->next(decoded.batch);
        if (!more) return fail(more.error());
        if (!*more) return decoded;
    }
}

TEST(SeriesFile, ColumnsAreProperties) {
    const test::TemporaryFolder folder;
    folder.write("counter 7.csv",
                 "\xEF\xBB\xBFTime;count;state;lat;lon;owner\n"
                 "2026-01-01 00:00:00;12;\"a;b\";52.5;13.4;A\n"
                 ";13;x;;;\n"
                 "1767225660;14.5;;52.5;13.5;B\r\n"
                 "\n");
    SeriesFileOptions options;
    options.path = (folder.path() / "counter 7.csv").string();
    options.type = "Counter";
    options.unit = "C62";
    const auto decoded = read_series(options);
    ASSERT_TRUE(decoded) << decoded.error().message;
    ASSERT_EQ(decoded->batch.updates().size(), 2U);
    EXPECT_EQ(decoded->entity(), "counter 7");
    EXPECT_EQ(decoded->type(), "Counter");
    EXPECT_EQ(decoded->find("count")->number, 12.0);
    EXPECT_EQ(decoded->find("count")->observed_at, *parse_time("2026-01-01", TimeZone()));
    EXPECT_TRUE(decoded->find("count")->quality.has(twin::Quality::kZoneAssumed));
    EXPECT_EQ(decoded->text(decoded->find("count")->unit), "C62");
    EXPECT_EQ(decoded->text(decoded->find("state")->text), "a;b");
    EXPECT_EQ(decoded->find("count", 1)->number, 14.5);
    EXPECT_EQ(decoded->find("count", 1)->observed_at,
              *parse_time("2026-01-01T00:01:00Z", TimeZone()));
    EXPECT_EQ(decoded->find("state", 1), nullptr) << "an empty cell says nothing";
    EXPECT_EQ(decoded->find("location", 1)->position.longitude_deg, 13.5);
    ASSERT_EQ(decoded->batch.rejections().size(), 1U);
    EXPECT_EQ(decoded->batch.rejections()[0].reason, "a row without a time");
}

TEST(SeriesFile, RowsMaySayTheirDeviceAndOneColumnMayCount) {
    const test::TemporaryFolder folder;
    folder.write("a.csv",
                 "when,sensor,x,y\n2026-01-01,urn:1,1,2\n2026-01-02,urn:2,3,4\n"
                 "2026-01-02,,5,6\n");
    const std::string path = (folder.path() / "a.csv").string();
    const auto options =
        parse_series_address("file://" + path + "?id=sensor&time=when&value=y&type=T");
    ASSERT_TRUE(options) << options.error().message;
    const auto decoded = read_series(*options);
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->entity(1), "urn:2");
    EXPECT_EQ(decoded->find("x"), nullptr);
    EXPECT_EQ(decoded->find("y", 1)->number, 4.0);
    EXPECT_EQ(decoded->batch.rejections().size(), 1U);
    SeriesFileOptions wrong = *options;
    wrong.id_column = "device";
    EXPECT_EQ(read_series(wrong).error().kind, ErrorKind::kBadData);
    for (const char* url : {"file:", "http://x", "file:/x?colour=1", "file:%zz"})
        EXPECT_FALSE(parse_series_address(url)) << url;
    wrong.path = "/nonexistent";
    EXPECT_EQ(read_series(wrong).error().kind, ErrorKind::kNotFound);
}

TEST(SeriesFile, LargeAndBrokenFilesAreReadInPieces) {
    const test::TemporaryFolder folder;
    constexpr int kRows = 60'000;  // 2.6 MB: some pieces.
    {
        std::ofstream file(folder.path() / "large.csv", std::ios::binary);
        file << "time,a,\"quoted \"\"b\"\"\"\n";
        for (int i = 0; i < kRows; ++i)
            file << 1'767'225'600 + i << "," << i << ",\"line one\nline two\"\n";
        file << "1767400000,\"never closed" << std::string(3 * limits::kCsvLineBytes, 'x');
    }
    SeriesFileOptions options;
    options.path = (folder.path() / "large.csv").string();
    auto file = SeriesFile::open(options);
    ASSERT_TRUE(file);
    int rows = 0;
    for (bool more = true; more;) {
        twin::ObservationBatch batch;
        more = *(*file)->next(batch);
        for (const auto& one : batch.observations()) {
            if (batch.text(one.property) != "a" || one.kind != twin::ValueKind::kNumber) continue;
            ASSERT_EQ(one.number, rows);
            ++rows;
        }
    }
    EXPECT_EQ(rows, kRows);
    for (const char* text : {"", "\n", "alone\n1\n"}) {
        folder.write("bad.csv", text);
        options.path = (folder.path() / "bad.csv").string();
        EXPECT_EQ(read_series(options).error().kind, ErrorKind::kBadData) << text;
    }
}

TEST(SeriesFile, RealTrafficSeriesAreReadWhole) {
    const std::filesystem::path folder =
        std::filesystem::path(BELVEDERE_SAMPLE_DATA) / "iot" / "nab-traffic-a";
    if (!std::filesystem::is_directory(folder)) GTEST_SKIP() << "no sample data";
    std::size_t files = 0, rows = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".csv") continue;
        SeriesFileOptions options;
        options.path = entry.path().string();
        const auto decoded = read_series(options);
        ASSERT_TRUE(decoded) << entry.path();
        EXPECT_TRUE(decoded->batch.rejections().empty()) << entry.path();
        ++files;
        rows += decoded->batch.updates().size();
    }
    EXPECT_EQ(files, 5U);
    EXPECT_EQ(rows, 18'827U);
}

TEST(BatchFeed, PlaysToItsEndOrSaysWhyNot) {
    int made = 0;
    BatchFeed feed([&made](twin::ObservationBatch& batch) -> Result<bool> {
        batch.begin_update("urn:" + std::to_string(made), "T");
        if (made == 3) return fail(ErrorKind::kBadData, "broken");
        return ++made < 5;
    });
    twin::TwinStore store;
    Intake intake;
    intake.source = *store.add_source({"file"});
    EXPECT_TRUE(test::wait_until([&] {
        (void)take_in(feed, store, intake, 1.0);
        return feed.health().state != FeedState::kConnected;
    }));
    EXPECT_EQ(feed.health().state, FeedState::kFailed);
    EXPECT_EQ(feed.health().sentence, "broken");
    EXPECT_EQ(store.entities().size(), 4U);
}

}  // namespace
}  // namespace belvedere::feed
