// SPDX-License-Identifier: Apache-2.0
#include "app/live/context_fetcher.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "engine/feed/limits.hpp"
#include "engine/net/http_client.hpp"

namespace belvedere::live {
namespace {

// What transports' threads leave; it may outlive the fetcher.
struct Arrivals {
    std::mutex mutex;
    std::vector<std::pair<std::string, Result<net::HttpResponse>>> come;
    std::function<void()> wake;
};

struct Failure {
    std::string sentence;
    double at_s = 0.0;
};

std::unique_ptr<net::HttpTransport> own_client() {
    net::HttpClientOptions options;
    options.attempts = 1;
    return std::make_unique<net::HttpClient>(options);
}

}  // namespace

struct ContextFetcher::State {
    std::shared_ptr<feed::ContextDocuments> documents = std::make_shared<feed::ContextDocuments>();
    std::shared_ptr<Arrivals> arrivals = std::make_shared<Arrivals>();
    MakeTransport make_transport;
    IsAllowed is_allowed;
    Network network = Network::kAllowed;
    std::map<std::string, std::unique_ptr<net::HttpTransport>> under_way;
    std::map<std::string, Failure> failed;
    std::vector<MissedContext> missed;

    void ask(const std::string& url);
    void take(double now_s);
    [[nodiscard]] std::optional<std::string> problem_with(
        const std::string& url, const Result<net::HttpResponse>& response) const;
};

void ContextFetcher::State::ask(const std::string& url) {
    auto transport = make_transport ? make_transport() : own_client();
    net::HttpRequest request;
    request.url = url;
    request.body_bytes_max = feed::limits::kContextBytes;
    request.headers.push_back("Accept: application/ld+json, application/json");
    transport->fetch(std::move(request),
                     [arrivals = arrivals, url](Result<net::HttpResponse> response) {
                         const std::lock_guard lock(arrivals->mutex);
                         arrivals->come.emplace_back(url, std::move(response));
                         if (arrivals->wake) arrivals->wake();
                     });
    under_way.emplace(url, std::move(transport));
}

// Takes the document in; what is wrong with it, if anything.
std::optional<std::string> ContextFetcher::State::problem_with(
    const std::string& url, const Result<net::HttpResponse>& response) const {
    if (!response) return response.error().message;
    // It was withdrawn meanwhile.
    if (!is_allowed || !is_allowed(url)) return std::nullopt;
    if (!is_allowed(response->final_url))
        return "it was redirected to " + response->final_url + ", which is not allowed";
    const auto added = documents->add(url, response->body);
    return added ? std::nullopt : std::optional(added.error().message);
}

void ContextFetcher::State::take(double now_s) {
    std::vector<std::pair<std::string, Result<net::HttpResponse>>> come;
    {
        const std::lock_guard lock(arrivals->mutex);
        come.swap(arrivals->come);
    }
    for (const auto& [url, response] : come) {
        if (under_way.erase(url) == 0) continue;
        if (auto problem = problem_with(url, response))
            failed.insert_or_assign(url, Failure{*std::move(problem), now_s});
    }
}

ContextFetcher::ContextFetcher(MakeTransport make_transport) : state_(std::make_unique<State>()) {
    state_->make_transport = std::move(make_transport);
}

ContextFetcher::~ContextFetcher() {
    set_wake({});
}

const std::shared_ptr<feed::ContextDocuments>& ContextFetcher::documents() const {
    return state_->documents;
}

void ContextFetcher::set_wake(std::function<void()> wake) {
    const std::lock_guard lock(state_->arrivals->mutex);
    state_->arrivals->wake = std::move(wake);
}

void ContextFetcher::allow(IsAllowed is_allowed) {
    state_->is_allowed = std::move(is_allowed);
    state_->failed.clear();
    state_->documents->keep_only(
        [this](const std::string& url) { return state_->is_allowed && state_->is_allowed(url); });
}

void ContextFetcher::set_network(Network network) {
    state_->network = network;
}

bool ContextFetcher::advance(double now_s) {
    State& s = *state_;
    s.take(now_s);
    std::vector<MissedContext> missed;
    for (std::string& url : s.documents->missed()) {
        MissedContext& one = missed.emplace_back();
        one.url = std::move(url);
        if (!s.is_allowed || !s.is_allowed(one.url)) continue;
        if (s.network == Network::kOff) {
            one.state = ContextState::kFailed;
            one.sentence = "web addresses are not opened while offline";
            continue;
        }
        const auto failure = s.failed.find(one.url);
        if (failure != s.failed.end() && now_s - failure->second.at_s < kContextRetry_s) {
            one.state = ContextState::kFailed;
            one.sentence = failure->second.sentence;
            continue;
        }
        one.state = ContextState::kFetching;
        if (s.under_way.contains(one.url) || s.under_way.size() >= kContextFetches) continue;
        s.failed.erase(one.url);
        s.ask(one.url);
    }
    if (missed == s.missed) return false;
    s.missed = std::move(missed);
    return true;
}

std::span<const MissedContext> ContextFetcher::missed() const {
    return state_->missed;
}

}  // namespace belvedere::live
