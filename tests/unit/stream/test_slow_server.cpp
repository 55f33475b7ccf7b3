// SPDX-License-Identifier: Apache-2.0
// Tiles from a server whose bodies stall.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/generator/quad_set.hpp"
#include "engine/net/http_client.hpp"
#include "engine/stream/limits.hpp"
#include "engine/stream/tile_streamer.hpp"
#include "tests/support/fake_uploader.hpp"
#include "tests/support/loopback_server.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/view_from_above.hpp"

namespace belvedere::stream {
namespace {

using test::LoopbackAnswer;
using test::LoopbackHandler;
using test::LoopbackRequest;
using test::LoopbackServer;
using test::TemporaryFolder;

// A set of one tile on a server whose first `stalls` answers for contents stop after 8 bytes.
class SlowSet {
  public:
    explicit SlowSet(int stalls) {
        generator::QuadSetOptions quad;
        quad.depth = 0;
        EXPECT_TRUE(generator::generate_quad_set(quad, folder_.path(), jobs_));
        server_ = std::make_unique<LoopbackServer>(
            [this, stalls,
             files = test::serve_folder(folder_.path())](const LoopbackRequest& request) {
                LoopbackAnswer answer = files(request);
                if (request.path.ends_with(".json") || ++asked_ > stalls) return answer;
                answer.promised_bytes = answer.body.size();
                answer.body.resize(8);
                answer.drip_s = 100.0;
                return answer;
            });
    }

    [[nodiscard]] std::string url() const { return server_->url("/tileset.json"); }
    [[nodiscard]] int asked() const { return asked_; }
    [[nodiscard]] JobPool& jobs() { return jobs_; }

  private:
    TemporaryFolder folder_;
    JobPool jobs_{{2, WorkerScheduling::kNormal}};
    std::atomic<int> asked_{0};
    std::unique_ptr<LoopbackServer> server_;
};

StreamerOptions impatient() {
    StreamerOptions options;
    options.http = [] {
        return std::make_shared<net::HttpClient>(
            net::HttpClientOptions{.idle_s = 1, .attempts = 1});
    };
    return options;
}

// Looks at the source from above, frame after frame, until `is_enough` or 20 seconds have passed.
void stream(TileStreamer& streamer, SourceId source, const std::function<bool()>& is_enough) {
    const double end_s = system_clock().steady_seconds() + 20.0;
    while (!is_enough() && system_clock().steady_seconds() < end_s) {
        const SourceInfo& info = streamer.source(source);
        std::vector<SelectionView> views;
        if (info.bounds) views.push_back(test::view_from_above(*info.bounds, 300.0));
        streamer.update(views);
        std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
}

TEST(SlowServer, ATileThatStallsIsTriedAgainAfterAWhile) {
    SlowSet set(1);
    test::FakeUploader uploader;
    TileStreamer streamer(impatient(), set.jobs(), uploader);
    const SourceId source = streamer.open({set.url(), {}, {}, {}});
    const double start_s = system_clock().steady_seconds();
    stream(streamer, source, [&] { return !streamer.drawn().empty(); });
    EXPECT_EQ(streamer.drawn().size(), 1U);
    EXPECT_EQ(set.asked(), 2);
    EXPECT_EQ(streamer.source(source).errors_total, 0U);
    // The limit of the client, and the first back-off.
    EXPECT_GE(system_clock().steady_seconds() - start_s, 0.9 + limits::kRetryFirst_s);
}

TEST(SlowServer, ClosesAtOnceWhileATileStalls) {
    SlowSet set(1'000);
    test::FakeUploader uploader;
    double start_s = 0.0;
    {
        TileStreamer streamer({}, set.jobs(), uploader);
        const SourceId source = streamer.open({set.url(), {}, {}, {}});
        stream(streamer, source, [&] { return set.asked() > 0; });
        EXPECT_TRUE(streamer.drawn().empty());
        start_s = system_clock().steady_seconds();
        streamer.close(source);
        streamer.update({});
    }
    EXPECT_LT(system_clock().steady_seconds() - start_s, 0.5);
}

}  // namespace
}  // namespace belvedere::stream
