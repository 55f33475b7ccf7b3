// SPDX-License-Identifier: Apache-2.0
// From options as typed to what a scene and a picture need.
#pragma once

#include <optional>
#include <string>

#include <glm/vec3.hpp>

#include "app/city/scene.hpp"
#include "app/cli/camera_option.hpp"
#include "app/cli/common_options.hpp"
#include "app/cli/view_script.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/result.hpp"
#include "engine/render/camera.hpp"

namespace belvedere::cli {

[[nodiscard]] Result<city::SceneOptions> scene_options_of(const CommonOptions& options);
// The moment of --time, in --time-zone when it has no offset; nothing when none was given.
[[nodiscard]] Result<std::optional<UtcTime>> time_of(const CommonOptions& options);
// Of --language fr,ar: the interface's, and a second one that an audience reads beside it.
struct Languages {
    std::string first, second;
};
[[nodiscard]] Languages languages_of(const CommonOptions& options);
// kUsage when there is no catalogue for one of --language.
[[nodiscard]] Result<void> check_language(const CommonOptions& options);
// Reads --style, when given, into the scene.
[[nodiscard]] Result<void> apply_style(const CommonOptions& options, city::Scene& scene);
// What --filter lets through; null: everything. kBadData with the place of a mistake.
[[nodiscard]] Result<std::shared_ptr<const city::FeatureFilter>> filter_of(
    const CommonOptions& options);
// Where --camera, --camera-crs and --views put the camera.
struct CameraPlan {
    CameraOption option;
    std::optional<glm::dvec3> eye_ecef;  // Of a placed camera with --camera-crs.
    std::optional<ViewScript> script;    // Of --views; its view `fixed` is drawn.
    double picture_px = 720.0;           // Its height.
};
[[nodiscard]] Result<CameraPlan> camera_plan(const CommonOptions& options);
// The camera, or nothing while it depends on bounds that are not known yet.
[[nodiscard]] std::optional<render::Camera> camera_of(const CameraPlan& plan,
                                                      const city::Scene& scene, double aspect);
// A moment of a script.
[[nodiscard]] render::Camera camera_at(const ViewScript& script, Phase phase, double seconds);

}  // namespace belvedere::cli
