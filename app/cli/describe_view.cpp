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

// What does not depend on the language: when it is, and what colours mean.
struct Moment {
    UtcTime now;
    TimeZone zone;
    std::string style;
};

describe::SceneReading read_view(city::Scene& scene, const describe::Eye& eye,
                                 const Moment& moment) {
    describe::SceneReading reading = describe::read_scene(scene, eye);
    reading.view.style.title = moment.style;
    reading.view.sun =
        describe::sun_facts(moment.now, moment.zone, eye.camera.position, scene.ground());
    return reading;
}

// The same view in the other languages, into the document of the first.
void add_others(city::Scene& scene, const describe::Eye& eye, const Moment& moment,
                const Telling& telling, Json& json) {
    const std::vector<std::string>& others = telling.languages.others();
    for (std::size_t i = 0; i < others.size(); ++i) {
        telling.languages.speak_other(i);
        const describe::SceneReading reading = read_view(scene, eye, moment);
        json["sentences"][others[i]] = describe::view_sentence(reading.view, telling.verbosity);
        for (std::size_t k = 0; k < reading.objects.size() && k < json["objects"].size(); ++k) {
            const describe::ReadObject& read = reading.objects[k];
            json["objects"][k]["descriptions"][others[i]] =
                describe::object_sentence({read.object, read.facts, false, {}});
        }
    }
    telling.languages.speak_first();
}

Result<TimeZone> zone_of(const CommonOptions& options) {
    return options.time_zone.empty() ? Result<TimeZone>(TimeZone())
                                     : TimeZone::load(options.time_zone);
}

}  // namespace

Result<std::string> describe_view(const CommonOptions& options, city::Scene& scene,
                                  const render::Camera& camera, const Telling& telling) {
    const auto size = parse_size(options.size);
    if (!size) return fail(size.error());
    const auto time = time_of(options);
    if (!time) return fail(time.error());
    const auto zone = zone_of(options);
    if (!zone) return fail(zone.error());
    const Moment moment{*time ? **time : city::default_time(camera.position, scene.ground()), *zone,
                        std::filesystem::path(options.style).stem().string()};
    const describe::Eye eye = describe::eye_of(scene, camera, static_cast<double>(size->width_px),
                                               static_cast<double>(size->height_px));
    const describe::SceneReading reading = read_view(scene, eye, moment);
    const describe::ViewFacts& view = reading.view;
    Json json = Json::object();
    if (!telling.camera.empty()) json["camera"] = telling.camera;
    json.update({{"sentence", describe::view_sentence(view, telling.verbosity)},
                 {"verbosity", describe::name_of(telling.verbosity)},
                 {"language", words::language()},
                 {"height_above_ground_m", nullptr},
                 {"heading_deg", to_tenths(view.heading_deg)},
                 {"pitch_deg", to_tenths(view.pitch_deg)},
                 {"complete", scene.complete()},
                 {"in_view", Json::object()},
                 {"objects", Json::array()}});
    if (view.above_ground_m) json["height_above_ground_m"] = to_tenths(*view.above_ground_m);
    for (std::size_t kind = 0; kind < view.in_view.size(); ++kind) {
        if (view.in_view[kind] == 0) continue;
        json["in_view"][std::string(city::name_of(static_cast<city::FeatureKind>(kind)))] =
            view.in_view[kind];
    }
    for (const describe::ReadObject& each : reading.objects)
        json["objects"].push_back(json_of(each, eye));
    if (telling.devices) json["devices"] = Json::parse(telling.devices(eye), nullptr, false);
    add_others(scene, eye, moment, telling, json);
    // Data may hold broken UTF-8; it is replaced, not refused.
    return json.dump(telling.camera.empty() ? 2 : -1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace belvedere::cli
