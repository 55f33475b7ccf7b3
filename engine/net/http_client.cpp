// SPDX-License-Identifier: Apache-2.0
#include "engine/net/http_client.hpp"

#include <curl/curl.h>
#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <map>
#include <random>
#include <thread>
#include <utility>
#include <vector>

#include "engine/core/bounded_queue.hpp"
#include "engine/core/clock.hpp"
#include "engine/net/http_transfer.hpp"
#include "engine/net/uri.hpp"

namespace belvedere::net {
namespace {

constexpr int kPoll_ms = 20;  // How soon a cancelled request is noticed.

void initialise_curl() {
    // Once a process, before any other use; libcurl never needs its global state undone here.
    static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(code);
}

}  // namespace

// Owned by the client's thread, but for `incoming`, `stopping` and waking the multi handle.
struct HttpClient::State {
    HttpClientOptions options;
    CURLM* multi = nullptr;
    BoundedQueue<std::unique_ptr<Transfer>> incoming{std::numeric_limits<std::uint64_t>::max()};
    std::atomic<bool> stopping{false};
    std::vector<std::unique_ptr<Transfer>> waiting;
    std::vector<std::unique_ptr<Transfer>> active;
    std::map<std::string, std::size_t> active_per_origin;
    PrivateAddresses addresses = PrivateAddresses::kUndecided;
    std::minstd_rand random{std::random_device{}()};
    std::thread thread;

    void run();
    void take_incoming();
    void drop_cancelled();
    void start_waiting();
    [[nodiscard]] std::size_t best_waiting(double now_s) const;
    void start(std::unique_ptr<Transfer> transfer);
    void collect_finished();
    void proceed(std::unique_ptr<Transfer> transfer, CURLcode code);
    void redirect(std::unique_ptr<Transfer> transfer);
    void retry(std::unique_ptr<Transfer> transfer, Error error);
    [[nodiscard]] std::unique_ptr<Transfer> detach(std::size_t place);
    void abandon(std::size_t place);
};

void HttpClient::State::run() {
    pthread_setname_np(pthread_self(), "http");
    while (!stopping.load()) {
        take_incoming();
        drop_cancelled();
        start_waiting();
        int running = 0;
        curl_multi_perform(multi, &running);
        collect_finished();
        if (incoming.bytes() > 0) continue;
        // Sleeps for long when there is nothing to do; fetch() and the destructor wake it.
        const bool is_idle = waiting.empty() && active.empty();
        curl_multi_poll(multi, nullptr, 0, is_idle ? 60'000 : kPoll_ms, nullptr);
    }
    take_incoming();
    while (!active.empty()) {
        abandon(active.size() - 1);
    }
    for (const auto& transfer : waiting) {
        transfer->done(fail(ErrorKind::kCancelled, "the connection was closed"));
    }
    waiting.clear();
}

void HttpClient::State::take_incoming() {
    while (auto transfer = incoming.try_pop()) {
        waiting.push_back(std::move(*transfer));
    }
}

void HttpClient::State::drop_cancelled() {
    for (std::size_t i = active.size(); i-- > 0;) {
        if (active[i]->request.cancel.cancelled()) abandon(i);
    }
    std::erase_if(waiting, [](const std::unique_ptr<Transfer>& transfer) {
        if (!transfer->request.cancel.cancelled()) return false;
        transfer->done(fail(ErrorKind::kCancelled, "no longer wanted"));
        return true;
    });
}

// The most urgent request whose host has room; waiting.size() when there is none.
std::size_t HttpClient::State::best_waiting(double now_s) const {
    std::size_t best = waiting.size();
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        const Transfer& transfer = *waiting[i];
        if (transfer.not_before_s > now_s) continue;
        const auto busy = active_per_origin.find(origin_of(transfer.url));
        if (busy != active_per_origin.end() && busy->second >= limits::kPerHost) continue;
        if (best == waiting.size() || transfer.request.order < waiting[best]->request.order) {
            best = i;
        }
    }
    return best;
}

void HttpClient::State::start_waiting() {
    const double now_s = system_clock().steady_seconds();
    const auto connecting = static_cast<std::size_t>(
        std::count_if(active.begin(), active.end(),
                      [](const auto& transfer) { return transfer->is_connecting; }));
    // Each start may turn out to need a connection.
    for (std::size_t i = connecting; i < limits::kConnecting; ++i) {
        if (active.size() >= limits::kTransfers) return;
        // The first connection decides where others may go, so it is made alone.
        if (addresses == PrivateAddresses::kUndecided && !active.empty()) return;
        const std::size_t best = best_waiting(now_s);
        if (best == waiting.size()) return;
        std::unique_ptr<Transfer> transfer = std::move(waiting[best]);
        waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(best));
        start(std::move(transfer));
    }
}

void HttpClient::State::start(std::unique_ptr<Transfer> transfer) {
    transfer->addresses = &addresses;
    transfer->idle_s = options.idle_s;
    if (!prepare(*transfer)) {
        transfer->done(fail(ErrorKind::kTemporary, "no memory for a connection"));
        return;
    }
    ++active_per_origin[origin_of(transfer->url)];
    curl_multi_add_handle(multi, transfer->handle);
    active.push_back(std::move(transfer));
}

std::unique_ptr<Transfer> HttpClient::State::detach(std::size_t place) {
    std::unique_ptr<Transfer> transfer = std::move(active[place]);
    active.erase(active.begin() + static_cast<std::ptrdiff_t>(place));
    curl_multi_remove_handle(multi, transfer->handle);
    const auto busy = active_per_origin.find(origin_of(transfer->url));
    if (--busy->second == 0) active_per_origin.erase(busy);
    return transfer;
}

// Stops a transfer without an answer and puts it back among the waiting.
void HttpClient::State::abandon(std::size_t place) {
    std::unique_ptr<Transfer> transfer = detach(place);
    release(*transfer);
    waiting.push_back(std::move(transfer));
}

void HttpClient::State::collect_finished() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        const CURLcode code = message->data.result;
        const CURL* handle = message->easy_handle;
        const auto found = std::find_if(active.begin(), active.end(), [&](const auto& transfer) {
            return transfer->handle == handle;
        });
        if (found == active.end()) continue;
        proceed(detach(static_cast<std::size_t>(found - active.begin())), code);
    }
}

void HttpClient::State::proceed(std::unique_ptr<Transfer> transfer, CURLcode code) {
    Outcome outcome = judge(*transfer, code);
    release(*transfer);
    switch (outcome.next) {
        case NextStep::kRedirect:
            redirect(std::move(transfer));
            return;
        case NextStep::kRetry:
            retry(std::move(transfer), std::move(outcome.error));
            return;
        case NextStep::kFinish:
            break;
    }
    if (outcome.failed) {
        transfer->done(fail(std::move(outcome.error)));
    } else {
        transfer->done(std::move(transfer->response));
    }
}

void HttpClient::State::redirect(std::unique_ptr<Transfer> transfer) {
    const std::string name = to_string(transfer->url) + ": ";
    if (++transfer->redirects > limits::kRedirects) {
        transfer->done(
            fail(ErrorKind::kLimit,
                 name + "more than " + std::to_string(limits::kRedirects) + " redirects"));
        return;
    }
    const auto reference = parse_uri(transfer->location);
    if (!reference) {
        transfer->done(fail_in(name + "redirect", reference.error()));
        return;
    }
    const Uri target = resolve(transfer->url, *reference);
    const bool is_web =
        target.scheme == "https" || (target.scheme == "http" && transfer->url.scheme == "http");
    if (!is_web || target.host.empty()) {
        transfer->done(fail(ErrorKind::kDenied, name + "redirects to " + to_string(target)));
        return;
    }
    transfer->url = target;
    waiting.push_back(std::move(transfer));
}

void HttpClient::State::retry(std::unique_ptr<Transfer> transfer, Error error) {
    if (++transfer->attempts >= options.attempts) {
        transfer->done(fail(std::move(error)));
        return;
    }
    const double doubled = limits::kBackOffFirst_s * static_cast<double>(1 << transfer->attempts);
    const double jitter = std::uniform_real_distribution<double>(0.5, 1.0)(random);
    const double wait_s =
        std::max(transfer->retry_after_s, std::min(limits::kBackOffLongest_s, doubled * jitter));
    transfer->not_before_s = system_clock().steady_seconds() + wait_s;
    waiting.push_back(std::move(transfer));
}

HttpClient::HttpClient(HttpClientOptions options) : state_(std::make_unique<State>()) {
    initialise_curl();
    state_->options = options;
    if (options.addresses == AddressPolicy::kPublicOnly) {
        state_->addresses = PrivateAddresses::kRefused;
    }
    state_->multi = curl_multi_init();
    curl_multi_setopt(state_->multi, CURLMOPT_MAX_HOST_CONNECTIONS,
                      static_cast<long>(limits::kPerHost));
    state_->thread = std::thread([state = state_.get()] { state->run(); });
}

HttpClient::~HttpClient() {
    state_->stopping.store(true);
    curl_multi_wakeup(state_->multi);
    state_->thread.join();
    curl_multi_cleanup(state_->multi);
}

void HttpClient::fetch(HttpRequest request, Done done) {
    const auto url = parse_uri(request.url);
    if (!url) {
        done(fail(url.error()));
        return;
    }
    const bool is_web = (url->scheme == "http" || url->scheme == "https") && !url->host.empty();
    if (!is_web) {
        done(fail(ErrorKind::kDenied, request.url + ": not a web address"));
        return;
    }
    auto transfer = std::make_unique<Transfer>();
    transfer->url = resolve(*url, Uri{});
    transfer->origin = origin_of(transfer->url);
    transfer->request = std::move(request);
    transfer->done = std::move(done);
    // Unbounded on purpose: whoever fetches bounds what it asks for.
    static_cast<void>(state_->incoming.try_push(std::move(transfer), 1));
    curl_multi_wakeup(state_->multi);
}

}  // namespace belvedere::net
