// SPDX-License-Identifier: Apache-2.0
// FinishPass: what a finished picture goes through on its way to the screen when it is not shown as
// it is: other colours for another kind of sight, or blended with what was shown before.
#pragma once

#include <volk.h>

#include <array>
#include <map>
#include <memory>
#include <optional>

#include "engine/core/result.hpp"
#include "engine/gpu/descriptors.hpp"
#include "engine/gpu/image.hpp"
#include "engine/gpu/sampler.hpp"
#include "engine/render/frame_renderer.hpp"
#include "engine/render/pass_pipelines.hpp"

namespace belvedere::render {

// From linear light to linear light: one of two matrices (row by row) by the side of a plane
// through black that a colour lies on. What leaves the screen's range is cut.
struct Recoloring {
    std::array<float, 9> first{1, 0, 0, 0, 1, 0, 0, 0, 1};  // Where normal . colour >= 0.
    std::array<float, 9> second{1, 0, 0, 0, 1, 0, 0, 0, 1};
    std::array<float, 3> normal{0, 0, 0};
};

struct FinishPassOptions {
    gpu::Device& device;
    gpu::ShaderLibrary& shaders;
    VkPipelineCache cache = VK_NULL_HANDLE;
};

// A frame that is finished is drawn to picture() instead of to the screen, and then goes one of two
// ways. Straight:
//   picture -> show() -> screen
// or, while what was shown must be remembered, by settle() and one of keep() and blend():
//   picture -> settle() -> candidate -> keep() -> screen, and the candidate is what is shown now
//                                    -> blend() -> the same, mixed with what was shown before
// Images are made when they are first needed, in the screen's size and format, and release() gives
// them back. Outside any render pass. Main thread only. kLimit without memory, kDevice when the
// device is lost.
class FinishPass final {
  public:
    [[nodiscard]] static Result<std::unique_ptr<FinishPass>> create(
        const FinishPassOptions& options);

    // Where to render what will be finished.
    [[nodiscard]] Result<FrameTarget> picture(const gpu::TargetDescription& screen);
    [[nodiscard]] Result<void> show(gpu::Frame& frame, const FrameTarget& screen,
                                    const std::optional<Recoloring>& recoloring);

    // The candidate, for whoever looks at it before it is shown.
    [[nodiscard]] Result<FrameTarget> settle(gpu::Frame& frame,
                                             const std::optional<Recoloring>& recoloring);
    [[nodiscard]] Result<void> keep(gpu::Frame& frame, const FrameTarget& screen);
    // `share` of the candidate, in linear light; without anything kept in this size it is keep().
    [[nodiscard]] Result<void> blend(gpu::Frame& frame, const FrameTarget& screen, float share);

    // Whether something of that size is remembered as shown.
    [[nodiscard]] bool has_shown(VkExtent2D extent) const;
    void forget_shown() { has_shown_ = false; }
    // Gives back all images; the GPU may still use them.
    void release();
    [[nodiscard]] bool holds_images() const { return picture_ || candidate_ || shown_ || spare_; }

  private:
    struct Slot {
        gpu::Image image;
        gpu::Owned<VkFramebuffer> framebuffer;
    };
    struct Draw;
    explicit FinishPass(const FinishPassOptions& options)
        : device_(options.device),
          samplers_(options.device),
          descriptors_(options.device),
          pipelines_(options.device, options.shaders, options.cache) {}
    [[nodiscard]] Result<void> follow(const gpu::TargetDescription& screen);
    [[nodiscard]] Result<Slot*> ensure(std::unique_ptr<Slot>& slot);
    [[nodiscard]] FrameTarget target_of(const Slot& slot) const;
    [[nodiscard]] Result<VkFramebuffer> screen_framebuffer(const gpu::TargetImage& image);
    [[nodiscard]] Result<VkPipeline> pipeline(std::uint32_t variant);
    [[nodiscard]] Result<void> draw(gpu::Frame& frame, const Draw& draw);
    [[nodiscard]] Result<void> copy_to_screen(gpu::Frame& frame, const FrameTarget& screen,
                                              const Slot& from);

    gpu::Device& device_;
    gpu::SamplerCache samplers_;
    gpu::DescriptorAllocator descriptors_;
    PassPipelines pipelines_;
    gpu::Owned<VkDescriptorSetLayout> images_;
    gpu::Owned<VkPipelineLayout> layout_;
    VkSampler sampler_ = VK_NULL_HANDLE;
    gpu::TargetDescription screen_;
    gpu::Owned<VkRenderPass> image_pass_, screen_pass_;
    std::unique_ptr<Slot> picture_, candidate_, shown_, spare_;
    bool has_shown_ = false;  // shown_ is what is on the screen.
    std::map<VkImageView, gpu::Owned<VkFramebuffer>> screen_framebuffers_;
    std::uint64_t screen_generation_ = 0;
    std::uint64_t image_generation_ = 0;  // Grows with every image: views of older ones are void.
};

}  // namespace belvedere::render
