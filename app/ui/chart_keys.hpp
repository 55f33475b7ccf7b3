// SPDX-License-Identifier: Apache-2.0
// Inside ui only: what all charts have beside their picture: keys along the points, sound, a table.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "app/ui/containers.hpp"
#include "app/ui/context.hpp"

namespace belvedere::ui {

// Where the keys go from the point they are at, or nothing: Left, Right, PageUp, PageDown, Home and
// End, in time and so from left to right in every language.
[[nodiscard]] std::optional<std::size_t> point_by_keys(const Item& chart,
                                                       std::optional<std::size_t> now,
                                                       std::size_t count);

// Moves an end of what is marked, with Shift the one at `point`, with Ctrl and Shift the other;
// whether it did. What is not there yet begins where the point is, or at the first that the key
// would go to.
[[nodiscard]] bool mark_by_keys(const Item& chart, std::optional<std::size_t>& point,
                                std::optional<std::size_t>& mark, std::size_t count);

// Node::told_by of a chart: values come in by themselves, a person goes from point to point.
[[nodiscard]] std::string told_by_point(std::string_view id, std::optional<std::size_t> point,
                                        std::optional<std::size_t> mark = {});

// The buttons below a chart, and the table where `is_table` is on, which one of them changes:
// `first` names its first column, the second is the value; so many rows are seen at once. Returns
// whether the whole chart is to be heard.
[[nodiscard]] bool other_ways(const std::string& base, bool& is_table, const Message& first,
                              const TableSource& source, float rows);

}  // namespace belvedere::ui
