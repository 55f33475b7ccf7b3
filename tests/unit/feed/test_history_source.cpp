// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/history_source.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/core/time_text.hpp"

namespace belvedere::feed {
namespace {

constexpr UtcTime kNewYear{1'767'225'600'000'000};  // 2026-01-01T00:00:00Z.

UtcTime minute(std::int64_t count) {
    return {kNewYear.microseconds + count * 60'000'000};
}

// Answers from memory and notes what was asked.
class ScriptedTransport final : public net::HttpTransport {
  public:
    using Answer = std::function<Result<net::HttpResponse>(const std::string& url)>;
    ScriptedTransport(std::vector<std::string>& asked, Answer answer)
        : asked_(asked), answer_(std::move(answer)) {}
    void fetch(net::HttpRequest request, Done done) override {
        asked_.push_back(request.url);
        if (request.cancel.cancelled())
            return done(fail(ErrorKind::kCancelled, "no longer wanted"));
        auto answer = answer_(request.url);
        if (answer) answer->final_url = request.url;
        done(std::move(answer));
    }

  private:
    std::vector<std::string>& asked_;
    Answer answer_;
};

net::HttpResponse page_of(const std::string& text, int status = 200) {
    net::HttpResponse response;
    response.status = status;
    const ByteView bytes = as_bytes(text);
    response.body.assign(bytes.begin(), bytes.end());
    return response;
}

std::string parameter_of(const std::string& url, const std::string& name) {
    const std::size_t at = url.find(name + "=");
    if (at == std::string::npos) return {};
    const std::size_t from = at + name.size() + 1;
    return url.substr(from, url.find('&', from) - from);
}

// A broker that keeps a value a minute over an hour and gives at most `page_size` of them.
Result<net::HttpResponse> temporal_answer(const std::string& url, std::int64_t page_size) {
    const auto from = parse_time(parameter_of(url, "timeAt"), TimeZone());
    const auto to = parse_time(parameter_of(url, "endTimeAt"), TimeZone());
    EXPECT_TRUE(from && to) << url;
    std::string instances;
    std::int64_t count = 0;
    for (std::int64_t i = 0; i < 60; ++i) {
        // "between": from then on, and before then.
        if (minute(i) < *from || !(minute(i) < *to)) continue;
        if (count++ >= page_size) continue;
        if (!instances.empty()) instances += ',';
        instances += R"({"type":"Property","value":)" + std::to_string(i) +
                     R"(,"unitCode":"CEL","observedAt":")" + format_time(minute(i), TimeZone()) +
                     "\"}";
    }
    return page_of(R"({"id":"urn:a","type":"Sensor","temperature":[)" + instances + "]}",
                   count > page_size ? 206 : 200);
}

constexpr const char* kTemperature = "https://uri.etsi.org/ngsi-ld/default-context/temperature";

HistoryQuestion hour() {
    HistoryQuestion question;
    question.entity = "urn:a";
    question.property = kTemperature;
    question.from = minute(0);
    question.to = minute(59);
    return question;
}

Result<HistoryAnswer> ask(const std::string& feed, const HistoryQuestion& question,
                          const ScriptedTransport::Answer& answer, std::vector<std::string>& asked,
                          const CancelToken& cancel = {}) {
    auto source = open_history(*parse_poll_address(feed), {},
                               std::make_unique<ScriptedTransport>(asked, answer));
    EXPECT_TRUE(source);
    return (*source)->ask(question, cancel);
}

TEST(HistorySource, TemporalPagesAreOneHistory) {
    std::vector<std::string> asked;
    const auto answer = ask(
        "ngsi-ld+http://h/ngsi-ld/v1?type=Sensor", hour(),
        [](const std::string& url) { return temporal_answer(url, 7); }, asked);
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_TRUE(answer->is_complete);
    ASSERT_EQ(answer->order.size(), 60U);
    for (std::size_t i = 0; i < 60; ++i) {
        const auto& one = answer->batch.observations()[answer->order[i]];
        EXPECT_EQ(one.number, static_cast<double>(i));
        EXPECT_EQ(one.observed_at, minute(static_cast<std::int64_t>(i)));
        EXPECT_TRUE(one.quality.has(twin::Quality::kHistorical));
        EXPECT_EQ(answer->batch.text(one.unit), "CEL");
    }
    EXPECT_GE(asked.size(), 9U);
    EXPECT_TRUE(asked[0].starts_with(
        "http://h/ngsi-ld/v1/temporal/entities/urn:a?attrs=https:%2F%2Furi.etsi.org%2F"))
        << asked[0];
}

TEST(HistorySource, TellsHowFarItIsAfterEachPage) {
    std::vector<std::string> asked;
    std::vector<double> told;
    HistoryQuestion question = hour();
    question.progress = [&told](double fraction) { told.push_back(fraction); };
    const auto answer = ask(
        "ngsi-ld+http://h/v1", question,
        [](const std::string& url) { return temporal_answer(url, 21); }, asked);
    ASSERT_TRUE(answer);
    // The last page ends it; each repeats the last minute of the one before.
    ASSERT_EQ(told.size(), 2U);
    EXPECT_NEAR(told[0], 20.0 / 59.0, 1e-9);
    EXPECT_NEAR(told[1], 40.0 / 59.0, 1e-9);
}

TEST(HistorySource, IsBoundedBySpanAndCount) {
    std::vector<std::string> asked;
    const auto by_seven = [](const std::string& url) { return temporal_answer(url, 7); };
    HistoryQuestion question = hour();
    question.from = minute(10);
    question.to = minute(19);
    const auto part = ask("ngsi-ld+http://h/v1", question, by_seven, asked);
    ASSERT_TRUE(part);
    EXPECT_EQ(part->order.size(), 10U) << "both ends are inside";
    question = hour();
    question.count_max = 20;
    asked.clear();
    const auto some = ask("ngsi-ld+http://h/v1", question, by_seven, asked);
    ASSERT_TRUE(some);
    EXPECT_EQ(some->order.size(), 20U);
    EXPECT_FALSE(some->is_complete);
    EXPECT_LE(asked.size(), 4U) << "it does not go on when it has enough";
    question.to = minute(-1);
    EXPECT_EQ(ask("ngsi-ld+http://h/v1", question, by_seven, asked).error().kind,
              ErrorKind::kUsage);
}

TEST(HistorySource, AServerThatNeverGetsOnEndsIt) {
    std::vector<std::string> asked;
    const auto answer = ask(
        "ngsi-ld+http://h/v1", hour(),
        [](const std::string&) {
            return page_of(R"({"id":"urn:a","type":"S","temperature":{"type":"Property",
                "value":1,"observedAt":"2026-01-01T00:00:00Z"}})",
                           206);
        },
        asked);
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->is_complete);
    EXPECT_EQ(answer->order.size(), 1U);
    EXPECT_LE(asked.size(), 2U);
}

TEST(HistorySource, TemporalValuesAreReadToo) {
    std::vector<std::string> asked;
    const auto answer = ask(
        "ngsi-ld+http://h/v1", hour(),
        [](const std::string&) {
            return page_of(R"({"id":"urn:a","type":"S","temperature":{"type":"Property",
                "values":[[2.5,"2026-01-01T00:02:00Z"],[1.5,"2026-01-01T00:01:00Z"],
                [9,"2027-01-01T00:01:00Z"]]},"other":{"type":"Property","value":1}})");
        },
        asked);
    ASSERT_TRUE(answer);
    ASSERT_EQ(answer->order.size(), 2U) << "another property and another time are left out";
    EXPECT_EQ(answer->batch.observations()[answer->order[0]].number, 1.5);
}

TEST(HistorySource, ADatastreamsObservationsAreFollowedByTheirLinks) {
    std::vector<std::string> asked;
    HistoryQuestion question = hour();
    question.entity = "http://h/v1.1/Things(7)";
    question.dataset = "http://h/v1.1/Datastreams('a b')";
    const auto answer = ask(
        "sta+http://h/v1.1", question,
        [](const std::string& url) {
            const bool is_second = url.find("$skip=2") != std::string::npos;
            const std::string link =
                is_second ? "" : R"("@iot.nextLink":"http://h/v1.1/next?$skip=2",)";
            const std::string day = R"({"phenomenonTime":"2026-01-01T00:0)";
            return page_of("{" + link + R"("value":[)" + day + (is_second ? "2" : "0") +
                           R"(:00Z","result":)" + (is_second ? "2" : "0") + "}," + day +
                           (is_second ? "3" : "1") + R"(:00Z","result":)" +
                           (is_second ? "3" : "1") + "}]}");
        },
        asked);
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_TRUE(answer->is_complete);
    ASSERT_EQ(answer->order.size(), 4U);
    EXPECT_EQ(answer->batch.observations()[answer->order[3]].number, 3.0);
    EXPECT_TRUE(asked[0].starts_with(
        "http://h/v1.1/Datastreams(%27a%20b%27)/Observations?$select=phenomenonTime,result"))
        << asked[0];
    EXPECT_NE(asked[0].find("phenomenonTime%20le%202026-01-01T00:59:00Z"), std::string::npos);
    question.dataset.clear();
    EXPECT_FALSE(observations_url(*parse_poll_address("sta+http://h/v1.1"), question));
}

TEST(HistorySource, FaultsAndCancellingAreSaid) {
    std::vector<std::string> asked;
    const auto missing = ask(
        "ngsi-ld+http://h/v1", hour(),
        [](const std::string&) {
            return Result<net::HttpResponse>(fail(ErrorKind::kNotFound, "404"));
        },
        asked);
    EXPECT_EQ(missing.error().kind, ErrorKind::kNotFound);
    const auto broken = ask(
        "ngsi-ld+http://h/v1", hour(), [](const std::string&) { return page_of("<html>"); }, asked);
    EXPECT_EQ(broken.error().kind, ErrorKind::kBadData);
    const CancelToken cancel;
    cancel.cancel();
    const auto cancelled = ask(
        "ngsi-ld+http://h/v1", hour(), [](const std::string&) { return page_of("{}"); }, asked,
        cancel);
    EXPECT_EQ(cancelled.error().kind, ErrorKind::kCancelled);
    EXPECT_FALSE(open_history(*parse_poll_address("gtfs-rt+http://h/x"), {},
                              std::make_unique<ScriptedTransport>(
                                  asked, [](const std::string&) { return page_of(""); })));
}

}  // namespace
}  // namespace belvedere::feed
