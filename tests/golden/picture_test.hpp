// SPDX-License-Identifier: Apache-2.0
// A test that draws pictures with the renderer.
#pragma once

#include <memory>
#include <vector>

#include "engine/gpu/shader_library.hpp"
#include "engine/gpu/upload_queue.hpp"
#include "engine/render/frame_renderer.hpp"
#include "tests/golden/golden_picture.hpp"
#include "tests/support/gpu_fixture.hpp"

namespace belvedere::test {

inline constexpr VkExtent2D kGoldenExtent{480, 270};

class PictureTest : public GpuTest {
  protected:
    void SetUp() override;
    void TearDown() override;

    // A tile that is ready to draw.
    [[nodiscard]] std::unique_ptr<render::TileResources> tile(
        const std::shared_ptr<const content::TileContent>& content);
    // One frame; at rest when the settings say so.
    [[nodiscard]] gpu::Pixels picture(const render::DrawList& list, const render::View& view,
                                      const render::FrameSettings& settings,
                                      const render::UiDrawData* interface = nullptr);
    [[nodiscard]] gpu::Pixels pictures(const render::DrawList& list,
                                       const std::vector<render::View>& views,
                                       const render::FrameSettings& settings,
                                       const render::UiDrawData* interface = nullptr);
    [[nodiscard]] render::FrameRenderer& renderer() { return *renderer_; }
    // For a renderer of a test's own.
    [[nodiscard]] gpu::ShaderLibrary& shaders() { return *shaders_; }
    [[nodiscard]] gpu::UploadQueue& uploads() { return *uploads_; }

  private:
    std::unique_ptr<gpu::ShaderLibrary> shaders_;
    std::unique_ptr<gpu::UploadQueue> uploads_;
    std::unique_ptr<render::FrameRenderer> renderer_;
};

// With the sketched city as the one tile of its list.
class SketchTest : public PictureTest {
  protected:
    void SetUp() override;
    void TearDown() override;
    // A plain ground just below the city.
    void lay_ground();

    std::unique_ptr<render::TileResources> city_;
    render::DrawList list_;
};

// The usual view over the sketched city, and the settings of a quality.
[[nodiscard]] render::View city_view();
[[nodiscard]] render::FrameSettings settings_of(std::string_view quality);
[[nodiscard]] glm::dvec3 sun_at(double height_deg, double azimuth_deg);

}  // namespace belvedere::test
