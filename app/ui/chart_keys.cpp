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

// From point to point, by whatever of these keys was pressed with these modifiers.
std::optional<std::size_t> moved(std::optional<std::size_t> now, std::size_t count,
                                 std::uint8_t modifiers) {
    using enum input::Key;
    const std::size_t last = count - 1;
    const auto is = [&](input::Key key) { return take_press(key, modifiers); };
    if (is(in_time(kRight))) return now ? std::min(*now + 1, last) : 0;
    if (is(in_time(kLeft))) return now ? *now - std::min<std::size_t>(*now, 1) : last;
    if (is(kPageDown)) return now ? std::min(*now + kPage, last) : 0;
    if (is(kPageUp)) return now ? *now - std::min(*now, kPage) : last;
    if (is(kHome)) return 0;
    if (is(kEnd)) return last;
    return std::nullopt;
}

}  // namespace

std::optional<std::size_t> point_by_keys(const Item& chart, std::optional<std::size_t> now,
                                         std::size_t count) {
    if (!chart.is_focused || !has_keyboard() || count == 0) return std::nullopt;
    return moved(now, count, 0);
}

std::string told_by_point(std::string_view id, std::optional<std::size_t> point,
                          std::optional<std::size_t> mark) {
    std::string told_by(id);
    for (const auto& end : {point, mark})
        told_by += end ? "#" + std::to_string(*end) : "#";
    return told_by;
}

bool mark_by_keys(const Item& chart, std::optional<std::size_t>& point,
                  std::optional<std::size_t>& mark, std::size_t count) {
    if (!chart.is_focused || !has_keyboard() || count == 0) return false;
    using input::Modifiers;
    if (const auto to = moved(point, count, Modifiers::kShift)) {
        if (!mark) mark = point.value_or(*to);
        point = to;
        return true;
    }
    const auto from = mark ? mark : point;
    if (const auto to = moved(from, count, Modifiers::kShift | Modifiers::kControl)) {
        if (!point) point = from.value_or(*to);
        mark = to;
        return true;
    }
    return false;
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
