// SPDX-License-Identifier: Apache-2.0
#include "engine/render/scene_bindings.hpp"

#include <array>
#include <cstring>

#include "engine/content/tile_content.hpp"
#include "engine/gpu/pipeline.hpp"
#include "engine/gpu/submission.hpp"
#include "engine/render/draw_list.hpp"
#include "shaders/shared/frame_data.h"

namespace belvedere::render {
namespace {

// Sets of views in flight: at most kViewsMax a frame, doubled for passes of their own.
constexpr std::uint32_t kViewSets = 2 * kViewsMax * (gpu::kFramesInFlight + 1);

Result<gpu::Image> one_texel_image(gpu::Device& device, const std::string& name, VkFormat format) {
    return gpu::Image::create(
        device, {.name = name,
                 .format = format,
                 .extent = {1, 1},
                 .usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT,
                 .category = gpu::MemoryCategory::kTextures});
}

void clear_for_reading(VkCommandBuffer commands, const gpu::Image& image,
                       const VkClearValue& value) {
    VkImageMemoryBarrier barrier{.sType = VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER,
                                 .dstAccessMask = VK_ACCESS_TRANSFER_WRITE_BIT,
                                 .oldLayout = VK_IMAGE_LAYOUT_UNDEFINED,
                                 .newLayout = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                                 .srcQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED,
                                 .dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED,
                                 .image = image.handle(),
                                 .subresourceRange = image.range()};
    vkCmdPipelineBarrier(commands, VK_PIPELINE_STAGE_TOP_OF_PIPE_BIT,
                         VK_PIPELINE_STAGE_TRANSFER_BIT, 0, 0, nullptr, 0, nullptr, 1, &barrier);
    const VkImageSubresourceRange range = image.range();
    constexpr VkImageLayout kLayout = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL;
    if (range.aspectMask == VK_IMAGE_ASPECT_DEPTH_BIT) {
        vkCmdClearDepthStencilImage(commands, image.handle(), kLayout, &value.depthStencil, 1,
                                    &range);
    } else {
        vkCmdClearColorImage(commands, image.handle(), kLayout, &value.color, 1, &range);
    }
    barrier.srcAccessMask = VK_ACCESS_TRANSFER_WRITE_BIT;
    barrier.dstAccessMask = VK_ACCESS_SHADER_READ_BIT;
    barrier.oldLayout = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL;
    barrier.newLayout = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL;
    vkCmdPipelineBarrier(commands, VK_PIPELINE_STAGE_TRANSFER_BIT,
                         VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT, 0, 0, nullptr, 0, nullptr, 1,
                         &barrier);
}

std::array<std::byte, DefaultStreams::kBytes> default_streams() {
    std::array<std::byte, DefaultStreams::kBytes> bytes{};
    const content::VertexSurface surface{};
    const content::Rgba8 white{255, 255, 255, 255};
    const content::InstanceRecord identity{
        {{1.0f, 0.0f, 0.0f, 0.0f}, {0.0f, 1.0f, 0.0f, 0.0f}, {0.0f, 0.0f, 1.0f, 0.0f}},
        content::kNone,
        {}};
    std::memcpy(bytes.data() + DefaultStreams::kSurface, &surface, sizeof(surface));
    std::memcpy(bytes.data() + DefaultStreams::kColor, &white, sizeof(white));
    std::memcpy(bytes.data() + DefaultStreams::kInstance, &identity, sizeof(identity));
    return bytes;
}

}  // namespace

Result<std::unique_ptr<SceneBindings>> SceneBindings::create(
    gpu::Device& device, std::uint64_t triangles_between_drains) {
    std::unique_ptr<SceneBindings> bindings(new SceneBindings(device, triangles_between_drains));
    if (auto made = bindings->make_layouts(); !made) return fail(made.error());
    if (auto made = bindings->make_defaults(); !made) return fail(made.error());
    return bindings;
}

Result<void> SceneBindings::make_layouts() {
    auto view = gpu::create_descriptor_set_layout(
        device_, "view",
        {{.binding = 0, .type = VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER},
         {.binding = 1, .type = VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER},
         {.binding = 2, .type = VK_DESCRIPTOR_TYPE_UNIFORM_TEXEL_BUFFER}});
    if (!view) return fail(view.error());
    view_layout_ = std::move(*view);
    std::vector<gpu::DescriptorBinding> maps = {
        {.binding = 0, .type = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER}};
    for (std::uint32_t binding = 1; binding <= 5; ++binding) {
        maps.push_back(
            {binding, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, VK_SHADER_STAGE_FRAGMENT_BIT, 1});
    }
    auto material = gpu::create_descriptor_set_layout(device_, "material", maps);
    if (!material) return fail(material.error());
    material_layout_ = std::move(*material);
    auto tile = gpu::create_pipeline_layout(device_,
                                            {.name = "tile",
                                             .sets = {view_layout_.get(), material_layout_.get()},
                                             .push_constant_bytes = sizeof(shared::TileConstants)});
    if (!tile) return fail(tile.error());
    tile_layout_ = std::move(*tile);

    // The allocator's pools hold no texel buffers; views are the only sets that have one.
    const std::array<VkDescriptorPoolSize, 3> sizes = {
        {{VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, kViewSets},
         {VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, kViewSets},
         {VK_DESCRIPTOR_TYPE_UNIFORM_TEXEL_BUFFER, kViewSets}}};
    const VkDescriptorPoolCreateInfo info{
        .sType = VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO,
        .flags = VK_DESCRIPTOR_POOL_CREATE_FREE_DESCRIPTOR_SET_BIT,
        .maxSets = kViewSets,
        .poolSizeCount = static_cast<std::uint32_t>(sizes.size()),
        .pPoolSizes = sizes.data()};
    VkDescriptorPool pool = VK_NULL_HANDLE;
    const VkResult made = vkCreateDescriptorPool(device_.vk().device, &info, nullptr, &pool);
    if (auto checked = device_.check(made, "view descriptor pool"); !checked) {
        return fail(checked.error());
    }
    view_pool_ = std::make_shared<gpu::Owned<VkDescriptorPool>>(device_, pool, "view pool");
    return {};
}

Result<void> SceneBindings::make_defaults() {
    auto white = one_texel_image(device_, "white", VK_FORMAT_R8G8B8A8_UNORM);
    auto flat = one_texel_image(device_, "flat normal", VK_FORMAT_R8G8B8A8_UNORM);
    auto lit = one_texel_image(device_, "lit", VK_FORMAT_D32_SFLOAT);
    auto streams = gpu::Buffer::create(device_, {.name = "default streams",
                                                 .bytes = DefaultStreams::kBytes,
                                                 .usage = VK_BUFFER_USAGE_VERTEX_BUFFER_BIT});
    auto shadow = samplers_.sampler({.mip_mode = VK_SAMPLER_MIPMAP_MODE_NEAREST,
                                     .wrap_u = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE,
                                     .wrap_v = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE,
                                     .compare = VK_COMPARE_OP_LESS_OR_EQUAL,
                                     .mip_level_max = 0.0F});
    auto texel = samplers_.sampler({.magnify = VK_FILTER_NEAREST,
                                    .minify = VK_FILTER_NEAREST,
                                    .mip_mode = VK_SAMPLER_MIPMAP_MODE_NEAREST,
                                    .wrap_u = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE,
                                    .wrap_v = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE,
                                    .mip_level_max = 0.0F});
    auto smooth = samplers_.sampler({.mip_mode = VK_SAMPLER_MIPMAP_MODE_NEAREST,
                                     .wrap_u = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE,
                                     .wrap_v = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE,
                                     .mip_level_max = 0.0F});
    if (!white) return fail(white.error());
    if (!flat) return fail(flat.error());
    if (!lit) return fail(lit.error());
    if (!streams) return fail(streams.error());
    if (!shadow) return fail(shadow.error());
    if (!texel) return fail(texel.error());
    if (!smooth) return fail(smooth.error());
    white_ = std::move(*white);
    flat_normal_ = std::move(*flat);
    lit_ = std::move(*lit);
    defaults_ = std::move(*streams);
    shadow_sampler_ = *shadow;
    texel_sampler_ = *texel;
    smooth_sampler_ = *smooth;
    const auto bytes = default_streams();
    return gpu::run_once(device_, "defaults", [&](VkCommandBuffer commands) {
        clear_for_reading(commands, white_, {.color = {{1.0f, 1.0f, 1.0f, 1.0f}}});
        clear_for_reading(commands, flat_normal_, {.color = {{0.5f, 0.5f, 1.0f, 1.0f}}});
        clear_for_reading(commands, lit_, {.depthStencil = {1.0f, 0}});
        vkCmdUpdateBuffer(commands, defaults_.handle(), 0, bytes.size(), bytes.data());
        const VkMemoryBarrier barrier{.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER,
                                      .srcAccessMask = VK_ACCESS_TRANSFER_WRITE_BIT,
                                      .dstAccessMask = VK_ACCESS_VERTEX_ATTRIBUTE_READ_BIT};
        vkCmdPipelineBarrier(commands, VK_PIPELINE_STAGE_TRANSFER_BIT,
                             VK_PIPELINE_STAGE_VERTEX_INPUT_BIT, 0, 1, &barrier, 0, nullptr, 0,
                             nullptr);
    });
}

Result<gpu::DescriptorSet> SceneBindings::view_set(const ViewBindings& bindings) {
    const VkDescriptorSetLayout layout = view_layout_.get();
    const VkDescriptorSetAllocateInfo info{.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO,
                                           .descriptorPool = view_pool_->get(),
                                           .descriptorSetCount = 1,
                                           .pSetLayouts = &layout};
    VkDescriptorSet handle = VK_NULL_HANDLE;
    const VkResult made = vkAllocateDescriptorSets(device_.vk().device, &info, &handle);
    if (auto checked = device_.check(made, "view set"); !checked) return fail(checked.error());
    gpu::DescriptorSet set(device_, handle, view_pool_);
    set.write_buffer(0, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, bindings.frame_data);
    set.write_image(1, {.view = bindings.shadow_atlas, .sampler = shadow_sampler_});
    const VkWriteDescriptorSet write{.sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET,
                                     .dstSet = handle,
                                     .dstBinding = 2,
                                     .descriptorCount = 1,
                                     .descriptorType = VK_DESCRIPTOR_TYPE_UNIFORM_TEXEL_BUFFER,
                                     .pTexelBufferView = &bindings.styles};
    vkUpdateDescriptorSets(device_.vk().device, 1, &write, 0, nullptr);
    return set;
}

}  // namespace belvedere::render
