// SPDX-License-Identifier: Apache-2.0
// Commands that tell the view in words and walk from object to object. Directions are as seen from
// the camera: "ahead" is up the picture.
#include <algorithm>
#include <utility>

#include "app/describe/quantity_words.hpp"
#include "app/window/search_work.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;
using describe::Toward;

Result<void> tell_view(Session& session, describe::Verbosity verbosity) {
    ensure_reading(session);
    session.telling.told = told_view(session, verbosity);
    session.telling.objects.sentence = session.telling.told;
    session.announce(session.telling.told, Urgency::kPolite);
    return {};
}

// Says why nothing happened, which a person who sees nothing happen would not need.
Result<void> tell_nothing(Session& session, const Message& message) {
    session.telling.told = words::text(message);
    session.announce(session.telling.told, Urgency::kPolite);
    return {};
}

Result<void> walk_on(Session& session, describe::Direction direction, describe::Company company) {
    ensure_reading(session);
    const auto list = walk_list(session, WalkArea::kInView);
    if (list.empty()) {
        return tell_nothing(session, session.telling.filter.empty()
                                         ? Message{"object.none_in_view", "No object is in view."}
                                         : Message{"object.none_matches_in_view",
                                                   "No object in view matches the filter."});
    }
    const auto next = describe::step_in(list, {session.telling.current, direction, company});
    if (!next) {
        return tell_nothing(session, direction == describe::Direction::kNext
                                         ? Message{"object.last", "This is the farthest object."}
                                         : Message{"object.first", "This is the nearest object."});
    }
    stand_at(session, list[*next], Detail::kLine);
    return {};
}

Result<void> walk(Session& session, describe::Direction direction, describe::Company company) {
    return with_filter(
        session, [&session, direction, company] { return walk_on(session, direction, company); });
}

Result<void> walk_on_toward(Session& session, Toward toward) {
    ensure_reading(session);
    const describe::SceneReading& reading = session.telling.reading;
    const auto list = walk_list(session, WalkArea::kLoaded);
    describe::Look look;
    look.heading_deg = reading.view.heading_deg;
    look.toward = toward;
    look.place = reading.eye.camera.position;
    if (session.telling.current_placed) {
        look.from = session.telling.current;
        look.place = session.telling.current_placed->box.center;
    }
    const auto next = describe::nearest_toward(list, look, reading.eye.horizon);
    if (!next) {
        return tell_nothing(session,
                            {"object.none_that_way", "No loaded object lies in that direction."});
    }
    stand_at(session, list[*next], Detail::kLine);
    return {};
}

Result<void> walk_toward(Session& session, Toward toward) {
    return with_filter(session, [&session, toward] { return walk_on_toward(session, toward); });
}

Result<void> tell_matches(Session& session) {
    ensure_reading(session);
    const auto count = walk_list(session, WalkArea::kInView).size();
    constexpr words::PluralMessage kMatching{"object.matching", "{n} object in view matches.",
                                             "{n} objects in view match."};
    const std::string number = describe::said_count(count);
    session.telling.told = words::plural(kMatching, count, {{"n", number}});
    session.announce(session.telling.told, Urgency::kPolite);
    return {};
}

Result<void> set_filter(Session& session, const Call& call) {
    SceneTelling& telling = session.telling;
    telling.filter = call.text("text");
    if (telling.filter.empty()) {
        return tell_nothing(session, {"object.unfiltered", "Every object is walked through."});
    }
    return with_filter(session, [&session] { return tell_matches(session); });
}

Result<void> go_to_nearest(Session& session) {
    ensure_reading(session);
    auto list = walk_list(session, WalkArea::kLoaded);
    // Asked again at the object that was found: the one after it.
    const auto next = describe::step_in(list, {session.telling.current});
    if (!next) return tell_nothing(session, {"object.none_matches", "No loaded object matches."});
    stand_at(session, list[*next], Detail::kAll);
    return {};
}

Result<void> find_nearest(Session& session, const Call& call) {
    if (call.has("text")) session.telling.filter = call.text("text");
    return with_filter(session, [&session] { return go_to_nearest(session); });
}

// The object that a call names, or the current one.
Result<describe::SceneObject> object_of(Session& session, const Call& call) {
    if (call.has("feature")) {
        return told_object(session, FeatureId{static_cast<std::uint32_t>(call.integer("feature"))});
    }
    if (!session.telling.current.valid()) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.no_object", "no object is current: go to one first"}));
    }
    return told_object(session, session.telling.current);
}

Result<void> go_to(Session& session, const describe::SceneObject& object) {
    const geo::BoundingSphere round = geo::enclosing_sphere(object.placed.box);
    constexpr double kRadiusLeast_m = 15.0;
    fly_to_box(session, box_round({round.center, std::max(round.radius_m, kRadiusLeast_m) * 2.0},
                                  BoxShape::kCube, session.scene.ground()));
    session.fits_when_known = false;
    return {};
}

void select_one(Session& session, FeatureId feature) {
    session.selected = {feature};
    session.inspected = feature;
    session.at_point.clear();
    sync_features(session);
}

using Act = Result<void> (*)(Session& session, const describe::SceneObject& object);

Result<void> describe_it(Session& session, const describe::SceneObject& object) {
    stand_at(session, object, Detail::kAll);
    return {};
}

Result<void> tell_neighbours(Session& session, const describe::SceneObject& object) {
    session.telling.told = told_neighbours(session, object);
    session.announce(session.telling.told, Urgency::kPolite);
    return {};
}

Result<void> go_to_it(Session& session, const describe::SceneObject& object) {
    stand_at(session, object, Detail::kLine);
    return go_to(session, object);
}

Result<void> select_it(Session& session, const describe::SceneObject& object) {
    select_one(session, object.placed.feature);
    stand_at(session, object, Detail::kAll);
    return {};
}

Result<void> choose_it(Session& session, const describe::SceneObject& object) {
    select_one(session, object.placed.feature);
    return go_to_it(session, object);
}

void add_act(command::CommandRegistry& registry, Session& session, Entry entry, Act act) {
    entry.parameters = {may_have("feature", ValueType::kInteger)};
    add(registry, entry, [&session, act](const Call& call) -> Result<void> {
        const auto object = object_of(session, call);
        if (!object) return fail(object.error());
        return act(session, *object);
    });
}

void add_view_telling(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"describe.view", "Describe the view", "Says where the camera is and what is in view.",
         "L"},
        [&](const Call&) { return tell_view(session, session.telling.verbosity); });
    add(registry,
        {"describe.view_fully", "Describe the view fully",
         "Says all of it, with the time and the sun.", "Shift+L"},
        [&](const Call&) { return tell_view(session, describe::Verbosity::kFull); });
    add(registry,
        {"describe.verbosity",
         "How much is described",
         "Short, normal or full; the next one without an argument.",
         "Shift+V",
         {may_have("level", ValueType::kText)}},
        [&](const Call& call) -> Result<void> {
            const int next = (static_cast<int>(session.telling.verbosity) + 1) % 3;
            const auto wanted = call.has("level")
                                    ? describe::verbosity_named(call.text("level"))
                                    : std::optional(static_cast<describe::Verbosity>(next));
            if (!wanted) return fail(ErrorKind::kUsage, "levels are short, normal and full");
            session.telling.verbosity = *wanted;
            return tell_view(session, *wanted);
        });
    add(registry,
        {"describe.show", "Find an object…", "Opens the list of objects in view and its filter.",
         "Ctrl+F"},
        [&](const Call&) -> Result<void> {
            project::Project next = session.history.now();
            next.layout.left_open = true;
            next.layout.left_tab = "describe";
            session.history.amend(std::move(next));
            ++session.telling.filter_asked;
            ensure_reading(session);
            session.changed = true;
            return {};
        });
}

void add_walking(command::CommandRegistry& registry, Session& session) {
    struct Way {
        Entry entry;
        describe::Direction direction;
        describe::Company company;
    };
    using enum describe::Direction;
    using enum describe::Company;
    const Way ways[] = {
        {{"object.next", "Next object", "Goes on to the next farther object in view.", "J"},
         kNext,
         kAny},
        {{"object.previous", "Previous object", "Goes back to the next nearer object in view.",
          "K"},
         kPrevious,
         kAny},
        {{"object.next_alike", "Next object of the kind", "Skips objects of other kinds.",
          "Shift+J"},
         kNext,
         kSameKind},
        {{"object.previous_alike", "Previous object of the kind", "Skips objects of other kinds.",
          "Shift+K"},
         kPrevious,
         kSameKind}};
    for (const Way& way : ways) {
        add(registry, way.entry,
            [&session, way](const Call&) { return walk(session, way.direction, way.company); });
    }
}

void add_directions(command::CommandRegistry& registry, Session& session) {
    struct Way {
        Entry entry;
        Toward toward;
    };
    const Way ways[] = {{{"object.ahead", "Nearest object ahead",
                          "From the current object, or from the camera.", "Alt+Up"},
                         Toward::kAhead},
                        {{"object.ahead_right", "Nearest object ahead to the right",
                          "From the current object, or from the camera.", "Alt+PageUp"},
                         Toward::kAheadRight},
                        {{"object.right", "Nearest object to the right",
                          "From the current object, or from the camera.", "Alt+Right"},
                         Toward::kRight},
                        {{"object.behind_right", "Nearest object behind to the right",
                          "From the current object, or from the camera.", "Alt+PageDown"},
                         Toward::kBehindRight},
                        {{"object.behind", "Nearest object behind",
                          "From the current object, or from the camera.", "Alt+Down"},
                         Toward::kBehind},
                        {{"object.behind_left", "Nearest object behind to the left",
                          "From the current object, or from the camera.", "Alt+End"},
                         Toward::kBehindLeft},
                        {{"object.left", "Nearest object to the left",
                          "From the current object, or from the camera.", "Alt+Left"},
                         Toward::kLeft},
                        {{"object.ahead_left", "Nearest object ahead to the left",
                          "From the current object, or from the camera.", "Alt+Home"},
                         Toward::kAheadLeft}};
    for (const Way& way : ways) {
        add(registry, way.entry,
            [&session, toward = way.toward](const Call&) { return walk_toward(session, toward); });
    }
}

}  // namespace

void add_object_commands(command::CommandRegistry& registry, Session& session) {
    add_view_telling(registry, session);
    add_walking(registry, session);
    add_directions(registry, session);
    add(registry,
        {"object.filter",
         "Filter objects",
         "Walks only through objects with this text or attribute=value; without one through all.",
         "Shift+U",
         {may_have("text", ValueType::kText)}},
        [&](const Call& call) { return set_filter(session, call); });
    add(registry,
        {"object.find",
         "Nearest object that matches",
         "Goes to the nearest loaded object with this text or attribute=value, then to the next.",
         "U",
         {may_have("text", ValueType::kText)}},
        [&](const Call& call) { return find_nearest(session, call); });
    add_act(registry, session,
            {"object.describe", "Describe the object",
             "Says its name, use, height, place and neighbours.", "O"},
            describe_it);
    add_act(registry, session,
            {"object.neighbours", "Neighbours of the object",
             "Lists what stands round it, clockwise from north.", "Shift+O"},
            tell_neighbours);
    add_act(registry, session, {"object.go_to", "Go to the object", "Flies there.", "G"}, go_to_it);
    add_act(registry, session, {"object.select", "Select the object", "Selects it alone.", "X"},
            select_it);
    add_act(registry, session,
            {"object.choose", "Select the object and go there", "Selects it and flies there.",
             "Shift+G"},
            choose_it);
}

}  // namespace belvedere::window
