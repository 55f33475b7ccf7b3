// SPDX-License-Identifier: Apache-2.0
// Numbers out of element text, fast: a city is a few million of them.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace belvedere::content::citygml {

// Appends the numbers of a list that is separated by white space (a posList), as xs:double writes
// them but for INF and NaN. False at the first that is none, or not finite; those before it are
// appended then. Correctly rounded. Pure.
[[nodiscard]] bool append_numbers(std::string_view text, std::vector<double>& values);

// The same with commas counted as white space: gml:coordinates of GML 2 (`cs` "," and `ts` " ").
[[nodiscard]] bool append_coordinates(std::string_view text, std::vector<double>& values);

// The one number that the text is, white space around it allowed; nothing for anything else.
[[nodiscard]] std::optional<double> number_of(std::string_view text);

// Without the white space before and after.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace belvedere::content::citygml
