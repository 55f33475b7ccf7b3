// SPDX-License-Identifier: Apache-2.0
// Tiles that failed while a network was cut come once it is back.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
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
using test::LoopbackRequest;
using test::LoopbackServer;

// Time that a test moves on.
class HandClock final : public Clock {
  public:
    [[nodiscard]] double steady_seconds() const override { return now_s; }
    [[nodiscard]] UtcTime utc_now() const override { return {}; }
    double now_s = 100.0;
};

// Sixteen tiles and their parents on a server that answers contents with 503 while it is cut.
class NetworkCut : public testing::Test {
  protected:
    NetworkCut() {
        generator::QuadSetOptions quad;
        quad.depth = 2;
        EXPECT_TRUE(generator::generate_quad_set(quad, folder_.path(), jobs_));
        server_ = std::make_unique<LoopbackServer>(
            [this, files = test::serve_folder(folder_.path())](const LoopbackRequest& request) {
                const bool is_content = !request.path.ends_with(".json");
                if (is_content) ++asked_;
                if (!is_content || !is_cut_) return files(request);
                LoopbackAnswer answer;
                answer.status = 503;
                return answer;
            });
        StreamerOptions options;
        options.http = [] {
            return std::make_shared<net::HttpClient>(net::HttpClientOptions{.attempts = 1});
        };
        streamer_ = std::make_unique<TileStreamer>(std::move(options), jobs_, uploader_, clock_);
        source_ = streamer_->open({server_->url("/tileset.json"), {}, {}});
    }

    // Until the view is complete, back-offs passing in no time; what waits for longer is left.
    bool complete() {
        const double end_s = system_clock().steady_seconds() + 30.0;
        while (system_clock().steady_seconds() < end_s) {
            if (update() && streamer_->progress().complete) return true;
            if (streamer_->source(source_).retrying > 0 && streamer_->statistics().in_flight == 0)
                clock_.now_s += 0.25;
            std::this_thread::sleep_for(std::chrono::microseconds(300));
        }
        return false;
    }
    // Whether the city was looked at: before it is open there is nowhere to look from.
    bool update() {
        std::vector<SelectionView> views;
        const SourceInfo& info = streamer_->source(source_);
        if (info.bounds) views.push_back(test::view_from_above(*info.bounds, 300.0));
        streamer_->update(views);
        return !views.empty();
    }
    // Until the server has answered all that was asked.
    void settle() {
        for (int i = 0; i < 5000 && streamer_->statistics().in_flight > 0; ++i) {
            update();
            std::this_thread::sleep_for(std::chrono::microseconds(300));
        }
    }
    // An answer that was on its way when the network came back may still have failed.
    void try_until_none_waits() {
        for (int i = 0; i < 20 && streamer_->next_try_s(); ++i) {
            clock_.now_s += *streamer_->next_try_s();
            ASSERT_TRUE(complete());
            settle();
        }
    }
    std::size_t boxes() const {
        std::size_t count = 0;
        for (const StreamedTile& tile : streamer_->drawn())
            count += tile.is_failed ? 1 : 0;
        return count;
    }

    test::TemporaryFolder folder_;
    JobPool jobs_{{2, WorkerScheduling::kNormal}};
    std::atomic<bool> is_cut_{true};
    std::atomic<int> asked_{0};
    std::unique_ptr<LoopbackServer> server_;
    test::FakeUploader uploader_;
    HandClock clock_;
    std::unique_ptr<TileStreamer> streamer_;
    SourceId source_;
};

TEST_F(NetworkCut, TilesComeByThemselvesOnceItIsOver) {
    ASSERT_TRUE(complete());
    ASSERT_GT(boxes(), 0U);
    settle();
    // Nothing is asked for until the next try is due; then few are, however many failed.
    const auto failed = static_cast<int>(streamer_->statistics().failed);
    ASSERT_GT(failed, 4);
    ASSERT_TRUE(streamer_->next_try_s());
    const int before = asked_;
    for (int i = 0; i < 20; ++i)
        update();
    EXPECT_EQ(asked_, before);
    // It waits longer each time, but never for good.
    for (int i = 0; i < 6; ++i) {
        const int asked_before = asked_;
        clock_.now_s += *streamer_->next_try_s();
        ASSERT_TRUE(complete());
        settle();
        EXPECT_LT(2 * (asked_ - asked_before), failed) << i;
        EXPECT_GT(boxes(), 0U);
        ASSERT_TRUE(streamer_->next_try_s());
        EXPECT_LE(*streamer_->next_try_s(), limits::kProbeLongest_s);
    }
    // Back: one tile comes, and all the others are asked for at once.
    is_cut_ = false;
    try_until_none_waits();
    EXPECT_EQ(boxes(), 0U);
    EXPECT_EQ(streamer_->statistics().failed, 0U);
    EXPECT_TRUE(streamer_->source(source_).errors.empty());
}

TEST_F(NetworkCut, TilesAreAskedForWhenAPersonSays) {
    ASSERT_TRUE(complete());
    ASSERT_GT(boxes(), 0U);
    settle();
    is_cut_ = false;
    streamer_->try_again();
    // Without waiting for anything.
    ASSERT_TRUE(complete());
    EXPECT_EQ(boxes(), 0U);
}

}  // namespace
}  // namespace belvedere::stream
