// SPDX-License-Identifier: Apache-2.0
#include "app/window/audience_devices.hpp"

#include <functional>
#include <map>
#include <string>
#include <utility>

#include "app/describe/quantity_words.hpp"
#include "app/layers/symbol_outline.hpp"
#include "app/window/device_look.hpp"
#include "app/window/device_view.hpp"
#include "app/window/tint_legend.hpp"
#include "app/window/value_words.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

// Of feeds that bring nothing are named at most so many: the picture is the city's.
constexpr std::size_t kFeedNotes = 3;
// The letters that a symbol of plain size goes with.
constexpr double kPlainEm_px = 13.0;

bool brings_nothing(const live::LiveFeed& feed) {
    return feed.state == live::LiveState::kWaiting || feed.state == live::LiveState::kFailed ||
           feed.state == live::LiveState::kPaused;
}

void add_notes(const Session& session, const AudienceLanguages& languages,
               picture::Surround& surround) {
    std::size_t named = 0;
    for (const live::LiveFeed& feed : session.live.feeds()) {
        if (!brings_nothing(feed) || named++ >= kFeedNotes) continue;
        surround.not_current.push_back(in_all(languages, [&] {
            return words::text(
                {"audience.feed_silent", "Not current: nothing new comes from {name}"},
                {{"name", feed.name}});
        }));
    }
    const auto& by_state = session.devices->counts().by_state;
    const std::size_t old = by_state[static_cast<std::size_t>(twin::TwinState::kStale)] +
                            by_state[static_cast<std::size_t>(twin::TwinState::kLost)];
    if (old == 0) return;
    surround.not_current.push_back(in_all(languages, [&] {
        constexpr words::PluralMessage kOld{"audience.old_values",
                                            "Not current: {n} device shows an old value",
                                            "Not current: {n} devices show old values"};
        return words::plural(kOld, old, {{"n", describe::said_count(old)}});
    }));
}

}  // namespace

double audience_symbol_scale(const picture::Sheet& sheet) {
    return static_cast<double>(sheet.em_px) / kPlainEm_px;
}

void add_devices(const Session& session, const AudienceLanguages& languages,
                 picture::Surround& surround) {
    if (session.devices == nullptr) return;
    add_notes(session, languages, surround);
    const layers::DeviceLook look =
        device_look(session.history.now().live_property, session.device);
    // Once in each language; which one is words' business.
    std::map<std::string, DeviceLegend, std::less<>> by_language;
    const auto said = [&]() -> const DeviceLegend& {
        const auto [kept, is_new] = by_language.try_emplace(std::string(words::language()));
        if (is_new) {
            kept->second = device_legend(*session.devices, look, session.live.store());
            if (session.values != nullptr)
                kept->second = value_legend(std::move(kept->second), *session.values, look);
            if (kept->second.entries.empty())
                kept->second = tint_legend(session.twins.tint, look, session.live.store());
        }
        return kept->second;
    };
    const DeviceLegend& plain = said();
    if (plain.entries.empty()) return;
    picture::Legend legend;
    legend.title = in_all(languages, [&] { return said().title; });
    for (std::size_t i = 0; i < plain.entries.size(); ++i) {
        legend.lines.push_back({plain.entries[i].rgba,
                                in_all(languages, [&] { return said().entries[i].meaning; }),
                                layers::symbol_outline(plain.shapes[i])});
    }
    surround.legends.push_back(std::move(legend));
}

void add_device_values(const Session& session, const render::Camera& camera,
                       const picture::Sheet& sheet, float symbol_px, picture::Surround& surround) {
    if (session.devices == nullptr || session.history.now().live_property.empty()) return;
    const DeviceSight sight{camera, {0.0F, 0.0F, sheet.width_px, sheet.height_px}, symbol_px};
    const twin::Unit& unit = session.live.store().units().unit(session.devices->unit());
    std::size_t asked = 0;
    for (const SeenDevice& seen : devices_seen(session, sight)) {
        if (asked >= 2 * kAudienceValues || surround.values.size() >= kAudienceValues) break;
        if (!seen.device->has_value) continue;
        ++asked;
        if (is_device_hidden(session, camera, seen)) continue;
        surround.values.push_back({seen.at.x, seen.at.y - symbol_px * 0.5F,
                                   device_value_text(seen.device->number, unit)});
    }
}

}  // namespace belvedere::window
