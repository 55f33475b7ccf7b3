// SPDX-License-Identifier: Apache-2.0
// Commands that move the camera; everything the mouse does on the picture is among them.
#include <algorithm>
#include <utility>

#include <glm/geometric.hpp>

#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"
#include "engine/geo/coordinate_text.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

// One press of a key or button; held keys move on their own, in proportion to time.
constexpr double kTurn_deg = 10.0;
constexpr double kTilt_deg = 7.5;
constexpr double kStepShare = 0.15;  // Of the distance to what is looked at.

double distance_ahead(const Session& session) {
    const glm::dvec3 ahead = anchor_at(session, center_px(session.area));
    return std::clamp(glm::distance(ahead, session.motion.pose().eye), 2.0, 1e6);
}

void turn(Session& session, const Turn& by) {
    if (session.motion.navigation() == Navigation::kOrbit) {
        session.motion.orbit(anchor_at(session, center_px(session.area)), by);
    } else {
        session.motion.look(by);
    }
}

void step(Session& session, Step direction) {
    const double metres = session.motion.navigation() == Navigation::kWalk
                              ? 1.0
                              : distance_ahead(session) * kStepShare;
    direction.forward_m *= metres;
    direction.right_m *= metres;
    direction.up_m *= metres;
    session.motion.move(direction);
}

void add_motion(command::CommandRegistry& registry, Session& session, const Entry& entry,
                std::function<void()> move) {
    add(registry, entry, [&session, move = std::move(move)](const Call&) -> Result<void> {
        move();
        session.fits_when_known = false;
        session.changed = true;
        return {};
    });
}

Result<void> home(Session& session) {
    const auto box = home_box(session);
    if (!box)
        return fail(ErrorKind::kDenied,
                    words::text({"problem.nothing_open", "nothing is open yet"}));
    const Pose pose = pose_to_fit({*box, 0.0, city::kFitAngles.pitch_deg, aspect_of(session.area)},
                                  session.scene.ground());
    session.motion.fly_to(pose, flight_of(session));
    session.changed = true;
    return {};
}

// Keeps what is in the middle in the middle, and the distance.
void look_at_middle(Session& session, double heading_deg, double pitch_deg) {
    const glm::dvec3 middle = anchor_at(session, center_px(session.area));
    const Pose& now = session.motion.pose();
    ViewMotion turned = session.motion;
    turned.set_surface({});
    turned.orbit(middle, {heading_deg - now.heading_deg, pitch_deg - now.pitch_deg});
    session.motion.fly_to(turned.pose(), flight_of(session));
}

Result<void> go_to(Session& session, const Call& call) {
    session.changed = true;
    const PlaceSystem system = typing_system(session);
    const auto typed = geo::parse_coordinates(call.text("place"), system.crs);
    session.go_to_problem = {};
    if (!typed) {  // Shown beside the field, where it was typed.
        session.go_to_problem.technical = typed.error().message;
        return {};
    }
    if (session.scene.ground() == city::Ground::kModel) {
        session.go_to_problem.message = {"views.no_place", "what is open has no place on Earth"};
        return {};
    }
    const auto target = typed_place(system, *typed);
    if (!target) {
        session.go_to_problem = {Message{"views.outside", "this lies outside of {crs}"},
                                 {{"crs", system.crs.title}}};
        return {};
    }
    const Pose pose =
        pose_to_fit({box_round({*target, 200.0}, BoxShape::kCube, city::Ground::kEarth),
                     session.motion.pose().heading_deg, -40.0, aspect_of(session.area)},
                    city::Ground::kEarth);
    session.motion.fly_to(pose, flight_of(session));
    return {};
}

Result<void> set_coordinates(Session& session, const Call& call) {
    project::Project next = session.history.now();
    std::string& system = next.layout.coordinates;
    const std::string wanted = call.text("system");
    if (!wanted.empty() && wanted != "layer" && wanted != "wgs84") {
        return fail(ErrorKind::kUsage, "coordinates are written in layer or wgs84");
    }
    system = !wanted.empty() ? wanted : system == "wgs84" ? "layer" : "wgs84";
    session.history.amend(std::move(next));
    session.changed = true;
    return {};
}

Result<void> set_navigation(Session& session, const Call& call) {
    const std::string mode = call.text("mode");
    if (mode != "orbit" && mode != "fly" && mode != "walk") {
        return fail(ErrorKind::kUsage, "navigation is orbit, fly or walk");
    }
    session.motion.set_navigation(mode == "orbit" ? Navigation::kOrbit
                                  : mode == "fly" ? Navigation::kFly
                                                  : Navigation::kWalk);
    session.changed = true;
    return {};
}

Result<std::size_t> bookmark_of(const Session& session, const Call& call) {
    const std::int64_t index = call.integer("index");
    if (index < 0 || static_cast<std::size_t>(index) >= session.history.now().bookmarks.size()) {
        return fail(ErrorKind::kUsage, "there is no bookmark " + std::to_string(index));
    }
    return static_cast<std::size_t>(index);
}

Result<void> add_bookmark(Session& session, const Call& call) {
    project::Project next = session.history.now();
    if (next.bookmarks.size() >= project::kBookmarksMax) {
        return fail(ErrorKind::kLimit,
                    words::text({"problem.bookmarks_max", "there are too many bookmarks"}));
    }
    std::string name = call.text("name");
    if (name.empty()) {
        name = project::next_bookmark_name(next, [](std::size_t number) {
            return words::text({"views.numbered", "View {n}"}, {{"n", std::to_string(number)}});
        });
    }
    next.bookmarks.push_back({name, view_of(session.motion.pose(), session.scene.ground())});
    apply_project(session, std::move(next), words::text({"step.add_bookmark", "Add bookmark"}));
    return {};
}

void add_bookmark_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"bookmark.add",
         "Keep this view",
         "Adds the camera's place to the bookmarks.",
         "Ctrl+D",
         {may_have("name", ValueType::kText)}},
        [&](const Call& call) { return add_bookmark(session, call); });
    add(registry,
        {"bookmark.go",
         "Go to a bookmark",
         "Flies to a kept view.",
         "",
         {needs("index", ValueType::kInteger)}},
        [&](const Call& call) -> Result<void> {
            const auto index = bookmark_of(session, call);
            if (!index) return fail(index.error());
            const project::View& view = session.history.now().bookmarks[*index].view;
            session.motion.fly_to(pose_of(view, session.scene.ground()), flight_of(session));
            session.changed = true;
            return {};
        });
    add(registry,
        {"bookmark.remove",
         "Remove a bookmark",
         "Forgets a kept view.",
         "",
         {needs("index", ValueType::kInteger)}},
        [&](const Call& call) -> Result<void> {
            const auto index = bookmark_of(session, call);
            if (!index) return fail(index.error());
            project::Project next = session.history.now();
            next.bookmarks.erase(next.bookmarks.begin() + static_cast<std::ptrdiff_t>(*index));
            apply_project(session, std::move(next),
                          words::text({"step.remove_bookmark", "Remove bookmark"}));
            return {};
        });
}

struct Keys {
    const char* first;
    const char* second;
};

Entry with_keys(Entry entry, const Keys& keys) {
    entry.key = keys.first;
    entry.second_key = keys.second;
    return entry;
}

void add_step_commands(command::CommandRegistry& registry, Session& session) {
    const auto zoom = [&session](double notches) {
        session.motion.zoom(anchor_at(session, center_px(session.area)), notches);
    };
    add_motion(registry, session, {"view.zoom_in", "Closer", "Moves towards the middle.", "Plus"},
               [zoom] { zoom(2.0); });
    add_motion(registry, session,
               {"view.zoom_out", "Farther", "Moves away from the middle.", "Minus"},
               [zoom] { zoom(-2.0); });
    struct Key {
        Entry entry;
        std::function<void()> move;
    };
    const auto turns = [&session](double heading_deg, double pitch_deg) {
        return [&session, heading_deg, pitch_deg] { turn(session, {heading_deg, pitch_deg}); };
    };
    const auto steps = [&session](const Step& direction) {
        return [&session, direction] { step(session, direction); };
    };
    const Key keys[] = {
        {with_keys({"view.turn_left", "Turn left", "Turns the view left."}, {"Q", "Shift+Left"}),
         turns(-kTurn_deg, 0.0)},
        {with_keys({"view.turn_right", "Turn right", "Turns the view right."},
                   {"E", "Shift+Right"}),
         turns(kTurn_deg, 0.0)},
        {with_keys({"view.tilt_up", "Look up", "Tilts the view up."}, {"PageUp", "Shift+Up"}),
         turns(0.0, kTilt_deg)},
        {with_keys({"view.tilt_down", "Look down", "Tilts the view down."},
                   {"PageDown", "Shift+Down"}),
         turns(0.0, -kTilt_deg)},
        {with_keys({"view.forward", "Forward", "Moves ahead."}, {"W", "Up"}),
         steps({1.0, 0.0, 0.0})},
        {with_keys({"view.back", "Back", "Moves back."}, {"S", "Down"}), steps({-1.0, 0.0, 0.0})},
        {with_keys({"view.left", "Left", "Moves to the left."}, {"A", "Left"}),
         steps({0.0, -1.0, 0.0})},
        {with_keys({"view.right", "Right", "Moves to the right."}, {"D", "Right"}),
         steps({0.0, 1.0, 0.0})},
        {with_keys({"view.up", "Higher", "Moves up."}, {"R", ""}), steps({0.0, 0.0, 1.0})},
        {with_keys({"view.down", "Lower", "Moves down."}, {"F", ""}), steps({0.0, 0.0, -1.0})}};
    for (const Key& key : keys)
        add_motion(registry, session, key.entry, key.move);
}

}  // namespace

void add_view_commands(command::CommandRegistry& registry, Session& session) {
    add(registry, {"view.home", "Home", "Shows everything that is open.", "Home"},
        [&](const Call&) { return home(session); });
    add_motion(registry, session,
               {"view.north_up", "North up", "Turns the view to the north.", "N"},
               [&] { look_at_middle(session, 0.0, session.motion.pose().pitch_deg); });
    add_motion(registry, session, {"view.top", "From above", "Looks straight down, north up.", "T"},
               [&] { look_at_middle(session, 0.0, -89.5); });
    add_step_commands(registry, session);
    add(registry,
        {"view.go_to",
         "Go to coordinates",
         "Flies to a place in the chosen layer's CRS or WGS 84.",
         "",
         {needs("place", ValueType::kText)}},
        [&](const Call& call) { return go_to(session, call); });
    add(registry,
        {"view.set_navigation",
         "Way to move",
         "Orbit, fly or walk.",
         "",
         {needs("mode", ValueType::kText)}},
        [&](const Call& call) { return set_navigation(session, call); });
    add(registry,
        {"view.coordinates",
         "Coordinates of the layer or WGS 84",
         "Chooses what places are written in.",
         "Shift+C",
         {may_have("system", ValueType::kText)}},
        [&](const Call& call) { return set_coordinates(session, call); });
    add_bookmark_commands(registry, session);
}

}  // namespace belvedere::window
