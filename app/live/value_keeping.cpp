// SPDX-License-Identifier: Apache-2.0
#include "app/live/value_keeping.hpp"

#include <algorithm>
#include <chrono>
#include <future>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/core/log.hpp"
#include "engine/twin/value_cache.hpp"

namespace belvedere::live {
namespace {

// The clock is asked after so many entities.
constexpr std::size_t kEntityStride = 256;
// For what is still being brought back of a feed that leaves, so that it is kept with what is new.
constexpr double kLeaving_s = 2.0;

template <class Value>
bool is_ready(const std::future<Value>& future) {
    return future.valid() && future.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

bool is_keepable(const std::string& url) {
    return !url.starts_with("sim:") && !url.starts_with("file:");
}

// What is being brought back of a feed, and when it was kept.
struct KeptFeed {
    SourceId source;
    std::future<Result<twin::ReadValues>> reading;
    std::optional<twin::ReadValues> values;
    std::size_t next_batch = 0, next_period = 0;
    RecalledValues recalled;
    std::uint64_t updates = 0;  // Since it was kept.
    double kept_s = 0.0;
    [[nodiscard]] bool is_recalling() const { return reading.valid() || values.has_value(); }
};

// A feed's values on their way to the disk: found, sorted, packed, written.
struct Keeping {
    std::string url;
    SourceId source;
    std::uint32_t next_entity = 0;
    std::vector<twin::HeardEntity> found;
    std::future<std::vector<twin::HeardEntity>> sorting;
    std::optional<std::vector<twin::HeardEntity>> sorted;
    std::size_t next_sorted = 0;
    std::optional<twin::ValueWriter> writer;
    std::future<void> writing;
};

void write_file(const twin::ValueCache& cache, const std::string& url,
                const twin::WrittenValues& written) {
    const auto saved = cache.write(url, written);
    if (!saved) return log::warning(saved.error().message);
    if (saved->left_out == 0) return;
    log::warning(url + ": no room to keep " + std::to_string(saved->left_out) + " devices");
}

class SliceEnd {
  public:
    explicit SliceEnd(double seconds_max) : end_s_(system_clock().steady_seconds() + seconds_max) {}
    [[nodiscard]] bool is_over() const { return system_clock().steady_seconds() >= end_s_; }

  private:
    double end_s_;
};

}  // namespace

struct ValueKeeping::State {
    State(twin::TwinStore& store_in, double keep_every_s_in)
        : store(store_in), keep_every_s(keep_every_s_in) {}

    twin::TwinStore& store;
    const double keep_every_s;
    std::optional<twin::ValueCache> cache;
    std::function<void()> wake;
    std::map<std::string, KeptFeed> feeds;
    std::optional<Keeping> keeping;  // One after the other.
    std::vector<std::future<void>> leaving;

    [[nodiscard]] bool may_keep(const std::string& url, SourceId source) const {
        if (!cache || !source.valid() || !is_keepable(url)) return false;
        const twin::SourceInfo& info = store.source(source);
        return twin::check_use(info.policy, twin::DataUse::kRecord, info.name).has_value();
    }
    bool bring(KeptFeed& feed, const SliceEnd& end);
    void bring_all(KeptFeed& feed);
    void begin_keeping();
    bool find(Keeping& keep, const SliceEnd& end) const;
    bool pack(Keeping& keep, const SliceEnd& end);
    bool keep(const SliceEnd& end);
};

// Puts what was read into the store, a batch after the other. True when some is left.
bool ValueKeeping::State::bring(KeptFeed& feed, const SliceEnd& end) {
    if (is_ready(feed.reading)) {
        auto read = feed.reading.get();
        if (!read && read.error().kind != ErrorKind::kNotFound) log::warning(read.error().message);
        if (read) {
            feed.recalled = {0, read->saved_at};
            feed.values = *std::move(read);
        }
    }
    if (!feed.values) return false;
    const std::span<const float> periods_s = feed.values->periods_s;
    while (feed.next_batch < feed.values->batches.size()) {
        const twin::ObservationBatch& batch = feed.values->batches[feed.next_batch++];
        const std::size_t count = batch.updates().size();
        feed.recalled.entities +=
            store.remember(feed.source, batch, periods_s.subspan(feed.next_period, count));
        feed.next_period += count;
        if (end.is_over()) break;
    }
    if (feed.next_batch < feed.values->batches.size()) return true;
    feed.values.reset();
    return false;
}

void ValueKeeping::State::bring_all(KeptFeed& feed) {
    const SliceEnd end(kLeaving_s);
    if (feed.reading.valid()) feed.reading.wait_for(std::chrono::duration<double>(kLeaving_s));
    while (bring(feed, end) && !end.is_over()) {
    }
}

// The feed that has waited longest, where one is due.
void ValueKeeping::State::begin_keeping() {
    const double now_s = system_clock().steady_seconds();
    const auto waits_longest = std::ranges::min_element(feeds, {}, [](const auto& each) {
        return each.second.updates > 0 ? each.second.kept_s : 1e300;
    });
    if (waits_longest == feeds.end()) return;
    auto& [url, feed] = *waits_longest;
    if (feed.updates == 0 || feed.is_recalling() || now_s - feed.kept_s < keep_every_s) return;
    feed.kept_s = now_s;
    feed.updates = 0;
    if (!may_keep(url, feed.source)) return;
    keeping.emplace();
    keeping->url = url;
    keeping->source = feed.source;
}

// True when there are entities left to look at.
bool ValueKeeping::State::find(Keeping& keep, const SliceEnd& end) const {
    const auto count = static_cast<std::uint32_t>(store.entities().size());
    while (keep.next_entity < count) {
        const twin::EntityId id{keep.next_entity++};
        const twin::EntityRecord& entity = store.entities()[id];
        if (entity.source == keep.source.value && !entity.is_forgotten)
            keep.found.push_back({id, entity.last_observed_at});
        if (keep.next_entity % kEntityStride == 0 && end.is_over()) return keep.next_entity < count;
    }
    return false;
}

bool ValueKeeping::State::pack(Keeping& keep, const SliceEnd& end) {
    while (keep.next_sorted < keep.sorted->size()) {
        keep.writer->add(store, (*keep.sorted)[keep.next_sorted++].id);
        if (keep.next_sorted % kEntityStride == 0 && end.is_over())
            return keep.next_sorted < keep.sorted->size();
    }
    return false;
}

bool ValueKeeping::State::keep(const SliceEnd& end) {
    if (!keeping) begin_keeping();
    if (!keeping) return false;
    Keeping& now = *keeping;
    if (now.writing.valid()) {
        if (is_ready(now.writing)) keeping.reset();
        return false;
    }
    if (!now.sorting.valid() && !now.sorted) {
        if (find(now, end)) return true;
        now.sorting =
            std::async(std::launch::async, [found = std::move(now.found), wake = wake]() mutable {
                twin::put_newest_first(found);
                if (wake) wake();
                return std::move(found);
            });
    }
    if (is_ready(now.sorting)) {
        now.sorted = now.sorting.get();
        now.writer.emplace(now.url, system_clock().utc_now(), cache->options().bytes_max);
    }
    if (!now.sorted) return false;
    if (pack(now, end)) return true;
    now.writing = std::async(std::launch::async, [url = now.url, cache = *cache,
                                                  writer = std::move(*now.writer)]() mutable {
        write_file(cache, url, writer.finish());
    });
    return false;
}

ValueKeeping::ValueKeeping(twin::TwinStore& store, double keep_every_s)
    : state_(std::make_unique<State>(store, keep_every_s)) {}

ValueKeeping::~ValueKeeping() = default;

void ValueKeeping::keep_in(const std::filesystem::path& folder) {
    state_->cache.reset();
    if (!folder.empty()) state_->cache.emplace(folder);
}

void ValueKeeping::set_wake(std::function<void()> wake) {
    state_->wake = std::move(wake);
}

void ValueKeeping::recall(const std::string& url, SourceId source) {
    State& s = *state_;
    if (!s.may_keep(url, source)) return;
    const auto [known, is_new] = s.feeds.try_emplace(url);
    if (!is_new) return;
    KeptFeed& feed = known->second;
    feed.source = source;
    feed.kept_s = system_clock().steady_seconds();
    feed.reading = std::async(std::launch::async, [cache = *s.cache, url, wake = s.wake] {
        auto read = cache.read(url);
        if (wake) wake();
        return read;
    });
}

void ValueKeeping::note_updates(const std::string& url, std::size_t updates) {
    if (updates == 0) return;
    const auto known = state_->feeds.find(url);
    if (known != state_->feeds.end()) known->second.updates += updates;
}

void ValueKeeping::leave(const std::string& url) {
    State& s = *state_;
    const auto known = s.feeds.find(url);
    if (known == s.feeds.end()) return;
    KeptFeed& feed = known->second;
    if (feed.updates > 0 && feed.is_recalling()) s.bring_all(feed);
    // While it is being kept already two would write one file: the later one waits for the other.
    if (s.keeping && s.keeping->url == url) s.keeping.reset();
    if (feed.updates > 0 && !feed.is_recalling() && s.may_keep(url, feed.source)) {
        twin::WrittenValues written = twin::write_values(
            s.store, feed.source, url, system_clock().utc_now(), s.cache->options().bytes_max);
        std::erase_if(s.leaving, is_ready<void>);
        s.leaving.push_back(
            std::async(std::launch::async, [cache = *s.cache, url, written = std::move(written)] {
                write_file(cache, url, written);
            }));
    }
    s.feeds.erase(known);
}

void ValueKeeping::keep_all() {
    while (!state_->feeds.empty())
        leave(state_->feeds.begin()->first);
    state_->leaving.clear();  // Each waits for its end.
}

bool ValueKeeping::advance(double seconds_max) {
    State& s = *state_;
    if (!s.cache) return false;
    const SliceEnd end(seconds_max);
    for (auto& [url, feed] : s.feeds) {
        if (s.bring(feed, end)) return true;
    }
    return s.keep(end);
}

bool ValueKeeping::is_recalling() const {
    return std::ranges::any_of(state_->feeds,
                               [](const auto& each) { return each.second.is_recalling(); });
}

RecalledValues ValueKeeping::recalled(const std::string& url) const {
    const auto known = state_->feeds.find(url);
    return known == state_->feeds.end() ? RecalledValues{} : known->second.recalled;
}

}  // namespace belvedere::live
