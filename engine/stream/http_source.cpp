// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/http_source.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

#include "engine/content/limits.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/hash.hpp"
#include "engine/net/uri.hpp"

namespace belvedere::stream {
namespace {

bool looks_like_web_page(ByteView body) {
    std::string start(as_text(body.first(std::min<std::size_t>(body.size(), 64))));
    start.erase(0, start.find_first_not_of(" \t\r\n"));
    std::transform(start.begin(), start.end(), start.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return start.starts_with("<!doctype html") || start.starts_with("<html");
}

// What tells one state of a server's data set from another: its root document, the first that is
// fetched. Shared with answers, which may outlive the source.
struct Edition {
    std::atomic<std::uint64_t> root_hash{0};

    void note(ByteView body) {
        std::uint64_t unknown = 0;
        root_hash.compare_exchange_strong(unknown, hash_64(body));
    }
    // Changes every day as well, so that what a server changed under an unchanged root document is
    // seen a day later at the latest.
    [[nodiscard]] std::string stamp() const {
        const std::uint64_t hash = root_hash;
        if (hash == 0) return {};
        const std::int64_t day = system_clock().utc_now().microseconds / 86'400'000'000;
        return hexadecimal(hash) + "-" + std::to_string(day);
    }
};

Result<FetchedBytes> from_response(Result<net::HttpResponse> response, Edition& edition) {
    if (!response) return fail(std::move(response.error()));
    if (looks_like_web_page(response->body)) {
        return fail(ErrorKind::kTemporary,
                    response->final_url + ": a web page came instead of data (a login page?)");
    }
    edition.note(response->body);
    return FetchedBytes{std::move(response->body), std::move(response->final_url), edition.stamp()};
}

class HttpSource final : public ByteSource {
  public:
    HttpSource(net::Uri root, std::shared_ptr<net::HttpTransport> transport)
        : root_(std::move(root)),
          origin_(net::origin_of(root_)),
          transport_(std::move(transport)) {}

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
        net::HttpRequest request;
        request.url = uri;
        request.body_bytes_max = content::limits::kContentFileBytes;
        request.order = order;
        request.cancel = cancel;
        const auto parsed = net::parse_uri(uri);
        if (parsed && net::origin_of(*parsed) == origin_) request.credentials = root_.user_info;
        transport_->fetch(std::move(request),
                          [done, edition = edition_](Result<net::HttpResponse> response) {
                              done(from_response(std::move(response), *edition));
                          });
    }

    // Asking the server costs as much as reading a small tile, so the edition stands for all.
    std::string stamp(const std::string&) const override { return edition_->stamp(); }
    bool is_remote() const override { return true; }

  private:
    net::Uri root_;
    std::string origin_;
    std::shared_ptr<net::HttpTransport> transport_;
    std::shared_ptr<Edition> edition_ = std::make_shared<Edition>();
};

}  // namespace

Result<std::shared_ptr<ByteSource>> open_http_source(
    const std::string& url, std::shared_ptr<net::HttpTransport> transport) {
    const auto parsed = net::parse_uri(url);
    if (!parsed) return fail_in(url, parsed.error());
    if (!net::is_http(url) || parsed->host.empty()) {
        return fail(ErrorKind::kUsage, url + ": not a web address");
    }
    return std::shared_ptr<ByteSource>(
        std::make_shared<HttpSource>(net::resolve(*parsed, net::Uri{}), std::move(transport)));
}

}  // namespace belvedere::stream
