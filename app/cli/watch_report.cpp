// SPDX-License-Identifier: Apache-2.0
#include "app/cli/watch_report.hpp"

#include <algorithm>
#include <cstdio>

#include <nlohmann/json.hpp>

namespace belvedere::cli {
namespace {

using Json = nlohmann::ordered_json;

const char* name_of(feed::FeedState state) {
    switch (state) {
        case feed::FeedState::kConnecting:
            return "connecting";
        case feed::FeedState::kConnected:
            return "connected";
        case feed::FeedState::kWaiting:
            return "waiting";
        case feed::FeedState::kFailed:
            return "failed";
        case feed::FeedState::kEnded:
            return "ended";
    }
    return "unknown";
}

Json counts_json(const twin::FlowCounts& counts) {
    return {{"received", counts.received},   {"applied", counts.applied},
            {"duplicate", counts.duplicate}, {"late", counts.late},
            {"rejected", counts.rejected},   {"dropped", counts.dropped}};
}

Json latency_json(double p50_s, double p99_s) {
    return {{"p50", p50_s * 1e3}, {"p99", p99_s * 1e3}};
}

Json feed_json(const WatchedFeed& watched, const twin::TwinStore& store) {
    const feed::FeedHealth health = watched.feed->health();
    const twin::SourceLedger& ledger = store.ledger(watched.intake.source);
    Json json{{"url", store.source(watched.intake.source).name},
              {"state", name_of(health.state)},
              {"sentence", health.sentence},
              {"is_note", health.is_note},
              {"connections", health.connections},
              {"messages", health.messages},
              {"bytes", health.bytes}};
    json.update(counts_json(ledger.updates));
    json["repaired"] = ledger.repaired;
    json["absent"] = ledger.absent;
    json["remembered"] = watched.remembered;
    json["observations"] = counts_json(ledger.observations);
    json["observations"]["withheld"] = ledger.observations.withheld;
    json["unit_changes"] = ledger.unit_changes;
    json["implausible"] = ledger.implausible;
    json["times_assumed"] = ledger.times_assumed;
    json["times_implausible"] = ledger.times_implausible;
    json["reasons"] = Json::object();
    for (const auto& [reason, count] : ledger.reasons)
        json["reasons"][reason] = count;
    json["samples"] = Json::array();
    // They are what the source sent.
    const twin::SourceInfo& info = store.source(watched.intake.source);
    const auto may = twin::check_use(info.policy, twin::DataUse::kExport, info.name);
    if (!may) {
        json["samples_withheld"] = may.error().message;
        return json;
    }
    for (const twin::Rejection& sample : ledger.samples)
        json["samples"].push_back({{"reason", sample.reason}, {"sample", sample.sample}});
    return json;
}

struct Sums {
    twin::FlowCounts updates;
    std::uint64_t repaired = 0, absent = 0, unit_changes = 0;
    double p50_s = 0.0, p99_s = 0.0;  // Of the slowest feed.
};

Sums sums_of(const std::vector<WatchedFeed>& feeds, const twin::TwinStore& store) {
    Sums sums;
    for (const WatchedFeed& watched : feeds) {
        const twin::SourceLedger& ledger = store.ledger(watched.intake.source);
        sums.updates.received += ledger.updates.received;
        sums.updates.applied += ledger.updates.applied;
        sums.updates.duplicate += ledger.updates.duplicate;
        sums.updates.late += ledger.updates.late;
        sums.updates.rejected += ledger.updates.rejected;
        sums.updates.dropped += ledger.updates.dropped;
        sums.repaired += ledger.repaired;
        sums.absent += ledger.absent;
        sums.unit_changes += ledger.unit_changes;
        sums.p50_s = std::max(sums.p50_s, watched.intake.latency.quantile_s(0.5));
        sums.p99_s = std::max(sums.p99_s, watched.intake.latency.quantile_s(0.99));
    }
    return sums;
}

double rate(const Sums& sums, double seconds) {
    return seconds > 0.0 ? static_cast<double>(sums.updates.received) / seconds : 0.0;
}

}  // namespace

std::string watch_json(const std::vector<WatchedFeed>& feeds, const twin::TwinStore& store,
                       double seconds) {
    const Sums sums = sums_of(feeds, store);
    Json json = counts_json(sums.updates);
    json["repaired"] = sums.repaired;
    json["absent"] = sums.absent;
    json["unit_changes"] = sums.unit_changes;
    json["entities"] = store.entities().size();
    json["rate_per_s"] = rate(sums, seconds);
    json["latency_ms"] = latency_json(sums.p50_s, sums.p99_s);
    json["seconds"] = seconds;
    json["feeds"] = Json::array();
    for (const WatchedFeed& watched : feeds)
        json["feeds"].push_back(feed_json(watched, store));
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string watch_text(const std::vector<WatchedFeed>& feeds, const twin::TwinStore& store,
                       double seconds) {
    const Sums sums = sums_of(feeds, store);
    char line[256];
    std::snprintf(
        line, sizeof(line),
        "%zu devices, %llu updates in %.1f s (%.0f/s), latency p50 %.1f ms, p99 %.1f ms\n",
        store.entities().size(), static_cast<unsigned long long>(sums.updates.received), seconds,
        rate(sums, seconds), sums.p50_s * 1e3, sums.p99_s * 1e3);
    std::string text = line;
    for (const WatchedFeed& watched : feeds) {
        const twin::SourceLedger& ledger = store.ledger(watched.intake.source);
        const feed::FeedHealth health = watched.feed->health();
        const auto number = [](std::uint64_t value) { return std::to_string(value); };
        text += store.source(watched.intake.source).name + ": " + name_of(health.state);
        if (!health.sentence.empty()) text += " (" + health.sentence + ")";
        text += "; received " + number(ledger.updates.received) + " = applied " +
                number(ledger.updates.applied) + " + duplicate " +
                number(ledger.updates.duplicate) + " + late " + number(ledger.updates.late) +
                " + rejected " + number(ledger.updates.rejected) + " + dropped " +
                number(ledger.updates.dropped) + "; repaired " + number(ledger.repaired);
        if (ledger.absent > 0) text += ", devices no longer listed " + number(ledger.absent);
        if (ledger.unit_changes > 0) text += ", in another unit " + number(ledger.unit_changes);
        text += "\n";
        for (const auto& [reason, count] : ledger.reasons)
            text += "  rejected " + number(count) + ": " + reason + "\n";
    }
    return text;
}

}  // namespace belvedere::cli
