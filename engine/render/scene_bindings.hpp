// SPDX-License-Identifier: Apache-2.0
// What all passes share: layouts of descriptor sets, samplers, and stand-ins for what a tile lacks.
#pragma once

#include <volk.h>

#include <memory>

#include "engine/core/result.hpp"
#include "engine/gpu/buffer.hpp"
#include "engine/gpu/descriptors.hpp"
#include "engine/gpu/device.hpp"
#include "engine/gpu/image.hpp"
#include "engine/gpu/sampler.hpp"
#include "engine/gpu/shader_library.hpp"
#include "engine/gpu/upload_queue.hpp"

namespace belvedere::render {

// Set 0 of every scene shader: the view. Made for one frame and thrown away with it.
struct ViewBindings {
    gpu::DescriptorSet::BufferRange frame_data;
    VkImageView shadow_atlas = VK_NULL_HANDLE;
    VkBufferView styles = VK_NULL_HANDLE;
};

// Streams that a primitive without them is drawn with: offsets in defaults(), to bind with stride 0
// (instances with their own stride, since one is drawn).
struct DefaultStreams {
    static constexpr std::uint64_t kSurface = 0;
    static constexpr std::uint64_t kColor = 32;
    static constexpr std::uint64_t kInstance = 64;
    static constexpr std::uint64_t kBytes = 128;
};

// Every descriptor must be written on lavapipe, so a material without a map reads a stand-in:
// white, or straight up for normals. Main thread only; outlives every tile.
class SceneBindings final {
  public:
    // `triangles_between_drains`: FrameRendererOptions has it.
    [[nodiscard]] static Result<std::unique_ptr<SceneBindings>> create(
        gpu::Device& device, std::uint64_t triangles_between_drains);

    [[nodiscard]] gpu::Device& device() { return device_; }
    [[nodiscard]] std::uint64_t triangles_between_drains() const {
        return triangles_between_drains_;
    }
    [[nodiscard]] gpu::SamplerCache& samplers() { return samplers_; }
    [[nodiscard]] gpu::DescriptorAllocator& descriptors() { return descriptors_; }

    [[nodiscard]] VkDescriptorSetLayout view_layout() const { return view_layout_.get(); }
    // Set 1 of textured tiles: a uniform buffer and five sampled images.
    [[nodiscard]] VkDescriptorSetLayout material_layout() const { return material_layout_.get(); }
    // View, material and 128 bytes of push constants.
    [[nodiscard]] VkPipelineLayout tile_layout() const { return tile_layout_.get(); }
    [[nodiscard]] VkImageView white() const { return white_.view(); }
    [[nodiscard]] VkImageView flat_normal() const { return flat_normal_.view(); }
    // One texel of depth 1: an atlas where everything is lit.
    [[nodiscard]] VkImageView lit() const { return lit_.view(); }
    [[nodiscard]] VkBuffer defaults() const { return defaults_.handle(); }
    [[nodiscard]] VkSampler shadow_sampler() const { return shadow_sampler_; }
    // Nearest, clamped: for reading targets texel by texel.
    [[nodiscard]] VkSampler texel_sampler() const { return texel_sampler_; }
    // Linear, clamped: for reading between two texels.
    [[nodiscard]] VkSampler smooth_sampler() const { return smooth_sampler_; }

    [[nodiscard]] Result<gpu::DescriptorSet> view_set(const ViewBindings& bindings);

  private:
    SceneBindings(gpu::Device& device, std::uint64_t triangles_between_drains)
        : device_(device),
          triangles_between_drains_(triangles_between_drains),
          samplers_(device),
          descriptors_(device) {}
    [[nodiscard]] Result<void> make_layouts();
    [[nodiscard]] Result<void> make_defaults();

    gpu::Device& device_;
    std::uint64_t triangles_between_drains_;
    gpu::SamplerCache samplers_;
    gpu::DescriptorAllocator descriptors_;
    std::shared_ptr<gpu::Owned<VkDescriptorPool>> view_pool_;
    gpu::Owned<VkDescriptorSetLayout> view_layout_, material_layout_;
    gpu::Owned<VkPipelineLayout> tile_layout_;
    gpu::Image white_, flat_normal_, lit_;
    gpu::Buffer defaults_;
    VkSampler shadow_sampler_ = VK_NULL_HANDLE, texel_sampler_ = VK_NULL_HANDLE;
    VkSampler smooth_sampler_ = VK_NULL_HANDLE;
};

}  // namespace belvedere::render
