// SPDX-License-Identifier: Apache-2.0
// belvedere watch --feed URL...: live data without a window, with its account.
#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/cli/chart_option.hpp"
#include "app/cli/exit_code.hpp"
#include "app/cli/subcommand.hpp"
#include "app/cli/watch_alarms.hpp"
#include "app/cli/watch_report.hpp"
#include "app/cli/watch_values.hpp"
#include "app/live/description_files.hpp"
#include "app/live/open_feed.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/file.hpp"
#include "engine/core/log.hpp"
#include "engine/core/time_text.hpp"
#include "engine/feed/limits.hpp"
#include "engine/twin/value_cache.hpp"

namespace belvedere::cli {
namespace {

constexpr double kTurn_s = 0.05;
constexpr double kSaveEvery_s = 30.0;  // What a crash costs at most.
constexpr auto kPause = std::chrono::milliseconds(1);

struct WatchOptions {
    std::vector<std::string> feeds;
    std::vector<std::string> contexts, descriptions;
    std::string format, mapping, cache;
    std::string alarms;  // A project or a file of rules; empty: nothing is judged.
    double for_s = 0.0;  // 0: until it is interrupted or all feeds have ended.
    bool json = false;
    bool values = false;  // The state that it led to is in the document.
    ChartOptions chart;
};

// Set by SIGINT and SIGTERM: the report is still written.
volatile std::sig_atomic_t is_interrupted = 0;
extern "C" void note_interruption(int) {
    is_interrupted = 1;
}

Result<feed::DecoderOptions> decoder_options(const WatchOptions& options) {
    feed::DecoderOptions decoder;
    decoder.format = options.format;
    decoder.mapping_file = options.mapping;
    for (const std::string& pair : options.contexts) {
        const std::size_t equals = pair.rfind('=');
        if (equals == std::string::npos || equals == 0)
            return fail(ErrorKind::kUsage, "--context is URL=FILE, not " + pair);
        decoder.contexts.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
    }
    return decoder;
}

Result<void> open_all(const WatchOptions& options, twin::TwinStore& store,
                      std::vector<WatchedFeed>& feeds) {
    const auto decoder = decoder_options(options);
    if (!decoder) return fail(decoder.error());
    for (const std::string& url : options.feeds) {
        const auto source = store.add_source(live::source_info(url));
        if (!source) return fail(source.error());
        auto opened = live::open_feed(url, *decoder);
        if (!opened) return fail(opened.error());
        WatchedFeed watched{url, *std::move(opened), {}};
        watched.intake.source = *source;
        feeds.push_back(std::move(watched));
    }
    return {};
}

// The last known values of each feed, before anything new comes.
void restore_all(const twin::ValueCache& cache, twin::TwinStore& store,
                 std::vector<WatchedFeed>& feeds) {
    for (WatchedFeed& watched : feeds) {
        const auto restored = cache.restore(store, watched.intake.source);
        if (restored) {
            watched.remembered = restored->entities;
            log::info(store.source(watched.intake.source).name + ": " +
                      std::to_string(restored->entities) + " devices as they were at " +
                      format_time(restored->saved_at, TimeZone()));
        } else if (restored.error().kind != ErrorKind::kNotFound) {
            log::warning(restored.error().message);
        }
    }
}

void save_all(const twin::ValueCache& cache, const twin::TwinStore& store,
              const std::vector<WatchedFeed>& feeds) {
    for (const WatchedFeed& watched : feeds) {
        const auto saved = cache.save(store, watched.intake.source, system_clock().utc_now());
        if (!saved) log::warning(saved.error().message);
        if (saved && saved->left_out > 0) {
            log::warning(store.source(watched.intake.source).name + ": no room to keep " +
                         std::to_string(saved->left_out) + " devices");
        }
    }
}

bool is_over(const feed::Feed& feed) {
    const feed::FeedState state = feed.health().state;
    return state == feed::FeedState::kEnded || state == feed::FeedState::kFailed;
}

// Tells on standard error when a feed's connection comes and goes.
void tell_change(const WatchedFeed& watched, const twin::TwinStore& store, feed::FeedState& told) {
    const feed::FeedHealth health = watched.feed->health();
    if (health.state == told) return;
    told = health.state;
    const std::string& name = store.source(watched.intake.source).name;
    if (health.state == feed::FeedState::kConnected) log::info(name + ": connected");
    if (health.state == feed::FeedState::kWaiting) log::warning(name + ": " + health.sentence);
}

void watch_until_over(const WatchOptions& options, const twin::ValueCache* cache,
                      twin::TwinStore& store, std::vector<WatchedFeed>& feeds,
                      WatchAlarms* alarms) {
    const double start_s = system_clock().steady_seconds();
    double saved_s = start_s;
    std::vector<feed::FeedState> told(feeds.size(), feed::FeedState::kConnecting);
    while (is_interrupted == 0) {
        std::size_t taken = 0;
        bool all_over = true;
        for (std::size_t i = 0; i < feeds.size(); ++i) {
            WatchedFeed& watched = feeds[i];
            tell_change(watched, store, told[i]);
            // Asked before: what came until then is taken in below.
            all_over = is_over(*watched.feed) && all_over;
            taken += feed::take_in(*watched.feed, store, watched.intake, kTurn_s);
        }
        if (alarms != nullptr) alarms->advance();
        const double passed_s = system_clock().steady_seconds() - start_s;
        if (options.for_s > 0.0 && passed_s >= options.for_s) return;
        if (cache != nullptr && start_s + passed_s - saved_s >= kSaveEvery_s) {
            save_all(*cache, store, feeds);
            saved_s = system_clock().steady_seconds();
        }
        if (taken > 0) continue;
        if (all_over) return;
        std::this_thread::sleep_for(kPause);
    }
}

Result<void> draw_chart(const ChartOptions& options, const twin::TwinStore& store) {
    if (options.out.empty()) return {};
    const auto plan = chart_plan(options, store, system_clock().utc_now());
    if (!plan) return fail(plan.error());
    return write_chart(options, store, *plan);
}

int watch(const WatchOptions& options) {
    if (const auto chart = check_chart(options.chart); !chart) {
        log::error(chart.error().message);
        return chart.error().kind == ErrorKind::kUsage ? kUsage : kFailed;
    }
    const live::ReadDescriptions described = live::read_descriptions(options.descriptions);
    if (!described.problems.empty()) {
        log::error(described.problems.front().message);
        return kFailed;
    }
    twin::TwinStoreOptions store_options;
    store_options.descriptions = &described.book;
    twin::TwinStore store(store_options);
    std::vector<WatchedFeed> feeds;
    const auto opened = open_all(options, store, feeds);
    if (!opened) {
        log::error(opened.error().message);
        return opened.error().kind == ErrorKind::kUsage ? kUsage : kFailed;
    }
    std::unique_ptr<WatchAlarms> alarms;
    if (!options.alarms.empty()) {
        auto read = WatchAlarms::open(options.alarms, store);
        if (!read) {
            log::error(read.error().message);
            return kUsage;
        }
        alarms = *std::move(read);
    }
    std::signal(SIGINT, note_interruption);
    std::signal(SIGTERM, note_interruption);
    const double start_s = system_clock().steady_seconds();
    std::optional<twin::ValueCache> cache;
    if (!options.cache.empty()) restore_all(cache.emplace(options.cache), store, feeds);
    watch_until_over(options, cache ? &*cache : nullptr, store, feeds, alarms.get());
    if (cache) save_all(*cache, store, feeds);
    const double seconds = system_clock().steady_seconds() - start_s;
    std::string report =
        options.json ? watch_json(feeds, store, seconds) : watch_text(feeds, store, seconds);
    if (options.values) report = with_values(report, store);
    if (alarms) report = options.json ? alarms->with_alarms(report) : report + alarms->text();
    std::fputs(report.c_str(), stdout);
    const auto drawn = draw_chart(options.chart, store);
    if (!drawn) log::error(drawn.error().message);
    bool any_worked = false;
    for (const WatchedFeed& watched : feeds) {
        const feed::FeedHealth health = watched.feed->health();
        if (!health.sentence.empty() && health.is_note) log::info(health.sentence);
        if (!health.sentence.empty() && !health.is_note) log::error(health.sentence);
        any_worked = any_worked || health.connections > 0;
    }
    return any_worked && drawn ? kDone : kFailed;
}

}  // namespace

void add_watch_command(CLI::App& parent, Action& chosen) {
    auto* command = parent.add_subcommand(
        "watch", "take in live data without a window and account for every message");
    const auto options = std::make_shared<WatchOptions>();
    command
        ->add_option(
            "--feed", options->feeds,
            "mqtt[s]://[user@]host[:port]/topic, ngsi-ld+http[s]://..., "
            "sta+http[s]://..., gtfs-rt+http[s]://..., file:/path or sim:demo; several at once. "
            "Options follow \"?\": qos, version, keepalive, ca, cert, key, secret (MQTT); poll, "
            "tenant, context, notify, secret (HTTP); licence, forbid (all)")
        ->required();
    command->add_option("--for", options->for_s, "seconds; without it until Ctrl+C")
        ->check(CLI::Range(0.0, 1e9));
    command->add_option("--format", options->format,
                        "of MQTT payloads: ngsi-ld, sensorthings, sparkplug, gtfs-rt or mapping; "
                        "without it they are told apart");
    command->add_option("--mapping", options->mapping,
                        "file that says what plain JSON or CSV payloads mean");
    command->add_option("--context", options->contexts,
                        "URL=FILE: a JSON-LD context that payloads name; none is fetched");
    command->add_option("--alarms", options->alarms,
                        "a project, or a file of its alarm rules, to judge what comes by");
    command->add_option("--describe", options->descriptions,
                        "W3C Thing Descriptions of devices: units and ranges of their properties");
    command->add_option("--cache", options->cache,
                        "folder that keeps the newest values for the next start, where they are "
                        "shown as old until the feed speaks");
    auto* json = command->add_flag("--json", options->json, "print one JSON document");
    command
        ->add_flag("--values", options->values, "the newest value of each property is in it, too")
        ->needs(json);
    add_chart_options(*command, options->chart, ChartSeriesBy::kOptions);
    command->callback([&chosen, options] { chosen = [options] { return watch(*options); }; });
}

}  // namespace belvedere::cli
