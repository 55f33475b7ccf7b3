// SPDX-License-Identifier: Apache-2.0
#include "app/live/live_city.hpp"

#include <algorithm>
#include <chrono>
#include <future>
#include <map>
#include <utility>

#include "app/live/open_feed.hpp"
#include "engine/core/clock.hpp"

namespace belvedere::live {
namespace {

// Rates are measured over this long.
constexpr double kRatePeriod_s = 2.0;

LiveState state_of(feed::FeedState state) {
    switch (state) {
        case feed::FeedState::kConnecting:
            return LiveState::kConnecting;
        case feed::FeedState::kConnected:
            return LiveState::kConnected;
        case feed::FeedState::kWaiting:
            return LiveState::kWaiting;
        case feed::FeedState::kFailed:
            return LiveState::kFailed;
        case feed::FeedState::kEnded:
            return LiveState::kEnded;
    }
    return LiveState::kFailed;
}

bool may_bring(const LiveFeed& feed) {
    return feed.state == LiveState::kConnecting || feed.state == LiveState::kConnected ||
           feed.state == LiveState::kWaiting;
}

// What belongs to a feed beside what is told of it; in the same order.
struct HeldFeed {
    std::unique_ptr<feed::Feed> feed;  // None while it is paused or could not be opened.
    feed::Intake intake;
    std::uint64_t updates = 0;  // Since rate_from_s.
    double rate_from_s = 0.0;
};

}  // namespace

struct LiveCity::State {
    LiveOptions options;
    twin::TwinStore store;
    std::map<std::string, SourceId> sources;  // Of all URLs that were ever open.
    std::vector<LiveFeed> feeds;
    std::vector<HeldFeed> held;
    std::map<SourceId, std::shared_ptr<feed::RawMessages>> raw;
    std::vector<std::future<void>> closing;
    std::size_t first = 0;  // Whose turn it is to be taken in first.

    void close(HeldFeed& each);
    void open(LiveFeed& told, HeldFeed& each);
    SourceId source_of(const std::string& url);
    void tell(LiveFeed& told, HeldFeed& each, double now_s, TakenIn& taken);
};

// Ending a connection takes up to a second, which no frame has.
void LiveCity::State::close(HeldFeed& each) {
    std::erase_if(closing, [](const std::future<void>& ended) {
        return ended.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    });
    if (!each.feed) return;
    each.feed->set_wake({});
    closing.push_back(
        std::async(std::launch::async, [feed = std::move(each.feed)]() mutable { feed.reset(); }));
}

SourceId LiveCity::State::source_of(const std::string& url) {
    if (const auto known = sources.find(url); known != sources.end()) return known->second;
    const auto added = store.add_source(source_info(url));
    if (!added) return {};
    sources.emplace(url, *added);
    return *added;
}

void LiveCity::State::open(LiveFeed& told, HeldFeed& each) {
    const std::string url = told.url;
    told = {};
    told.url = url;
    told.name = source_info(url).name;
    told.source = source_of(url);
    each.intake = {};
    each.intake.source = told.source;
    each.rate_from_s = system_clock().steady_seconds();
    each.updates = 0;
    if (!told.source.valid()) {
        told.state = LiveState::kFailed;
        told.sentence = "there are too many sources";
        return;
    }
    std::shared_ptr<feed::RawMessages>& ring = raw[told.source];
    if (!ring) ring = std::make_shared<feed::RawMessages>();
    auto opened = options.open ? options.open(url) : open_feed(url, {.raw = ring});
    if (!opened) {
        told.state = LiveState::kFailed;
        told.sentence = opened.error().message;
        store.set_link(told.source, twin::SourceLink::kDown);
        return;
    }
    each.feed = *std::move(opened);
    each.feed->set_wake(options.wake);
}

void LiveCity::State::tell(LiveFeed& told, HeldFeed& each, double now_s, TakenIn& taken) {
    feed::FeedHealth health = each.feed->health();
    const LiveState state = state_of(health.state);
    if (state != told.state || health.sentence != told.sentence) taken.health_changed = true;
    told.state = state;
    told.sentence = std::move(health.sentence);
    told.connections = health.connections;
    told.messages = health.messages;
    told.bytes = health.bytes;
    told.dropped = health.dropped;
    const double passed_s = now_s - each.rate_from_s;
    if (passed_s < kRatePeriod_s) return;
    told.rate_per_s = static_cast<double>(each.updates) / passed_s;
    told.lag_p50_s = each.intake.latency.quantile_s(0.5);
    told.lag_p99_s = each.intake.latency.quantile_s(0.99);
    each.rate_from_s = now_s;
    each.updates = 0;
}

LiveCity::LiveCity(LiveOptions options) : state_(std::make_unique<State>()) {
    state_->options = std::move(options);
}

LiveCity::~LiveCity() {
    for (HeldFeed& each : state_->held)
        state_->close(each);
}

void LiveCity::set_wake(std::function<void()> wake) {
    state_->options.wake = std::move(wake);
    for (HeldFeed& each : state_->held) {
        if (each.feed) each.feed->set_wake(state_->options.wake);
    }
}

void LiveCity::follow(std::span<const FeedWish> wishes) {
    State& s = *state_;
    std::vector<LiveFeed> feeds;
    std::vector<HeldFeed> held;
    for (const FeedWish& wish : wishes) {
        const bool is_double = std::ranges::find(feeds, wish.url, &LiveFeed::url) != feeds.end();
        if (is_double || feeds.size() >= kFeedsMax) continue;
        const auto known = std::ranges::find(s.feeds, wish.url, &LiveFeed::url);
        const bool is_new = known == s.feeds.end();
        LiveFeed told;
        HeldFeed each;
        if (!is_new) {
            told = *known;
            each = std::move(s.held[static_cast<std::size_t>(known - s.feeds.begin())]);
        }
        told.url = wish.url;
        const bool was_paused = told.state == LiveState::kPaused;
        if (wish.is_paused && (is_new || !was_paused)) {
            s.close(each);
            told.name = source_info(wish.url).name;
            told.source = s.source_of(wish.url);
            told.state = LiveState::kPaused;
            told.sentence.clear();
            told.rate_per_s = 0.0;
            if (told.source.valid()) s.store.set_link(told.source, twin::SourceLink::kDown);
        }
        if (!wish.is_paused && (is_new || was_paused)) s.open(told, each);
        feeds.push_back(std::move(told));
        held.push_back(std::move(each));
    }
    for (HeldFeed& left : s.held)
        s.close(left);
    for (const LiveFeed& left : s.feeds) {
        const bool stays = std::ranges::find(feeds, left.url, &LiveFeed::url) != feeds.end();
        if (stays || !left.source.valid()) continue;
        s.store.forget(left.source);
        s.store.set_link(left.source, twin::SourceLink::kDown);
    }
    s.feeds = std::move(feeds);
    s.held = std::move(held);
    s.first = 0;
}

Result<void> LiveCity::reconnect(const std::string& url) {
    State& s = *state_;
    const auto known = std::ranges::find(s.feeds, url, &LiveFeed::url);
    if (known == s.feeds.end()) return fail(ErrorKind::kNotFound, "there is no feed " + url);
    if (known->state == LiveState::kPaused) {
        return fail(ErrorKind::kDenied, "the feed is paused: " + url);
    }
    HeldFeed& each = s.held[static_cast<std::size_t>(known - s.feeds.begin())];
    s.close(each);
    s.open(*known, each);
    return {};
}

TakenIn LiveCity::take_in(double seconds_max) {
    State& s = *state_;
    TakenIn taken;
    const std::size_t count = s.held.size();
    if (count == 0) return taken;
    const double end_s = system_clock().steady_seconds() + seconds_max;
    // No feed, however busy, keeps the others from their turn.
    s.first = (s.first + 1) % count;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = (s.first + i) % count;
        HeldFeed& each = s.held[at];
        if (!each.feed) continue;
        const double begin_s = system_clock().steady_seconds();
        const double share_s = std::max(0.0, end_s - begin_s) / static_cast<double>(count - i);
        const std::size_t updates = feed::take_in(*each.feed, s.store, each.intake, share_s);
        each.updates += updates;
        taken.updates += updates;
        const double now_s = system_clock().steady_seconds();
        if (updates > 0 && now_s - begin_s >= share_s) taken.has_more = true;
        s.tell(s.feeds[at], each, now_s, taken);
    }
    return taken;
}

std::span<const LiveFeed> LiveCity::feeds() const {
    return state_->feeds;
}

bool LiveCity::is_live() const {
    return std::ranges::any_of(state_->feeds, may_bring);
}

bool LiveCity::shows(SourceId source) const {
    return std::ranges::find(state_->feeds, source, &LiveFeed::source) != state_->feeds.end();
}

const feed::RawMessages* LiveCity::raw_messages(SourceId source) const {
    const auto found = state_->raw.find(source);
    return found == state_->raw.end() || found->second->size() == 0 ? nullptr : found->second.get();
}

const twin::TwinStore& LiveCity::store() const {
    return state_->store;
}

twin::TwinStore& LiveCity::store() {
    return state_->store;
}

}  // namespace belvedere::live
