// SPDX-License-Identifier: Apache-2.0
#include "app/live/live_city.hpp"

#include <algorithm>
#include <chrono>
#include <future>
#include <iterator>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "app/live/open_feed.hpp"
#include "engine/core/clock.hpp"

namespace belvedere::live {
namespace {

// Rates are measured over this long.
constexpr double kRatePeriod_s = 2.0;
// Of a frame, for what is kept for the next start.
constexpr double kKeeping_s = 0.001;
// At the end, for a feed that is just being opened.
constexpr double kGiveUp_s = 2.0;

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
    std::unique_ptr<feed::Feed> feed;  // None while it is paused, opened or could not be.
    std::optional<OpeningFeed> opening;
    feed::Intake intake;
    std::uint64_t updates = 0;  // Since rate_from_s.
    double rate_from_s = 0.0;
};

}  // namespace

struct LiveCity::State {
    explicit State(LiveOptions options_in)
        : options(std::move(options_in)), contexts(options.context_transport) {
        contexts.set_wake(options.wake);
        contexts.set_network(options.network);
        keeping.set_wake(options.wake);
    }

    LiveOptions options;
    ContextFetcher contexts;
    twin::DescriptionBook descriptions;
    std::vector<Error> description_problems;
    std::vector<std::future<ReadDescriptions>> describing;  // The last counts.
    twin::TwinStore store{{.descriptions = &descriptions}};
    ValueDelay delay;
    ValueKeeping keeping{store};
    std::map<std::string, SourceId> sources;  // Of all URLs that were ever open.
    std::vector<LiveFeed> feeds;
    std::vector<HeldFeed> held;
    std::map<SourceId, std::shared_ptr<feed::RawMessages>> raw;
    std::vector<std::future<void>> closing;
    std::size_t first = 0;  // Whose turn it is to be taken in first.

    void close(HeldFeed& each);
    void open(LiveFeed& told, HeldFeed& each);
    // True when the attempt has come to its end.
    bool take_opened(LiveFeed& told, HeldFeed& each);
    // Likewise of reading descriptions.
    bool take_described();
    SourceId source_of(const std::string& url);
    void tell(LiveFeed& told, HeldFeed& each, double now_s, TakenIn& taken);
};

// Ending a connection takes up to a second, which no frame has.
void LiveCity::State::close(HeldFeed& each) {
    std::erase_if(closing, [](const std::future<void>& ended) {
        return ended.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    });
    each.opening.reset();
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
    keeping.recall(url, told.source);
    std::shared_ptr<feed::RawMessages>& ring = raw[told.source];
    if (!ring) ring = std::make_shared<feed::RawMessages>();
    store.set_link(told.source, twin::SourceLink::kDown);
    auto make = [url, open = options.open, documents = contexts.documents(), raw_ring = ring,
                 network = options.network] {
        return open ? open(url)
                    : open_feed(url, {.context_documents = documents, .raw = raw_ring}, network);
    };
    each.opening.emplace(std::move(make), options.wake, options.run);
    (void)take_opened(told, each);
}

bool LiveCity::State::take_opened(LiveFeed& told, HeldFeed& each) {
    if (!each.opening) return false;
    auto opened = each.opening->take();
    if (!opened) return false;
    each.opening.reset();
    if (*opened) {
        each.feed = *std::move(*opened);
        each.feed->set_wake(options.wake);
    } else {
        told.state = LiveState::kFailed;
        told.sentence = opened->error().message;
    }
    return true;
}

bool LiveCity::State::take_described() {
    while (!describing.empty()) {
        if (describing.front().wait_for(std::chrono::seconds(0)) != std::future_status::ready)
            return false;
        ReadDescriptions read = describing.front().get();
        describing.erase(describing.begin());
        if (!describing.empty()) continue;
        descriptions = std::move(read.book);
        std::ranges::move(read.problems, std::back_inserter(description_problems));
        return true;
    }
    return false;
}

void LiveCity::State::tell(LiveFeed& told, HeldFeed& each, double now_s, TakenIn& taken) {
    feed::FeedHealth health = each.feed->health();
    const LiveState state = state_of(health.state);
    if (state != told.state || health.sentence != told.sentence) taken.health_changed = true;
    told.state = state;
    told.sentence = std::move(health.sentence);
    told.is_note = health.is_note;
    told.connections = health.connections;
    told.messages = health.messages;
    told.bytes = health.bytes;
    told.recalled = keeping.recalled(told.url);
    told.dropped = health.dropped;
    const double passed_s = now_s - each.rate_from_s;
    if (passed_s < kRatePeriod_s) return;
    told.rate_per_s = static_cast<double>(each.updates) / passed_s;
    told.lag_p50_s = each.intake.latency.quantile_s(0.5);
    told.lag_p99_s = each.intake.latency.quantile_s(0.99);
    each.rate_from_s = now_s;
    each.updates = 0;
}

LiveCity::LiveCity(LiveOptions options) : state_(std::make_unique<State>(std::move(options))) {}

LiveCity::~LiveCity() {
    state_->keeping.keep_all();
    std::vector<OpeningFeed> openings;
    for (HeldFeed& each : state_->held) {
        if (each.opening) openings.push_back(*std::move(each.opening));
        each.opening.reset();
    }
    OpeningFeed::give_up(std::move(openings), kGiveUp_s);
    for (HeldFeed& each : state_->held)
        state_->close(each);
}

void LiveCity::set_wake(std::function<void()> wake) {
    state_->options.wake = std::move(wake);
    state_->contexts.set_wake(state_->options.wake);
    state_->keeping.set_wake(state_->options.wake);
    for (HeldFeed& each : state_->held) {
        if (each.feed) each.feed->set_wake(state_->options.wake);
    }
}

void LiveCity::set_network(Network network) {
    state_->options.network = network;
    state_->contexts.set_network(network);
}

Network LiveCity::network() const {
    return state_->options.network;
}

void LiveCity::keep_values_in(const std::filesystem::path& folder) {
    state_->keeping.keep_in(folder);
}

bool LiveCity::is_recalling() const {
    return state_->keeping.is_recalling();
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
            told.is_note = false;
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
        s.keeping.leave(left.url);
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
    taken.health_changed = s.take_described();
    const std::size_t count = s.held.size();
    if (count == 0) return taken;
    const double end_s = system_clock().steady_seconds() + seconds_max;
    if (s.contexts.advance(system_clock().steady_seconds())) taken.health_changed = true;
    // No feed, however busy, keeps the others from their turn.
    s.first = (s.first + 1) % count;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = (s.first + i) % count;
        HeldFeed& each = s.held[at];
        if (s.take_opened(s.feeds[at], each)) taken.health_changed = true;
        if (!each.feed) continue;
        const double begin_s = system_clock().steady_seconds();
        const double share_s = std::max(0.0, end_s - begin_s) / static_cast<double>(count - i);
        const std::size_t updates = feed::take_in(*each.feed, s.store, each.intake, share_s);
        s.delay.note_applied(each.intake.applied);
        each.updates += updates;
        taken.updates += updates;
        s.keeping.note_updates(s.feeds[at].url, updates);
        const double now_s = system_clock().steady_seconds();
        if (updates > 0 && now_s - begin_s >= share_s) taken.has_more = true;
        s.tell(s.feeds[at], each, now_s, taken);
    }
    const bool was_recalling = s.keeping.is_recalling();
    if (s.keeping.advance(kKeeping_s)) taken.has_more = true;
    if (!was_recalling) return taken;
    for (LiveFeed& told : s.feeds)
        told.recalled = s.keeping.recalled(told.url);
    taken.health_changed = true;
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

std::shared_ptr<const feed::RawMessages> LiveCity::raw_messages(SourceId source) const {
    const auto found = state_->raw.find(source);
    return found == state_->raw.end() || found->second->size() == 0 ? nullptr : found->second;
}

ContextFetcher& LiveCity::contexts() {
    return state_->contexts;
}

const ContextFetcher& LiveCity::contexts() const {
    return state_->contexts;
}

void LiveCity::describe_by(std::vector<std::string> paths) {
    state_->describing.push_back(
        std::async(std::launch::async, [paths = std::move(paths), wake = state_->options.wake] {
            ReadDescriptions read = read_descriptions(paths);
            if (wake) wake();
            return read;
        }));
}

const twin::DescriptionBook& LiveCity::descriptions() const {
    return state_->descriptions;
}

std::vector<Error> LiveCity::take_description_problems() {
    return std::exchange(state_->description_problems, {});
}

ValueDelay& LiveCity::delay() {
    return state_->delay;
}

const ValueDelay& LiveCity::delay() const {
    return state_->delay;
}

const twin::TwinStore& LiveCity::store() const {
    return state_->store;
}

twin::TwinStore& LiveCity::store() {
    return state_->store;
}

std::vector<std::string> feed_problems(std::span<const LiveFeed> feeds) {
    std::vector<std::string> problems;
    for (const LiveFeed& feed : feeds) {
        if (!feed.sentence.empty() && !feed.is_note)
            problems.push_back(feed.name + ": " + feed.sentence);
    }
    return problems;
}

std::vector<std::string> feed_notes(std::span<const LiveFeed> feeds) {
    std::vector<std::string> notes;
    for (const LiveFeed& feed : feeds) {
        if (!feed.sentence.empty() && feed.is_note)
            notes.push_back(feed.name + ": " + feed.sentence);
    }
    return notes;
}

}  // namespace belvedere::live
