// SPDX-License-Identifier: Apache-2.0
#include "app/cli/headless_feeds.hpp"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "app/describe/quantity_words.hpp"
#include "app/ui/theme.hpp"
#include "app/window/device_look.hpp"
#include "app/window/value_words.hpp"
#include "app/words/words.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/log.hpp"

namespace belvedere::cli {
namespace {

// When no further device has turned up for this long, all are there.
constexpr double kQuiet_s = 0.5;
constexpr double kGatherTurn_s = 0.05;
constexpr auto kGatherPause = std::chrono::milliseconds(2);

bool is_feed_over(const live::LiveFeed& feed) {
    return feed.state == live::LiveState::kFailed || feed.state == live::LiveState::kEnded;
}

picture::Phrases feed_phrases(std::string text) {
    return {{std::move(text), std::string(words::language())}};
}

}  // namespace

HeadlessFeeds::HeadlessFeeds(render::FrameRenderer& renderer, const city::Scene& scene,
                             const CommonOptions& options)
    : drawing_(renderer, scene),
      values_(renderer, scene, nullptr, {}),
      property_(options.live_property),
      display_(
          layers::display_named(options.show_values).value_or(layers::ValueDisplay::kSymbols)) {
    std::vector<live::FeedWish> wishes;
    for (const std::string& url : options.feeds)
        wishes.push_back({url});
    live_.follow(wishes);
}

void HeadlessFeeds::gather(double seconds_max) {
    if (live_.feeds().empty()) return;
    const double begin_s = system_clock().steady_seconds();
    double grew_s = begin_s;
    std::size_t known = 0;
    while (true) {
        const live::TakenIn taken = live_.take_in(kGatherTurn_s);
        const double now_s = system_clock().steady_seconds();
        const std::size_t entities = live_.store().entities().size();
        if (std::exchange(known, entities) != entities) grew_s = now_s;
        if (now_s - begin_s >= seconds_max) break;
        if (taken.updates > 0) continue;
        if (known > 0 && now_s - grew_s >= kQuiet_s) break;
        if (std::ranges::all_of(live_.feeds(), is_feed_over)) break;
        std::this_thread::sleep_for(kGatherPause);
    }
    const layers::DeviceLook look = window::device_look(property_, {});
    drawing_.note_scene_changed();
    while (drawing_.update(live_, look, system_clock().utc_now(), kGatherTurn_s)) {
    }
    values_.update(drawing_.symbols(), live_.store(),
                   {display_, look, system_clock().steady_seconds(), system_clock().utc_now()});
}

void HeadlessFeeds::append_to(render::DrawList& list, const city::ValueEye& eye) {
    const ui::Color accent = ui::dark_theme().colors.marker;
    const auto appended = drawing_.append_to(list, static_cast<double>(values_.symbol_share()),
                                             {accent.r, accent.g, accent.b, accent.a});
    if (!appended) log::warning(appended.error().message);
    values_.append_to(list, eye);
}

void HeadlessFeeds::add_legend(picture::Surround& surround) const {
    const layers::DeviceLook look = window::device_look(property_, {});
    const window::DeviceLegend legend = window::value_legend(
        window::device_legend(drawing_.symbols(), look, live_.store()), values_, look);
    if (legend.entries.empty()) return;
    surround.legend_title = feed_phrases(legend.title);
    for (const panels::LegendEntry& entry : legend.entries)
        surround.legend.push_back({entry.rgba, feed_phrases(entry.meaning)});
    if (std::string told =
            describe::joined(window::told_values(values_, drawing_.symbols(), live_.store()));
        !told.empty())
        surround.caption = feed_phrases(std::move(told));
}

std::vector<std::string> HeadlessFeeds::problems() const {
    std::vector<std::string> problems;
    for (const live::LiveFeed& feed : live_.feeds()) {
        if (!feed.sentence.empty()) problems.push_back(feed.name + ": " + feed.sentence);
    }
    return problems;
}

}  // namespace belvedere::cli
