// SPDX-License-Identifier: Apache-2.0
#include "app/project/allowed_contexts.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/net/uri.hpp"

namespace belvedere::project {
namespace {

// One spelling of one address: no dot segments, so that none leads out of what is allowed.
Result<net::Uri> address_of(std::string_view text) {
    const auto parsed = net::parse_uri(text);
    if (!parsed) return fail(ErrorKind::kUsage, parsed.error().message);
    net::Uri address = net::resolve(*parsed, *parsed);
    if (!net::is_http(text) || address.host.empty())
        return fail(ErrorKind::kUsage, std::string(text) + " is no web address");
    if (address.path.empty()) address.path = "/";
    return address;
}

}  // namespace

Result<std::string> allowed_context_of(std::string_view typed) {
    const bool has_scheme = typed.find("://") != std::string_view::npos;
    auto address = address_of((has_scheme ? "" : "https://") + std::string(typed));
    if (!address) return fail(address.error());
    if (!address->user_info.empty() || address->has_query)
        return fail(ErrorKind::kUsage, "an address without a name and a query is asked for");
    std::string text = net::to_string(*address);
    if (text.size() > kAllowedContextBytes)
        return fail(ErrorKind::kUsage,
                    "the address is longer than " + std::to_string(kAllowedContextBytes));
    // What is kept is read again as it is.
    const auto again = address_of(text);
    if (!again || net::to_string(*again) != text)
        return fail(ErrorKind::kUsage, std::string(typed) + " is no web address");
    return text;
}

bool is_allowed_context(std::span<const std::string> allowed, std::string_view url) {
    const auto address = address_of(url);
    if (!address || !address->user_info.empty()) return false;
    const std::string text = net::to_string(*address);
    return std::ranges::any_of(allowed, [&text](const std::string& begin) {
        if (begin.empty() || !text.starts_with(begin)) return false;
        const bool is_whole = begin.ends_with('/') || text.size() == begin.size();
        return is_whole || text[begin.size()] == '/' || text[begin.size()] == '?';
    });
}

std::string host_of_context(std::string_view url) {
    auto address = address_of(url);
    if (!address) return {};
    address->path = "/";
    address->has_query = false;
    return net::to_string(*address);
}

std::string read_allowed_contexts(std::string_view list, std::vector<std::string>& into) {
    const auto json = nlohmann::json::parse(list, nullptr, false);
    if (json.is_null()) return {};
    if (!json.is_array()) return "contexts is not a list";
    if (json.size() > kAllowedContextsMax)
        return "contexts has more than " + std::to_string(kAllowedContextsMax) + " entries";
    for (const auto& entry : json) {
        if (!entry.is_string()) return "contexts has what is no address";
        auto address = allowed_context_of(entry.get_ref<const std::string&>());
        if (!address) return "contexts: " + address.error().message;
        if (std::ranges::find(into, *address) == into.end()) into.push_back(*std::move(address));
    }
    return {};
}

}  // namespace belvedere::project
