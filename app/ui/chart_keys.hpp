// SPDX-License-Identifier: Apache-2.0
// Inside ui only: how keys walk along the points of a chart.
#pragma once

#include <cstddef>
#include <optional>

#include "app/ui/context.hpp"

namespace belvedere::ui {

// Where the keys go from the point they are at, or nothing: Left, Right, PageUp, PageDown, Home and
// End, in time and so from left to right in every language.
[[nodiscard]] std::optional<std::size_t> point_by_keys(const Item& chart,
                                                       std::optional<std::size_t> now,
                                                       std::size_t count);

}  // namespace belvedere::ui
