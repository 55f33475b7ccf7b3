// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/http_feed.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "engine/core/clock.hpp"
#include "engine/feed/context.hpp"
#include "engine/feed/limits.hpp"
#include "engine/feed/notification_feed.hpp"
#include "engine/feed/secret.hpp"
#include "engine/feed/sensor_things_decoder.hpp"
#include "engine/net/uri.hpp"

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

}  // namespace

struct HttpFeed::State {
    PollAddress address;
    std::unique_ptr<Decoder> decoder;
    SensorThingsDecoder* sensor_things = nullptr;  // The decoder, where it tells the next page.
    std::unique_ptr<net::HttpTransport> transport;
    CancelToken cancel;
    std::thread thread;
    NotificationChannel channel;  // Its feed is empty without `notify`.
    std::unique_ptr<SubscriptionKeeper> keeper;
    std::string bearer;  // The token that is sent along.

    int polls = 0;      // That succeeded; the feed's thread alone.
    UtcTime last_poll;  // Likewise.

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
    std::size_t take_page(const net::HttpResponse& page, twin::BatchOrigin origin) {
        FeedBatch decoded;
        decoded.origin = origin;
        MessageInfo info;
        info.received_at = system_clock().utc_now();
        info.link_context = address.context;
        decoded.batch.arrived_s = system_clock().steady_seconds();
        decoder->decode(page.body, info, decoded.batch);
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
    std::string next_page(const net::HttpResponse& page, const std::string& first,
                          std::size_t on_page, std::size_t seen) const {
        std::string next = next_of_link(page.link);
        if (sensor_things != nullptr) next = sensor_things->next_link();
        if (next.empty()) {
            const bool is_full = address.protocol == PollProtocol::kNgsiLd && page.link.empty() &&
                                 on_page >= static_cast<std::size_t>(limits::kPageEntities);
            return is_full ? with_offset(first, seen) : std::string();
        }
        const auto base = net::parse_uri(page.final_url);
        const auto reference = net::parse_uri(next);
        if (!base || !reference) return {};
        return net::to_string(net::resolve(*base, *reference));
    }

    Result<void> poll(UtcTime modified_since, UtcTime modified_until, twin::BatchOrigin origin) {
        const std::string first = first_page(address, modified_since, modified_until);
        std::string url = first;
        std::size_t seen = 0;
        for (std::size_t page = 0; page < limits::kPages && !url.empty(); ++page) {
            const auto response = fetch(url);
            if (!response) return fail(response.error());
            const std::size_t count = take_page(*response, origin);
            seen += count;
            const std::string next = next_page(*response, first, count, seen);
            url = next == url ? std::string() : next;
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

    // One question for all or for what was modified, as it is due.
    Result<void> poll_due(UtcTime now) {
        const bool is_whole = polls % kWholeEvery == 0;
        const bool is_notified = keeper != nullptr && keeper->is_live();
        const bool reconciles = polls > 0 && (is_whole || is_notified);
        const UtcTime since = is_whole ? UtcTime{} : UtcTime{last_poll.microseconds - kOverlap_us};
        const auto settle_us = static_cast<std::int64_t>(kSettle_s * 1e6);
        const UtcTime until =
            polls > 0 && is_notified ? UtcTime{now.microseconds - settle_us} : UtcTime{};
        auto done = poll(since, until,
                         reconciles ? twin::BatchOrigin::kReconcile : twin::BatchOrigin::kStream);
        if (!done) return done;
        last_poll = now;
        ++polls;
        return {};
    }

    // Makes or renews the subscription. How long to wait until the next question.
    double subscribe() {
        const bool was_live = keeper->is_live();
        const auto kept = keeper->keep(system_clock().utc_now());
        set_health(FeedState::kConnected, kept ? std::string() : kept.error().message);
        if (!kept) return std::min(address.period_s, limits::kPollDefault_s);
        // What changed between the first question and the subscription is asked for at once.
        return was_live ? address.period_s : kSettle_s;
    }

    void run() {
        double back_off_s = limits::kBackOffFirst_s;
        while (!has_ended()) {
            const auto done = poll_due(system_clock().utc_now());
            if (done) {
                set_health(FeedState::kConnected, {});
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
    auto state = std::make_unique<State>();
    state->address = address;
    state->transport = std::move(transport);
    if (!address.secret.empty()) {
        auto secret = find_secret(address.secret);
        if (!secret) return fail(secret.error());
        state->bearer = *std::move(secret);
    }
    if (address.protocol == PollProtocol::kSensorThings) {
        auto reader = std::make_unique<SensorThingsDecoder>();
        state->sensor_things = reader.get();
        state->decoder = keeping(std::move(reader), decoder.raw);
    } else {
        DecoderOptions options = decoder;
        options.format = address.protocol == PollProtocol::kNgsiLd ? "ngsi-ld" : "gtfs-rt";
        auto made = make_decoder(options);
        if (!made) return fail(made.error());
        state->decoder = *std::move(made);
    }
    if (!address.notify.empty()) {
        DecoderOptions options = decoder;
        options.format = "ngsi-ld";
        auto made = make_decoder(options);
        if (!made) return fail(made.error());
        auto channel = open_notifications(address.notify, *std::move(made));
        if (!channel) return fail(channel.error());
        state->channel = *std::move(channel);
        state->keeper = std::make_unique<SubscriptionKeeper>(
            address, state->channel.endpoint, [raw = state.get()](net::HttpRequest request) {
                return raw->send(std::move(request));
            });
    }
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
    if (health.sentence.empty() && !notified.sentence.empty())
        health.sentence = "no notifications: " + notified.sentence;
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
