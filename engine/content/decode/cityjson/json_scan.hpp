// SPDX-License-Identifier: Apache-2.0
// Finding one's way in JSON text that is too large to be parsed whole.
//
// Nothing is validated beyond what walking needs (strings, brackets); whatever is used is parsed
// properly afterwards. Positions count from the start of the text.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace belvedere::content::cityjson {

inline constexpr std::size_t kNowhere = std::string_view::npos;

// The first position from `at` that is no white space; the text's size at its end.
[[nodiscard]] std::size_t skip_space(std::string_view text, std::size_t at);

// The position behind the value that starts at `at`; kNowhere when the text ends before it does, or
// it nests deeper than citymodel::limits::kCityDepth.
[[nodiscard]] std::size_t skip_value(std::string_view text, std::size_t at);

// One member of an object.
struct ScannedMember {
    std::string_view key;        // As written, escapes and all.
    std::size_t first = 0;       // Of the key's quotation mark.
    std::size_t value = 0;       // First of the value.
    std::size_t end = kNowhere;  // Behind the value, once known.
};

// Finds the end of a member's value; kNowhere when the text ends, or it nests too deep, before.
std::size_t end_of(std::string_view text, ScannedMember& member);

// Visits the members of the object whose bracket stands at `at`, until it ends or `visit` says
// false. A visitor that has walked through the value says where it ends, so that it is not walked
// through again. Returns the position behind the object; kNowhere when it is not whole or was left.
std::size_t scan_members(std::string_view text, std::size_t at,
                         const std::function<bool(ScannedMember&)>& visit);

// Visits each place where `key` is the name of a member, at any depth: the position of its value.
void scan_keys(std::string_view text, std::string_view quoted_key,
               const std::function<void(std::size_t value)>& visit);

}  // namespace belvedere::content::cityjson
