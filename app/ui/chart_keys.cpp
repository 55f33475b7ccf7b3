// SPDX-License-Identifier: Apache-2.0
#include "app/ui/chart_keys.hpp"

#include <algorithm>

#include "app/ui/controls.hpp"
#include "app/ui/item.hpp"
#include "app/ui/label.hpp"

namespace belvedere::ui {
namespace {

constexpr std::size_t kPage = 10;

// A mirrored window has changed left and right over; time is not mirrored.
input::Key in_time(input::Key key) {
    if (!context().is_mirrored) return key;
    return key == input::Key::kLeft ? input::Key::kRight : input::Key::kLeft;
}

}  // namespace

std::optional<std::size_t> point_by_keys(const Item& chart, std::optional<std::size_t> now,
                                         std::size_t count) {
    if (!chart.is_focused || !has_keyboard() || count == 0) return std::nullopt;
    using enum input::Key;
    const std::size_t last = count - 1;
    if (take_press(in_time(kRight))) return now ? std::min(*now + 1, last) : 0;
    if (take_press(in_time(kLeft))) return now ? *now - std::min<std::size_t>(*now, 1) : last;
    if (take_press(kPageDown)) return now ? std::min(*now + kPage, last) : 0;
    if (take_press(kPageUp)) return now ? *now - std::min(*now, kPage) : last;
    if (take_press(kHome)) return 0;
    if (take_press(kEnd)) return last;
    return std::nullopt;
}

bool other_ways(const std::string& base, bool& is_table, const Message& first,
                const TableSource& source, float rows) {
    const bool plays = button(base + ".play", {"chart.play", "Play as sound"});
    same_line();
    if (toggle(base + ".as_table", {"chart.as_table", "As a table"}, is_table)) {
        is_table = !is_table;
    }
    if (!is_table) return plays;
    const Message columns[] = {first, {"chart.value", "Value"}};
    (void)table(base + ".table", columns, source,
                px(context().theme->metrics.target_min_px) * rows);
    return plays;
}

}  // namespace belvedere::ui
