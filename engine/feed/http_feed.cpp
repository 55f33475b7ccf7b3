// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/http_feed.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "engine/core/clock.hpp"
#include "engine/feed/context.hpp"
#include "engine/feed/limits.hpp"
#include "engine/feed/listing.hpp"
#include "engine/feed/notification_feed.hpp"
#include "engine/feed/page_link.hpp"
#include "engine/feed/secret.hpp"
#include "engine/feed/sensor_things_decoder.hpp"
#include "engine/feed/things_channel.hpp"

namespace belvedere::feed {
namespace {

constexpr int kWholeEvery = 10;  // Polls.
constexpr std::int64_t kOverlap_us = 60'000'000;
constexpr double kSettle_s = 2.0;   // How long a notification may be under way.
constexpr double kGoodbye_s = 0.5;  // For taking a subscription back.

// The same question with the next offset, where a server gives no link.
std::string with_offset(const std::string& url, std::size_t offset) {
    return url + (url.find('?') == std::string::npos ? "?offset=" : "&offset=") +
           std::to_string(offset);
}

// A page to be asked for.
struct WantedPage {
    std::string url;
    std::string parent;  // The Thing that its Datastreams are of; empty where it says itself.
};

}  // namespace

struct HttpFeed::State {
    explicit State(const PollAddress& asked) : address(asked), listing(asked) {}

    PollAddress address;
    std::unique_ptr<Decoder> decoder;
    SensorThingsDecoder* sensor_things = nullptr;  // The decoder, where it tells the next page.
    std::unique_ptr<net::HttpTransport> transport;
    CancelToken cancel;
    std::thread thread;
    NotificationChannel channel;  // Its feed is empty without `notify`.
    std::unique_ptr<SubscriptionKeeper> keeper;
    std::optional<ThingsChannel> things;  // SensorThings with `notify`; its feed is the channel's.
    std::string bearer;                   // The token that is sent along.

    int polls = 0;       // That succeeded; the feed's thread alone.
    UtcTime last_poll;   // Likewise.
    Listing listing;     // Likewise.
    std::string unread;  // Likewise: why the last question did not bring everything; else empty.

    mutable std::mutex mutex;  // Guards all below.
    std::condition_variable wakes;
    bool ends = false;
    FeedHealth health;
    std::deque<FeedBatch> batches;
    std::uint64_t batch_bytes = 0;
    std::function<void()> wake;

    ~State() {
        cancel.cancel();
        {
            const std::lock_guard lock(mutex);
            ends = true;
        }
        wakes.notify_all();
        if (thread.joinable()) thread.join();
    }

    Result<void> set_up_things(const DecoderOptions& decoder_options) {
        const auto catalogue = std::make_shared<DatastreamCatalogue>();
        auto reader = std::make_unique<SensorThingsDecoder>(catalogue);
        sensor_things = reader.get();
        decoder = keeping(std::move(reader), decoder_options.raw);
        if (address.notify.empty()) return {};
        auto opened = ThingsChannel::open(address, catalogue, decoder_options.raw);
        if (!opened) return fail(opened.error());
        things = *std::move(opened);
        channel.feed = things->take_feed();
        return {};
    }

    Result<void> set_up(const DecoderOptions& decoder_options) {
        DecoderOptions options = decoder_options;
        options.format = address.protocol == PollProtocol::kNgsiLd ? "ngsi-ld" : "gtfs-rt";
        auto made = make_decoder(options);
        if (!made) return fail(made.error());
        decoder = *std::move(made);
        if (address.notify.empty()) return {};
        auto notified = make_decoder(options);
        if (!notified) return fail(notified.error());
        auto opened = open_notifications(address.notify, *std::move(notified));
        if (!opened) return fail(opened.error());
        channel = *std::move(opened);
        keeper = std::make_unique<SubscriptionKeeper>(
            address, channel.endpoint,
            [this](net::HttpRequest request) { return send(std::move(request)); });
        return {};
    }

    bool has_ended() const {
        const std::lock_guard lock(mutex);
        return ends;
    }

    // Waits; false when the feed ends.
    bool sleep(double seconds) {
        std::unique_lock lock(mutex);
        return !wakes.wait_for(lock, std::chrono::duration<double>(seconds),
                               [this] { return ends; });
    }

    // What every request to an NGSI-LD broker says.
    void add_headers(net::HttpRequest& request) const {
        if (!bearer.empty()) request.headers.push_back("Authorization: Bearer " + bearer);
        if (address.protocol != PollProtocol::kNgsiLd) return;
        if (!address.context.empty()) {
            request.headers.push_back("Link: <" + address.context +
                                      ">; rel=\"http://www.w3.org/ns/json-ld#context\"; "
                                      "type=\"application/ld+json\"");
        }
        if (!address.tenant.empty()) request.headers.push_back("NGSILD-Tenant: " + address.tenant);
        if (!request.body.empty()) request.headers.push_back("Content-Type: application/json");
    }

    // Waits for the answer. At the end of the feed only for a moment, without it being cancelled.
    Result<net::HttpResponse> send(net::HttpRequest request) {
        add_headers(request);
        const bool says_goodbye = has_ended();
        if (!says_goodbye) request.cancel = cancel;
        const auto promise = std::make_shared<std::promise<Result<net::HttpResponse>>>();
        auto answer = promise->get_future();
        transport->fetch(std::move(request), [promise](Result<net::HttpResponse> response) {
            promise->set_value(std::move(response));
        });
        const auto patience = std::chrono::duration<double>(kGoodbye_s);
        if (says_goodbye && answer.wait_for(patience) != std::future_status::ready)
            return fail(ErrorKind::kTemporary, "no answer in time");
        return answer.get();
    }

    Result<net::HttpResponse> fetch(const std::string& url) {
        net::HttpRequest request;
        request.url = url;
        request.body_bytes_max = limits::kPayloadBytes;
        if (address.protocol == PollProtocol::kNgsiLd) {
            request.headers.push_back(address.context.empty() ? "Accept: application/ld+json"
                                                              : "Accept: application/json");
        }
        return send(std::move(request));
    }

    // Decodes a page; how many updates it had.
    std::size_t take_page(const net::HttpResponse& page, const std::string& parent,
                          twin::BatchOrigin origin) {
        FeedBatch decoded;
        decoded.origin = origin;
        MessageInfo info;
        // A clock that is set back makes nothing absent that has just come.
        info.received_at = std::max(system_clock().utc_now(), listing.began_at());
        info.link_context = address.context;
        info.parent = parent;
        decoded.batch.arrived_s = system_clock().steady_seconds();
        decoder->decode(page.body, info, decoded.batch);
        listing.note_page(decoded.batch);
        const std::size_t count = decoded.batch.received();
        std::unique_lock lock(mutex);
        wakes.wait(lock, [this] { return ends || batch_bytes < limits::kQueueBytes; });
        ++health.messages;
        health.bytes += page.body.size();
        batches.push_back(std::move(decoded));
        batch_bytes += batches.back().batch.bytes();
        if (batches.size() == 1 && wake) wake();
        return count;
    }

    // Where the collection goes on after a page; empty at its end.
    Result<std::string> next_page(const net::HttpResponse& page, const std::string& first,
                                  std::size_t on_page, std::size_t seen) const {
        std::string next = next_of_link(page.link);
        if (sensor_things != nullptr) next = sensor_things->next_link();
        if (next.empty()) {
            const bool is_full = address.protocol == PollProtocol::kNgsiLd && page.link.empty() &&
                                 on_page >= static_cast<std::size_t>(limits::kPageEntities);
            return is_full ? with_offset(first, seen) : std::string();
        }
        return next_url({next, page.final_url, address.url, !bearer.empty()});
    }

    // Asks for a page, and adds those that it names to what is asked next.
    Result<void> take_next(const std::string& first, std::deque<WantedPage>& wanted,
                           twin::BatchOrigin origin, std::size_t& seen) {
        const WantedPage asked = std::move(wanted.front());
        wanted.pop_front();
        const auto response = fetch(asked.url);
        if (!response) return fail(response.error());
        const std::size_t count = take_page(*response, asked.parent, origin);
        seen += count;
        const auto add = [&](Result<std::string> url, const std::string& parent) {
            if (!url) unread = url.error().message;
            if (url && !url->empty() && *url != asked.url)
                wanted.push_front({*std::move(url), parent});
        };
        add(next_page(*response, first, count, seen), asked.parent);
        if (sensor_things == nullptr) return {};
        // First, so that what waits stays few.
        for (const auto& more : sensor_things->more_streams())
            add(next_url({more.link, response->final_url, address.url, !bearer.empty()}),
                more.thing);
        return {};
    }

    // One question. Pages that came count, whatever becomes of the others: why some were left
    // unread is `unread`.
    Result<void> poll(UtcTime modified_since, UtcTime modified_until, twin::BatchOrigin origin) {
        const std::string first = first_page(address, modified_since, modified_until);
        std::deque<WantedPage> wanted = {{first, {}}};
        std::size_t seen = 0;
        unread.clear();
        for (std::size_t page = 0; !wanted.empty(); ++page) {
            if (page == limits::kPages) {
                unread = "there are more pages than are asked for: " + std::to_string(page);
                break;
            }
            const auto taken = take_next(first, wanted, origin, seen);
            if (!taken) return taken;
        }
        return {};
    }

    void set_health(FeedState state, std::string sentence) {
        const std::lock_guard lock(mutex);
        if (state == FeedState::kConnected && health.state != FeedState::kConnected)
            ++health.connections;
        health.state = state;
        health.sentence = std::move(sentence);
    }

    // One question for all or for what was modified, as it is due. While somebody notifies, first
    // for what was missed: not what may still be under way, of which nobody can say that it was.
    Result<void> poll_due(UtcTime now) {
        const bool is_whole = polls % kWholeEvery == 0 || address.protocol != PollProtocol::kNgsiLd;
        const bool is_notified = polls > 0 && keeper != nullptr && keeper->is_live();
        const UtcTime since = is_whole ? UtcTime{} : UtcTime{last_poll.microseconds - kOverlap_us};
        if (is_notified) {
            const auto settle_us = static_cast<std::int64_t>(kSettle_s * 1e6);
            auto done = poll(since, {now.microseconds - settle_us}, twin::BatchOrigin::kReconcile);
            if (!done) return done;
        }
        if (is_whole) listing.begin(now);
        if (is_whole || !is_notified) {
            auto done = poll(since, {}, twin::BatchOrigin::kStream);
            if (!done) return done;
        }
        if (is_whole && unread.empty()) push_roster();
        if (things && !things->follow())
            unread = "not all Datastreams are followed live: there are more than " +
                     std::to_string(limits::kDatastreamTopics);
        last_poll = now;
        ++polls;
        return {};
    }

    void push_roster() {
        FeedBatch last;
        last.roster = listing.end();
        if (!last.roster) return;
        last.batch.arrived_s = system_clock().steady_seconds();
        const std::lock_guard lock(mutex);
        batches.push_back(std::move(last));
        batch_bytes += batches.back().batch.bytes();
        if (batches.size() == 1 && wake) wake();
    }

    // Makes or renews the subscription. How long to wait until the next question.
    double subscribe() {
        const bool was_live = keeper->is_live();
        const auto kept = keeper->keep(system_clock().utc_now());
        if (!kept) set_health(FeedState::kConnected, kept.error().message);
        if (!kept) return std::min(address.period_s, limits::kPollDefault_s);
        // What changed between the first question and the subscription is asked for at once.
        return was_live ? address.period_s : kSettle_s;
    }

    void run() {
        double back_off_s = limits::kBackOffFirst_s;
        while (!has_ended()) {
            const auto done = poll_due(system_clock().utc_now());
            if (done) {
                set_health(FeedState::kConnected, unread);
                back_off_s = limits::kBackOffFirst_s;
                if (!sleep(keeper == nullptr ? address.period_s : subscribe())) break;
                continue;
            }
            const ErrorKind kind = done.error().kind;
            if (kind == ErrorKind::kDenied || kind == ErrorKind::kUsage)
                return set_health(FeedState::kFailed, done.error().message);
            set_health(FeedState::kWaiting, done.error().message);
            if (!sleep(back_off_s)) break;
            back_off_s = std::min(back_off_s * 2.0, limits::kBackOffLongest_s);
        }
        if (keeper != nullptr) keeper->end();
    }
};

HttpFeed::HttpFeed(std::unique_ptr<State> state) : state_(std::move(state)) {}
HttpFeed::~HttpFeed() = default;

Result<std::unique_ptr<HttpFeed>> HttpFeed::open(const PollAddress& address,
                                                 const DecoderOptions& decoder,
                                                 std::unique_ptr<net::HttpTransport> transport) {
    auto state = std::make_unique<State>(address);
    state->transport = std::move(transport);
    if (!address.secret.empty()) {
        auto secret = find_secret(address.secret);
        if (!secret) return fail(secret.error());
        state->bearer = *std::move(secret);
    }
    const auto ready = address.protocol == PollProtocol::kSensorThings
                           ? state->set_up_things(decoder)
                           : state->set_up(decoder);
    if (!ready) return fail(ready.error());
    State* self = state.get();
    self->thread = std::thread([self] { self->run(); });
    return std::unique_ptr<HttpFeed>(new HttpFeed(std::move(state)));
}

FeedHealth HttpFeed::health() const {
    FeedHealth health;
    {
        const std::lock_guard lock(state_->mutex);
        health = state_->health;
    }
    if (state_->channel.feed == nullptr) return health;
    const FeedHealth notified = state_->channel.feed->health();
    health.messages += notified.messages;
    health.bytes += notified.bytes;
    health.dropped += notified.dropped;
    // Asking goes on without notifications, but a person has to know.
    if (health.sentence.empty() && !notified.sentence.empty()) {
        health.sentence = "no notifications: " + notified.sentence;
        health.is_note = notified.is_note;
    }
    return health;
}

bool HttpFeed::try_take(FeedBatch& batch) {
    {
        const std::lock_guard lock(state_->mutex);
        if (!state_->batches.empty()) {
            // Before it is moved: what takes it may keep larger buffers of its own.
            state_->batch_bytes -= state_->batches.front().batch.bytes();
            batch = std::move(state_->batches.front());
            state_->batches.pop_front();
            state_->wakes.notify_all();
            return true;
        }
    }
    return state_->channel.feed != nullptr && state_->channel.feed->try_take(batch);
}

void HttpFeed::set_wake(std::function<void()> wake) {
    if (state_->channel.feed) state_->channel.feed->set_wake(wake);
    const std::lock_guard lock(state_->mutex);
    state_->wake = std::move(wake);
    if (!state_->batches.empty() && state_->wake) state_->wake();
}

}  // namespace belvedere::feed
