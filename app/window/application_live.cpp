// SPDX-License-Identifier: Apache-2.0
// Application: what feeds bring, once a frame.
#include <algorithm>
#include <utility>

#include "app/window/application_state.hpp"
#include "app/window/chart_history.hpp"
#include "app/window/device_look.hpp"
#include "app/window/group_view.hpp"
#include "app/window/live_desk_work.hpp"
#include "app/window/live_work.hpp"
#include "app/window/order_work.hpp"
#include "app/window/twin_work.hpp"
#include "app/window/unit_news.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

// Of one frame at least; what is left waits for the next, which comes at once. Where frames are
// slow there are fewer of them, so that a share of their time is what keeps up with the feeds.
constexpr double kTakeIn_s = 0.004;
constexpr double kTakeInShare = 0.1;
constexpr double kUpdate_s = 0.002;
constexpr double kUpdateShare = 0.05;
// Ages are drawn anew so often, and the health of feeds is looked at.
constexpr double kAges_s = 1.0;
// New values are drawn so often over a view that otherwise rests: at once where a GPU draws, and
// on a software device, where a frame costs as much as a thousand messages, now and then.
constexpr double kValuesSoftware_s = 0.5;
// A script waits so long for the first word of a feed, which may have nothing to say.
constexpr double kScriptWaits_s = 10.0;

}  // namespace

void Application::take_in_values() {
    live::ValueDelay& delay = session.live.delay();
    if (delay.awaits_device())
        delay.note_presented(graphics->done_serial(), system_clock().steady_seconds());
    const double take_in_s = std::max(kTakeIn_s, kTakeInShare * last_frame_s);
    const double update_s = std::max(kUpdate_s, kUpdateShare * last_frame_s);
    const live::TakenIn taken = session.live.take_in(take_in_s);
    live_has_more = taken.has_more;
    live_is_due = live_is_due || taken.updates > 0;
    feeds_changed = feeds_changed || taken.health_changed;
    const project::Project& now = session.history.now();
    const layers::DeviceLook look = device_look(now.live_property, session.device);
    if (devices.update(session.live, look, system_clock().utc_now(), update_s)) {
        live_has_more = true;
    } else if (devices.revision() != devices_drawn) {
        live_is_due = true;
    }
    // From here on the next frame draws them.
    delay.note_snapshot(devices.symbols().followed(), system_clock().steady_seconds());
}

void Application::take_in_live() {
    follow_groups(session, devices, grouped);
    take_in_values();
    if (std::exchange(feeds_changed, false)) tell_feeds(session);
    const UtcTime time = system_clock().utc_now();
    sync_chart(session);
    follow_pasts(session);
    advance_units(session, time);
    advance_alarms(session, time);
    advance_orders(session, time);
    advance_desk(session, {system_clock().steady_seconds(), time});
    const project::Project& now = session.history.now();
    const layers::DeviceLook look = device_look(now.live_property, session.device);
    const double update_s = std::max(kUpdate_s, kUpdateShare * last_frame_s);
    if (advance_twins(session, look, time, update_s)) live_has_more = true;
    if (const auto range = session.twins.tint.range())
        devices.include_range(range->first, range->second, session.twins.tint.unit());
    const auto display = layers::display_named(now.live_display);
    if (values.update(devices.symbols(), session.live.store(),
                      {display.value_or(layers::ValueDisplay::kSymbols), look,
                       system_clock().steady_seconds(), time})) {
        session.changed = true;
    }
    const bool ages = session.live.is_live() && session.live.store().entities().size() > 0;
    const double since_s = system_clock().steady_seconds() - live_drawn_s;
    const double values_s = graphics->device().is_software ? kValuesSoftware_s : 0.0;
    if ((live_is_due && since_s >= values_s) || (ages && since_s >= kAges_s)) {
        session.changed = true;
    }
    if (!session.changed) return;
    live_drawn_s = system_clock().steady_seconds();
    live_is_due = false;
}

void Application::play_values(std::optional<std::size_t> point) {
    const std::vector<float> heard = heard_values(session);
    const double now_s = system_clock().steady_seconds();
    if (heard.empty() || (point && *point >= heard.size())) return;
    if (point) {
        sounds.play_chart_point(heard, *point, now_s);
    } else {
        sounds.play_chart(heard, words::text({"chart.title", "Values over time"}), now_s);
    }
}

bool Application::live_is_settled() const {
    // A field comes to its end, however busy the machine is; only what may never come has a limit.
    if (values.field().is_under_way()) return false;
    if (system_clock().steady_seconds() - script_step_s > kScriptWaits_s) return true;
    if (live_has_more || session.live.is_recalling()) return false;
    const bool is_awaited = layers::is_field(values.display()) && values.field().problem().empty();
    if (is_awaited && values.field().field() == nullptr) return false;
    return std::ranges::all_of(session.live.feeds(), [&](const live::LiveFeed& feed) {
        if (feed.state == live::LiveState::kConnecting) return false;
        return feed.state != live::LiveState::kConnected || !feed.source.valid() ||
               session.live.store().ledger(feed.source).updates.received > 0;
    });
}

std::optional<double> Application::live_wait_s() const {
    const UtcTime now = system_clock().utc_now();
    std::optional<double> wait_s;
    for (const auto& one :
         {alarms_wait_s(session, now), units_wait_s(session, now), values_wait_s()}) {
        if (one) wait_s = std::min(*one, wait_s.value_or(*one));
    }
    return wait_s;
}

std::optional<double> Application::values_wait_s() const {
    if (live_has_more) return 0.0;
    const double since_s = system_clock().steady_seconds() - live_drawn_s;
    if (live_is_due && graphics->device().is_software) return kValuesSoftware_s - since_s;
    if (live_is_due) return 0.0;
    if (!session.live.is_live()) return std::nullopt;
    if (session.live.store().entities().size() == 0) return kAges_s;
    return std::clamp(kAges_s - since_s, 0.05, kAges_s);
}

}  // namespace belvedere::window
