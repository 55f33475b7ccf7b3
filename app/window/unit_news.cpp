// SPDX-License-Identifier: Apache-2.0
#include "app/window/unit_news.hpp"

#include <algorithm>
#include <vector>

#include "app/devices/twin_text.hpp"
#include "app/panels/unit_text.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

constexpr std::int64_t kNoticeEvery_us = 60'000'000;

std::string symbol_of(const Session& session, twin::UnitId unit) {
    return unit_word(session.live.store().units().unit(unit).symbol);
}

// Of a feed with one such value, or with many.
std::string notice_text(const Session& session, SourceId source, const twin::UnitChange& last,
                        std::size_t count) {
    const twin::TwinStore& store = session.live.store();
    const std::string& feed = store.source(source).name;
    if (count > 1) {
        constexpr words::PluralMessage kMany{"units.news_many",
                                             "{feed}: {n} value comes in another unit than before",
                                             "{feed}: {n} values come in another unit than before"};
        return words::plural(kMany, count, {{"feed", feed}, {"n", panels::count_text(count)}});
    }
    return words::text(
        last.is_comparable
            ? Message{"units.news",
                      "{feed}: {property} of {device} comes in {now} now, before in {before}"}
            : Message{"units.news_other",
                      "{feed}: {property} of {device} comes in {now} now, before in {before}. The "
                      "two cannot be compared."},
        {{"feed", feed},
         {"property", devices::property_text(store, last.series)},
         {"device", devices::device_name(store, last.entity)},
         {"now", symbol_of(session, last.now)},
         {"before", symbol_of(session, last.before)}});
}

}  // namespace

void advance_units(Session& session, UtcTime now) {
    LiveDesk& desk = session.desk;
    for (const twin::SeriesId series : desk.units.advance()) {
        UnitNews& news = desk.unit_news[desk.units.find(series)->source];
        news.last = series;
        news.is_untold = true;
        ++desk.units_changed;
    }
    for (auto& [source, news] : desk.unit_news) {
        if (!news.is_untold || now.microseconds < news.due_us) continue;
        news.is_untold = false;
        const twin::UnitChange* last = desk.units.find(news.last);
        if (last == nullptr) continue;
        news.due_us = now.microseconds + kNoticeEvery_us;
        std::erase_if(session.notices,
                      [&](const auto& notice) { return notice.text == news.text; });
        notify(session, panels::NoticeKind::kWarning,
               notice_text(session, source, *last, desk.units.open_of(source)));
        news.text = session.notices.back().text;
    }
}

std::optional<double> units_wait_s(const Session& session, UtcTime now) {
    std::optional<double> wait_s;
    for (const auto& [source, news] : session.desk.unit_news) {
        if (!news.is_untold) continue;
        const double due_s =
            std::max(0.0, static_cast<double>(news.due_us - now.microseconds) * 1e-6);
        wait_s = std::min(due_s, wait_s.value_or(due_s));
    }
    return wait_s;
}

std::string unit_word(std::string_view symbol) {
    return symbol.empty() ? words::text({"units.none", "no unit"}) : std::string(symbol);
}

std::string unit_change_text(const Session& session, const twin::UnitChange& change) {
    return words::text(
        change.is_comparable
            ? Message{"units.changed", "Comes in {now} now, before in {before}"}
            : Message{"units.changed_other",
                      "Comes in {now} now, before in {before}; the two cannot be compared"},
        {{"now", symbol_of(session, change.now)}, {"before", symbol_of(session, change.before)}});
}

}  // namespace belvedere::window
