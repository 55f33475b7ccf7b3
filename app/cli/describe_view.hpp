// SPDX-License-Identifier: Apache-2.0
// What a picture shows, in words and as data: what `render --describe` prints.
#pragma once

#include <functional>
#include <string>

#include "app/city/scene.hpp"
#include "app/cli/common_options.hpp"
#include "app/cli/run_languages.hpp"
#include "app/describe/scene_object.hpp"
#include "app/describe/view_sentence.hpp"
#include "engine/core/result.hpp"
#include "engine/render/camera.hpp"

namespace belvedere::cli {

// How a view is told.
struct Telling {
    describe::Verbosity verbosity = describe::Verbosity::kNormal;
    const RunLanguages& languages;
    std::string camera = {};  // As it was listed; empty: the one camera of the run.
    // What describe_devices() says of an eye; empty: there are no feeds.
    std::function<std::string(const describe::Eye&)> devices = {};
};

// One JSON object without a line break at its end. Keys: `camera (where there are several),
// sentence, verbosity, language, height_above_ground_m (null over nothing), heading_deg, pitch_deg,
// complete, in_view {kind: n}, objects [{id, name, kind, class, function, height_m, storeys,
// distance_m, bearing_deg, relative_deg, rect_px [x0, y0, x1, y1], description}]`, at most 60
// objects, grouped by kind, nearest first; what the data do not say is null or empty. With other
// languages than the run's own also `sentences {language: text}`, and of each object
// `descriptions {language: text}`. With feeds also `devices`, as
// describe_devices(). A listed camera is one line, the only one is indented. `scene`
// has loaded the camera's view. Fails when the options (size, time) are wrong.
[[nodiscard]] Result<std::string> describe_view(const CommonOptions& options, city::Scene& scene,
                                                const render::Camera& camera,
                                                const Telling& telling);

}  // namespace belvedere::cli
