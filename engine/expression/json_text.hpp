// SPDX-License-Identifier: Apache-2.0
// Looking into properties that are JSON text, without building a document of them.
//
// Nested properties (batch tables of Japanese cities hold dozens a building) are read by a few
// expressions only, one member at a time; a scan over the text costs less than any document.
#pragma once

#include <memory_resource>
#include <string>
#include <string_view>

#include "engine/expression/value.hpp"

namespace belvedere::expression {

// The member of an object, or undefined: not an object, no such member, broken text. Strings with
// escapes are decoded into `memory`; everything else borrows from `text`.
[[nodiscard]] Value json_member(std::string_view text, std::string_view name,
                                std::pmr::memory_resource& memory);
// The element of an array, or undefined.
[[nodiscard]] Value json_element(std::string_view text, std::size_t index,
                                 std::pmr::memory_resource& memory);
// The whole text as a value: a literal becomes its type, an array or object stays kJson.
[[nodiscard]] Value json_value(std::string_view text, std::pmr::memory_resource& memory);

// As String() shows it: arrays "[1, a, true]", objects as their JSON.
[[nodiscard]] std::string json_display_text(std::string_view text);

}  // namespace belvedere::expression
