// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/http_source.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "engine/content/limits.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/hash.hpp"
#include "engine/net/cache_control.hpp"
#include "engine/net/uri.hpp"
#include "engine/stream/limits.hpp"

namespace belvedere::stream {
namespace {

bool looks_like_web_page(ByteView body) {
    std::string start(as_text(body.first(std::min<std::size_t>(body.size(), 64))));
    start.erase(0, start.find_first_not_of(" \t\r\n"));
    std::transform(start.begin(), start.end(), start.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return start.starts_with("<!doctype html") || start.starts_with("<html");
}

constexpr std::string_view kKeptEarlier =
    " cannot be reached: what is shown was kept earlier and may be out of date";

std::int64_t now_s() {
    return system_clock().utc_now().microseconds / 1'000'000;
}

// What tells one state of a server's data set from another: its root document, the first that is
// fetched.
struct Edition {
    std::atomic<std::uint64_t> root_hash{0};

    void note(ByteView body) {
        std::uint64_t unknown = 0;
        root_hash.compare_exchange_strong(unknown, hash_64(body));
    }
    [[nodiscard]] std::string name() const {
        const std::uint64_t hash = root_hash;
        return hash == 0 ? std::string() : hexadecimal(hash);
    }
    // For servers that give no validators. Changes every day as well, so that what a server changed
    // under an unchanged root document is seen a day later at the latest.
    [[nodiscard]] std::string stamp() const {
        const std::string root = name();
        return root.empty() ? root : root + "-" + std::to_string(now_s() / 86'400);
    }
};

// Shared with answers that are on their way, which may outlive the source.
struct Memory {
    Edition edition;
    std::shared_ptr<HttpAnswers> answers;  // Null: nothing is remembered.
    std::string stale_note;

    [[nodiscard]] bool is_fresh(const HttpAnswer& known) const {
        return now_s() < known.fresh_until_s &&
               (known.edition.empty() || known.edition == edition.name());
    }
};

// Documents say where tiles are; they are kept as they came. Tiles are kept decoded, elsewhere.
bool is_document(ByteView body) {
    constexpr std::size_t kDocumentBytes = 8U << 20;
    if (body.size() > kDocumentBytes) return false;
    const std::string_view text = as_text(body);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return text.starts_with("subt") || (first != std::string_view::npos && text[first] == '{');
}

// How long an answer is used without asking (RFC 9111, section 4.2). Without a word of the server a
// tenth of the time since the last change, a day at most, and only as long as the root document
// stays the same.
void set_freshness(const net::HttpResponse& response, const Memory& memory, HttpAnswer& answer) {
    const net::CacheControl control = net::parse_cache_control(response.cache_control);
    const std::int64_t now = now_s();
    answer.received_at_s = now;
    answer.must_revalidate = control.must_revalidate;
    answer.edition.clear();
    answer.fresh_until_s = 0;
    if (control.no_cache) return;
    if (control.max_age_s) {
        answer.fresh_until_s = now + *control.max_age_s;
        return;
    }
    const auto changed = net::parse_http_date(answer.last_modified);
    answer.edition = memory.edition.name();
    if (!changed || answer.edition.empty()) return;
    answer.fresh_until_s = now + std::clamp<std::int64_t>((now - *changed) / 10, 0, 86'400);
}

FetchedBytes from_known(HttpAnswer known, Memory& memory, std::string note) {
    if (!known.body.empty()) memory.edition.note(known.body);
    FetchedBytes fetched;
    fetched.stamp = known.stamp().empty() ? memory.edition.stamp() : known.stamp();
    fetched.uri = std::move(known.final_url);
    fetched.bytes = std::move(known.body);
    fetched.note = std::move(note);
    return fetched;
}

// Takes what the server sent, and what can be remembered of it.
Result<FetchedBytes> from_response(const std::string& uri, net::HttpResponse response,
                                   const std::shared_ptr<Memory>& memory) {
    if (looks_like_web_page(response.body)) {
        return fail(ErrorKind::kTemporary,
                    response.final_url + ": a web page came instead of data (a login page?)");
    }
    memory->edition.note(response.body);
    FetchedBytes fetched;
    fetched.uri = response.final_url;
    fetched.stamp = memory->edition.stamp();
    if (net::parse_cache_control(response.cache_control).no_store) {
        fetched.stamp.clear();
    } else if (memory->answers != nullptr) {
        HttpAnswer answer;
        answer.final_url = response.final_url;
        answer.etag = response.etag;
        answer.last_modified = response.last_modified;
        set_freshness(response, *memory, answer);
        answer.has_body = is_document(response.body);
        if (answer.has_body) answer.body = response.body;
        if (!answer.stamp().empty()) fetched.stamp = answer.stamp();
        if (answer.has_body || !answer.stamp().empty()) {
            fetched.remember = [uri, memory, answer = std::move(answer)] {
                memory->answers->keep(uri, answer);
            };
        }
    }
    fetched.bytes = std::move(response.body);
    return fetched;
}

// The server says that what is known still holds, for so much longer.
FetchedBytes confirmed(const std::string& uri, const net::HttpResponse& response, HttpAnswer known,
                       const std::shared_ptr<Memory>& memory) {
    if (!known.body.empty()) memory->edition.note(known.body);
    set_freshness(response, *memory, known);
    auto remember = [uri, memory, known] { memory->answers->keep(uri, known); };
    FetchedBytes fetched = from_known(std::move(known), *memory, {});
    fetched.remember = std::move(remember);
    return fetched;
}

// Thread-safe.
class AbsentFiles {
  public:
    void add(const std::string& uri, const Error& error) {
        const std::lock_guard lock(mutex_);
        if (known_.size() < limits::kAbsentKept) known_.try_emplace(uri, error);
    }
    [[nodiscard]] std::optional<Error> find(const std::string& uri) const {
        const std::lock_guard lock(mutex_);
        const auto found = known_.find(uri);
        return found == known_.end() ? std::nullopt : std::optional(found->second);
    }
    void clear() {
        const std::lock_guard lock(mutex_);
        known_.clear();
    }

  private:
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Error> known_;
};

class HttpSource final : public ByteSource {
  public:
    HttpSource(net::Uri root, std::shared_ptr<net::HttpTransport> transport,
               std::shared_ptr<HttpAnswers> answers)
        : root_(std::move(root)), origin_(net::origin_of(root_)), transport_(std::move(transport)) {
        memory_->answers = std::move(answers);
        memory_->stale_note = root_.host + std::string(kKeptEarlier);
    }

    Result<std::string> resolve(std::string_view base, std::string_view reference) const override {
        const std::string shown(reference.substr(0, 200));
        const auto target = net::parse_uri(reference);
        if (!target) return fail_in(shown, target.error());
        net::Uri start = root_;
        if (!base.empty()) {
            const auto parsed = net::parse_uri(base);
            if (!parsed) return fail_in(shown, parsed.error());
            start = *parsed;
        }
        net::Uri url = net::resolve(start, *target);
        const bool is_web =
            url.scheme == "https" || (url.scheme == "http" && root_.scheme == "http");
        if (!is_web || url.host.empty()) {
            return fail(ErrorKind::kDenied, shown + ": a source on a server may only name " +
                                                (root_.scheme == "https" ? "https" : "web") +
                                                " addresses");
        }
        return net::to_string(url);
    }

    void fetch(const std::string& uri, double order, const CancelToken& cancel,
               Done done) override {
        std::optional<HttpAnswer> known = find(uri);
        if (known && !known->has_body) known.reset();
        if (known && (memory_->is_fresh(*known) || may_stand_in(*known))) {
            const bool is_fresh = memory_->is_fresh(*known);
            done(from_known(std::move(*known), *memory_, is_fresh ? "" : memory_->stale_note));
            return;
        }
        ask(uri, order, cancel, known, [=, memory = memory_](Result<net::HttpResponse> response) {
            const bool is_unchanged = response && response->status == 304 && known;
            if (is_unchanged) {
                done(confirmed(uri, *response, *known, memory));
            } else if (response) {
                done(from_response(uri, std::move(*response), memory));
            } else if (known && stands_in_for(*known, response.error())) {
                done(from_known(*known, *memory, memory->stale_note));
            } else {
                done(fail(std::move(response.error())));
            }
        });
    }

    void fetch_if_changed(const std::string& uri, const std::string& stamp, double order,
                          const CancelToken& cancel, Done done) override {
        const std::optional<HttpAnswer> known = find(uri);
        if (!known || known->stamp() != stamp) {
            fetch(uri, order, cancel, std::move(done));
            return;
        }
        ask(uri, order, cancel, known, [=, memory = memory_](Result<net::HttpResponse> response) {
            const bool is_unchanged = response && response->status == 304;
            const bool is_lost = !response && stands_in_for(*known, response.error());
            if (!is_unchanged && !is_lost) {
                done(response ? from_response(uri, std::move(*response), memory)
                              : Result<FetchedBytes>(fail(std::move(response.error()))));
                return;
            }
            FetchedBytes same = is_unchanged ? confirmed(uri, *response, *known, memory)
                                             : from_known(*known, *memory, memory->stale_note);
            same.bytes.clear();
            same.is_unchanged = true;
            done(std::move(same));
        });
    }

    std::string stamp(const std::string& uri) const override {
        const std::optional<HttpAnswer> known = find(uri);
        if (!known || known->stamp().empty()) return memory_->edition.stamp();
        return memory_->is_fresh(*known) || may_stand_in(*known) ? known->stamp() : std::string();
    }

    std::string known_stamp(const std::string& uri) const override {
        const std::optional<HttpAnswer> known = find(uri);
        return known ? known->stamp() : std::string();
    }

    bool is_remote() const override { return true; }

    void note_absent(const std::string& uri, const Error& error) override {
        absent_.add(uri, error);
    }
    std::optional<Error> known_absence(const std::string& uri) const override {
        return absent_.find(uri);
    }
    void forget_absent() override { absent_.clear(); }

  private:
    [[nodiscard]] std::optional<HttpAnswer> find(const std::string& uri) const {
        return memory_->answers != nullptr ? memory_->answers->find(uri) : std::nullopt;
    }
    // Without a network, what was kept is shown, unless its server forbade that.
    [[nodiscard]] bool may_stand_in(const HttpAnswer& known) const {
        return transport_ == nullptr && !known.must_revalidate;
    }
    static bool stands_in_for(const HttpAnswer& known, const Error& error) {
        return error.kind == ErrorKind::kTemporary && !known.must_revalidate;
    }

    void ask(const std::string& uri, double order, const CancelToken& cancel,
             const std::optional<HttpAnswer>& known, net::HttpTransport::Done done) {
        if (transport_ == nullptr) {
            done(fail(ErrorKind::kDenied, uri + ": web addresses are not opened while offline"));
            return;
        }
        net::HttpRequest request;
        request.url = uri;
        request.body_bytes_max = content::limits::kContentFileBytes;
        request.order = order;
        request.cancel = cancel;
        if (known) {
            request.if_none_match = known->etag;
            if (known->etag.empty()) request.if_modified_since = known->last_modified;
        }
        const auto parsed = net::parse_uri(uri);
        if (parsed && net::origin_of(*parsed) == origin_) request.credentials = root_.user_info;
        transport_->fetch(std::move(request), std::move(done));
    }

    net::Uri root_;
    std::string origin_;
    std::shared_ptr<net::HttpTransport> transport_;
    std::shared_ptr<Memory> memory_ = std::make_shared<Memory>();
    AbsentFiles absent_;
};

}  // namespace

bool says_kept_earlier(std::string_view warning) {
    return warning.find(kKeptEarlier) != std::string_view::npos;
}

Result<std::shared_ptr<ByteSource>> open_http_source(const std::string& url,
                                                     std::shared_ptr<net::HttpTransport> transport,
                                                     std::shared_ptr<HttpAnswers> answers) {
    const auto parsed = net::parse_uri(url);
    if (!parsed) return fail_in(url, parsed.error());
    if (!net::is_http(url) || parsed->host.empty()) {
        return fail(ErrorKind::kUsage, url + ": not a web address");
    }
    return std::shared_ptr<ByteSource>(std::make_shared<HttpSource>(
        net::resolve(*parsed, net::Uri{}), std::move(transport), std::move(answers)));
}

}  // namespace belvedere::stream
