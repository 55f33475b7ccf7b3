// SPDX-License-Identifier: Apache-2.0
#include "app/window/session.hpp"

#include <algorithm>
#include <utility>

#include <glm/geometric.hpp>

#include "app/describe/fit_sentence.hpp"
#include "app/window/feature_hiding.hpp"
#include "app/window/live_work.hpp"
#include "app/window/open_problem.hpp"
#include "app/words/engine_text.hpp"
#include "app/words/words.hpp"
#include "engine/core/log.hpp"
#include "engine/geo/geodetic.hpp"

namespace belvedere::window {
namespace {

bool same_source(const project::Layer& a, const project::Layer& b) {
    return a.uri == b.uri && a.crs == b.crs && a.vertical == b.vertical &&
           a.feature_id_set == b.feature_id_set && a.lod == b.lod && a.theme == b.theme &&
           a.raise_m == b.raise_m;
}

city::LayerVisibility visibility_of(const project::Layer& layer) {
    return layer.visible ? city::LayerVisibility::kShown : city::LayerVisibility::kHidden;
}

// The layers that are not hidden, in an order that moving them does not change.
std::vector<SourceId> shown_layers(const city::Scene& scene) {
    std::vector<SourceId> shown;
    for (const city::LayerState& layer : scene.layers()) {
        if (layer.visibility != city::LayerVisibility::kHidden) shown.push_back(layer.source);
    }
    std::sort(shown.begin(), shown.end());
    return shown;
}

// A condition that cannot be read shows everything and is told.
void follow_filter(Session& session, OpenedSource& open, const project::Layer& layer) {
    const bool is_same = open.filter == layer.filter && open.hidden_types == layer.hidden_types;
    if (is_same) return;
    open.filter = layer.filter;
    open.hidden_types = layer.hidden_types;
    if (layer.filter.empty() && layer.hidden_types.empty()) {
        session.scene.set_filter(open.source, nullptr);
        return;
    }
    auto filter = city::FeatureFilter::make(layer.hidden_types.all(), layer.filter);
    if (!filter) notify(session, panels::NoticeKind::kWarning, filter.error().message);
    session.scene.set_filter(
        open.source,
        filter ? std::make_shared<const city::FeatureFilter>(std::move(*filter)) : nullptr);
}

bool had_source(const Session& session, SourceId source) {
    return std::find(session.sources.begin(), session.sources.end(), source) !=
           session.sources.end();
}

// A source that is opened otherwise, at another level of detail, has the same objects: what was
// chosen of it stays chosen.
void carry_over(Session& session, SourceId from, SourceId to) {
    const auto carry = [&](FeatureId& feature) {
        city::FeatureName name = session.scene.name_of(feature);
        if (name.source == from) feature = session.scene.feature_named({to, std::move(name.id)});
    };
    for (FeatureId& feature : session.selected)
        carry(feature);
    carry(session.inspected);
    carry(session.models.surface);
    ModelState& models = session.models;
    for (const city::LayerState& layer : session.scene.layers()) {
        if (layer.source != from) continue;
        if (!layer.lods.empty()) models.lods[to] = layer.lods;
        if (!layer.themes.empty()) models.themes[to] = layer.themes;
    }
    for (SourceId* source :
         {&models.report.source, &models.changes.before, &models.changes.after}) {
        if (*source == from) *source = to;
    }
    if (std::find(models.asked.begin(), models.asked.end(), from) != models.asked.end())
        models.asked.push_back(to);
    session.scene.set_selected(session.selected);
}

}  // namespace

void Session::announce(std::string text, Urgency urgency) {
    announcements.push_back({next_announcement++, std::move(text), urgency});
    if (announcements.size() > kAnnouncementsMax) announcements.pop_front();
    changed = true;
}

void notify(Session& session, panels::NoticeKind kind, std::string text) {
    // Errors come as the engine writes them.
    text = words::engine_text(text);
    const bool repeats = std::any_of(session.notices.begin(), session.notices.end(),
                                     [&](const auto& notice) { return notice.text == text; });
    if (repeats) return;
    session.notices.push_back({session.next_notice++, kind, std::move(text)});
    if (session.notices.size() > kNoticesMax) session.notices.pop_front();
    session.changed = true;
}

void apply_project(Session& session, project::Project next, std::string title,
                   const std::string& merge_key) {
    session.history.apply(std::move(next), std::move(title), merge_key);
    sync_scene(session);
}

void sync_scene(Session& session) {
    std::vector<OpenedSource>& opened = session.opened;
    for (OpenedSource& open : opened)
        open.used = false;
    const project::Project& now = session.history.now();
    std::vector<SourceId> sources;
    for (const project::Layer& layer : now.layers) {
        auto found = std::find_if(opened.begin(), opened.end(), [&](const OpenedSource& open) {
            return !open.used && same_source(open.layer, layer);
        });
        if (found == opened.end()) {
            const auto source =
                session.scene.open({layer.uri, layer.crs, layer.vertical, layer.feature_id_set,
                                    layer.lod, layer.raise_m, layer.theme});
            if (!source) {
                session.start_problem = open_problem(project::display_name(layer), source.error());
                notify(session, panels::NoticeKind::kError, words::say(session.start_problem));
            }
            opened.push_back({layer, source ? *source : SourceId{}, false});
            found = opened.end() - 1;
        }
        found->used = true;
        sources.push_back(found->source);
        if (!found->source.valid()) continue;
        session.scene.set_layer_visible(found->source, visibility_of(layer));
        session.scene.set_layer_opacity(found->source, static_cast<float>(layer.opacity));
        follow_filter(session, *found, layer);
    }
    for (const OpenedSource& open : opened) {
        if (open.used || !open.source.valid()) continue;
        const auto again = std::find_if(opened.begin(), opened.end(), [&](const auto& other) {
            return other.used && other.source.valid() && other.layer.uri == open.layer.uri &&
                   !had_source(session, other.source);
        });
        if (again != opened.end()) carry_over(session, open.source, again->source);
        session.scene.close(open.source);
    }
    std::erase_if(opened, [](const OpenedSource& open) { return !open.used; });
    // The panel lists the topmost first, the scene draws the first below.
    std::vector<SourceId> order(sources.rbegin(), sources.rend());
    std::erase_if(order, [](SourceId source) { return !source.valid(); });
    session.scene.set_layer_order(order);
    session.sources = std::move(sources);
    follow_hidden_features(session);
    sync_live(session);
    session.changed = true;
}

void sync_features(Session& session) {
    session.scene.set_selected(session.selected);
    session.scene.set_hidden(session.hidden);
    session.scene.set_isolated(session.isolated);
    session.changed = true;
}

project::View view_of(const Pose& pose, city::Ground ground) {
    project::View view;
    view.heading_deg = pose.heading_deg;
    view.pitch_deg = pose.pitch_deg;
    if (ground == city::Ground::kModel) {
        // A model has no place; its own metres stand in for degrees and are never shown as such.
        view.longitude_deg = pose.eye.x;
        view.latitude_deg = pose.eye.y;
        view.height_m = pose.eye.z;
        return view;
    }
    const geo::Geodetic place = geo::to_geodetic(pose.eye);
    view.longitude_deg = place.longitude_deg;
    view.latitude_deg = place.latitude_deg;
    view.height_m = place.height_m;
    return view;
}

Pose pose_of(const project::View& view, city::Ground ground) {
    const glm::dvec3 eye =
        ground == city::Ground::kModel
            ? glm::dvec3(view.longitude_deg, view.latitude_deg, view.height_m)
            : geo::to_ecef({view.longitude_deg, view.latitude_deg, view.height_m});
    return {eye, view.heading_deg, view.pitch_deg};
}

void keep_view(Session& session) {
    project::Project next = session.history.now();
    next.view = view_of(session.motion.pose(), session.scene.ground());
    next.has_view = true;
    session.history.amend(std::move(next));
}

PlaceSystem place_system_of(const Session& session, SourceId source) {
    const bool wgs84 = session.history.now().layout.coordinates == "wgs84";
    return place_system(session.scene.mapping(source),
                        wgs84 ? CoordinateChoice::kWgs84 : CoordinateChoice::kLayer);
}

PlaceSystem typing_system(const Session& session) {
    const std::size_t chosen =
        session.chosen_layer < session.sources.size() ? session.chosen_layer : 0;
    return place_system_of(session, session.sources.empty() ? SourceId{} : session.sources[chosen]);
}

double aspect_of(const ViewArea& area) {
    return std::max(1.0, static_cast<double>(area.width())) /
           std::max(1.0, static_cast<double>(area.height()));
}

ViewMotion::Flight flight_of(const Session& session) {
    const Person& person = session.person;
    return preferences::appearance_of(person.preferences, person.desktop).reduced_motion
               ? ViewMotion::Flight::kInstant
               : ViewMotion::Flight::kSmooth;
}

void fly_to_box(Session& session, const geo::OrientedBox& box) {
    const Pose& now = session.motion.pose();
    const double pitch = std::clamp(now.pitch_deg, -70.0, -25.0);
    const Pose pose =
        pose_to_fit({box, now.heading_deg, pitch, aspect_of(session.area)}, session.scene.ground());
    session.motion.fly_to(pose, flight_of(session));
    session.changed = true;
}

std::optional<geo::OrientedBox> whole_box(const city::Scene& scene) {
    if (auto drawn = scene.drawn_box()) return drawn;
    const auto bounds = scene.bounds();
    if (!bounds) return std::nullopt;
    return box_round(*bounds, BoxShape::kFlat, scene.ground());
}

std::optional<geo::OrientedBox> fit_once(Session& session) {
    const auto fit = session.scene.fit(static_cast<double>(session.area.height()));
    if (!fit) return std::nullopt;
    session.first_view = FirstView{shown_layers(session.scene), fit->box};
    std::string sentence = describe::fit_sentence(*fit);
    if (!sentence.empty()) notify(session, panels::NoticeKind::kInfo, std::move(sentence));
    return fit->box;
}

std::optional<geo::OrientedBox> home_box(const Session& session) {
    const auto& first = session.first_view;
    if (first && first->shown == shown_layers(session.scene)) return first->box;
    const auto bounds = session.scene.bounds();
    if (!bounds) return std::nullopt;
    return box_round(*bounds, BoxShape::kFlat, session.scene.ground());
}

glm::vec2 center_px(const ViewArea& area) {
    return {(area.x0 + area.x1) * 0.5F, (area.y0 + area.y1) * 0.5F};
}

render::Camera camera_of(const Session& session) {
    double nearest_m = 100.0;
    if (const auto bounds = session.scene.bounds()) {
        const double outside =
            glm::distance(session.motion.pose().eye, bounds->center) - bounds->radius_m;
        nearest_m = std::max(outside, 10.0);
    }
    return session.motion.camera(nearest_m);
}

geo::Ray ray_at(const Session& session, glm::vec2 pixel) {
    if (const auto lens = lens_of(session); lens && lens->frame.contains(pixel)) {
        // What is seen there is what the lens shows.
        const glm::vec2 share{(pixel.x - lens->frame.x0) / lens->frame.width(),
                              (pixel.y - lens->frame.y0) / lens->frame.height()};
        return render::ray_through(lens->camera, 1.0, glm::dvec2(share) * 2.0 - glm::dvec2(1.0));
    }
    const ViewArea& area = session.area;
    const glm::dvec2 ndc{2.0 * static_cast<double>((pixel.x - area.x0) / area.width()) - 1.0,
                         2.0 * static_cast<double>((pixel.y - area.y0) / area.height()) - 1.0};
    return render::ray_through(camera_of(session), aspect_of(area), ndc);
}

std::optional<city::SurfaceHit> surface_at(const Session& session, glm::vec2 pixel) {
    return session.scene.intersect(ray_at(session, pixel));
}

PlaceText place_at(const Session& session, glm::vec2 pixel) {
    const geo::Ray ray = ray_at(session, pixel);
    const auto describe = [&session](const PlaceSystem& system, const glm::dvec3& position) {
        if (session.scene.ground() == city::Ground::kEarth) return describe_place(system, position);
        return PlaceText{place_text(position, city::Ground::kModel),
                         words::text({"place.model", "the model's own metres"})};
    };
    if (const auto hit = session.scene.intersect(ray)) {
        return describe(place_system_of(session, hit->source), hit->position);
    }
    const auto below = session.scene.plain_ground_below(ray);
    if (!below) return {};
    PlaceText place = describe(typing_system(session), *below);
    place.datum =
        words::text({"place.plain_ground", "{datum}; on the plain ground, where there is no data"},
                    {{"datum", place.datum}});
    return place;
}

glm::dvec3 anchor_at(const Session& session, glm::vec2 pixel) {
    const geo::Ray ray = ray_at(session, pixel);
    if (const auto hit = session.scene.intersect(ray)) return hit->position;
    double along = 500.0;
    if (const auto bounds = session.scene.bounds()) {
        // The horizontal through the middle of the city, no farther than the city itself.
        const glm::dvec3 up = city::horizon_at(bounds->center, session.scene.ground()).axes[2];
        const double slope = glm::dot(ray.direction, up);
        const double height = glm::dot(bounds->center - ray.origin, up);
        const double reach = glm::distance(ray.origin, bounds->center) + bounds->radius_m;
        along = slope * height > 0.0 ? std::min(height / slope, reach) : reach;
    }
    return ray.origin + ray.direction * along;
}

}  // namespace belvedere::window
