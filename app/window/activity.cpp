// SPDX-License-Identifier: Apache-2.0
#include "app/window/activity.hpp"

#include <algorithm>
#include <utility>

#include "app/panels/unit_text.hpp"
#include "app/window/open_problem.hpp"
#include "app/window/session.hpp"
#include "engine/core/clock.hpp"

namespace belvedere::window {
namespace {

// A source that opens sooner is not worth a word.
constexpr double kOpeningShown_s = 1.0;

bool is_shown(const Activity& activity, double now_s) {
    return !activity.source.valid() || now_s - activity.begin_s >= kOpeningShown_s;
}

std::string name_of(const Session& session, SourceId source) {
    const auto found = std::find(session.sources.begin(), session.sources.end(), source);
    if (found == session.sources.end()) return {};
    const auto at = static_cast<std::size_t>(found - session.sources.begin());
    return project::display_name(session.history.now().layers[at]);
}

// Taking the layer away again, as one step that can be undone.
void close_source(Session& session, SourceId source) {
    const auto found = std::find(session.sources.begin(), session.sources.end(), source);
    if (found == session.sources.end()) return;
    project::Project next = session.history.now();
    next.layers.erase(next.layers.begin() + (found - session.sources.begin()));
    session.chosen_layer = 0;
    apply_project(session, std::move(next), words::text({"step.remove", "Remove layer"}));
}

void follow_layers(Session& session) {
    for (const city::LayerState& layer : session.scene.layers()) {
        const auto found =
            std::find_if(session.activities.begin(), session.activities.end(),
                         [&](const Activity& a) { return a.source == layer.source; });
        const bool is_opening = layer.phase == city::LayerPhase::kOpening;
        if (is_opening && found == session.activities.end()) {
            Activity opening;
            opening.what = {Message{"activity.opening", "Opening {name}…"},
                            {{"name", name_of(session, layer.source)}}};
            opening.source = layer.source;
            opening.cancel = [&session, source = layer.source] { close_source(session, source); };
            begin_activity(session, std::move(opening));
        }
        if (is_opening) continue;
        if (found != session.activities.end()) session.activities.erase(found);
        const bool is_new = layer.phase == city::LayerPhase::kFailed &&
                            std::find(session.failed.begin(), session.failed.end(), layer.source) ==
                                session.failed.end();
        if (!is_new) continue;
        session.failed.push_back(layer.source);
        notify(session, panels::NoticeKind::kError,
               words::say(open_problem(name_of(session, layer.source),
                                       {layer.problem_kind, layer.problem})));
    }
    // Of sources that were closed.
    std::erase_if(session.activities, [&](const Activity& activity) {
        return activity.source.valid() && std::find(session.sources.begin(), session.sources.end(),
                                                    activity.source) == session.sources.end();
    });
}

void work(Session& session) {
    const double end_s = system_clock().steady_seconds() + kActivitySlice_s;
    const auto found = std::find_if(session.activities.begin(), session.activities.end(),
                                    [](const Activity& a) { return a.step != nullptr; });
    if (found == session.activities.end()) return;
    const std::uint64_t number = found->number;
    session.changed = true;
    bool is_done = false;
    while (!is_done && system_clock().steady_seconds() < end_s)
        is_done = found->step(*found);
    if (is_done) end_activity(session, number);
}

}  // namespace

std::uint64_t begin_activity(Session& session, Activity activity) {
    activity.number = session.next_activity++;
    activity.begin_s = system_clock().steady_seconds();
    session.activities.push_back(std::move(activity));
    session.changed = true;
    return session.activities.back().number;
}

Activity* find_activity(Session& session, std::uint64_t number) {
    const auto found = std::find_if(session.activities.begin(), session.activities.end(),
                                    [&](const Activity& a) { return a.number == number; });
    return found == session.activities.end() ? nullptr : &*found;
}

void end_activity(Session& session, std::uint64_t number) {
    std::erase_if(session.activities, [&](const Activity& a) { return a.number == number; });
    session.changed = true;
}

bool can_cancel_activity(const Session& session) {
    return std::any_of(session.activities.begin(), session.activities.end(),
                       [](const Activity& a) { return a.cancel != nullptr; });
}

Result<void> cancel_activity(Session& session) {
    const auto found = std::find_if(session.activities.rbegin(), session.activities.rend(),
                                    [](const Activity& a) { return a.cancel != nullptr; });
    return cancel_activity(session, found == session.activities.rend() ? 0 : found->number);
}

Result<void> cancel_activity(Session& session, std::uint64_t number) {
    Activity* found = find_activity(session, number);
    if (found == nullptr || found->cancel == nullptr) {
        return fail(ErrorKind::kDenied,
                    words::text({"activity.none", "nothing is under way that can be cancelled"}));
    }
    const Activity cancelled = std::move(*found);
    end_activity(session, cancelled.number);
    cancelled.cancel();
    session.announce(words::text({"activity.cancelled", "Cancelled: {what}"},
                                 {{"what", words::say(cancelled.what)}}),
                     Urgency::kPolite);
    return {};
}

void follow_activities(Session& session, double now_s) {
    follow_layers(session);
    work(session);
    for (Activity& activity : session.activities) {
        if (activity.is_told || now_s - activity.begin_s < kActivityTold_s) continue;
        activity.is_told = true;
        session.announce(words::say(activity.what), Urgency::kPolite);
    }
}

double activities_wait_s(const Session& session, double now_s) {
    double wait_s = -1.0;
    for (const Activity& activity : session.activities) {
        if (activity.step) return 0.0;
        if (activity.is_told) continue;
        const double left_s = std::max(0.001, activity.begin_s + kActivityTold_s - now_s);
        wait_s = wait_s < 0.0 ? left_s : std::min(wait_s, left_s);
    }
    return wait_s;
}

std::string activity_text(const Session& session, double now_s) {
    const auto shown = std::find_if(session.activities.rbegin(), session.activities.rend(),
                                    [&](const Activity& a) { return is_shown(a, now_s); });
    if (shown == session.activities.rend()) return {};
    std::string what = words::say(shown->what);
    if (!shown->fraction) return what;
    return words::text({"activity.progress", "{what} {share}"},
                       {{"what", what}, {"share", panels::percent_text(*shown->fraction)}});
}

}  // namespace belvedere::window
