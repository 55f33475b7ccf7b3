// SPDX-License-Identifier: Apache-2.0
#include "engine/net/uri.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/net/ascii_case.hpp"
#include "engine/net/limits.hpp"

namespace belvedere::net {
namespace {

bool is_alpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_unreserved(char c) {
    return is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// The byte that "%XY" at `at` stands for.
std::optional<char> escaped_byte(std::string_view text, std::size_t at) {
    if (at + 2 >= text.size()) return std::nullopt;
    const int high = hex_value(text[at + 1]);
    const int low = hex_value(text[at + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    return static_cast<char>(static_cast<unsigned char>(high * 16 + low));
}

void append_escaped(std::string& out, char byte) {
    constexpr char kDigits[] = "0123456789ABCDEF";
    const auto value = static_cast<unsigned char>(byte);
    out += '%';
    out += kDigits[value >> 4];
    out += kDigits[value & 15];
}

// Section 6.2.2: escapes in upper case, unreserved characters unescaped, the rest escaped.
std::string canonical_escapes(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '%') {
            const char byte = *escaped_byte(text, i);  // parse_uri has checked it.
            if (is_unreserved(byte)) {
                out += byte;
            } else {
                append_escaped(out, byte);
            }
            i += 2;
        } else if (static_cast<unsigned char>(c) >= 0x80 || c == ' ' || c == '"' || c == '<' ||
                   c == '>' || c == '\\' || c == '^' || c == '`' || c == '{' || c == '|' ||
                   c == '}') {
            append_escaped(out, c);
        } else {
            out += c;
        }
    }
    return out;
}

// Section 5.2.4, over whole segments.
std::string without_dot_segments(std::string_view path) {
    const bool is_absolute = !path.empty() && path.front() == '/';
    std::vector<std::string_view> kept;
    bool ends_in_folder = false;
    std::size_t at = is_absolute ? 1 : 0;
    while (at <= path.size()) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string_view segment = path.substr(at, end - at);
        const bool is_last = end == path.size();
        ends_in_folder = false;
        if (segment == "..") {
            if (!kept.empty()) kept.pop_back();
            ends_in_folder = true;
        } else if (segment == ".") {
            ends_in_folder = true;
        } else if (!(is_last && segment.empty() && kept.empty())) {
            kept.push_back(segment);
        }
        if (is_last) break;
        at = end + 1;
    }
    std::string out = is_absolute ? "/" : "";
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (i > 0) out += '/';
        out += kept[i];
    }
    if (ends_in_folder && !kept.empty()) out += '/';
    return out;
}

Result<void> check_characters(std::string_view text) {
    if (text.size() > limits::kUriBytes) {
        return fail(ErrorKind::kLimit,
                    "address longer than " + std::to_string(limits::kUriBytes) + " bytes");
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x20 || c == 0x7F) return fail(ErrorKind::kBadData, "control character in address");
        if (c != '%') continue;
        const auto byte = escaped_byte(text, i);
        if (!byte) return fail(ErrorKind::kBadData, "broken percent sign in address");
        if (*byte == '\0') return fail(ErrorKind::kBadData, "NUL in address");
    }
    return {};
}

// Takes "scheme:" off the front, when there is one.
std::string take_scheme(std::string_view& text) {
    const std::size_t end = text.find_first_of(":/?#");
    if (end == std::string_view::npos || text[end] != ':' || end == 0 || !is_alpha(text[0])) {
        return {};
    }
    const std::string_view scheme = text.substr(0, end);
    const bool is_scheme = std::all_of(scheme.begin(), scheme.end(), [](char c) {
        return is_alpha(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
    });
    if (!is_scheme) return {};
    text.remove_prefix(end + 1);
    return ascii_lower(scheme);
}

Result<void> read_authority(std::string_view authority, Uri& uri) {
    const std::size_t at = authority.rfind('@');
    if (at != std::string_view::npos) {
        uri.user_info = authority.substr(0, at);
        authority.remove_prefix(at + 1);
    }
    const std::size_t bracket = authority.find(']');
    const std::size_t colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    if (colon != std::string_view::npos) {
        uri.port = authority.substr(colon + 1);
        authority = authority.substr(0, colon);
        if (uri.port.size() > 5 || !std::all_of(uri.port.begin(), uri.port.end(), is_digit)) {
            return fail(ErrorKind::kBadData, "bad port in address");
        }
    }
    uri.host = ascii_lower(authority);
    return {};
}

}  // namespace

Result<Uri> parse_uri(std::string_view text) {
    if (auto checked = check_characters(text); !checked) return fail(checked.error());
    text = text.substr(0, text.find('#'));
    Uri uri;
    uri.scheme = take_scheme(text);
    if (text.starts_with("//")) {
        text.remove_prefix(2);
        const std::size_t end = std::min(text.find_first_of("/?"), text.size());
        uri.has_authority = true;
        if (auto read = read_authority(text.substr(0, end), uri); !read) return fail(read.error());
        text.remove_prefix(end);
    }
    const std::size_t question = text.find('?');
    uri.path = text.substr(0, question);
    if (question != std::string_view::npos) {
        uri.has_query = true;
        uri.query = text.substr(question + 1);
    }
    return uri;
}

Uri resolve(const Uri& base, const Uri& reference) {
    Uri out = reference;
    if (reference.scheme.empty()) {
        out.scheme = base.scheme;
        if (!reference.has_authority) {
            out.has_authority = base.has_authority;
            out.user_info = base.user_info;
            out.host = base.host;
            out.port = base.port;
            if (reference.path.empty()) {
                out.path = base.path;
                if (!reference.has_query) {
                    out.query = base.query;
                    out.has_query = base.has_query;
                }
            } else if (reference.path.front() != '/') {
                const std::size_t slash = base.path.rfind('/');
                const std::string folder = slash != std::string::npos
                                               ? base.path.substr(0, slash + 1)
                                               : (base.has_authority ? "/" : "");
                out.path = folder + reference.path;
            }
        }
    }
    out.path = without_dot_segments(canonical_escapes(out.path));
    out.query = canonical_escapes(out.query);
    if (out.has_authority && out.path.empty()) out.path.push_back('/');
    if ((out.scheme == "http" && out.port == "80") ||
        (out.scheme == "https" && out.port == "443")) {
        out.port.clear();
    }
    return out;
}

std::string to_string(const Uri& uri) {
    std::string out;
    if (!uri.scheme.empty()) out = uri.scheme + ":";
    if (uri.has_authority) {
        out += "//" + uri.host;
        if (!uri.port.empty()) out += ":" + uri.port;
    }
    out += uri.path;
    if (uri.has_query) out += "?" + uri.query;
    return out;
}

std::string origin_of(const Uri& uri) {
    std::string port = uri.port;
    if (port.empty()) port = uri.scheme == "https" ? "443" : "80";
    return uri.scheme + "://" + uri.host + ":" + port;
}

Result<std::string> percent_decoded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            const auto byte = escaped_byte(text, i);
            if (!byte) return fail(ErrorKind::kBadData, "broken percent sign in address");
            c = *byte;
            i += 2;
        }
        if (c == '\0') return fail(ErrorKind::kBadData, "NUL in address");
        out += c;
    }
    return out;
}

bool is_http(std::string_view text) {
    const std::string start = ascii_lower(text.substr(0, 8));
    return start.starts_with("http:") || start.starts_with("https:");
}

std::string percent_encoded(std::string_view text) {
    static constexpr std::string_view kPlain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:";
    std::string out;
    for (const char letter : text) {
        if (kPlain.find(letter) != std::string_view::npos) {
            out += letter;
        } else {
            append_escaped(out, letter);
        }
    }
    return out;
}

}  // namespace belvedere::net
