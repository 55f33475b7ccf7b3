// SPDX-License-Identifier: Apache-2.0
// glTF materials: the metallic-roughness model, its textures, alpha modes.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/golden/picture_test.hpp"
#include "tests/golden/sketch.hpp"

namespace belvedere::test {
namespace {

content::Rgba8 checker_texel(std::uint32_t x, std::uint32_t y) {
    const bool is_dark = ((x / 8) + (y / 8)) % 2 == 0;
    return is_dark ? content::Rgba8{196, 84, 52, 255} : content::Rgba8{240, 226, 200, 255};
}

content::Rgba8 leaf_texel(std::uint32_t x, std::uint32_t y) {
    const int dx = static_cast<int>(x % 16) - 8, dy = static_cast<int>(y % 16) - 8;
    const bool is_leaf = dx * dx + dy * dy < 40;
    return {86, 140, 60, static_cast<std::uint8_t>(is_leaf ? 255 : 0)};
}

content::Rgba8 bump_texel(std::uint32_t x, std::uint32_t y) {
    const float u = std::sin(static_cast<float>(x) * 0.3926991f);
    const float v = std::sin(static_cast<float>(y) * 0.3926991f);
    return {static_cast<std::uint8_t>(128.0f + 70.0f * u),
            static_cast<std::uint8_t>(128.0f + 70.0f * v), 220, 255};
}

content::Rgba8 metal_texel(std::uint32_t x, std::uint32_t) {
    return {255, static_cast<std::uint8_t>(40 + (x * 3) % 200),
            static_cast<std::uint8_t>(x < 32 ? 255 : 0), 255};
}

void use(content::TextureRef& texture, std::uint32_t image) {
    texture.image = image;
    texture.scale[0] = texture.scale[1] = 1.0f;
}

render::View sheet_view() {
    render::View view;
    view.camera = render::look_at({{0, -15.5, 4.2}, {0, 0, 1.7}, {0, 0, 1}});
    view.camera.fov_y_rad = 0.6;
    view.to_sun = sun_at(45, 150);
    return view;
}

class MaterialPicture : public PictureTest {
  protected:
    gpu::Pixels sheet(Sketch& sketch, std::string_view quality) {
        const auto content = sketch.finish();
        const auto made = tile(content);
        render::DrawList list;
        list.tiles = {{.tile = made.get(), .id = 1}};
        list.ground = render::DrawGround{};
        render::FrameSettings settings = settings_of(quality);
        settings.phase = render::FramePhase::kResting;
        return picture(list, sheet_view(), settings);
    }
};

void add_spheres(Sketch& sketch) {
    for (int i = 0; i < 7; ++i) {
        const float x = -6.0f + 2.0f * static_cast<float>(i);
        // Upper row: metal from mirror to matte; lower row: plastic likewise.
        content::MaterialRecord& metal = sketch.begin({0.95f, 0.70f, 0.35f}).material;
        metal.metallic = 1.0f;
        metal.roughness = 0.08f + 0.15f * static_cast<float>(i);
        sketch.sphere({x, 0, 3.2f}, 0.9f);
        content::MaterialRecord& plastic = sketch.begin({0.16f, 0.35f, 0.62f}).material;
        plastic.roughness = 0.08f + 0.15f * static_cast<float>(i);
        sketch.sphere({x, 0, 1.0f}, 0.9f);
    }
}

TEST_F(MaterialPicture, MetalAndRoughness) {
    Sketch sketch;
    add_spheres(sketch);
    expect_golden("materials_spheres", sheet(sketch, "high"));
}

void add_textured(Sketch& sketch) {
    const std::uint32_t checker = sketch.image(64, true, checker_texel);
    const std::uint32_t leaf = sketch.image(64, true, leaf_texel);
    const std::uint32_t bump = sketch.image(64, false, bump_texel);
    const std::uint32_t metal = sketch.image(64, false, metal_texel);
    use(sketch.begin().material.base_color_texture, checker);
    sketch.sphere({-5, 0, 1.4f}, 1.3f);
    content::MaterialRecord& turned = sketch.begin().material;
    use(turned.base_color_texture, checker);
    turned.base_color_texture.rotation_rad = 0.6f;
    turned.base_color_texture.scale[0] = 2.0f;
    sketch.box({-3.2f, -1, 0}, {-1.4f, 0.6f, 2.4f});
    content::MaterialRecord& bumpy = sketch.begin({0.6f, 0.6f, 0.62f}).material;
    use(bumpy.normal_texture, bump);
    bumpy.roughness = 0.45f;
    sketch.sphere({0, 0, 1.4f}, 1.3f);
    content::MaterialRecord& striped = sketch.begin({0.8f, 0.8f, 0.8f}).material;
    use(striped.metallic_roughness_texture, metal);
    striped.metallic = striped.roughness = 1.0f;
    sketch.sphere({3, 0, 1.4f}, 1.3f);
    content::MaterialRecord& glowing = sketch.begin({0.1f, 0.1f, 0.1f}).material;
    use(glowing.emissive_texture, checker);
    glowing.emissive[0] = glowing.emissive[1] = glowing.emissive[2] = 0.8f;
    sketch.box({4.8f, -1, 0}, {6.4f, 0.6f, 2.4f});
    content::MaterialRecord& leaves = sketch.begin().material;
    use(leaves.base_color_texture, leaf);
    leaves.alpha_mode = content::AlphaMode::kMask;
    leaves.alpha_cutoff = 0.5f;
    leaves.flags |= content::material_flags::kDoubleSided;
    sketch.quad(
        {{{-7.2f, 0.5f, 2.9f}, {-2.4f, 0.5f, 2.9f}, {-2.4f, 0.5f, 5.2f}, {-7.2f, 0.5f, 5.2f}}});
    content::MaterialRecord& glass = sketch.begin({0.2f, 0.5f, 0.7f}).material;
    glass.alpha_mode = content::AlphaMode::kBlend;
    glass.base_color[3] = 0.4f;
    glass.flags |= content::material_flags::kDoubleSided;
    sketch.quad(
        {{{-1.6f, -2.4f, 0.2f}, {2.0f, -2.4f, 0.2f}, {2.0f, -2.4f, 2.2f}, {-1.6f, -2.4f, 2.2f}}});
    content::MaterialRecord& sign = sketch.begin({0.9f, 0.1f, 0.2f}).material;
    sign.flags |= content::material_flags::kUnlit;
    sketch.quad({{{2.4f, 0, 3.2f}, {6.6f, 0, 3.2f}, {6.6f, 0, 4.6f}, {2.4f, 0, 4.6f}}});
    Sketch::Begun flat = sketch.begin({0.55f, 0.5f, 0.3f});
    flat.primitive.flags = 0;
    sketch.sphere({0.2f, 0.5f, 4.2f}, 0.9f);
}

TEST_F(MaterialPicture, TexturesAndAlphaModesPhysical) {
    Sketch sketch;
    add_textured(sketch);
    expect_golden("materials_high", sheet(sketch, "high"));
}

TEST_F(MaterialPicture, TexturesAndAlphaModesOnSoftware) {
    Sketch sketch;
    add_textured(sketch);
    expect_golden("materials_software", sheet(sketch, "software"));
}

}  // namespace
}  // namespace belvedere::test
