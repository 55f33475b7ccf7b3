// SPDX-License-Identifier: Apache-2.0
#include "app/window/scene_telling.hpp"

#include <algorithm>
#include <unordered_set>

#include "app/describe/quantity_words.hpp"
#include "app/describe/sun_facts.hpp"
#include "app/panels/unit_text.hpp"
#include "app/window/device_view.hpp"
#include "app/window/session.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

// Neighbours that end a description, and that are listed when they are asked for.
constexpr std::size_t kNeighboursNear = 3;
constexpr std::size_t kNeighboursListed = 8;
// Features whose attributes a filter looks at, nearest first; ids and names of all are searched.
constexpr std::size_t kFilteredMax = 5000;

bool is_same(const std::optional<navigation::Pose>& a, const navigation::Pose& b) {
    return a && a->eye == b.eye && a->heading_deg == b.heading_deg && a->pitch_deg == b.pitch_deg;
}

ReadState state_of(const Session& session) {
    ReadState state;
    state.features = session.scene.statistics().features_loaded;
    state.hidden = session.hidden.size();
    state.isolated = session.isolated.size();
    for (const city::LayerState& layer : session.scene.layers()) {
        if (layer.visibility == city::LayerVisibility::kShown) ++state.layers_shown;
    }
    state.selected = session.selected.size();
    state.inspected = session.inspected;
    state.width_px = session.area.width();
    state.height_px = session.area.height();
    state.is_complete = session.scene.complete();
    state.language = words::language();
    state.measures = words::measures();
    return state;
}

bool is_fresh(const Session& session) {
    const SceneTelling& telling = session.telling;
    return is_same(telling.read_pose, session.motion.pose()) &&
           telling.read_state == state_of(session);
}

bool is_wanted(const Session& session) {
    const project::Layout& layout = session.history.now().layout;
    return session.telling.is_listened_to || (layout.left_open && layout.left_tab == "describe");
}

describe::StyleFacts style_facts(const StyleOutcome& style) {
    describe::StyleFacts facts;
    if (!style.is_shown) return facts;
    facts.title = style.title.empty() ? words::text({"style.title", "Style"}) : style.title;
    if (style.legend.empty()) return facts;
    const panels::LegendEntry& first = style.legend.front();
    const auto last = std::find_if(style.legend.rbegin(), style.legend.rend(),
                                   [](const auto& entry) { return entry.high > entry.low; });
    if (first.high > first.low && last != style.legend.rend()) {
        facts.lowest = panels::compact_text(std::min(first.low, last->low));
        facts.highest = panels::compact_text(std::max(first.high, last->high));
    }
    return facts;
}

void refresh_objects(Session& session) {
    SceneTelling& telling = session.telling;
    telling.objects.sentence = told_view(session, telling.verbosity);
    telling.objects.objects =
        describe::object_nodes(session.scene, telling.reading, {telling.current, session.selected});
    ++telling.readings;
    session.changed = true;
}

std::vector<describe::SceneObject> filtered(const Session& session,
                                            const std::vector<describe::SceneObject>& all) {
    const std::string& filter = session.telling.filter;
    if (filter.empty()) return all;
    const std::string value = filter_value(filter);
    const bool names_attribute = value.size() != filter.size();
    // What was searched for something else says nothing here: see with_filter().
    const std::unordered_set<FeatureId> none;
    const FilterHits& hits = session.telling.hits;
    const auto& found = hits.value == value ? hits.features : none;
    std::vector<describe::SceneObject> kept;
    std::size_t asked = 0;
    for (const describe::SceneObject& object : all) {
        const city::PlacedFeature& placed = object.placed;
        const bool is_kind = describe::kind_is_called(placed.kind, filter);
        if (!is_kind && found.count(placed.feature) == 0) continue;
        if (!is_kind && names_attribute) {
            if (++asked > kFilteredMax) break;
            if (!describe::matches(session.scene.describe(placed.feature), filter)) continue;
        }
        kept.push_back(object);
    }
    return kept;
}

}  // namespace

std::string filter_value(const std::string& filter) {
    const std::size_t equals = filter.find('=');
    const bool names_attribute = equals != std::string::npos && equals > 0;
    return names_attribute ? filter.substr(equals + 1) : filter;
}

void ensure_reading(Session& session) {
    SceneTelling& telling = session.telling;
    if (is_fresh(session)) return;
    const ViewArea& area = session.area;
    const describe::Eye eye =
        describe::eye_of(session.scene, camera_of(session), static_cast<double>(area.width()),
                         static_cast<double>(area.height()));
    telling.reading = describe::read_scene(session.scene, eye);
    telling.read_pose = session.motion.pose();
    telling.read_state = state_of(session);
    // Without its tile, nobody knows where the current object stands.
    if (describe::find_object(telling.reading, telling.current) == nullptr) {
        telling.current = {};
        telling.current_placed.reset();
    }
    refresh_objects(session);
}

void follow_view(Session& session, double now_s) {
    SceneTelling& telling = session.telling;
    const navigation::Pose& pose = session.motion.pose();
    if (!is_same(telling.seen_pose, pose)) {
        telling.seen_pose = pose;
        telling.rests_since_s = now_s;
    }
    telling.wait_s = -1.0;
    if (!is_wanted(session) || is_fresh(session)) return;
    const double left_s = telling.rests_since_s + kTellingRest_s - now_s;
    if (left_s > 0.0) {
        telling.wait_s = left_s;
        return;
    }
    ensure_reading(session);
    // While tiles arrive, not more often either.
    telling.rests_since_s = now_s;
}

std::string told_view(const Session& session, describe::Verbosity verbosity) {
    describe::ViewFacts facts = session.telling.reading.view;
    facts.selected = session.selected.size();
    facts.style = style_facts(session.style);
    facts.sun = describe::sun_facts(session.time.now, session.time.zone, session.motion.pose().eye,
                                    session.scene.ground());
    facts.devices = devices_sentence(session);
    return describe::view_sentence(facts, verbosity);
}

std::vector<describe::SceneObject> walk_list(const Session& session, WalkArea area) {
    const describe::SceneReading& reading = session.telling.reading;
    return filtered(session, area == WalkArea::kInView ? reading.in_view : reading.around);
}

Result<describe::SceneObject> told_object(Session& session, FeatureId feature) {
    ensure_reading(session);
    const describe::SceneObject* object = describe::find_object(session.telling.reading, feature);
    if (object == nullptr) {
        return fail(ErrorKind::kDenied, words::text({"problem.tile_not_loaded",
                                                     "the feature's tile is not loaded now"}));
    }
    return *object;
}

std::string told_neighbours(const Session& session, const describe::SceneObject& object) {
    return describe::neighbours_sentence(describe::named_neighbours(
        session.scene, session.telling.reading, object, kNeighboursListed));
}

void stand_at(Session& session, const describe::SceneObject& object, Detail detail) {
    SceneTelling& telling = session.telling;
    const FeatureId feature = object.placed.feature;
    telling.current = feature;
    telling.current_placed = object.placed;
    telling.current_from_deg = object.relative_deg;
    ++telling.steps;
    const describe::ObjectFacts facts = describe::facts_of(session.scene.describe(feature));
    if (detail == Detail::kLine) {
        telling.told = describe::object_line(object, facts);
    } else {
        const bool is_selected = std::find(session.selected.begin(), session.selected.end(),
                                           feature) != session.selected.end();
        telling.told = describe::object_sentence(
            {object, facts, is_selected,
             describe::named_neighbours(session.scene, telling.reading, object, kNeighboursNear)});
    }
    session.announce(telling.told, Urgency::kPolite);
    refresh_objects(session);
}

}  // namespace belvedere::window
