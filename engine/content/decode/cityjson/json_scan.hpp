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
    std::string_view key;   // As written, escapes and all.
    std::size_t first = 0;  // Of the key's quotation mark.
    std::size_t value = 0;  // First of the value.
    std::size_t end = 0;    // Behind the value.
    bool is_whole = true;   // Else the text ends, or nests too deep, before the value does.
};

// Visits the members of the object whose bracket stands at `at`, until it ends or `visit` says
// false; the last one may not be whole. Returns whether all of it could be walked through.
bool scan_members(std::string_view text, std::size_t at,
                  const std::function<bool(const ScannedMember&)>& visit);

// Visits each place where `key` is the name of a member, at any depth: the position of its value.
void scan_keys(std::string_view text, std::string_view quoted_key,
               const std::function<void(std::size_t value)>& visit);

}  // namespace belvedere::content::cityjson
