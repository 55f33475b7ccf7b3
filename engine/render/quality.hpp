// SPDX-License-Identifier: Apache-2.0
// How much a frame may cost: named presets, chosen by device or by the user.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace belvedere::render {

enum class Lighting {
    kPerVertex,  // One directional light at each vertex, no sky: the cheapest that is shaded.
    kPerPixel,   // Sun, sky and haze for each pixel; textures but no gloss where a material is
                 // plain.
    kPhysical    // glTF metallic-roughness for every material.
};

enum class ShadowUpdate {
    kOff,
    kAtRest,  // Drawn when the view rests and kept while it moves: what a software device can pay.
    kEveryFrame
};

enum class Antialiasing {
    kOff,
    kFxaa,   // In one pass over the finished picture: cheap, softens thin lines a little.
    kMsaa4,  // Four samples a pixel: 2.5 times the frame on a software device.
};

// What is drawn and how. Plain data; any combination is valid. A change of antialiasing, hdr,
// lighting or shadows to a combination not used before compiles pipelines (software: about 55 ms
// each).
struct QualitySettings {
    Lighting lighting = Lighting::kPerPixel;
    ShadowUpdate shadows = ShadowUpdate::kAtRest;
    std::uint32_t shadow_cascades = 3;    // 1 ... 4.
    std::uint32_t shadow_size_px = 2048;  // Side of one cascade.
    double shadow_distance_m = 4000.0;    // Shadows fade out here, or farther from high above.
    Antialiasing antialiasing = Antialiasing::kOff;
    // Draw to half floats and tone map in a pass of its own; else the fragment shader tone maps.
    // Occlusion, eye-dome lighting, edges and antialiasing need it and switch it on.
    bool hdr = false;
    bool ambient_occlusion = false;
    bool edges = false;  // Thin dark lines at creases and silhouettes, where the eye is near.
    bool sky = true;     // Else a plain background.
    bool haze = true;
    bool eye_dome_lighting = true;  // For point clouds.
    bool rests = true;              // A better frame follows once the view rests.
};

// "software", "low", "medium", "high", and "bench": per-vertex light, no sky, shadow or occlusion.
[[nodiscard]] std::span<const std::string_view> quality_names();
[[nodiscard]] std::optional<QualitySettings> quality_by_name(std::string_view name);
enum class DeviceClass { kSoftware, kIntegrated, kDiscrete };
[[nodiscard]] std::string_view default_quality_name(DeviceClass device);

// What a frame at rest is drawn with: on a preset that `rests`, antialiasing, occlusion, edges,
// shadows and the physical model are added; else the same.
[[nodiscard]] QualitySettings at_rest(const QualitySettings& quality);
// What a picture for keeps is drawn with: as at rest, on a preset that `rests` with the best
// antialiasing, however long it takes.
[[nodiscard]] QualitySettings for_keeps(const QualitySettings& quality);

}  // namespace belvedere::render
