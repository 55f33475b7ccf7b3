// SPDX-License-Identifier: Apache-2.0
#include "app/cli/bench_live.hpp"

#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/cli/exit_code.hpp"
#include "app/live/open_feed.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/process_memory.hpp"
#include "engine/feed/context.hpp"
#include "engine/feed/ngsi_ld_decoder.hpp"
#include "engine/feed/scripted_feed.hpp"
#include "engine/generator/simulated_city.hpp"
#include "engine/twin/twin_query.hpp"

namespace belvedere::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint32_t kStations = 2'000;
constexpr UtcTime kStart{1'767'225'600'000'000};

// A message of an air quality station, about 700 bytes: the station's `turn`-th.
std::string station_message(std::uint32_t station, std::uint64_t turn) {
    generator::SimulatedDevice device;
    device.kind = generator::DeviceKind::kAirQuality;
    device.number = station;
    device.longitude_deg = 13.0 + 1e-4 * station;
    device.latitude_deg = 52.5;
    const UtcTime time{kStart.microseconds + static_cast<std::int64_t>(turn) * 60'000'000};
    return generator::ngsi_ld_message(device, generator::reading_at(device, time), time);
}

std::vector<std::string> station_messages(std::uint64_t count) {
    std::vector<std::string> messages;
    messages.reserve(count);
    for (std::uint64_t i = 0; i < count; ++i)
        messages.push_back(
            station_message(static_cast<std::uint32_t>(i % kStations), i / kStations));
    return messages;
}

Json measure_decoding(const BenchLiveOptions& options) {
    const std::vector<std::string> messages = station_messages(options.messages);
    std::uint64_t bytes = 0;
    for (const std::string& message : messages)
        bytes += message.size();
    feed::ContextRegistry contexts;
    feed::NgsiLdDecoder decoder(contexts);
    twin::TwinStore store;
    const auto source = store.add_source({"bench"});
    if (!source) return nullptr;
    feed::MessageInfo info;
    const double start_s = system_clock().steady_seconds(), start_cpu_s = thread_cpu_seconds();
    for (const std::string& message : messages) {
        twin::ObservationBatch batch;
        info.received_at = system_clock().utc_now();
        decoder.decode(as_bytes(message), info, batch);
        store.append(*source, batch);
    }
    const double wall_s = system_clock().steady_seconds() - start_s;
    const double cpu_s = thread_cpu_seconds() - start_cpu_s;
    const double count = static_cast<double>(messages.size());
    const auto& updates = store.ledger(*source).updates;
    return {{"messages", messages.size()},
            {"bytes_mean", static_cast<double>(bytes) / count},
            {"applied", updates.applied},
            {"lost", updates.received - updates.accounted()},
            {"wall_s", wall_s},
            {"rate_per_s", count / wall_s},
            {"rate_per_core_s", count / cpu_s}};
}

Json measure_stream(const BenchLiveOptions& options) {
    const auto count = static_cast<std::uint64_t>(options.rate_per_s * options.seconds);
    auto messages = std::make_shared<std::vector<std::string>>(station_messages(count));
    auto decoder = feed::make_decoder({.format = "ngsi-ld"});
    if (!decoder) return nullptr;
    std::size_t next = 0;
    const double wait_s = 1.0 / options.rate_per_s;
    feed::ScriptedFeed feed(
        [messages, next, wait_s](feed::ScriptedMessage& message) mutable {
            if (next >= messages->size()) return false;
            message.topic = "bench";
            message.payload = (*messages)[next++];
            message.wait_s = wait_s;
            return true;
        },
        *std::move(decoder));
    twin::TwinStore store;
    feed::Intake intake;
    const auto source = store.add_source({"bench"});
    if (!source) return nullptr;
    intake.source = *source;
    const double start_s = system_clock().steady_seconds();
    while (feed.health().state != feed::FeedState::kEnded) {
        const std::size_t taken = feed::take_in(feed, store, intake, 0.05);
        if (taken == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    (void)feed::take_in(feed, store, intake, 1.0);
    const double wall_s = system_clock().steady_seconds() - start_s;
    const auto& updates = store.ledger(intake.source).updates;
    return {{"sent", count},
            {"received", updates.received},
            {"applied", updates.applied},
            {"dropped", updates.dropped},
            {"rate_per_s", static_cast<double>(updates.received) / wall_s},
            {"latency_ms",
             {{"p50", intake.latency.quantile_s(0.5) * 1e3},
              {"p99", intake.latency.quantile_s(0.99) * 1e3}}}};
}

// Entities with a place and three numbers, as cities have them most.
void fill(twin::TwinStore& store, SourceId source, std::uint32_t entities) {
    constexpr const char* kNames[] = {"temperature", "relativeHumidity", "pm25"};
    for (std::uint32_t i = 0; i < entities; ++i) {
        twin::ObservationBatch batch;
        batch.received_at = kStart;
        batch.begin_update("urn:ngsi-ld:AirQualityObserved:" + std::to_string(i),
                           "AirQualityObserved");
        twin::Observation place;
        place.property = batch.add_text("https://uri.etsi.org/ngsi-ld/location");
        place.kind = twin::ValueKind::kPosition;
        place.position = {13.0 + 1e-6 * i, 52.0};
        place.observed_at = kStart;
        batch.add(place);
        for (const char* name : kNames) {
            twin::Observation value;
            value.property = batch.add_text(name);
            value.kind = twin::ValueKind::kNumber;
            value.number = 0.5;
            value.observed_at = kStart;
            batch.add(value);
        }
        store.append(source, batch);
    }
}

Json measure_memory(const BenchLiveOptions& options) {
    if (options.entities == 0) return nullptr;
    const std::uint64_t before = resident_bytes();
    twin::TwinStore store;
    const auto source = store.add_source({"bench"});
    if (!source) return nullptr;
    fill(store, *source, options.entities);
    const double count = options.entities;
    const std::uint64_t history = store.history().bytes();
    const double resident = static_cast<double>(resident_bytes()) - static_cast<double>(before);
    return {{"entities", store.entities().size()},
            {"series", store.series_count()},
            {"hot_bytes_each", static_cast<double>(store.hot_bytes()) / count},
            {"history_bytes", history},
            {"resident_bytes_each", (resident - static_cast<double>(history)) / count}};
}

}  // namespace

int bench_live(const BenchLiveOptions& options) {
    // Memory first, while the process holds nothing else.
    Json memory = measure_memory(options);
    Json decode = measure_decoding(options);
    Json stream = measure_stream(options);
    const Json json{{"decode", std::move(decode)},
                    {"stream", std::move(stream)},
                    {"memory", std::move(memory)}};
    std::puts(json.dump(2).c_str());
    return kDone;
}

}  // namespace belvedere::cli
