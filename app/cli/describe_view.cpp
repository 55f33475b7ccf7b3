// SPDX-License-Identifier: Apache-2.0
#include "app/cli/describe_view.hpp"

#include <cmath>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "app/cli/scene_options.hpp"
#include "app/describe/scene_reading.hpp"
#include "app/describe/sun_facts.hpp"
#include "app/words/words.hpp"

namespace belvedere::cli {
namespace {

using Json = nlohmann::ordered_json;

double to_tenths(double value) {
    return std::round(value * 10.0) / 10.0;
}

Json json_of(const describe::ReadObject& read, const describe::Eye& eye) {
    const describe::SceneObject& object = read.object;
    const describe::ObjectFacts& facts = read.facts;
    Json json = {{"id", facts.id},
                 {"name", describe::object_name(facts, object.placed.kind)},
                 {"kind", city::name_of(object.placed.kind)},
                 {"class", facts.class_name},
                 {"function", facts.function},
                 {"height_m", nullptr},
                 {"storeys", nullptr},
                 {"distance_m", to_tenths(object.distance_m)},
                 {"bearing_deg", to_tenths(object.bearing_deg)},
                 {"relative_deg", to_tenths(object.relative_deg)}};
    if (facts.height_m) json["height_m"] = *facts.height_m;
    if (facts.storeys) json["storeys"] = *facts.storeys;
    if (const auto rect = describe::picture_rect(object.placed.box, eye)) {
        json["rect_px"] = {to_tenths(rect->x0), to_tenths(rect->y0), to_tenths(rect->x1),
                           to_tenths(rect->y1)};
    }
    json["description"] = describe::object_sentence({object, facts, false, {}});
    return json;
}

Result<TimeZone> zone_of(const CommonOptions& options) {
    return options.time_zone.empty() ? Result<TimeZone>(TimeZone())
                                     : TimeZone::load(options.time_zone);
}

}  // namespace

Result<std::string> describe_view(const CommonOptions& options, city::Scene& scene,
                                  const render::Camera& camera, describe::Verbosity verbosity) {
    const auto size = parse_size(options.size);
    if (!size) return fail(size.error());
    const auto time = time_of(options);
    if (!time) return fail(time.error());
    const auto zone = zone_of(options);
    if (!zone) return fail(zone.error());
    describe::SceneReading reading = describe::read_scene(
        scene, describe::eye_of(scene, camera, static_cast<double>(size->width_px),
                                static_cast<double>(size->height_px)));
    describe::ViewFacts& view = reading.view;
    view.style.title = std::filesystem::path(options.style).stem().string();
    const UtcTime now = *time ? **time : city::default_time(camera.position, scene.ground());
    view.sun = describe::sun_facts(now, *zone, camera.position, scene.ground());
    Json json = {{"sentence", describe::view_sentence(view, verbosity)},
                 {"verbosity", describe::name_of(verbosity)},
                 {"language", words::language()},
                 {"height_above_ground_m", nullptr},
                 {"heading_deg", to_tenths(view.heading_deg)},
                 {"pitch_deg", to_tenths(view.pitch_deg)},
                 {"complete", scene.complete()},
                 {"in_view", Json::object()},
                 {"objects", Json::array()}};
    if (view.above_ground_m) json["height_above_ground_m"] = to_tenths(*view.above_ground_m);
    for (std::size_t kind = 0; kind < view.in_view.size(); ++kind) {
        if (view.in_view[kind] == 0) continue;
        json["in_view"][std::string(city::name_of(static_cast<city::FeatureKind>(kind)))] =
            view.in_view[kind];
    }
    for (const describe::ReadObject& each : reading.objects)
        json["objects"].push_back(json_of(each, reading.eye));
    // Data may hold broken UTF-8; it is replaced, not refused.
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace belvedere::cli
