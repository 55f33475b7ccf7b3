// SPDX-License-Identifier: Apache-2.0
#include "app/window/chart_history.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "app/devices/series_curve.hpp"
#include "app/live/ask_history.hpp"
#include "app/panels/unit_text.hpp"
#include "app/window/activity.hpp"
#include "app/window/live_desk_work.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/engine_text.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;

// Of one answer: as many as a curve looks at.
constexpr std::size_t kLoadedMax = devices::kCurveReadingsMax;

// What is to be asked, of whom.
struct PastWish {
    project::ChartedSeries of;
    std::string url;
    feed::HistoryQuestion question;
    double window_s = 0.0;  // To be shown then; 0: what is shown.
};

ChartedPast* find_past(LiveDesk& desk, const project::ChartedSeries& series) {
    const auto found = std::ranges::find_if(
        desk.pasts, [&](const ChartedPast& past) { return past.of.is_same(series); });
    return found == desk.pasts.end() ? nullptr : &*found;
}

// The address of the feed that the series comes from.
Result<std::string> asked_feed(const Session& session, twin::SeriesId series) {
    const twin::TwinStore& store = session.live.store();
    const SourceId source{store.entities()[store.series(series).entity].source};
    const auto feeds = session.live.feeds();
    const auto feed = std::ranges::find(feeds, source, &live::LiveFeed::source);
    if (feed == feeds.end())
        return fail(ErrorKind::kNotFound,
                    words::text({"problem.no_device", "there is no such device"}));
    if (auto can = live::can_ask_history(feed->url, session.live.network()); !can) {
        return fail(can.error().kind,
                    words::text({"problem.no_history", "{feed}: {cause}"},
                                {{"feed", feed->name},
                                 {"cause", words::engine_text(can.error().message)}}));
    }
    return feed->url;
}

// The part of the shown time that nothing is known of; where all is, as much time again before it.
Result<PastWish> wish_for(const Session& session) {
    const LiveDesk& desk = session.desk;
    const auto nothing = fail(ErrorKind::kDenied,
                              words::text({"problem.chart_no_value", "the chart shows no value"}));
    if (desk.chosen_series >= desk.charted.size()) return nothing;
    const twin::SeriesId series = desk.charted[desk.chosen_series];
    if (!series.valid()) return nothing;
    auto url = asked_feed(session, series);
    if (!url) return fail(url.error());
    const twin::TwinStore& store = session.live.store();
    const UtcTime now = system_clock().utc_now();
    twin::TimeRange shown = chart_times(session, now);
    const auto known = devices::known_since(store, series, past_of(session, series));
    PastWish wish;
    wish.of = desk.charted_of[desk.chosen_series];
    wish.url = *std::move(url);
    if (known && *known <= shown.from) {
        const project::TwinChart& chart = session.history.now().twins.chart;
        wish.window_s = std::min(chart.window_s * 2.0, project::kChartWindowMax_s);
        if (!chart.spans.empty() || wish.window_s <= chart.window_s) {
            return fail(ErrorKind::kDenied,
                        words::text({"problem.chart_all_there",
                                     "all of the time that the chart shows is there already"}));
        }
        shown.from = {now.microseconds - static_cast<std::int64_t>(wish.window_s * 1e6)};
    }
    feed::HistoryQuestion& question = wish.question;
    question.entity = wish.of.device.id;
    question.property = wish.of.property;
    question.dataset = wish.of.dataset;
    question.from = shown.from;
    question.to = known ? std::min(shown.to, UtcTime{known->microseconds - 1}) : shown.to;
    question.count_max = kLoadedMax;
    return wish;
}

// What came of the question, made ready where it may take its time.
struct LoadedAnswer {
    Result<devices::LoadedPast> past = fail(ErrorKind::kCancelled, "not asked yet");
    std::size_t values = 0;
    bool is_complete = true;
    CancelToken cancel;  // Somebody may have ended it when it had come already.
};

LoadedAnswer load_past(PastWish wish, const feed::DecoderOptions& decoder,
                       const ModelTools& tools) {
    LoadedAnswer loaded;
    loaded.cancel = tools.cancel;
    wish.question.progress = tools.progress;
    if (tools.offline) {
        loaded.past = fail(ErrorKind::kDenied, "web addresses are not opened while offline");
        return loaded;
    }
    const auto answer = live::ask_history(wish.url, wish.question, decoder, tools.cancel);
    if (!answer) {
        loaded.past = fail(answer.error());
        return loaded;
    }
    loaded.values = answer->order.size();
    loaded.is_complete = answer->is_complete;
    loaded.past = devices::LoadedPast::of_answer(
        answer->batch,
        {wish.question.entity, wish.question.property, wish.question.dataset, wish.question.from});
    return loaded;
}

void tell_loaded(Session& session, const LoadedAnswer& loaded, const std::string& name) {
    if (loaded.values == 0) {
        return notify(session, panels::NoticeKind::kInfo,
                      words::text({"chart.nothing_older", "{name}: nothing older is kept"},
                                  {{"name", name}}));
    }
    constexpr words::PluralMessage kLoaded{"chart.loaded_news", "{name}: {n} older value loaded",
                                           "{name}: {n} older values loaded"};
    std::string text = words::plural(kLoaded, loaded.values,
                                     {{"name", name}, {"n", panels::count_text(loaded.values)}});
    if (!loaded.is_complete) {
        text = words::text({"chart.loaded_part", "{text}; there are more than can be loaded"},
                           {{"text", text}});
    }
    notify(session, panels::NoticeKind::kInfo, text);
}

const Activity* activity_of(const Session& session, const ChartedPast& past) {
    const auto found = std::ranges::find(session.activities, past.activity, &Activity::number);
    return past.activity == 0 || found == session.activities.end() ? nullptr : &*found;
}

void take_past(Session& session, const PastWish& wish, LoadedAnswer& loaded) {
    if (loaded.cancel.cancelled()) return;
    ChartedPast* past = find_past(session.desk, wish.of);
    if (past == nullptr) return;  // It was taken from the chart meanwhile.
    past->activity = 0;
    session.changed = true;
    Result<void> added = loaded.past ? past->past.add(*std::move(loaded.past))
                                     : Result<void>(fail(loaded.past.error()));
    if (!added) {
        return notify(session, panels::NoticeKind::kWarning,
                      words::text({"chart.not_loaded", "Older values could not be loaded: {cause}"},
                                  {{"cause", words::engine_text(added.error().message)}}));
    }
    tell_loaded(session, loaded, wish.of.device.id);
    if (wish.window_s <= 0.0 || !session.history.now().twins.chart.spans.empty()) return;
    project::Project next = session.history.now();
    next.twins.chart.window_s = wish.window_s;
    apply_project(session, std::move(next),
                  words::text({"step.chart_time", "Time that the chart shows"}), "chart.set_time");
}

Result<void> load_history(Session& session) {
    auto wished = wish_for(session);
    if (!wished) return fail(wished.error());
    PastWish wish = *std::move(wished);
    LiveDesk& desk = session.desk;
    ChartedPast* past = find_past(desk, wish.of);
    if (past == nullptr) past = &desk.pasts.emplace_back(ChartedPast{wish.of, {}});
    if (activity_of(session, *past) != nullptr) return {};
    show_tab(session, LiveTab::kChart);
    session.changed = true;
    const words::Sentence what{Message{"activity.history", "Asking for older values of {name}…"},
                               {{"name", wish.of.device.id}}};
    feed::DecoderOptions decoder;
    decoder.context_documents = session.live.contexts().documents();
    const auto work = [&session, wish = std::move(wish),
                       decoder](const ModelTools& tools) -> std::function<void()> {
        auto loaded = std::make_shared<LoadedAnswer>(load_past(wish, decoder, tools));
        return [&session, wish, loaded] { take_past(session, wish, *loaded); };
    };
    past->activity = session.services.work_on_model({what, work});
    return {};
}

}  // namespace

std::optional<LoadingPast> loading_past(const Session& session,
                                        const project::ChartedSeries& series) {
    for (const ChartedPast& past : session.desk.pasts) {
        if (!past.of.is_same(series)) continue;
        if (const Activity* activity = activity_of(session, past))
            return LoadingPast{activity->fraction};
    }
    return std::nullopt;
}

bool cancel_past(Session& session, const project::ChartedSeries& series) {
    ChartedPast* past = find_past(session.desk, series);
    if (past == nullptr) return false;
    const std::uint64_t activity = std::exchange(past->activity, 0);
    return cancel_activity(session, activity).has_value();
}

bool cancel_pasts(Session& session) {
    bool any = false;
    for (const project::ChartedSeries& series : session.desk.charted_of)
        any = cancel_past(session, series) || any;
    return any;
}

void follow_pasts(Session& session) {
    const project::Layout& layout = session.history.now().layout;
    if (layout.bottom_open && layout.bottom_tab == "chart") return;
    cancel_pasts(session);
}

void add_chart_history_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"chart.load_history",
         "Load older values",
         "Asks the server of the chosen value for the part of the shown time that is not in "
         "memory; where all is, for as much time again before it.",
         "",
         {},
         [&session] { return !session.desk.charted.empty(); }},
        [&](const Call&) { return load_history(session); });
    add(registry,
        {"chart.cancel_history",
         "Load no more older values",
         "Ends the loading of older values; what came before stays.",
         "",
         {},
         [&session] {
             return std::ranges::any_of(session.desk.pasts, [&session](const ChartedPast& past) {
                 return activity_of(session, past) != nullptr;
             });
         }},
        [&](const Call&) -> Result<void> {
            if (cancel_pasts(session)) return {};
            return fail(ErrorKind::kDenied, words::text({"activity.none",
                                                         "nothing is under way that can be "
                                                         "cancelled"}));
        });
}

}  // namespace belvedere::window
