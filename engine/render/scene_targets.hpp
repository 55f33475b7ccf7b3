// SPDX-License-Identifier: Apache-2.0
// Images a frame is drawn into on its way to the screen, and the render passes over them.
#pragma once

#include <volk.h>

#include <cstdint>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/gpu/image.hpp"
#include "engine/gpu/owned.hpp"
#include "engine/gpu/present_target.hpp"

namespace belvedere::render {

inline constexpr VkFormat kDepthFormat = VK_FORMAT_D32_SFLOAT;
inline constexpr VkFormat kHdrFormat = VK_FORMAT_R16G16B16A16_SFLOAT;
inline constexpr VkFormat kOcclusionFormat = VK_FORMAT_R16G16_SFLOAT;
inline constexpr VkFormat kSmoothedFormat = VK_FORMAT_R8G8B8A8_UNORM;

struct TargetOptions {
    gpu::TargetDescription screen;
    bool is_composed = false;  // Draw to half floats, then compose; else straight to the screen.
    std::uint32_t samples = 1;
    bool has_occlusion = false;
    bool has_fxaa = false;  // Composed only.

    friend bool operator==(const TargetOptions& a, const TargetOptions& b) {
        return a.screen.format == b.screen.format &&
               a.screen.extent.width == b.screen.extent.width &&
               a.screen.extent.height == b.screen.extent.height &&
               a.screen.final_layout == b.screen.final_layout && a.is_composed == b.is_composed &&
               a.samples == b.samples && a.has_occlusion == b.has_occlusion &&
               a.has_fxaa == b.has_fxaa;
    }
};

// Two ways through a frame:
//   direct    screen pass {screen, depth}: the scene, overlays and UI in one pass.
//   composed  scene pass {half floats, depth; resolved from 4 samples}, occlusion pass {half size},
//             compose pass {screen colours, luma} with FXAA alone, and the screen pass {screen,
//             depth read only}: composing or smoothing, overlays and UI.
// The screen pass of both is compatible, so overlay and UI pipelines are made once. Main thread
// only.
class SceneTargets final {
  public:
    [[nodiscard]] static Result<SceneTargets> create(gpu::Device& device,
                                                     const TargetOptions& options);

    [[nodiscard]] const TargetOptions& options() const { return options_; }
    // Where tiles are drawn: the scene pass, or in direct mode the screen pass.
    [[nodiscard]] VkRenderPass scene_pass() const;
    [[nodiscard]] VkRenderPass screen_pass() const { return screen_pass_.get(); }
    [[nodiscard]] VkRenderPass occlusion_pass() const { return occlusion_pass_.get(); }
    [[nodiscard]] VkFramebuffer scene_framebuffer() const { return scene_framebuffer_.get(); }
    [[nodiscard]] VkFramebuffer occlusion_framebuffer() const {
        return occlusion_framebuffer_.get();
    }
    [[nodiscard]] VkExtent2D occlusion_extent() const;
    // With FXAA: where the picture is composed, to be smoothed on its way to the screen.
    [[nodiscard]] VkRenderPass compose_pass() const { return compose_pass_.get(); }
    [[nodiscard]] VkFramebuffer compose_framebuffer() const { return compose_framebuffer_.get(); }
    [[nodiscard]] VkImageView composed() const { return composed_.view(); }
    // Composed only: what the later passes read. The depth is in
    // DEPTH_STENCIL_READ_ONLY_OPTIMAL.
    [[nodiscard]] VkImageView color() const;
    [[nodiscard]] VkImageView depth() const;
    [[nodiscard]] VkImageView occlusion() const { return occlusion_.view(); }

    // Composed only: whether the images hold a whole picture, which can be composed again.
    [[nodiscard]] bool holds_scene() const { return holds_scene_; }
    void set_holds_scene(bool holds) { holds_scene_ = holds; }

    // The framebuffer of the screen pass over this frame's image.
    [[nodiscard]] Result<VkFramebuffer> screen_framebuffer(const gpu::TargetImage& image);

  private:
    explicit SceneTargets(gpu::Device& device, const TargetOptions& options)
        : device_(&device), options_(options) {}
    [[nodiscard]] Result<void> make_screen_pass();
    [[nodiscard]] Result<void> make_scene();
    [[nodiscard]] Result<void> make_occlusion();
    [[nodiscard]] Result<void> make_compose();
    [[nodiscard]] Result<gpu::Image> make_image(const char* name, VkFormat format,
                                                std::uint32_t samples, VkImageUsageFlags usage);

    gpu::Device* device_;
    TargetOptions options_;
    bool holds_scene_ = false;
    gpu::Image depth_;                          // Single-sampled; drawn to or resolved to.
    gpu::Image color_;                          // Half floats, single-sampled.
    gpu::Image sampled_color_, sampled_depth_;  // With 4 samples.
    gpu::Image occlusion_;
    gpu::Image composed_;
    gpu::Owned<VkRenderPass> screen_pass_, scene_pass_, occlusion_pass_, compose_pass_;
    gpu::Owned<VkFramebuffer> scene_framebuffer_, occlusion_framebuffer_, compose_framebuffer_;
    struct ScreenFramebuffer {
        VkImageView view = VK_NULL_HANDLE;
        std::uint64_t generation = 0;
        gpu::Owned<VkFramebuffer> framebuffer;
    };
    std::vector<ScreenFramebuffer> screen_framebuffers_;
};

}  // namespace belvedere::render
