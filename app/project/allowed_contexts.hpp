// SPDX-License-Identifier: Apache-2.0
// From where the JSON-LD contexts that payloads name may be fetched: a list of the project's, empty
// until a person adds to it, because asking a server tells it who asks, and a payload could name
// any.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.hpp"

namespace belvedere::project {

// What the list may hold.
inline constexpr std::size_t kAllowedContextsMax = 64;
inline constexpr std::size_t kAllowedContextBytes = 512;

// The beginning of addresses that a person's words mean, as it is kept: "example.org" is
// "https://example.org/". kUsage for what is no web address, or has a name, a query or too many
// letters. Pure.
[[nodiscard]] Result<std::string> allowed_context_of(std::string_view typed);
// Whether the address is one of those, or lies below one. Pure; any thread.
[[nodiscard]] bool is_allowed_context(std::span<const std::string> allowed, std::string_view url);
// What has to be allowed for this address: all of its host; empty for what is no web address. Pure.
[[nodiscard]] std::string host_of_context(std::string_view url);
// Reads the list out of its JSON text; "null" is an empty one. What is wrong with it; empty when
// nothing is. Any input is safe.
[[nodiscard]] std::string read_allowed_contexts(std::string_view list,
                                                std::vector<std::string>& into);

}  // namespace belvedere::project
