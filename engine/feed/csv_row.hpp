// SPDX-License-Identifier: Apache-2.0
// Rows of comma-separated values. Private to the module.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace belvedere::feed {

// Takes the next line's cells off a CSV text (RFC 4180, any separator); false at its end. A line is
// cut at limits::kCsvLineBytes.
[[nodiscard]] bool take_row(std::string_view& rest, char separator,
                            std::vector<std::string>& cells);

}  // namespace belvedere::feed
