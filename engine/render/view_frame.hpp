// SPDX-License-Identifier: Apache-2.0
// One view of one frame as the passes see it.
#pragma once

#include <volk.h>

#include <cstdint>
#include <span>
#include <vector>

#include "engine/gpu/descriptors.hpp"
#include "engine/render/draw_list.hpp"
#include "engine/render/quality.hpp"
#include "engine/render/shadow_cascades.hpp"
#include "engine/render/sky_model.hpp"
#include "shaders/shared/frame_data.h"

namespace belvedere::render {

// Everything about a view that is the same for all its draws.
struct ViewFrame {
    const View* view = nullptr;
    PixelRect area;
    double aspect = 1.0;    // Of the camera's whole picture.
    glm::dmat4 clip{1.0};   // Clip of the area from camera-relative world axes.
    double height_m = 0.0;  // Of the eye over the lowest tile it sees.
    const SkyLight* light = nullptr;
    const DrawField* field = nullptr;  // Null: none is drawn.
    shared::FrameData data{};
    gpu::DescriptorSet set;  // Set 0.
};

// What decides the look of a frame beside its quality.
struct Atmosphere {
    float haze_distance_m = 0.0f;  // Two thirds are lost there; 0 for none.
    glm::vec3 background{0.0f};    // Linear, without a sky.
};

// Fills the view's uniform data. Pure.
[[nodiscard]] shared::FrameData frame_data(const ViewFrame& view, const QualitySettings& quality,
                                           const Atmosphere& atmosphere,
                                           std::span<const ShadowCascade> cascades);

// Sets aspect and clip by the view and the area.
void set_projection(ViewFrame& view);
// Whether the area shows less, or more, than the camera's picture.
[[nodiscard]] bool shows_part(const View& view);
// Height of the camera's whole picture in pixels; that of the area unless it shows a part.
[[nodiscard]] double whole_height_px(const ViewFrame& view);

[[nodiscard]] VkViewport viewport_of(const PixelRect& area);
[[nodiscard]] VkRect2D scissor_of(const PixelRect& area);

}  // namespace belvedere::render
