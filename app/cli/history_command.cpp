// SPDX-License-Identifier: Apache-2.0
// belvedere history --feed URL --entity ID --property NAME: the past of a series, from its server.
#include <cmath>
#include <cstdio>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/chart_option.hpp"
#include "app/cli/exit_code.hpp"
#include "app/cli/subcommand.hpp"
#include "app/live/ask_history.hpp"
#include "app/live/open_feed.hpp"
#include "engine/core/log.hpp"
#include "engine/core/time_text.hpp"
#include "engine/feed/history_source.hpp"
#include "engine/twin/name_pool.hpp"

namespace belvedere::cli {
namespace {

using Json = nlohmann::ordered_json;

struct HistoryOptions {
    std::string url, entity, property, dataset, from, to;
    std::vector<std::string> contexts;
    std::size_t count_max = feed::limits::kHistoryCount;
    bool json = false;
    ChartOptions chart;
};

Result<feed::HistoryQuestion> question_of(const HistoryOptions& options) {
    feed::HistoryQuestion question;
    question.entity = options.entity;
    question.property = options.property;
    question.dataset = options.dataset;
    question.count_max = options.count_max;
    question.to = system_clock().utc_now();
    if (!options.to.empty()) {
        const auto to = parse_time(options.to, TimeZone());
        if (!to) return fail_in("--to", to.error());
        question.to = *to;
    }
    constexpr std::int64_t kDay_us = 86'400'000'000;
    question.from = {question.to.microseconds - kDay_us};
    if (!options.from.empty()) {
        const auto from = parse_time(options.from, TimeZone());
        if (!from) return fail_in("--from", from.error());
        question.from = *from;
    }
    return question;
}

Result<feed::HistoryAnswer> ask(const HistoryOptions& options) {
    const auto named = live::split_policy(options.url);
    if (!named) return fail(named.error());
    // What is printed leaves the program.
    const auto allowed = twin::check_use(named->policy, twin::DataUse::kExport,
                                         named->url.substr(0, named->url.find('?')));
    if (!allowed) return fail(allowed.error());
    const auto address = feed::parse_poll_address(named->url);
    if (!address) return fail(address.error());
    auto question = question_of(options);
    if (!question) return fail(question.error());
    feed::DecoderOptions decoder;
    for (const std::string& pair : options.contexts) {
        const std::size_t equals = pair.rfind('=');
        if (equals == std::string::npos || equals == 0)
            return fail(ErrorKind::kUsage, "--context is URL=FILE, not " + pair);
        decoder.contexts.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
    }
    return live::ask_history(options.url, *question, decoder, CancelToken());
}

Json value_json(const twin::ObservationBatch& batch, const twin::Observation& one) {
    switch (one.kind) {
        case twin::ValueKind::kNumber:
            return one.number;
        case twin::ValueKind::kBoolean:
            return one.number != 0.0;
        case twin::ValueKind::kPosition:
            return {one.position.longitude_deg, one.position.latitude_deg};
        case twin::ValueKind::kText:
        case twin::ValueKind::kJson:
        case twin::ValueKind::kReference:
            return batch.text(one.text);
        default:
            return nullptr;
    }
}

// The answer alone, over the time that was asked for.
Result<void> draw_chart(const HistoryOptions& options, const feed::HistoryAnswer& answer) {
    if (options.chart.out.empty()) return {};
    twin::TwinStore store;
    const auto source = store.add_source(live::source_info(options.url));
    if (!source) return fail(source.error());
    store.append(*source, answer.batch);
    const auto device = store.entities().find(*source, options.entity);
    const auto series = device
                            ? twin::find_series(store, *device, options.property, options.dataset)
                            : std::nullopt;
    if (!series) return fail(ErrorKind::kNotFound, "there is nothing to draw in that time");
    const auto question = question_of(options);
    if (!question) return fail(question.error());
    return write_chart(options.chart, store, {{*series}, {question->from, question->to}});
}

int print_history(const HistoryOptions& options) {
    if (const auto chart = check_chart(options.chart); !chart) {
        log::error(chart.error().message);
        return chart.error().kind == ErrorKind::kUsage ? kUsage : kFailed;
    }
    const auto answer = ask(options);
    if (!answer) {
        log::error(answer.error().message);
        return answer.error().kind == ErrorKind::kUsage ? kUsage : kFailed;
    }
    const twin::ObservationBatch& batch = answer->batch;
    Json values = Json::array();
    for (const std::size_t index : answer->order) {
        const twin::Observation& one = batch.observations()[index];
        const std::string time = format_time(one.observed_at, TimeZone());
        const Json value = value_json(batch, one);
        if (options.json) {
            values.push_back({{"time", time}, {"value", value}, {"unit", batch.text(one.unit)}});
        } else {
            const std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace) +
                                     "," + std::string(batch.text(one.unit));
            std::printf("%s,%s\n", time.c_str(), text.c_str());
        }
    }
    if (options.json) {
        const Json json{{"entity", options.entity},
                        {"property", options.property},
                        {"complete", answer->is_complete},
                        {"values", std::move(values)}};
        std::puts(json.dump(2, ' ', false, Json::error_handler_t::replace).c_str());
    } else if (!answer->is_complete) {
        log::warning("there is more: ask on from the last time");
    }
    if (const auto drawn = draw_chart(options, *answer); !drawn) {
        log::error(drawn.error().message);
        return kFailed;
    }
    return kDone;
}

}  // namespace

void add_history_command(CLI::App& parent, Action& chosen) {
    auto* command =
        parent.add_subcommand("history", "the past values of one property, from its server");
    const auto options = std::make_shared<HistoryOptions>();
    command
        ->add_option("--feed", options->url,
                     "ngsi-ld+http[s]://... or sta+http[s]://..., as for watch")
        ->required();
    command->add_option("--entity", options->entity, "id of the device")->required();
    command->add_option("--property", options->property, "its full name (IRI) in the feed")
        ->required();
    command->add_option("--dataset", options->dataset,
                        "which of several instances; of SensorThings Datastreams(ID)");
    command->add_option("--from", options->from, "ISO 8601; without it a day before --to");
    command->add_option("--to", options->to, "ISO 8601; without it now");
    command->add_option("--count", options->count_max, "at most so many values")
        ->check(CLI::Range(std::size_t{1}, feed::limits::kHistoryCount));
    command->add_option("--context", options->contexts,
                        "URL=FILE: a JSON-LD context that payloads name; none is fetched");
    command->add_flag("--json", options->json, "print one JSON document; else lines of CSV");
    add_chart_options(*command, options->chart, ChartSeriesBy::kQuestion);
    command->callback(
        [&chosen, options] { chosen = [options] { return print_history(*options); }; });
}

}  // namespace belvedere::cli
