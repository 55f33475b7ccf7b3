// SPDX-License-Identifier: Apache-2.0
// An image that a server does not have is asked for once, not once a tile.
#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "engine/core/clock.hpp"
#include "engine/net/http_client.hpp"
#include "engine/stream/http_source.hpp"
#include "engine/stream/source_resources.hpp"
#include "engine/stream/tile_streamer.hpp"
#include "tests/support/fake_uploader.hpp"
#include "tests/support/loopback_server.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/view_from_above.hpp"

namespace belvedere::stream::tests_of_missing_images {
namespace {

using test::LoopbackAnswer;
using test::LoopbackRequest;
using test::LoopbackServer;

constexpr int kTiles = 4;

// A triangle of ten metres with an image that is not there.
constexpr const char* kTriangle =
    R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0}],)"
    R"("meshes":[{"primitives":[{"attributes":{"POSITION":0,"TEXCOORD_0":1},"material":0}]}],)"
    R"("materials":[{"pbrMetallicRoughness":{"baseColorTexture":{"index":0}}}],)"
    R"("textures":[{"source":0}],"images":[{"uri":"images/wall.png"}],)"
    R"("buffers":[{"byteLength":60,"uri":"data:application/octet-stream;base64,)"
    R"(AAAAAAAAAAAAAAAAAAAgQQAAAAAAAAAAAAAAAAAAIEEAAAAAAAAAAAAAAAAAAIA/AAAAAAAAAAAAAIA/"}],)"
    R"("bufferViews":[{"buffer":0,"byteLength":36},{"buffer":0,"byteOffset":36,"byteLength":24}],)"
    R"("accessors":[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3",)"
    R"("min":[0,0,0],"max":[10,10,0]},)"
    R"({"bufferView":1,"componentType":5126,"count":3,"type":"VEC2"}]})";

std::string tile_json(int number, double error_m, const std::string& more) {
    return R"({"boundingVolume":{"box":[0,0,0,20,0,0,0,20,0,0,0,20]},"geometricError":)" +
           std::to_string(error_m) + R"(,"content":{"uri":")" + std::to_string(number) +
           R"(.gltf"})" + more + '}';
}

std::string tileset_json() {
    std::string children;
    for (int i = 1; i < kTiles; ++i)
        children += (i > 1 ? "," : "") + tile_json(i, 0.0, "");
    return R"({"asset":{"version":"1.1"},"geometricError":500,"root":)" +
           tile_json(0, 100.0,
                     R"(,"refine":"ADD","transform":[1,0,0,0,0,1,0,0,0,0,1,0,)"
                     R"(3924046,299038,5003170,1],"children":[)" +
                         children + "]") +
           '}';
}

class MissingImages : public testing::Test {
  protected:
    LoopbackAnswer answer(const LoopbackRequest& request) {
        LoopbackAnswer given;
        given.etag = "\"v1\"";
        given.cache_control = "max-age=600";
        if (request.path == "/tileset.json") {
            given.body = tileset_json();
        } else if (request.path.ends_with(".gltf")) {
            given.body = kTriangle;
        } else {
            ++asked;
            given.status = status;
        }
        return given;
    }

    // One run of the program: streams all tiles; how many there are.
    std::size_t tiles_drawn(std::vector<std::string>* warnings = nullptr) {
        StreamerOptions options;
        options.cache = *TileCache::open(folder.path() / "tiles", 1U << 30);
        options.answers = *HttpAnswers::open(folder.path() / "answers", 64U << 20);
        // One worker, so that no two tiles ask at the same moment.
        JobPool jobs({1, WorkerScheduling::kNormal});
        test::FakeUploader uploader;
        TileStreamer streamer(options, jobs, uploader);
        const SourceId source = streamer.open({server.url("/tileset.json"), {}, {}, {}});
        const double end_s = system_clock().steady_seconds() + 30.0;
        while (system_clock().steady_seconds() < end_s) {
            const SourceInfo& info = streamer.source(source);
            std::vector<SelectionView> views;
            if (info.bounds) views.push_back(test::view_from_above(*info.bounds, 300.0));
            streamer.update(views);
            if (info.state == SourceState::kFailed) return 0;
            if (!views.empty() && streamer.progress().complete) break;
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        }
        if (warnings != nullptr) *warnings = streamer.source(source).warnings;
        return streamer.drawn().size();
    }

    test::TemporaryFolder folder;
    std::atomic<int> asked{0};
    std::atomic<int> status{404};
    LoopbackServer server{[this](const LoopbackRequest& request) { return answer(request); }};
};

TEST_F(MissingImages, AreAskedForOnceARun) {
    EXPECT_EQ(tiles_drawn(), static_cast<std::size_t>(kTiles));
    EXPECT_EQ(asked, 1);
    // The next run asks again, whatever was kept of the tiles.
    EXPECT_EQ(tiles_drawn(), static_cast<std::size_t>(kTiles));
    EXPECT_EQ(asked, 2);
}

// What may be there in a moment is no missing image.
TEST_F(MissingImages, AServerThatIsBusyIsAskedByEachTile) {
    status = 503;
    EXPECT_EQ(tiles_drawn(), static_cast<std::size_t>(kTiles));
    EXPECT_GE(asked, kTiles);
}

TEST_F(MissingImages, BlocksOfTheCacheKnowWhatIsMissing) {
    const auto opened =
        open_http_source(server.url("/tileset.json"), std::make_shared<net::HttpClient>());
    ASSERT_TRUE(opened);
    ByteSource& source = **opened;
    const std::string wall = server.url("/images/wall.png");
    EXPECT_NE(stamp_of_resource(source, wall), kAbsentStamp);
    for (int tile = 0; tile < 3; ++tile) {
        SourceResources resources(source, server.url("/0.gltf"), {});
        const auto read = resources.read("images/wall.png");
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().kind, ErrorKind::kNotFound);
        EXPECT_FALSE(resources.is_incomplete()) << "the block may be kept";
        ASSERT_EQ(resources.dependencies().size(), 1U);
        EXPECT_EQ(resources.dependencies()[0].uri, wall);
        EXPECT_EQ(resources.dependencies()[0].stamp, kAbsentStamp);
        EXPECT_EQ(stamp_of_resource(source, wall), kAbsentStamp) << "and is right for this run";
    }
    EXPECT_EQ(asked, 1);
    // Opened anew, or tried again by the person's wish.
    source.forget_absent();
    EXPECT_NE(stamp_of_resource(source, wall), kAbsentStamp);
    status = 200;
    SourceResources resources(source, server.url("/0.gltf"), {});
    EXPECT_TRUE(resources.read("images/wall.png"));
    EXPECT_EQ(asked, 2);
}

}  // namespace
}  // namespace belvedere::stream::tests_of_missing_images
