// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <glm/geometric.hpp>

#include "engine/generator/quad_set.hpp"
#include "engine/geo/local_frame.hpp"
#include "engine/stream/tile_streamer.hpp"
#include "tests/support/fake_uploader.hpp"
#include "tests/support/loopback_server.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/view_from_above.hpp"

namespace belvedere::stream {
namespace {

using test::FakeUploader;
using test::TemporaryFolder;

// A quadtree set of 85 tiles and 620,160 triangles, made once for all tests.
const std::filesystem::path& quad_set() {
    static const TemporaryFolder folder;
    static const bool is_made = [] {
        JobPool pool({2, WorkerScheduling::kNormal});
        generator::QuadSetOptions options;
        options.depth = 3;
        return generator::generate_quad_set(options, folder.path(), pool).has_value();
    }();
    EXPECT_TRUE(is_made);
    return folder.path();
}

struct StreamingFixture {
    JobPool jobs{{2, WorkerScheduling::kNormal}};
    FakeUploader uploader;
    TileStreamer streamer;
    SourceId source;
    int updates = 0;

    explicit StreamingFixture(StreamerOptions options, const std::string& uri)
        : streamer(std::move(options), jobs, uploader), source(streamer.open({uri, {}, {}})) {}

    // Updates until the view is complete; false after `limit_s`.
    bool complete(double height_m, double limit_s = 30.0, double east_m = 0.0) {
        const double end_s = system_clock().steady_seconds() + limit_s;
        while (system_clock().steady_seconds() < end_s) {
            const SourceInfo& info = streamer.source(source);
            if (info.state == SourceState::kFailed) return false;
            std::vector<SelectionView> views;
            if (info.bounds) views.push_back(test::view_from_above(*info.bounds, height_m, east_m));
            streamer.update(views);
            ++updates;
            check_drawn();
            if (!views.empty() && streamer.progress().complete) return true;
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        }
        return false;
    }
    void check_drawn() const {
        for (const StreamedTile& tile : streamer.drawn()) {
            EXPECT_TRUE(tile.is_failed || uploader.holds(tile.key));
        }
    }
    std::uint64_t triangles_drawn() const {
        std::uint64_t total = 0;
        for (const StreamedTile& tile : streamer.drawn()) {
            if (!tile.is_failed) total += uploader.content(tile.key).header().triangle_count;
        }
        return total;
    }
};

TEST(TileStreamer, CompletesAViewOfAFolder) {
    StreamingFixture run({}, (quad_set() / "tileset.json").string());
    ASSERT_TRUE(run.complete(300.0));
    EXPECT_FALSE(run.streamer.progress().coarsened);
    EXPECT_GT(run.streamer.drawn().size(), 3U);
    EXPECT_GT(run.triangles_drawn(), 7'296U * 3);
    const StreamerStatistics statistics = run.streamer.statistics();
    EXPECT_EQ(statistics.failed, 0U);
    EXPECT_GE(statistics.tiles_loaded, run.streamer.drawn().size());
    EXPECT_TRUE(run.streamer.source(run.source).mapping->is_identity());
    // Far away the root alone is enough, and it is kept in reach.
    ASSERT_TRUE(run.complete(1.0e6));
    EXPECT_EQ(run.streamer.drawn().size(), 1U);
}

TEST(TileStreamer, ReadsTheSecondTimeFromTheCache) {
    const TemporaryFolder folder;
    auto cache = TileCache::open(folder.path(), 1U << 30);
    ASSERT_TRUE(cache);
    StreamerOptions options;
    options.cache = *cache;
    std::size_t drawn = 0;
    {
        StreamingFixture first(options, quad_set().string());
        ASSERT_TRUE(first.complete(300.0));
        EXPECT_EQ(first.streamer.statistics().cache_hits, 0U);
        drawn = first.streamer.drawn().size();
    }
    StreamingFixture second(options, quad_set().string());
    ASSERT_TRUE(second.complete(300.0));
    EXPECT_GE(second.streamer.statistics().cache_hits, drawn);
    EXPECT_EQ(second.streamer.drawn().size(), drawn);
}

TEST(TileStreamer, StreamsFromAServer) {
    test::LoopbackServer server(test::serve_folder(quad_set()));
    const double start_s = system_clock().steady_seconds();
    StreamerOptions options;
    options.error_px = 1.0;
    StreamingFixture run(options, server.url("/tileset.json"));
    ASSERT_TRUE(run.complete(4'000.0));
    EXPECT_EQ(run.streamer.drawn().size(), 64U);
    std::printf("%zu tiles drawn, %llu loaded, %.1f MB over loopback HTTP in %.0f ms\n",
                run.streamer.drawn().size(),
                static_cast<unsigned long long>(run.streamer.statistics().tiles_loaded),
                static_cast<double>(run.streamer.statistics().bytes_read) / 1e6,
                (system_clock().steady_seconds() - start_s) * 1e3);
    EXPECT_LE(server.most_at_once(), 16U);
}

TEST(TileStreamer, LosesOnlyTheTilesThatAreMissing) {
    const TemporaryFolder folder;
    std::filesystem::copy(quad_set(), folder.path(), std::filesystem::copy_options::recursive);
    std::filesystem::remove(folder.path() / "3" / "3_3.glb");
    folder.write("3/4_4.glb", "glTF this is no model");
    folder.write("2/1_1.glb", "");
    StreamingFixture run({}, folder.path().string());
    ASSERT_TRUE(run.complete(300.0));
    const SourceInfo& info = run.streamer.source(run.source);
    std::set<std::string> names;
    for (const TileError& error : info.errors) {
        names.insert(error.name);
    }
    EXPECT_TRUE(names.contains("3/3_3.glb"));
    EXPECT_TRUE(names.contains("3/4_4.glb"));
    std::size_t boxes = 0;
    for (const StreamedTile& tile : run.streamer.drawn()) {
        if (tile.is_failed) ++boxes;
    }
    EXPECT_EQ(boxes, 2U);
}

TEST(TileStreamer, TriesAgainWhatFailsInPassing) {
    std::atomic<int> calls{0};
    const auto files = test::serve_folder(quad_set());
    test::LoopbackServer server([&](const test::LoopbackRequest& request) {
        const bool is_faulty = request.path == "/1/0_0.glb" && ++calls < 5;
        if (!is_faulty) return files(request);
        test::LoopbackAnswer answer;
        answer.status = 503;
        return answer;
    });
    StreamingFixture run({}, server.url("/tileset.json"));
    ASSERT_TRUE(run.complete(1500.0));
    EXPECT_TRUE(run.streamer.source(run.source).errors.empty());
}

TEST(TileStreamer, SaysWhyASourceCannotBeOpened) {
    const TemporaryFolder folder;
    folder.write("tileset.json", "{\"asset\":{\"version\":\"1.0\"}");
    folder.write("empty.glb", "");
    for (const std::string& uri :
         {folder.path().string(), (folder.path() / "empty.glb").string(),
          (folder.path() / "none.json").string(), std::string("http://127.0.0.1:1/tileset.json")}) {
        StreamingFixture run({}, uri);
        EXPECT_FALSE(run.complete(100.0, 20.0)) << uri;
        const SourceInfo& info = run.streamer.source(run.source);
        ASSERT_EQ(info.state, SourceState::kFailed) << uri;
        EXPECT_FALSE(info.error->message.empty());
        EXPECT_TRUE(run.streamer.progress().complete);
    }
}

TEST(TileStreamer, TouchesNoServerWhenOffline) {
    test::LoopbackServer server(test::serve_folder(quad_set()));
    StreamerOptions options;
    options.offline = true;
    StreamingFixture run(options, server.url("/tileset.json"));
    EXPECT_FALSE(run.complete(100.0, 5.0));
    EXPECT_EQ(run.streamer.source(run.source).error->kind, ErrorKind::kDenied);
    EXPECT_EQ(server.requests(), 0U);
}

// Updates without moving until nothing has been loaded for 100 updates; false when that never
// comes.
bool settles(StreamingFixture& run, double height_m, double east_m) {
    int quiet = 0;
    for (int i = 0; i < 5'000 && quiet < 100; ++i) {
        const std::uint64_t begun = run.uploader.begun;
        if (!run.complete(height_m, 30.0, east_m)) return false;
        const bool is_quiet =
            run.uploader.begun == begun && run.streamer.statistics().in_flight == 0;
        quiet = is_quiet ? quiet + 1 : 0;
    }
    return quiet == 100;
}

// The view needs some 14 MB; each ceiling must end in a stable picture and be kept to.
TEST(TileStreamer, KeepsToItsMemoryCeilingAndSettles) {
    for (const std::uint64_t ceiling : {64ULL << 20, 8ULL << 20, 4ULL << 20, 1ULL << 20}) {
        StreamerOptions options;
        options.memory_bytes = ceiling;
        options.error_px = 2.0;
        StreamingFixture run(options, quad_set().string());
        ASSERT_TRUE(run.complete(4'000.0)) << ceiling;
        ASSERT_TRUE(run.complete(4'000.0, 30.0, 2'000.0)) << ceiling;
        EXPECT_TRUE(settles(run, 4'000.0, 0.0)) << ceiling;
        EXPECT_LE(static_cast<double>(run.uploader.bytes_most), 1.1 * static_cast<double>(ceiling));
        EXPECT_FALSE(run.streamer.drawn().empty());
        EXPECT_EQ(run.streamer.progress().coarsened, ceiling < (16ULL << 20)) << ceiling;
        std::printf("ceiling %llu KiB: most %llu KiB, %zu drawn, error %.0f px\n",
                    static_cast<unsigned long long>(ceiling >> 10),
                    static_cast<unsigned long long>(run.uploader.bytes_most >> 10),
                    run.streamer.drawn().size(), run.streamer.statistics().error_px);
    }
}

// What the process occupies beside the tiles leaves them less room.
TEST(TileStreamer, CountsWhatElseTheProcessOccupies) {
    for (const std::uint64_t overhead : {0ULL, 26ULL << 20}) {
        const FakeUploader* uploader = nullptr;
        StreamerOptions options;
        options.memory_bytes = 26ULL << 20;
        options.error_px = 2.0;
        options.process_bytes = [&]() -> std::uint64_t {
            constexpr std::uint64_t kProgram = 100ULL << 20;
            const std::uint64_t tiles = uploader == nullptr ? 0 : uploader->bytes_now;
            return kProgram + (tiles > 0 ? tiles + overhead : 0);
        };
        StreamingFixture run(options, quad_set().string());
        uploader = &run.uploader;
        ASSERT_TRUE(run.complete(4'000.0));
        // It looks at the process now and then only.
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        EXPECT_TRUE(settles(run, 4'000.0, 0.0));
        EXPECT_FALSE(run.streamer.drawn().empty());
        EXPECT_EQ(run.streamer.progress().coarsened, overhead > 0);
    }
}

TEST(TileStreamer, ComesBackToFullDetailWhenTheViewAllowsIt) {
    StreamerOptions options;
    options.memory_bytes = 4ULL << 20;
    options.error_px = 2.0;
    StreamingFixture run(options, quad_set().string());
    ASSERT_TRUE(run.complete(4'000.0));
    EXPECT_TRUE(run.streamer.progress().coarsened);
    for (int i = 0; i < 2'000 && run.streamer.progress().coarsened; ++i) {
        ASSERT_TRUE(run.complete(500'000.0));
    }
    EXPECT_FALSE(run.streamer.progress().coarsened);
}

TEST(TileStreamer, ClosesWhileTilesAreOnTheirWay) {
    for (int round = 0; round < 20; ++round) {
        StreamingFixture run({}, quad_set().string());
        while (run.streamer.progress().opening > 0) {
            run.streamer.update({});
        }
        const SelectionView view =
            test::view_from_above(*run.streamer.source(run.source).bounds, 300.0);
        for (int i = 0; i < round; ++i) {
            run.streamer.update({&view, 1});
        }
        run.streamer.close(run.source);
        run.streamer.update({&view, 1});
        EXPECT_TRUE(run.streamer.drawn().empty());
        EXPECT_EQ(run.uploader.size(), 0U);
    }
}

// A tileset of 1.1 over two models of the set and one that is missing.
TEST(TileStreamer, DrawsTheContentsThatAreThereWhenOneIsMissing) {
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "m");
    std::filesystem::copy(quad_set() / "1" / "0_0.glb", folder.path() / "m" / "a.glb");
    std::filesystem::copy(quad_set() / "1" / "1_1.glb", folder.path() / "m" / "b.glb");
    folder.write("tileset.json", R"({"asset":{"version":"1.1"},"geometricError":100,"root":{
        "boundingVolume":{"sphere":[3924046,299038,5003170,9000]},
        "geometricError":0,"refine":"REPLACE",
        "contents":[{"uri":"m/a.glb"},{"uri":"m/none.glb"},{"uri":"m/b.glb"}]}})");
    StreamingFixture run({}, folder.path().string());
    ASSERT_TRUE(run.complete(3'000.0));
    ASSERT_EQ(run.streamer.drawn().size(), 1U);
    EXPECT_FALSE(run.streamer.drawn()[0].is_failed);
    EXPECT_EQ(run.triangles_drawn(), 2U * 7'296U);
    const SourceInfo& info = run.streamer.source(run.source);
    EXPECT_EQ(info.errors_total, 0U);
    ASSERT_EQ(info.warnings.size(), 1U);
    EXPECT_NE(info.warnings[0].find("none.glb"), std::string::npos);
}

TEST(TileStreamer, CancelsWhatIsNoLongerWanted) {
    std::atomic<int> answered{0};
    const auto files = test::serve_folder(quad_set());
    test::LoopbackServer server([&](const test::LoopbackRequest& request) {
        test::LoopbackAnswer answer = files(request);
        if (request.path.ends_with(".glb")) {
            ++answered;
            answer.delay_s = 0.1;
        }
        return answer;
    });
    StreamerOptions options;
    options.error_px = 1.0;
    StreamingFixture run(options, server.url("/tileset.json"));
    while (run.streamer.progress().opening > 0) {
        run.streamer.update({});
    }
    const SelectionView near =
        test::view_from_above(*run.streamer.source(run.source).bounds, 3'000.0);
    for (int i = 0; i < 100 && run.streamer.statistics().in_flight == 0; ++i) {
        run.streamer.update({&near, 1});
    }
    EXPECT_GT(run.streamer.statistics().in_flight, 0U);
    // Looking at nothing: all of it is given up, and long before 85 tiles could have come.
    const double start_s = system_clock().steady_seconds();
    while (run.streamer.statistics().in_flight > 0 &&
           system_clock().steady_seconds() - start_s < 10.0) {
        run.streamer.update({});
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    EXPECT_EQ(run.streamer.statistics().in_flight, 0U);
    EXPECT_LT(answered, 40);
    EXPECT_TRUE(run.streamer.drawn().empty());
}

TEST(TileStreamer, LoadsAFlightsDestinationWithoutDrawingIt) {
    StreamingFixture run({}, quad_set().string());
    ASSERT_TRUE(run.complete(1.0e6));
    const std::size_t drawn = run.streamer.drawn().size();
    const geo::BoundingVolume bounds = *run.streamer.source(run.source).bounds;
    SelectionView views[] = {test::view_from_above(bounds, 1.0e6),
                             test::view_from_above(bounds, 300.0, 1'000.0)};
    views[1].purpose = ViewPurpose::kPreload;
    const std::uint64_t before = run.streamer.statistics().tiles_loaded;
    int quiet = 0;
    for (int i = 0; i < 20'000 && quiet < 200; ++i) {
        const std::uint64_t begun = run.uploader.begun;
        run.streamer.update(views);
        EXPECT_EQ(run.streamer.drawn().size(), drawn);
        EXPECT_TRUE(run.streamer.progress().complete);
        const bool is_quiet =
            run.uploader.begun == begun && run.streamer.statistics().in_flight == 0;
        quiet = is_quiet ? quiet + 1 : 0;
        std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
    EXPECT_GT(run.streamer.statistics().tiles_loaded, before + 3);
    // Arriving there needs nothing more.
    views[1].purpose = ViewPurpose::kDraw;
    run.streamer.update({&views[1], 1});
    EXPECT_TRUE(run.streamer.progress().complete);
    EXPECT_GT(run.streamer.drawn().size(), drawn);
}

TEST(TileStreamer, ShowsABareModel) {
    StreamingFixture run({}, (quad_set() / "0" / "0_0.glb").string());
    ASSERT_TRUE(run.complete(1000.0));
    ASSERT_EQ(run.streamer.drawn().size(), 1U);
    EXPECT_GT(run.triangles_drawn(), 7'000U);
}

}  // namespace
}  // namespace belvedere::stream
