// SPDX-License-Identifier: Apache-2.0
// What is remembered of servers from one run to the next.
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>

#include "engine/generator/quad_set.hpp"
#include "engine/net/http_client.hpp"
#include "engine/stream/http_answers.hpp"
#include "engine/stream/http_source.hpp"
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
using test::TemporaryFolder;

std::shared_ptr<HttpAnswers> answers_in(const TemporaryFolder& folder) {
    auto answers = HttpAnswers::open(folder.path() / "answers", 64U << 20);
    EXPECT_TRUE(answers);
    return *answers;
}

TEST(HttpAnswers, KeepsAnswersAndDropsDamagedOnes) {
    const TemporaryFolder folder;
    const auto answers = answers_in(folder);
    EXPECT_FALSE(answers->find("http://host/a"));
    HttpAnswer answer;
    answer.final_url = "http://host/b";
    answer.etag = "\"v1\"";
    answer.fresh_until_s = 1'234;
    answer.must_revalidate = true;
    answer.has_body = true;
    answer.edition = "root";
    const std::string body = "{\n\"asset\": 1}\n";
    answer.body.assign(as_bytes(body).begin(), as_bytes(body).end());
    answers->keep("http://host/a", answer);
    const auto found = answers_in(folder)->find("http://host/a");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->final_url, answer.final_url);
    EXPECT_EQ(found->stamp(), "etag \"v1\"");
    EXPECT_EQ(found->fresh_until_s, 1'234);
    EXPECT_TRUE(found->must_revalidate);
    EXPECT_EQ(found->edition, "root");
    EXPECT_EQ(as_text(found->body), body);
    for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "answers")) {
        std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(-3, std::ios::end);
        file.put('!');
    }
    EXPECT_FALSE(answers->find("http://host/a"));
    answer.etag = "two\nlines";
    answers->keep("http://host/a", answer);
    EXPECT_FALSE(answers->find("http://host/a"));
}

// One run of the program: a source with the memory of `answers`.
Result<FetchedBytes> fetched_once(const std::string& url,
                                  const std::shared_ptr<HttpAnswers>& answers,
                                  std::shared_ptr<net::HttpTransport> transport) {
    auto source = open_http_source(url, std::move(transport), answers);
    EXPECT_TRUE(source);
    auto fetched = read_now(**source, url, {});
    if (fetched && fetched->remember) fetched->remember();
    return fetched;
}

TEST(HttpMemory, AsksByTagAndUsesFreshAnswersWithoutAsking) {
    const TemporaryFolder folder;
    const auto answers = answers_in(folder);
    std::atomic<int> whole{0}, unchanged{0};
    LoopbackServer server([&](const LoopbackRequest& request) {
        LoopbackAnswer answer;
        answer.etag = "\"v1\"";
        if (request.path == "/fresh.json") answer.cache_control = "max-age=600";
        if (request.path == "/secret.json") answer.cache_control = "no-store";
        if (request.if_none_match == "\"v1\"") {
            ++unchanged;
            answer.status = 304;
            return answer;
        }
        ++whole;
        answer.body = "{\"path\":\"" + request.path + "\"}";
        return answer;
    });
    const auto get = [&](const std::string& path) {
        return fetched_once(server.url(path), answers, std::make_shared<net::HttpClient>());
    };
    for (int run = 0; run < 3; ++run) {
        const auto stale = get("/stale.json");
        ASSERT_TRUE(stale);
        EXPECT_EQ(as_text(stale->bytes), "{\"path\":\"/stale.json\"}");
        EXPECT_EQ(stale->stamp, "etag \"v1\"");
    }
    EXPECT_EQ(whole, 1);
    EXPECT_EQ(unchanged, 2);
    for (int run = 0; run < 3; ++run)
        EXPECT_EQ(as_text(get("/fresh.json")->bytes), "{\"path\":\"/fresh.json\"}");
    EXPECT_EQ(whole, 2);
    for (int run = 0; run < 3; ++run)
        EXPECT_TRUE(get("/secret.json")->stamp.empty());
    EXPECT_EQ(whole, 5);
    EXPECT_EQ(unchanged, 2);
}

TEST(HttpMemory, AsksByDateWhereThereIsNoTag) {
    const TemporaryFolder folder;
    const auto answers = answers_in(folder);
    const std::string date = "Sun, 06 Nov 1994 08:49:37 GMT";
    std::atomic<int> whole{0};
    LoopbackServer server([&](const LoopbackRequest& request) {
        LoopbackAnswer answer;
        answer.last_modified = date;
        answer.cache_control = "no-cache";
        if (request.if_modified_since == date) {
            answer.status = 304;
            return answer;
        }
        ++whole;
        answer.body = "{}";
        return answer;
    });
    for (int run = 0; run < 3; ++run) {
        const auto fetched =
            fetched_once(server.url("/a.json"), answers, std::make_shared<net::HttpClient>());
        ASSERT_TRUE(fetched);
        EXPECT_EQ(as_text(fetched->bytes), "{}");
    }
    EXPECT_EQ(whole, 1);
}

TEST(HttpMemory, StandsInForAServerThatIsGoneUnlessForbidden) {
    const TemporaryFolder folder;
    const auto answers = answers_in(folder);
    std::string url, strict_url;
    {
        LoopbackServer server([](const LoopbackRequest& request) {
            LoopbackAnswer answer;
            answer.etag = "\"v1\"";
            answer.body = "{}";
            if (request.path == "/strict.json") answer.cache_control = "max-age=0, must-revalidate";
            return answer;
        });
        url = server.url("/a.json");
        strict_url = server.url("/strict.json");
        for (const std::string& one : {url, strict_url}) {
            ASSERT_TRUE(fetched_once(one, answers, std::make_shared<net::HttpClient>()));
        }
    }
    const auto gone = fetched_once(url, answers, std::make_shared<net::HttpClient>());
    ASSERT_TRUE(gone);
    EXPECT_NE(gone->note.find("out of date"), std::string::npos);
    EXPECT_FALSE(fetched_once(strict_url, answers, std::make_shared<net::HttpClient>()));
    // Without any network, by the user's wish.
    EXPECT_TRUE(fetched_once(url, answers, nullptr));
    EXPECT_EQ(fetched_once(strict_url, answers, nullptr).error().kind, ErrorKind::kDenied);
    EXPECT_EQ(fetched_once(url + "x", answers, nullptr).error().kind, ErrorKind::kDenied);
}

// Streams a view of the set; what was drawn, or nothing.
std::size_t tiles_drawn(const StreamerOptions& options, const std::string& url,
                        StreamerStatistics* statistics, std::vector<std::string>* warnings) {
    JobPool jobs({2, WorkerScheduling::kNormal});
    test::FakeUploader uploader;
    TileStreamer streamer(options, jobs, uploader);
    const SourceId source = streamer.open({url, {}, {}, {}});
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
    if (statistics != nullptr) *statistics = streamer.statistics();
    if (warnings != nullptr) *warnings = streamer.source(source).warnings;
    return streamer.drawn().size();
}

TEST(HttpMemory, TilesComeFromTheCacheOnceTheServerConfirmsThem) {
    const TemporaryFolder set, folder;
    JobPool jobs({2, WorkerScheduling::kNormal});
    generator::QuadSetOptions quad;
    quad.depth = 2;
    ASSERT_TRUE(generator::generate_quad_set(quad, set.path(), jobs));
    const auto files = test::serve_folder(set.path());
    std::atomic<int> unchanged{0};
    auto server = std::make_unique<LoopbackServer>([&](const LoopbackRequest& request) {
        if (request.if_none_match == "\"v1\"") {
            ++unchanged;
            LoopbackAnswer answer;
            answer.status = 304;
            answer.etag = "\"v1\"";
            return answer;
        }
        LoopbackAnswer answer = files(request);
        answer.etag = "\"v1\"";
        return answer;
    });
    StreamerOptions options;
    options.cache = *TileCache::open(folder.path(), 1U << 30);
    options.answers = answers_in(folder);
    const std::string url = server->url("/tileset.json");
    const std::size_t first = tiles_drawn(options, url, nullptr, nullptr);
    ASSERT_GT(first, 1U);
    StreamerStatistics statistics;
    EXPECT_EQ(tiles_drawn(options, url, &statistics, nullptr), first);
    EXPECT_GE(static_cast<std::size_t>(unchanged), first);
    EXPECT_GE(statistics.cache_hits, first);
    // The server goes: the same picture, with one note.
    server.reset();
    std::vector<std::string> warnings;
    EXPECT_EQ(tiles_drawn(options, url, nullptr, &warnings), first);
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_NE(warnings.front().find("out of date"), std::string::npos);
    options.offline = true;
    EXPECT_EQ(tiles_drawn(options, url, nullptr, nullptr), first);
    options.answers = nullptr;
    EXPECT_EQ(tiles_drawn(options, url, nullptr, nullptr), 0U);
}

}  // namespace
}  // namespace belvedere::stream
