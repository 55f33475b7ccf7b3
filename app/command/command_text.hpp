// SPDX-License-Identifier: Apache-2.0
// Commands as text, one a line, for scripts, tests and the palette:
//   view.go_to latitude=45.46 longitude=9.19 name="Duomo di Milano"
//   selection.set features=["a","b"]
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/command/command.hpp"
#include "engine/core/result.hpp"

namespace belvedere::command {

// A line of a script is at most this long; longer ones are refused (a selection of 10,000 ids
// fits).
inline constexpr std::size_t kLineBytesMax = 1 << 20;

// Values: true, false, integers, numbers, "quoted text" with \" \\ \n, bare words, and [lists].
// kUsage with the column of the fault.
[[nodiscard]] Result<Call> parse_call(std::string_view line);
// What parse_call reads back as an equal Call.
[[nodiscard]] std::string to_text(const Call& call);

// What a person fills in to call it: every required argument with a value of its kind,
// "layer=0 opacity=0.0".
[[nodiscard]] std::string argument_form(const Command& command);

}  // namespace belvedere::command
