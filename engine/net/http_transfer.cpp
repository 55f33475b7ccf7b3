// SPDX-License-Identifier: Apache-2.0
#include "engine/net/http_transfer.hpp"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include "engine/net/address_rules.hpp"
#include "engine/net/ascii_case.hpp"

namespace belvedere::net {
namespace {

// libcurl's options are variadic; this keeps the cast in one place.
template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
    curl_easy_setopt(handle, option, value);
}

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    const std::size_t bytes = size * count;
    Bytes& body = transfer.response.body;
    if (bytes > transfer.request.body_bytes_max - body.size()) {
        transfer.is_too_large = true;
        return 0;  // Ends the transfer.
    }
    const auto* from = reinterpret_cast<const std::byte*>(data);
    body.insert(body.end(), from, from + bytes);
    return bytes;
}

std::string_view without_space(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return ascii_lower(x) == ascii_lower(y); });
}

void note_header(Transfer& transfer, std::string_view name, std::string_view value) {
    if (equal_ignoring_case(name, "location")) {
        transfer.location = value;
    } else if (equal_ignoring_case(name, "etag")) {
        transfer.response.etag = value;
    } else if (equal_ignoring_case(name, "last-modified")) {
        transfer.response.last_modified = value;
    } else if (equal_ignoring_case(name, "cache-control")) {
        std::string& all = transfer.response.cache_control;
        all += all.empty() ? std::string(value) : ", " + std::string(value);
    } else if (equal_ignoring_case(name, "link")) {
        std::string& all = transfer.response.link;
        all += all.empty() ? std::string(value) : ", " + std::string(value);
    } else if (equal_ignoring_case(name, "content-type")) {
        transfer.response.content_type = value;
    } else if (equal_ignoring_case(name, "retry-after")) {
        int seconds = 0;
        std::from_chars(value.data(), value.data() + value.size(), seconds);
        transfer.retry_after_s = std::clamp<double>(seconds, 0.0, limits::kBackOffLongest_s);
    } else if (equal_ignoring_case(name, "content-length")) {
        // A hint to reserve by; the size itself is never trusted.
        std::uint64_t bytes = 0;
        std::from_chars(value.data(), value.data() + value.size(), bytes);
        transfer.response.body.reserve(
            static_cast<std::size_t>(std::min<std::uint64_t>(bytes, 16U << 20)));
    }
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    const std::string_view line(data, size * count);
    transfer.header_bytes += line.size();
    if (transfer.header_bytes > limits::kHeaderBytes) return 0;
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos) {
        note_header(transfer, without_space(line.substr(0, colon)),
                    without_space(line.substr(colon + 1)));
    }
    return line.size();
}

// The address of each connection is judged here, after name resolution: what is connected to is
// what was checked.
curl_socket_t open_socket(void* user, curlsocktype, curl_sockaddr* address) {
    auto& transfer = *static_cast<Transfer*>(user);
    PrivateAddresses& rule = *transfer.addresses;
    const bool is_private = is_private_address(&address->addr);
    if (rule == PrivateAddresses::kUndecided) {
        rule = is_private ? PrivateAddresses::kAllowed : PrivateAddresses::kRefused;
    }
    if (is_private && rule == PrivateAddresses::kRefused) {
        transfer.is_address_refused = true;
        return CURL_SOCKET_BAD;
    }
    transfer.is_connecting = true;
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int note_connected(void* user, char*, char*, int, int) {
    static_cast<Transfer*>(user)->is_connecting = false;
    return CURL_PREREQFUNC_OK;
}

Outcome finished(ErrorKind kind, std::string message) {
    return {NextStep::kFinish, {kind, std::move(message)}, true};
}

Outcome retry(std::string message) {
    return {NextStep::kRetry, {ErrorKind::kTemporary, std::move(message)}, true};
}

Outcome judge_failure(const Transfer& transfer, CURLcode code) {
    const std::string name = to_string(transfer.url) + ": ";
    if (transfer.is_too_large) {
        return finished(
            ErrorKind::kLimit,
            name + "more than " + std::to_string(transfer.request.body_bytes_max) + " bytes");
    }
    if (transfer.is_address_refused) {
        return finished(ErrorKind::kDenied, name +
                                                "a public data set may not reach into the "
                                                "private network");
    }
    switch (code) {
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
            return finished(ErrorKind::kDenied, name + "the server's certificate is not trusted");
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_URL_MALFORMAT:
        case CURLE_BAD_CONTENT_ENCODING:
        case CURLE_WEIRD_SERVER_REPLY:
            return finished(ErrorKind::kBadData, name + curl_easy_strerror(code));
        default:
            return retry(name + curl_easy_strerror(code));
    }
}

Outcome judge_status(const Transfer& transfer, long status) {
    const std::string name =
        to_string(transfer.url) + ": the server answered " + std::to_string(status);
    if (status == 404 || status == 410) return finished(ErrorKind::kNotFound, name);
    if (status == 401 || status == 403 || status == 407) return finished(ErrorKind::kDenied, name);
    if (status == 408 || status == 429 || (status >= 500 && status != 501 && status != 505)) {
        return retry(name);
    }
    return finished(ErrorKind::kBadData, name);
}

// What changes something may have been done though no answer came: it is not done twice.
Outcome once_unless_read(const Transfer& transfer, Outcome outcome) {
    if (transfer.request.method != "GET" && outcome.next == NextStep::kRetry)
        outcome.next = NextStep::kFinish;
    return outcome;
}

// The body stays where it is: the transfer outlives the handle.
void set_method(Transfer& transfer, CURL* handle) {
    const HttpRequest& request = transfer.request;
    if (request.method == "GET") return;
    set(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    if (request.body.empty() && request.method == "DELETE") return;
    set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    set(handle, CURLOPT_POSTFIELDS, request.body.c_str());
    transfer.headers = curl_slist_append(transfer.headers, "Expect:");
}

}  // namespace

bool prepare(Transfer& transfer) {
    CURL* handle = curl_easy_init();
    if (handle == nullptr) return false;
    transfer.handle = handle;
    transfer.response = {};
    transfer.location.clear();
    transfer.header_bytes = 0;
    transfer.is_connecting = false;
    transfer.retry_after_s = 0.0;
    const std::string url = to_string(transfer.url);
    set(handle, CURLOPT_URL, url.c_str());
    set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    set(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(handle, CURLOPT_PIPEWAIT, transfer.url.scheme == "https" ? 1L : 0L);
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_CONNECTTIMEOUT, limits::kConnect_s);
    set(handle, CURLOPT_LOW_SPEED_LIMIT, limits::kBytesASecondLeast);
    set(handle, CURLOPT_LOW_SPEED_TIME, static_cast<long>(transfer.idle_s));
    set(handle, CURLOPT_USERAGENT, "Belvedere/0.1");
    set(handle, CURLOPT_PRIVATE, &transfer);
    set(handle, CURLOPT_WRITEFUNCTION, &take_body);
    set(handle, CURLOPT_WRITEDATA, &transfer);
    set(handle, CURLOPT_HEADERFUNCTION, &take_header);
    set(handle, CURLOPT_HEADERDATA, &transfer);
    set(handle, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    set(handle, CURLOPT_OPENSOCKETDATA, &transfer);
    set(handle, CURLOPT_PREREQFUNCTION, &note_connected);
    set(handle, CURLOPT_PREREQDATA, &transfer);
    set(handle, CURLOPT_BUFFERSIZE, 256L * 1024L);
    if (transfer.request.range) {
        const ByteRange range = *transfer.request.range;
        const std::string text =
            std::to_string(range.first) + "-" + std::to_string(range.first + range.length - 1);
        set(handle, CURLOPT_RANGE, text.c_str());
    } else {
        // A range is of the encoded bytes, so only whole bodies are asked for compressed.
        set(handle, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    }
    if (!transfer.request.credentials.empty() && origin_of(transfer.url) == transfer.origin) {
        set(handle, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        set(handle, CURLOPT_USERPWD, transfer.request.credentials.c_str());
    }
    const auto add_header = [&transfer](const char* name, const std::string& value) {
        if (value.empty()) return;
        const std::string header = name + value;
        transfer.headers = curl_slist_append(transfer.headers, header.c_str());
    };
    add_header("If-None-Match: ", transfer.request.if_none_match);
    add_header("If-Modified-Since: ", transfer.request.if_modified_since);
    if (origin_of(transfer.url) == transfer.origin) {
        for (const std::string& header : transfer.request.headers) {
            const bool is_one_line = header.find_first_of("\r\n") == std::string::npos;
            if (is_one_line) add_header("", header);
        }
    }
    set_method(transfer, handle);
    if (transfer.headers != nullptr) set(handle, CURLOPT_HTTPHEADER, transfer.headers);
    return true;
}

void release(Transfer& transfer) {
    if (transfer.handle != nullptr) curl_easy_cleanup(transfer.handle);
    if (transfer.headers != nullptr) curl_slist_free_all(transfer.headers);
    transfer.handle = nullptr;
    transfer.headers = nullptr;
}

Outcome judge(Transfer& transfer, int code) {
    if (code != CURLE_OK)
        return once_unless_read(transfer, judge_failure(transfer, static_cast<CURLcode>(code)));
    long status = 0;
    curl_easy_getinfo(transfer.handle, CURLINFO_RESPONSE_CODE, &status);
    transfer.response.status = static_cast<int>(status);
    transfer.response.final_url = to_string(transfer.url);
    const bool is_redirect =
        status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    const bool is_read = transfer.request.method == "GET";
    if (is_redirect && !transfer.location.empty() && is_read)
        return {NextStep::kRedirect, {}, false};
    transfer.response.location = transfer.location;
    if ((status >= 200 && status < 300) || status == 304) return {};
    return once_unless_read(transfer, judge_status(transfer, status));
}

}  // namespace belvedere::net
