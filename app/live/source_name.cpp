// SPDX-License-Identifier: Apache-2.0
#include "app/live/source_name.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "engine/core/bytes.hpp"
#include "engine/core/hash.hpp"

namespace belvedere::live {
namespace {

using Names = std::span<const std::string_view>;

// Says what is wanted of a server, in words that hold no secret.
constexpr auto kWanted = std::to_array<std::string_view>(
    {"$filter", "attrs", "coordinates", "entity", "geometry", "geoproperty", "georel", "id",
     "idPattern", "q", "scopeQ", "seed", "tenant", "type", "value"});
// Of files and of the simulated city nothing else tells two apart.
constexpr auto kWantedHere = std::to_array<std::string_view>({"entity", "seed", "value"});
// How a connection is made, or how the answer is cut into pages.
constexpr auto kManner = std::to_array<std::string_view>(
    {"ca", "cert", "client", "context", "format", "keepalive", "key", "limit", "notify", "options",
     "order", "poll", "qos", "secret", "version", "$top", "$count", "$expand"});
// A name with one of these in it may carry a secret to a server.
constexpr auto kSecretive =
    std::to_array<std::string_view>({"token", "key", "secret", "passw", "pwd", "auth", "sig",
                                     "code", "user", "cred", "appid", "session"});

bool is_among(Names names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

bool is_secretive(std::string_view name) {
    std::string small(name);
    for (char& letter : small)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return std::ranges::any_of(kSecretive, [&small](std::string_view part) {
        return small.find(part) != std::string::npos;
    });
}

std::string joined(std::vector<std::string_view>& pairs) {
    std::ranges::sort(pairs);
    std::string text;
    for (const std::string_view pair : pairs)
        text.append(text.empty() ? "" : "&").append(pair);
    return text;
}

}  // namespace

std::string source_name(std::string_view url) {
    const std::size_t question = std::min(url.find('?'), url.size());
    std::string name(url.substr(0, question));
    const bool is_here = url.starts_with("file:") || url.starts_with("sim:");
    std::vector<std::string_view> said, hidden;
    std::string_view rest = url.substr(question);
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const std::size_t end = std::min(rest.find('&'), rest.size());
        const std::string_view pair = rest.substr(0, end);
        rest.remove_prefix(end);
        const std::string_view option = pair.substr(0, pair.find('='));
        if (is_among(is_here ? Names(kWantedHere) : Names(kWanted), option)) {
            said.push_back(pair);
        } else if (!is_here && !pair.empty() && !is_among(kManner, option) &&
                   !is_secretive(option)) {
            hidden.push_back(pair);
        }
    }
    const std::string others = joined(hidden);
    const std::string hash =
        others.empty() ? std::string() : "~" + hexadecimal(hash_64(as_bytes(others))).substr(0, 8);
    if (!hash.empty()) said.push_back(hash);
    if (!said.empty()) name += "?" + joined(said);
    return name;
}

}  // namespace belvedere::live
