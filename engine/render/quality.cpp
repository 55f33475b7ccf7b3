// SPDX-License-Identifier: Apache-2.0
#include "engine/render/quality.hpp"

#include <array>

namespace belvedere::render {
namespace {

constexpr std::array<std::string_view, 5> kNames = {"software", "low", "medium", "high", "bench"};

QualitySettings medium() {
    QualitySettings quality;
    quality.lighting = Lighting::kPhysical;
    quality.shadows = ShadowUpdate::kEveryFrame;
    quality.shadow_cascades = 3;
    quality.antialiasing = Antialiasing::kMsaa4;
    quality.edges = true;
    quality.hdr = true;
    quality.rests = false;
    return quality;
}

}  // namespace

std::span<const std::string_view> quality_names() {
    return kNames;
}

std::optional<QualitySettings> quality_by_name(std::string_view name) {
    QualitySettings quality;
    if (name == "software") return quality;
    if (name == "low") {
        quality.lighting = Lighting::kPhysical;
        quality.shadows = ShadowUpdate::kEveryFrame;
        quality.antialiasing = Antialiasing::kFxaa;
        return quality;
    }
    if (name == "medium") return medium();
    if (name == "high") {
        quality = medium();
        quality.ambient_occlusion = true;
        quality.shadow_cascades = 4;
        quality.shadow_size_px = 3072;
        quality.shadow_distance_m = 8000.0;
        return quality;
    }
    if (name == "bench") {
        quality.lighting = Lighting::kPerVertex;
        quality.shadows = ShadowUpdate::kOff;
        quality.sky = quality.haze = quality.eye_dome_lighting = quality.rests = false;
        return quality;
    }
    return std::nullopt;
}

std::string_view default_quality_name(DeviceClass device) {
    switch (device) {
        case DeviceClass::kSoftware:
            return "software";
        case DeviceClass::kIntegrated:
            return "medium";
        case DeviceClass::kDiscrete:
            return "high";
    }
    return "software";
}

QualitySettings at_rest(const QualitySettings& quality) {
    QualitySettings rest = quality;
    if (!quality.rests) return rest;
    rest.hdr = true;
    rest.antialiasing = Antialiasing::kFxaa;
    rest.edges = true;
    rest.ambient_occlusion = true;
    if (quality.lighting == Lighting::kPerPixel) rest.lighting = Lighting::kPhysical;
    return rest;
}

QualitySettings for_keeps(const QualitySettings& quality) {
    QualitySettings best = at_rest(quality);
    if (quality.rests) best.antialiasing = Antialiasing::kMsaa4;
    return best;
}

}  // namespace belvedere::render
