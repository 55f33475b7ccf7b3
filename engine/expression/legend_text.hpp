// SPDX-License-Identifier: Apache-2.0
// Conditions as a legend shows them.
#pragma once

#include <string>
#include <string_view>

namespace belvedere::expression {

// "${Height} >= 100" to "Height ≥ 100", "(${H} >= 10.0) && (${H} < 30.0)" to "10 ≤ H < 30",
// "${feature['gml:id']} === 'a'" to "gml:id = a". What it has no nicer words for stays as written.
[[nodiscard]] std::string legend_text(std::string_view condition);

}  // namespace belvedere::expression
