// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/picture_test.hpp"

#include <cmath>
#include <numbers>

#include "tests/golden/sketch.hpp"

namespace belvedere::test {

void PictureTest::SetUp() {
    GpuTest::SetUp();
    shaders_ = std::make_unique<gpu::ShaderLibrary>(device(), gpu::embedded_shaders());
    auto uploads = gpu::UploadQueue::create(device());
    ASSERT_TRUE(uploads) << uploads.error().message;
    uploads_ = std::move(*uploads);
    auto made = render::FrameRenderer::create(
        {.device = device(), .shaders = *shaders_, .uploads = *uploads_});
    ASSERT_TRUE(made) << made.error().message;
    renderer_ = std::move(*made);
}

void PictureTest::TearDown() {
    if (renderer_) {
        EXPECT_TRUE(ring().wait_idle());
    }
    renderer_.reset();
    uploads_.reset();
    shaders_.reset();
    GpuTest::TearDown();
}

void SketchTest::SetUp() {
    PictureTest::SetUp();
    city_ = tile(sketch_city());
    ASSERT_NE(city_, nullptr);
    list_.tiles = {{.tile = city_.get(), .id = 7}};
}

void SketchTest::TearDown() {
    city_.reset();
    PictureTest::TearDown();
}

void SketchTest::lay_ground() {
    list_.ground = render::DrawGround{};
    list_.ground->frame.origin.z = -0.3;
}

std::unique_ptr<render::TileResources> PictureTest::tile(
    const std::shared_ptr<const content::TileContent>& content) {
    auto made = renderer_->create_tile(content);
    if (!made) {
        ADD_FAILURE() << made.error().message;
        return nullptr;
    }
    for (int i = 0; i < 100 && !(*made)->is_ready(); ++i) {
        auto frame = ring().begin();
        if (!frame || !uploads_->pump(**frame) || !ring().submit(**frame)) {
            ADD_FAILURE() << "upload failed";
            return nullptr;
        }
    }
    EXPECT_TRUE((*made)->is_ready());
    return std::move(*made);
}

gpu::Pixels PictureTest::picture(const render::DrawList& list, const render::View& view,
                                 const render::FrameSettings& settings,
                                 const render::UiDrawData* interface) {
    return pictures(list, {view}, settings, interface);
}

gpu::Pixels PictureTest::pictures(const render::DrawList& list,
                                  const std::vector<render::View>& views,
                                  const render::FrameSettings& settings,
                                  const render::UiDrawData* interface) {
    auto target = gpu::Offscreen::create(device(), kGoldenExtent);
    if (!target) {
        ADD_FAILURE() << target.error().message;
        return {};
    }
    return draw(*target, [&](gpu::Frame& frame, const gpu::TargetImage& image) {
        EXPECT_TRUE(uploads_->pump(frame));
        const auto drawn = renderer_->render(frame, {target->description(), image}, list, views,
                                             settings, interface);
        EXPECT_TRUE(drawn) << drawn.error().message;
    });
}

glm::dvec3 sun_at(double height_deg, double azimuth_deg) {
    const double height = height_deg * std::numbers::pi / 180.0;
    const double azimuth = azimuth_deg * std::numbers::pi / 180.0;
    return {std::sin(azimuth) * std::cos(height), std::cos(azimuth) * std::cos(height),
            std::sin(height)};
}

render::View city_view() {
    render::View view;
    view.camera = render::look_at({{-190, -330, 150}, {20, 0, 10}, {0, 0, 1}});
    view.to_sun = sun_at(38, 235);
    return view;
}

render::FrameSettings settings_of(std::string_view quality) {
    render::FrameSettings settings;
    settings.quality = *render::quality_by_name(quality);
    // Small maps: pictures are small and every test draws its own.
    settings.quality.shadow_size_px = 1024;
    return settings;
}

}  // namespace belvedere::test
