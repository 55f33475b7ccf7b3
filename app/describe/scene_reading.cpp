// SPDX-License-Identifier: Apache-2.0
#include "app/describe/scene_reading.hpp"

#include <algorithm>
#include <utility>

#include <glm/geometric.hpp>

#include "app/city/viewpoint.hpp"
#include "app/words/words.hpp"
#include "engine/geo/coordinate_text.hpp"
#include "engine/geo/geodetic.hpp"
#include "engine/text/locale.hpp"

namespace belvedere::describe {
namespace {

// A name counts as that of a place within this.
constexpr double kPlaceWithin_m = 150.0;
// From higher up nobody is over a street: coordinates are said.
constexpr double kPlaceBelow_m = 20'000.0;
// Features asked for a name before coordinates are said instead.
constexpr std::size_t kPlacesAsked = 8;

std::optional<glm::dvec3> first_surface(const city::Scene& scene, const geo::Ray& ray) {
    if (const auto hit = scene.intersect(ray)) return hit->position;
    return scene.plain_ground_below(ray);
}

double height_m(const glm::dvec3& position, city::Ground ground) {
    return ground == city::Ground::kModel ? position.z : geo::to_geodetic(position).height_m;
}

// Where the object that stands nearest touches the ground: what heights are told above where the
// eye is outside of the city.
std::optional<double> nearest_foot_m(const SceneReading& reading, city::Ground ground) {
    const auto nearest = std::min_element(
        reading.around.begin(), reading.around.end(),
        [](const SceneObject& a, const SceneObject& b) { return a.level_m < b.level_m; });
    if (nearest == reading.around.end()) return std::nullopt;
    const geo::OrientedBox& box = nearest->placed.box;
    return height_m(box.center - box.half_axes[2], ground);
}

// The street or the name of what stands nearest to a point.
std::string named_near(const city::Scene& scene, const SceneReading& reading,
                       const glm::dvec3& point) {
    std::vector<std::pair<double, FeatureId>> near;
    for (const SceneObject& object : reading.around) {
        const Way way = way_between(point, object.placed.box.center, reading.eye.horizon);
        if (way.distance_m <= kPlaceWithin_m)
            near.emplace_back(way.distance_m, object.placed.feature);
    }
    const std::size_t asked = std::min(kPlacesAsked, near.size());
    std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(asked), near.end());
    for (std::size_t i = 0; i < asked; ++i) {
        std::string name = place_name(facts_of(scene.describe(near[i].second)));
        if (!name.empty()) return name;
    }
    return {};
}

// To about a metre: what an ear can follow.
std::string coordinates_of(const glm::dvec3& position, city::Ground ground) {
    const text::Locale here(words::language());
    if (ground == city::Ground::kModel) {
        return words::text({"describe.model_place", "x {x}, y {y} of the model"},
                           {{"x", here.with_unit(position.x, text::Unit::kMetre, 0)},
                            {"y", here.with_unit(position.y, text::Unit::kMetre, 0)}});
    }
    const geo::Geodetic place = geo::to_geodetic(position);
    return words::text(
        {"describe.coordinates", "latitude {latitude}, longitude {longitude}"},
        {{"latitude", here.with_unit(place.latitude_deg, text::Unit::kDegree, 5)},
         {"longitude", here.with_unit(place.longitude_deg, text::Unit::kDegree, 5)}});
}

NamedObject named(const SceneObject& object, std::string name) {
    return {std::move(name), object.distance_m, object.relative_deg, object.level_m};
}

std::optional<NamedObject> object_in_middle(const city::Scene& scene, const SceneReading& reading) {
    const auto hit =
        scene.intersect({reading.eye.camera.position, render::forward(reading.eye.camera)});
    if (!hit || !hit->feature.valid()) return std::nullopt;
    const SceneObject* object = find_object(reading, hit->feature);
    if (object == nullptr) return std::nullopt;
    NamedObject middle =
        named(*object, object_name(facts_of(scene.describe(hit->feature)), object->placed.kind));
    middle.distance_m = hit->distance_m;
    middle.relative_deg = 0.0;
    return middle;
}

void fill_view(const city::Scene& scene, SceneReading& reading) {
    ViewFacts& view = reading.view;
    const Eye& eye = reading.eye;
    const glm::dvec3 below = -eye.horizon.axes[2];
    const render::HeadingPitch gaze = render::angles_in(eye.horizon, eye.camera.orientation);
    view.heading_deg = gaze.heading_deg;
    view.pitch_deg = gaze.pitch_deg;
    if (const auto ground = first_surface(scene, {eye.camera.position, below})) {
        view.above_ground_m = glm::distance(*ground, eye.camera.position);
    } else if (const auto foot_m = nearest_foot_m(reading, scene.ground())) {
        view.above_ground_m = height_m(eye.camera.position, scene.ground()) - *foot_m;
    }
    if (view.above_ground_m.value_or(0.0) < kPlaceBelow_m) {
        view.place = named_near(scene, reading, eye.camera.position);
    }
    if (view.place.empty()) view.place = coordinates_of(eye.camera.position, scene.ground());
    view.is_loading = !scene.complete();
    view.in_view = counts_of(reading.in_view);
    view.middle = object_in_middle(scene, reading);
    // Of the listed ones, so that its name is known; land is nowhere near in particular.
    const auto nearest = std::min_element(
        reading.objects.begin(), reading.objects.end(), [](const auto& a, const auto& b) {
            const bool a_is_land = a.object.placed.kind == city::FeatureKind::kLand;
            const bool b_is_land = b.object.placed.kind == city::FeatureKind::kLand;
            return std::pair(a_is_land, a.object.distance_m) <
                   std::pair(b_is_land, b.object.distance_m);
        });
    if (nearest != reading.objects.end()) {
        view.nearest =
            named(nearest->object, object_name(nearest->facts, nearest->object.placed.kind));
    }
}

}  // namespace

Eye eye_of(const city::Scene& scene, const render::Camera& camera, double width_px,
           double height_px) {
    return {camera, city::horizon_at(camera.position, scene.ground()), width_px, height_px};
}

SceneReading read_scene(city::Scene& scene, const Eye& eye) {
    SceneReading reading;
    reading.eye = eye;
    reading.around = objects_around(scene.placed_features(eye.camera.position), eye);
    reading.in_view = only_in_view(reading.around);
    for (const SceneObject& object : most_important(reading.in_view)) {
        reading.objects.push_back({object, facts_of(scene.describe(object.placed.feature))});
    }
    fill_view(scene, reading);
    return reading;
}

const SceneObject* find_object(const SceneReading& reading, FeatureId feature) {
    const auto found =
        std::find_if(reading.around.begin(), reading.around.end(),
                     [&](const SceneObject& each) { return each.placed.feature == feature; });
    return found == reading.around.end() ? nullptr : &*found;
}

std::vector<NamedNeighbour> named_neighbours(const city::Scene& scene, const SceneReading& reading,
                                             const SceneObject& object, std::size_t count) {
    std::vector<NamedNeighbour> named;
    for (const Neighbour& each :
         neighbours_of(reading.around, object, count, reading.eye.horizon)) {
        const city::PlacedFeature& placed = reading.around[each.index].placed;
        named.push_back(
            {object_name(facts_of(scene.describe(placed.feature)), placed.kind), each.way});
    }
    return named;
}

}  // namespace belvedere::describe
