// SPDX-License-Identifier: Apache-2.0
#include "app/cli/headless_feeds.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <thread>
#include <utility>

#include "app/cli/describe_devices.hpp"
#include "app/describe/quantity_words.hpp"
#include "app/layers/symbol_outline.hpp"
#include "app/live/open_feed.hpp"
#include "app/ui/theme.hpp"
#include "app/window/device_look.hpp"
#include "app/window/group_view.hpp"
#include "app/window/tint_legend.hpp"
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

HeadlessFeeds::HeadlessFeeds(render::FrameRenderer& renderer, city::Scene& scene,
                             const CommonOptions& options)
    : scene_(scene),
      drawing_(renderer, scene),
      look_{options.live_property, options.tint},
      values_(renderer, scene, nullptr, {}),
      display_(layers::display_named(options.show_values).value_or(layers::ValueDisplay::kSymbols)),
      groups_devices_(options.groups_devices) {
    if (options.offline) live_.set_network(live::Network::kOff);
    std::vector<live::FeedWish> wishes;
    for (const std::string& url : options.feeds) {
        const twin::SourceInfo info = live::source_info(url);
        if (auto may = twin::check_use(info.policy, twin::DataUse::kExport, info.name); !may) {
            refusals_.push_back(may.error().message);
            continue;
        }
        wishes.push_back({url});
    }
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
    const layers::DeviceLook look = window::device_look(look_.property, {});
    drawing_.note_scene_changed();
    while (drawing_.update(live_, look, system_clock().utc_now(), kGatherTurn_s)) {
    }
    if (!look_.tint.empty() && !look_.property.empty()) tint_features();
    values_.update(drawing_.symbols(), live_.store(),
                   {display_, look, system_clock().steady_seconds(), system_clock().utc_now()});
}

// Where the city is drawn now; what loads later has the colours that were found.
void HeadlessFeeds::tint_features() {
    const project::SharedList<project::DeviceBinding> nobody_said;
    const auto suggests = look_.tint == "place" ? binding::Suggests::kYes : binding::Suggests::kNo;
    const binding::CityBinding::Sources sources{
        live_, scene_, nobody_said, [](const std::string&) { return SourceId{}; }, suggests};
    while (binding_.update(sources, kGatherTurn_s)) {
    }
    const layers::DeviceLook look = window::device_look(look_.property, {});
    const UtcTime now = system_clock().utc_now();
    const auto look_once = [&] {
        tint_.begin(binding_.pairs(suggests), binding_.revision(), look, 0.0);
        while (tint_.advance({live_, drawing_.symbols(), look, now}, kGatherTurn_s)) {
        }
    };
    look_once();
    // Symbols and buildings share one scale: where buildings have values beyond it, both are
    // coloured again.
    if (const auto range = tint_.range()) {
        drawing_.include_range(range->first, range->second, tint_.unit());
        while (drawing_.update(live_, look, now, kGatherTurn_s)) {
        }
        look_once();
    }
    std::unordered_map<FeatureId, render::Color> colors;
    for (const auto& [feature, tinted] : tint_.features())
        colors.emplace(
            feature, render::Color{tinted.color.r, tinted.color.g, tinted.color.b, tinted.color.a});
    scene_.set_value_tints(std::move(colors));
}

void HeadlessFeeds::group(const render::Camera& camera, glm::vec2 size_px) {
    if (!groups_devices_) return;
    const double aspect = static_cast<double>(size_px.x) / static_cast<double>(size_px.y);
    seen_.on_screen = [camera, aspect,
                       size_px](const glm::dvec3& place) -> std::optional<glm::vec2> {
        const auto at = render::project(camera, aspect, place);
        if (!at || std::abs(at->ndc.x) > 1.0 || std::abs(at->ndc.y) > 1.0) return std::nullopt;
        return glm::vec2(at->ndc * 0.5 + 0.5) * size_px;
    };
    seen_.size_px = size_px;
    seen_.reach_px = window::kGroupReach_px;
    const layers::DeviceLook look = window::device_look(look_.property, {});
    drawing_.group(seen_, look);
    while (drawing_.update(live_, look, system_clock().utc_now(), kGatherTurn_s)) {
    }
}

void HeadlessFeeds::add_groups(picture::Surround& surround) const {
    const layers::DeviceGroups& groups = drawing_.groups();
    if (groups.groups().empty()) return;
    const float half = drawing_.symbol_px() * 0.5F;
    for (const layers::DeviceGroup& group : groups.groups()) {
        const auto at = seen_.on_screen(drawing_.symbols().devices()[group.stands_at].place);
        if (!at) continue;
        const float high = half * static_cast<float>(group.sign.size_sixteenths) / 8.0F;
        surround.values.push_back({at->x, at->y - high, window::group_number(group)});
    }
    const std::string told = window::grouped_sentence(groups);
    std::string caption =
        surround.caption.empty() ? told : describe::joined({surround.caption[0].text, told});
    surround.caption = feed_phrases(std::move(caption));
}

void HeadlessFeeds::append_to(render::DrawList& list, const city::ValueEye& eye) {
    const ui::Color accent = ui::dark_theme().colors.marker;
    const auto appended = drawing_.append_to(list, static_cast<double>(values_.symbol_share()),
                                             {accent.r, accent.g, accent.b, accent.a});
    if (!appended) log::warning(appended.error().message);
    values_.append_to(list, eye);
}

std::string HeadlessFeeds::described(const describe::Eye& eye) const {
    return describe_devices(drawing_.symbols(), live_.store(), eye);
}

void HeadlessFeeds::add_legend(picture::Surround& surround) const {
    const layers::DeviceLook look = window::device_look(look_.property, {});
    window::DeviceLegend legend = window::value_legend(
        window::device_legend(drawing_.symbols(), look, live_.store()), values_, look);
    if (legend.entries.empty()) legend = window::tint_legend(tint_, look, live_.store());
    if (legend.entries.empty()) return;
    picture::Legend& lines = surround.legends.emplace_back();
    lines.title = feed_phrases(legend.title);
    for (std::size_t i = 0; i < legend.entries.size(); ++i) {
        lines.lines.push_back({legend.entries[i].rgba, feed_phrases(legend.entries[i].meaning),
                               layers::symbol_outline(legend.shapes[i])});
    }
    if (std::string told =
            describe::joined(window::told_values(values_, drawing_.symbols(), live_.store()));
        !told.empty())
        surround.caption = feed_phrases(std::move(told));
    add_groups(surround);
}

std::vector<std::string> HeadlessFeeds::problems() const {
    std::vector<std::string> problems = refusals_;
    std::ranges::move(live::feed_problems(live_.feeds()), std::back_inserter(problems));
    return problems;
}

}  // namespace belvedere::cli
