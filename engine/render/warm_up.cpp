// SPDX-License-Identifier: Apache-2.0
// FrameRenderer::warm_up: one tiny frame of everything a city usually shows.
#include <array>
#include <memory>
#include <vector>

#include <glm/geometric.hpp>

#include "engine/content/tile_content_builder.hpp"
#include "engine/render/frame_state.hpp"

namespace belvedere::render {
namespace {

constexpr VkExtent2D kTinyExtent{32, 32};

void add_triangle(content::TileContentBuilder& builder) {
    const content::OctNormal up = content::encode_normal(0.0f, 0.0f, 1.0f);
    const std::array<std::array<float, 2>, 3> corners = {{{-4, -4}, {4, -4}, {0, 4}}};
    for (const auto& corner : corners) {
        builder.geometry.push_back({{corner[0], corner[1], 0.0f}, {up.x, up.y}, 0});
    }
}

content::PrimitiveRecord primitive(std::uint32_t material) {
    content::PrimitiveRecord record{};
    record.vertices = {0, 3};
    record.surface_first = record.color_first = content::kNone;
    record.material = material;
    record.bounds_min_m[0] = record.bounds_min_m[1] = -4.0f;
    record.bounds_max_m[0] = record.bounds_max_m[1] = 4.0f;
    record.flags = content::primitive_flags::kHasNormals;
    return record;
}

// A matte triangle, the same many times, and one with vertex colours, which takes the material
// path.
content::TileContent sample_content() {
    content::TileContentBuilder builder;
    add_triangle(builder);
    builder.materials = {content::default_material()};
    builder.materials[0].metallic = 0.0f;
    builder.feature_count = 1;
    builder.primitives.push_back(primitive(0));
    content::PrimitiveRecord instanced = primitive(0);
    instanced.instances = {0, 1};
    builder.instances.push_back({{{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}}, content::kNone, {}});
    builder.primitives.push_back(instanced);
    content::PrimitiveRecord colored = primitive(0);
    colored.color_first = 0;
    builder.colors.assign(3, content::Rgba8{200, 200, 200, 255});
    builder.primitives.push_back(colored);
    return builder.finish();
}

}  // namespace

Result<void> FrameRenderer::warm_up(gpu::FrameRing& ring, VkFormat target_format,
                                    const QualitySettings& quality) {
    auto content = std::make_shared<const content::TileContent>(sample_content());
    auto plain = create_tile(content);
    if (!plain) return fail(plain.error());
    auto styled = create_tile(content);
    if (!styled) return fail(styled.error());
    const FeatureStyle highlight{.mark = FeatureMark::kHighlighted};
    if (auto set = set_styles(**styled, 0, {&highlight, 1}); !set) return set;
    auto image = gpu::Image::create(state_->device, {.name = "warm-up",
                                                     .format = target_format,
                                                     .extent = kTinyExtent,
                                                     .usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT});
    if (!image) return fail(image.error());
    const FrameTarget target{
        {target_format, kTinyExtent, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL, 1, 1},
        {image->handle(), image->view(), 0, kTinyExtent, 1}};
    DrawList list;
    list.tiles = {{.tile = plain->get(), .id = 1}, {.tile = styled->get(), .id = 2}};
    list.ground = DrawGround{.radius_m = 100.0};
    View view;
    view.camera = look_at({{0.0, -6.0, 6.0}, {0.0, 0.0, 0.0}, {0.0, 0.0, 1.0}});
    view.to_sun = glm::normalize(glm::dvec3(0.3, -0.3, 0.9));
    // Moving without shadows, at rest with them, and moving with the shadows of the rest.
    std::vector<FramePhase> phases = {FramePhase::kMoving};
    if (quality.rests || quality.shadows == ShadowUpdate::kAtRest) {
        phases = {FramePhase::kMoving, FramePhase::kResting, FramePhase::kMoving};
    }
    FrameSettings settings;
    settings.quality = quality;
    settings.quality.shadow_size_px = 64;
    for (const FramePhase phase : phases) {
        settings.phase = phase;
        auto frame = ring.begin();
        if (!frame) return fail(frame.error());
        auto pumped = state_->uploads.pump(**frame);
        auto drawn = pumped ? render(**frame, target, list, {&view, 1}, settings) : pumped;
        if (auto submitted = ring.submit(**frame); !submitted) return submitted;
        if (!drawn) return drawn;
    }
    state_->statistics = {};
    return ring.wait_idle();
}

}  // namespace belvedere::render
