// SPDX-License-Identifier: Apache-2.0
// belvedere order: asks a device to have a value, once a person has confirmed it, and says whether
// the device was seen to do it.
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/exit_code.hpp"
#include "app/cli/subcommand.hpp"
#include "app/live/open_feed.hpp"
#include "app/live/send_order.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/log.hpp"
#include "engine/core/time_text.hpp"
#include "engine/twin/twin_query.hpp"

namespace belvedere::cli {
namespace {

constexpr double kOrderTurn_s = 0.02;
constexpr auto kOrderPause = std::chrono::milliseconds(2);

struct OrderOptions {
    std::string feed, device, property, value;
    std::string confirmed_by;  // Empty: asked for on the terminal.
    double find_s = 10.0;      // How long the device is waited for,
    double within_s = 60.0;    // and then its value.
    bool json = false;
};

// A feed, its store and what was ordered of it.
struct OrderRun {
    std::unique_ptr<feed::Feed> feed;
    twin::TwinStore store;
    feed::Intake intake;

    void take_in() {
        if (feed::take_in(*feed, store, intake, kOrderTurn_s) == 0)
            std::this_thread::sleep_for(kOrderPause);
    }
};

std::string reading_text(const OrderRun& run, const twin::Reading& reading) {
    std::string text = reading.text;
    if (reading.kind == twin::ValueKind::kBoolean) text = reading.number != 0.0 ? "true" : "false";
    if (reading.kind == twin::ValueKind::kNumber) text = nlohmann::json(reading.number).dump();
    const std::string_view unit = run.store.units().unit(reading.unit).symbol;
    return unit.empty() ? text : text + " " + std::string(unit);
}

// The property as it is before anything is ordered.
Result<twin::Reading> present_value(OrderRun& run, const OrderOptions& options) {
    const double until_s = system_clock().steady_seconds() + options.find_s;
    while (system_clock().steady_seconds() < until_s) {
        run.take_in();
        const auto device = run.store.entities().find(run.intake.source, options.device);
        const auto series = device ? twin::find_series(run.store, *device, options.property)
                                   : std::optional<twin::SeriesId>();
        if (const auto reading = series ? twin::latest_at(run.store, *series) : std::nullopt)
            return *reading;
        const feed::FeedHealth health = run.feed->health();
        if (health.state == feed::FeedState::kFailed)
            return fail(ErrorKind::kDenied, health.sentence);
    }
    return fail(ErrorKind::kNotFound, "nothing was heard of " + options.property + " of " +
                                          options.device + " within " +
                                          std::to_string(std::lround(options.find_s)) + " s");
}

// Who confirms: the one the option names, or whoever types a name at the terminal.
Result<std::string> confirmation(const OrderOptions& options) {
    if (!options.confirmed_by.empty()) return options.confirmed_by;
    if (::isatty(STDIN_FILENO) == 0) {
        return fail(ErrorKind::kUsage,
                    "an order is confirmed by a person: at a terminal, or by --confirm NAME");
    }
    std::fputs("Type your name to send it, or nothing to leave it: ", stderr);
    std::string name;
    std::getline(std::cin, name);
    if (name.empty()) return fail(ErrorKind::kCancelled, "the order was not confirmed");
    return name;
}

void print_outcome(const OrderOptions& options, const feed::OrderRecord& record,
                   const std::string& before) {
    const std::string state(feed::name_of(record.state));
    if (!options.json) {
        std::printf("%s\n", record.problem.empty() ? state.c_str()
                                                   : (state + ": " + record.problem).c_str());
        return;
    }
    const TimeZone utc;
    nlohmann::ordered_json json{{"device", record.order.entity},
                                {"property", record.order.property},
                                {"before", before},
                                {"value", nlohmann::ordered_json::parse(record.order.value)},
                                {"state", state},
                                {"confirmed_by", record.confirmed_by},
                                {"sent_at", format_time(record.sent_at, utc)},
                                {"ended_at", format_time(record.ended_at, utc)},
                                {"problem", record.problem}};
    std::puts(json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace).c_str());
}

Result<bool> place_order(const OrderOptions& options) {
    if (auto possible = live::can_order(options.feed); !possible) return fail(possible.error());
    OrderRun run;
    const auto source = run.store.add_source(live::source_info(options.feed));
    if (!source) return fail(source.error());
    run.intake.source = *source;
    auto opened = live::open_feed(options.feed, feed::DecoderOptions{});
    if (!opened) return fail(opened.error());
    run.feed = *std::move(opened);
    const auto before = present_value(run, options);
    if (!before) return fail(before.error());
    const auto value = feed::order_json(options.value, before->kind);
    if (!value) return fail(value.error());
    const std::string was = reading_text(run, *before);
    const std::string property(run.store.names().text(run.store.series(before->series).property));
    feed::OrderDesk desk({.are_enabled = true, .observed_within_s = options.within_s});
    const auto order =
        desk.propose(*source, {options.device, property, *value}, system_clock().utc_now());
    if (!order) return fail(order.error());
    log::info(options.device + ", " + options.property + ": " + was + " -> " + *value);
    const auto by = confirmation(options);
    if (!by) return fail(by.error());
    const auto send = [&](const feed::DeviceOrder& one) {
        return live::send_order(options.feed, one);
    };
    (void)desk.confirm(*order, *by, send, system_clock().utc_now());
    while (desk.order(*order).state == feed::OrderState::kSent) {
        run.take_in();
        desk.observe(run.store, system_clock().utc_now());
    }
    print_outcome(options, desk.order(*order), was);
    return desk.order(*order).state == feed::OrderState::kObserved;
}

int order(const OrderOptions& options) {
    const auto done = place_order(options);
    if (!done) {
        log::error(done.error().message);
        return done.error().kind == ErrorKind::kUsage ? kUsage : kFailed;
    }
    return *done ? kDone : kFailed;
}

}  // namespace

void add_order_command(CLI::App& parent, Action& chosen) {
    auto* command = parent.add_subcommand(
        "order", "ask a device to have a value, and wait until it is seen to have it");
    const auto options = std::make_shared<OrderOptions>();
    command
        ->add_option("--feed", options->feed,
                     "ngsi-ld+http[s]://... (by PATCH), or mqtt[s]://... with ?order=TOPIC, in "
                     "which {id} and {property} are filled in")
        ->required();
    command->add_option("--device", options->device, "its id, as the feed has it")->required();
    command->add_option("--property", options->property, "what of it is to change")->required();
    command->add_option("--value", options->value, "the new value, in the unit that it has now")
        ->required();
    command->add_option("--confirm", options->confirmed_by,
                        "the name of who confirms it; without it the terminal asks");
    command->add_option("--find", options->find_s, "seconds to wait for the device")
        ->check(CLI::Range(0.1, 3600.0));
    command->add_option("--within", options->within_s, "seconds in which it is to be seen done")
        ->check(CLI::Range(0.1, 86400.0));
    command->add_flag("--json", options->json, "print one JSON document");
    command->callback([&chosen, options] { chosen = [options] { return order(*options); }; });
}

}  // namespace belvedere::cli
