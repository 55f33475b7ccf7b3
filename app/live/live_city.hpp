// SPDX-License-Identifier: Apache-2.0
// The live side of a city: its feeds, the store they fill and how each of them fares.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "app/live/context_fetcher.hpp"
#include "app/live/description_files.hpp"
#include "app/live/network.hpp"
#include "app/live/opening_feed.hpp"
#include "app/live/value_delay.hpp"
#include "app/live/value_keeping.hpp"
#include "engine/core/result.hpp"
#include "engine/feed/feed.hpp"
#include "engine/feed/raw_messages.hpp"
#include "engine/twin/twin_store.hpp"

namespace belvedere::live {

// Feeds that are held at once; each has two or three threads.
inline constexpr std::size_t kFeedsMax = 64;

// A feed as a project or a command line asks for it.
struct FeedWish {
    std::string url;         // As open_feed() takes it. Never with a secret: those lie in files.
    bool is_paused = false;  // Kept, but not connected.
    friend bool operator==(const FeedWish&, const FeedWish&) = default;
};

// Where a feed is, as people are told: those of feed::FeedState, and kPaused.
enum class LiveState : std::uint8_t {
    kConnecting,
    kConnected,
    kWaiting,  // It is tried again by itself.
    kFailed,   // It is not; `sentence` says why. reconnect() tries once more.
    kEnded,    // All there was has come.
    kPaused
};

// One feed and its health, as of the last take_in(). A value for panels. What became of its
// messages stands in store().ledger(source).
struct LiveFeed {
    std::string url;
    std::string name;  // Its source's: source_name().
    SourceId source;   // In the store; none when the store is full.
    LiveState state = LiveState::kConnecting;
    // Why it waits or failed, or what is to be known of one that works, in English; or empty.
    std::string sentence;
    bool is_note = false;                     // As in feed::FeedHealth.
    std::uint64_t connections = 0;            // Made since it was opened last.
    std::uint64_t messages = 0, bytes = 0;    // Likewise.
    std::uint64_t dropped = 0;                // Messages without room, likewise.
    double rate_per_s = 0.0;                  // Updates taken in, over the last seconds.
    double lag_p50_s = 0.0, lag_p99_s = 0.0;  // From arrival in this program to the store.
    RecalledValues recalled;                  // What an earlier run knew of it.
};

// What is wrong with feeds, or only to be known of them, each as "NAME: SENTENCE", in English: what
// a report has under its errors and its warnings.
[[nodiscard]] std::vector<std::string> feed_problems(std::span<const LiveFeed> feeds);
[[nodiscard]] std::vector<std::string> feed_notes(std::span<const LiveFeed> feeds);

// What a call of take_in() did.
struct TakenIn {
    std::size_t updates = 0;
    bool has_more = false;  // The time was over first: call again soon.
    // A feed's state or sentence is another, a context is missed, descriptions were read.
    bool health_changed = false;
};

struct LiveOptions {
    // Wakes whoever sleeps until take_in() is due. Called by threads of feeds; may be empty.
    std::function<void()> wake;
    // How a URL becomes a feed; empty: open_feed(). Tests put theirs here.
    std::function<Result<std::unique_ptr<feed::Feed>>(const std::string& url)> open;
    // By whom feeds are opened; empty: a thread each.
    RunJob run = {};
    // What JSON-LD contexts are fetched by; empty: net::HttpClient.
    ContextFetcher::MakeTransport context_transport = {};
    Network network = Network::kAllowed;
};

// Owns feeds and store. One thread, the main thread of the program, calls everything here; feeds
// work in threads of their own and hand batches over through their queues. Nothing here blocks: a
// feed is opened by a thread of its own, kConnecting meanwhile, since a keyring may wait for a
// person; one that is closed ends its threads in the background, and the destructor waits for them
// (about a second). With a folder for it, what feeds said last comes back at the next start, marked
// as old.
//
// What a feed brought leaves the store when the feed is no longer asked for: whoever holds on to an
// entity of it finds that it is forgotten. A paused feed's stays. The same URL again is the same
// source, with its account; shows() says whose entities are to be drawn and listed.
class LiveCity {
  public:
    explicit LiveCity(LiveOptions options = {});
    ~LiveCity();
    LiveCity(const LiveCity&) = delete;
    LiveCity& operator=(const LiveCity&) = delete;

    void set_wake(std::function<void()> wake);
    // For feeds that are opened from now on, and for contexts.
    void set_network(Network network);
    [[nodiscard]] Network network() const;
    // What feeds say is kept in that folder for the next start; before follow(). See ValueKeeping.
    void keep_values_in(const std::filesystem::path& folder);
    // What was kept of some feed is still on its way into the store.
    [[nodiscard]] bool is_recalling() const;
    // Begins to open and closes feeds until they are those asked for, in that order; the same URL
    // twice is one feed. One that cannot be opened is kept as kFailed with its cause. Beyond
    // kFeedsMax they are left out.
    void follow(std::span<const FeedWish> wishes);
    // Closes and opens the feed anew, whatever its state. kNotFound; kDenied while it is paused.
    [[nodiscard]] Result<void> reconnect(const std::string& url);
    // Moves what has come into the store, for at most about `seconds_max`; once a frame. Constant
    // work when nothing came.
    TakenIn take_in(double seconds_max);

    // In the order they were asked for.
    [[nodiscard]] std::span<const LiveFeed> feeds() const;
    // Some feed is connected or tries to be: values may come and ages matter.
    [[nodiscard]] bool is_live() const;
    // The source belongs to a feed that is held now, paused ones among them.
    [[nodiscard]] bool shows(SourceId source) const;
    // The last messages of a source as they came; null for one whose feed has none, such as a file.
    // Any thread may read them, for as long as it holds them.
    [[nodiscard]] std::shared_ptr<const feed::RawMessages> raw_messages(SourceId source) const;
    // The JSON-LD contexts that its feeds share; which may be fetched is said there.
    [[nodiscard]] ContextFetcher& contexts();
    [[nodiscard]] const ContextFetcher& contexts() const;
    // Has devices described by those files alone (Thing Descriptions), which a thread reads; from
    // then on values take from them what they come without.
    void describe_by(std::vector<std::string> paths);
    [[nodiscard]] const twin::DescriptionBook& descriptions() const;
    // What was wrong with files that were read since the last call.
    [[nodiscard]] std::vector<Error> take_description_problems();
    // How long what was taken in took to be seen: whoever draws it says when it was.
    [[nodiscard]] ValueDelay& delay();
    [[nodiscard]] const ValueDelay& delay() const;
    // changes() of the store is where alarms and panels follow what changed.
    [[nodiscard]] const twin::TwinStore& store() const;
    [[nodiscard]] twin::TwinStore& store();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::live
