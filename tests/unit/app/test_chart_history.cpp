// SPDX-License-Identifier: Apache-2.0
// Older values of a chart from a server that takes its time: what is shown of it, and how it ends.
#include <gmock/gmock.h>

#include <atomic>
#include <map>
#include <string>

#include "app/window/activity.hpp"
#include "app/window/chart_history.hpp"
#include "app/window/live_desk_work.hpp"
#include "app/window/panel_builder.hpp"
#include "engine/core/time_text.hpp"
#include "tests/support/loopback_server.hpp"
#include "tests/unit/app/session_fixture.hpp"

namespace belvedere::test {
namespace {

using testing::HasSubstr;

constexpr std::int64_t kHalf_us = 1'800'000'000;

std::string level_at(double level, UtcTime time) {
    return R"({"type":"Property","value":)" + std::to_string(level) + R"(,"observedAt":")" +
           format_time(time, TimeZone()) + "\"}";
}

// One lamp, whose past comes in two pages: half an hour at once, the other when it is let.
class SlowBroker {
  public:
    [[nodiscard]] std::string feed() const {
        return "ngsi-ld+" + server_.url("/ngsi-ld/v1") + "?type=Lamp&poll=3600";
    }
    std::atomic<bool> stalls = true;

  private:
    LoopbackAnswer answer(const LoopbackRequest& request) {
        LoopbackAnswer answer;
        answer.content_type = "application/json";
        const std::string lamp = R"({"id":"urn:lamp","type":"Lamp","level":)";
        if (request.path.find("/temporal/") == std::string::npos) {
            answer.body = "[" + lamp + level_at(7.0, system_clock().utc_now()) + "}]";
            return answer;
        }
        const std::size_t at = request.query.find("timeAt=") + 7;
        const UtcTime from =
            parse_time(request.query.substr(at, request.query.find('&', at) - at), TimeZone())
                .value_or(UtcTime{});
        const bool is_first = !asked_second_.exchange(true);
        const UtcTime then{from.microseconds + (is_first ? kHalf_us : 60'000'000)};
        answer.body = lamp + "[" + level_at(1.0, from) + "," + level_at(2.0, then) + "]}";
        answer.status = is_first ? 206 : 200;
        if (is_first) return answer;
        asked_second_ = false;
        if (!stalls) return answer;
        // A part of it, and then nothing for longer than any test runs.
        answer.promised_bytes = answer.body.size();
        answer.body.resize(10);
        answer.drip_s = 3600.0;
        return answer;
    }

    std::atomic<bool> asked_second_ = false;
    LoopbackServer server_{[this](const LoopbackRequest& request) { return answer(request); }};
};

class ChartHistory : public SessionTest {
  protected:
    ChartHistory() {
        // As the window does it.
        session->services.work_on_model = [this](window::ModelTask task) {
            const CancelToken cancel;
            window::Activity activity;
            activity.what = task.what;
            activity.cancel = [cancel] { cancel.cancel(); };
            const std::uint64_t number = window::begin_activity(*session, std::move(activity));
            tasks[worker.start(std::move(task.work), cancel)] = number;
            return number;
        };
        run("feed.connect url=\"" + broker.feed() + "\"");
        EXPECT_TRUE(wait_until([&] { return session->live.take_in(0.1).updates > 0; }));
        run("device.select id=\"urn:lamp\"");
        run("chart.add property=level");
        window::sync_chart(*session);
    }
    // What a frame does.
    void turn() {
        window::sync_chart(*session);
        window::follow_pasts(*session);
        const auto [task, fraction] = worker.progress();
        if (tasks.contains(task)) {
            if (auto* activity = window::find_activity(*session, tasks[task]))
                activity->fraction = fraction;
        }
        for (const auto& ended : worker.take()) {
            window::end_activity(*session, tasks[ended.number]);
            tasks.erase(ended.number);
            if (ended.then) ended.then();
        }
    }
    [[nodiscard]] panels::ChartSeries shown() {
        window::PanelBuilder builder(*session, registry);
        const panels::ChartState& chart = builder.build({}, std::nullopt).chart;
        return chart.series.empty() ? panels::ChartSeries() : chart.series[0];
    }
    // Until the first half is there and the server has gone silent.
    void load_half() {
        run("chart.load_history");
        EXPECT_TRUE(shown().is_loading);
        EXPECT_TRUE(wait_until([&] {
            turn();
            return shown().loading_fraction.has_value();
        }));
        EXPECT_NEAR(*shown().loading_fraction, 0.5, 0.01);
        EXPECT_THAT(window::activity_text(*session, system_clock().steady_seconds()),
                    HasSubstr("50"));
    }
    // Nothing is under way any more, neither here nor at the worker, and it is said.
    void expect_ended() {
        EXPECT_FALSE(shown().is_loading);
        EXPECT_TRUE(session->activities.empty());
        ASSERT_FALSE(session->announcements.empty());
        EXPECT_THAT(session->announcements.back().text, HasSubstr("Cancelled: Asking for older"));
        EXPECT_TRUE(wait_until([&] {
            turn();
            return tasks.empty();
        })) << "the server still holds the worker";
        EXPECT_EQ(shown().loaded, 0U);
        EXPECT_TRUE(session->notices.empty());
    }

    SlowBroker broker;
    std::map<std::uint64_t, std::uint64_t> tasks;  // Activities by them.
    window::ModelWorker worker{false, [] {}};
};

TEST_F(ChartHistory, IsShownWithHowFarItIsAndStoppedByItsButton) {
    load_half();
    run("chart.cancel_history");
    expect_ended();
    EXPECT_FALSE(registry.invoke(*command::parse_call("chart.cancel_history")));
    broker.stalls = false;
    run("chart.load_history");
    EXPECT_TRUE(wait_until([&] {
        turn();
        return shown().loaded > 0;
    })) << "it can be asked for again";
    EXPECT_FALSE(shown().is_loading);
    EXPECT_THAT(session->notices.back().text, HasSubstr("older value"));
}

TEST_F(ChartHistory, IsStoppedByTheKeyThatStopsWhatIsUnderWay) {
    load_half();
    run("activity.cancel");
    expect_ended();
}

TEST_F(ChartHistory, EndsWhereTheChartIsLeft) {
    load_half();
    run("alarms.show");
    turn();
    run("chart.show");
    expect_ended();
}

TEST_F(ChartHistory, EndsWithItsLineInTheChart) {
    load_half();
    run("chart.remove property=level device=\"urn:lamp\"");
    turn();
    expect_ended();
}

}  // namespace
}  // namespace belvedere::test
