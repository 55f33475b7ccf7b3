// SPDX-License-Identifier: Apache-2.0
#include "engine/render/scene_targets.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "engine/gpu/device.hpp"
#include "engine/gpu/render_pass.hpp"

namespace belvedere::render {
namespace {

// gpu::create_render_pass neither resolves depth nor attaches it read only, both of which the
// composed way needs; this one does.
struct PassDescription {
    std::string name;
    std::vector<VkAttachmentDescription2> attachments;
    std::uint32_t color = 0;
    std::uint32_t depth = 1;
    VkImageLayout depth_layout = VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL;
    bool resolves = false;  // Attachments 2 and 3 receive colour and depth.
};

VkAttachmentDescription2 attachment(VkFormat format, std::uint32_t samples, VkAttachmentLoadOp load,
                                    VkAttachmentStoreOp store) {
    VkAttachmentDescription2 description{};
    description.sType = VK_STRUCTURE_TYPE_ATTACHMENT_DESCRIPTION_2;
    description.format = format;
    description.samples = static_cast<VkSampleCountFlagBits>(samples);
    description.loadOp = load;
    description.storeOp = store;
    description.stencilLoadOp = VK_ATTACHMENT_LOAD_OP_DONT_CARE;
    description.stencilStoreOp = VK_ATTACHMENT_STORE_OP_DONT_CARE;
    description.finalLayout = format == kDepthFormat
                                  ? VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL
                                  : VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;
    return description;
}

VkAttachmentReference2 reference(std::uint32_t index, VkImageLayout layout,
                                 VkImageAspectFlags aspect) {
    return {VK_STRUCTURE_TYPE_ATTACHMENT_REFERENCE_2, nullptr, index, layout, aspect};
}

std::array<VkSubpassDependency2, 3> dependencies() {
    constexpr VkPipelineStageFlags kDrawing = VK_PIPELINE_STAGE_EARLY_FRAGMENT_TESTS_BIT |
                                              VK_PIPELINE_STAGE_LATE_FRAGMENT_TESTS_BIT |
                                              VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT;
    constexpr VkPipelineStageFlags kReading =
        VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT | VK_PIPELINE_STAGE_TRANSFER_BIT;
    constexpr VkAccessFlags kWrites =
        VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT | VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT;
    constexpr VkAccessFlags kReads = VK_ACCESS_COLOR_ATTACHMENT_READ_BIT |
                                     VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_READ_BIT |
                                     VK_ACCESS_SHADER_READ_BIT;
    VkSubpassDependency2 before{};
    before.sType = VK_STRUCTURE_TYPE_SUBPASS_DEPENDENCY_2;
    before.srcSubpass = VK_SUBPASS_EXTERNAL;
    before.srcStageMask = kDrawing | kReading;
    before.dstStageMask = kDrawing | VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT;
    before.srcAccessMask = kWrites | VK_ACCESS_TRANSFER_WRITE_BIT;
    before.dstAccessMask = kWrites | kReads;
    VkSubpassDependency2 after = before;
    after.srcSubpass = 0;
    after.dstSubpass = VK_SUBPASS_EXTERNAL;
    after.srcStageMask = kDrawing;
    after.dstStageMask = kDrawing | kReading;
    after.srcAccessMask = kWrites;
    after.dstAccessMask = kWrites | kReads | VK_ACCESS_TRANSFER_READ_BIT;
    return {before, after, gpu::drain_dependency()};
}

Result<gpu::Owned<VkRenderPass>> make_pass(gpu::Device& device, const PassDescription& pass) {
    const auto color =
        reference(pass.color, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL, VK_IMAGE_ASPECT_COLOR_BIT);
    const auto depth = reference(pass.depth, pass.depth_layout, VK_IMAGE_ASPECT_DEPTH_BIT);
    const auto resolved_color =
        reference(2, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL, VK_IMAGE_ASPECT_COLOR_BIT);
    const auto resolved_depth =
        reference(3, VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL, VK_IMAGE_ASPECT_DEPTH_BIT);
    VkSubpassDescriptionDepthStencilResolve depth_resolve{};
    depth_resolve.sType = VK_STRUCTURE_TYPE_SUBPASS_DESCRIPTION_DEPTH_STENCIL_RESOLVE;
    depth_resolve.depthResolveMode = VK_RESOLVE_MODE_SAMPLE_ZERO_BIT;
    depth_resolve.stencilResolveMode = VK_RESOLVE_MODE_NONE;
    depth_resolve.pDepthStencilResolveAttachment = &resolved_depth;
    VkSubpassDescription2 subpass{};
    subpass.sType = VK_STRUCTURE_TYPE_SUBPASS_DESCRIPTION_2;
    subpass.pipelineBindPoint = VK_PIPELINE_BIND_POINT_GRAPHICS;
    subpass.colorAttachmentCount = 1;
    subpass.pColorAttachments = &color;
    subpass.pDepthStencilAttachment = &depth;
    if (pass.resolves) {
        subpass.pResolveAttachments = &resolved_color;
        subpass.pNext = &depth_resolve;
    }
    const auto order = dependencies();
    VkRenderPassCreateInfo2 info{};
    info.sType = VK_STRUCTURE_TYPE_RENDER_PASS_CREATE_INFO_2;
    info.attachmentCount = static_cast<std::uint32_t>(pass.attachments.size());
    info.pAttachments = pass.attachments.data();
    info.subpassCount = 1;
    info.pSubpasses = &subpass;
    info.dependencyCount = static_cast<std::uint32_t>(order.size());
    info.pDependencies = order.data();
    VkRenderPass handle = VK_NULL_HANDLE;
    const VkResult made = vkCreateRenderPass2(device.vk().device, &info, nullptr, &handle);
    if (auto checked = device.check(made, pass.name); !checked) return fail(checked.error());
    return gpu::Owned<VkRenderPass>(device, handle, pass.name);
}

}  // namespace

Result<SceneTargets> SceneTargets::create(gpu::Device& device, const TargetOptions& options) {
    SceneTargets targets(device, options);
    VkImageUsageFlags usage = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT;
    if (options.is_composed) usage |= VK_IMAGE_USAGE_SAMPLED_BIT;
    auto depth = targets.make_image("depth", kDepthFormat, 1, usage);
    if (!depth) return fail(depth.error());
    targets.depth_ = std::move(*depth);
    if (auto made = targets.make_screen_pass(); !made) return fail(made.error());
    if (options.is_composed) {
        if (auto made = targets.make_scene(); !made) return fail(made.error());
    }
    if (options.has_occlusion) {
        if (auto made = targets.make_occlusion(); !made) return fail(made.error());
    }
    if (options.has_fxaa) {
        if (auto made = targets.make_compose(); !made) return fail(made.error());
    }
    return targets;
}

VkRenderPass SceneTargets::scene_pass() const {
    return options_.is_composed ? scene_pass_.get() : screen_pass_.get();
}

VkExtent2D SceneTargets::occlusion_extent() const {
    return {(options_.screen.extent.width + 1) / 2, (options_.screen.extent.height + 1) / 2};
}

VkImageView SceneTargets::color() const {
    return color_.view();
}

VkImageView SceneTargets::depth() const {
    return depth_.view();
}

Result<gpu::Image> SceneTargets::make_image(const char* name, VkFormat format,
                                            std::uint32_t samples, VkImageUsageFlags usage) {
    return gpu::Image::create(*device_, {.name = name,
                                         .format = format,
                                         .extent = options_.screen.extent,
                                         .samples = static_cast<VkSampleCountFlagBits>(samples),
                                         .usage = usage,
                                         .category = gpu::MemoryCategory::kTargets});
}

Result<void> SceneTargets::make_screen_pass() {
    PassDescription pass;
    pass.name = "screen";
    auto color = attachment(
        options_.screen.format, 1,
        options_.is_composed ? VK_ATTACHMENT_LOAD_OP_DONT_CARE : VK_ATTACHMENT_LOAD_OP_CLEAR,
        VK_ATTACHMENT_STORE_OP_STORE);
    color.finalLayout = options_.screen.final_layout;
    auto depth =
        attachment(kDepthFormat, 1, VK_ATTACHMENT_LOAD_OP_CLEAR, VK_ATTACHMENT_STORE_OP_DONT_CARE);
    if (options_.is_composed) {
        depth.loadOp = VK_ATTACHMENT_LOAD_OP_LOAD;
        depth.storeOp = VK_ATTACHMENT_STORE_OP_NONE;
        depth.initialLayout = depth.finalLayout = pass.depth_layout =
            VK_IMAGE_LAYOUT_DEPTH_STENCIL_READ_ONLY_OPTIMAL;
    }
    pass.attachments = {color, depth};
    auto made = make_pass(*device_, pass);
    if (!made) return fail(made.error());
    screen_pass_ = std::move(*made);
    return {};
}

Result<void> SceneTargets::make_scene() {
    const bool resolves = options_.samples > 1;
    auto color_image = make_image("half floats", kHdrFormat, 1,
                                  VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_SAMPLED_BIT);
    if (!color_image) return fail(color_image.error());
    color_ = std::move(*color_image);
    PassDescription pass;
    pass.name = "scene";
    pass.resolves = resolves;
    const auto end = resolves ? VK_ATTACHMENT_STORE_OP_DONT_CARE : VK_ATTACHMENT_STORE_OP_STORE;
    pass.attachments = {
        attachment(kHdrFormat, options_.samples, VK_ATTACHMENT_LOAD_OP_CLEAR, end),
        attachment(kDepthFormat, options_.samples, VK_ATTACHMENT_LOAD_OP_CLEAR, end)};
    std::vector<VkImageView> views = {color_.view(), depth_.view()};
    if (resolves) {
        constexpr VkImageUsageFlags kTransient = VK_IMAGE_USAGE_TRANSIENT_ATTACHMENT_BIT;
        auto color = make_image("sampled half floats", kHdrFormat, options_.samples,
                                VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | kTransient);
        auto depth = make_image("sampled depth", kDepthFormat, options_.samples,
                                VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT | kTransient);
        if (!color) return fail(color.error());
        if (!depth) return fail(depth.error());
        sampled_color_ = std::move(*color);
        sampled_depth_ = std::move(*depth);
        for (VkFormat format : {kHdrFormat, kDepthFormat}) {
            pass.attachments.push_back(attachment(format, 1, VK_ATTACHMENT_LOAD_OP_DONT_CARE,
                                                  VK_ATTACHMENT_STORE_OP_STORE));
        }
        views = {sampled_color_.view(), sampled_depth_.view(), color_.view(), depth_.view()};
    }
    const std::size_t first_kept = resolves ? 2 : 0;
    pass.attachments[first_kept].finalLayout = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL;
    pass.attachments[first_kept + 1].finalLayout = VK_IMAGE_LAYOUT_DEPTH_STENCIL_READ_ONLY_OPTIMAL;
    auto made = make_pass(*device_, pass);
    if (!made) return fail(made.error());
    scene_pass_ = std::move(*made);
    auto framebuffer = gpu::create_framebuffer(
        *device_, {"scene", scene_pass_.get(), std::move(views), options_.screen.extent});
    if (!framebuffer) return fail(framebuffer.error());
    scene_framebuffer_ = std::move(*framebuffer);
    return {};
}

Result<void> SceneTargets::make_occlusion() {
    auto image = gpu::Image::create(
        *device_, {.name = "occlusion",
                   .format = kOcclusionFormat,
                   .extent = occlusion_extent(),
                   .usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_SAMPLED_BIT,
                   .category = gpu::MemoryCategory::kTargets});
    if (!image) return fail(image.error());
    occlusion_ = std::move(*image);
    auto pass = gpu::create_render_pass(
        *device_, {.name = "occlusion",
                   .colours = {{.format = kOcclusionFormat,
                                .load = VK_ATTACHMENT_LOAD_OP_DONT_CARE,
                                .final_layout = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL}},
                   .resolves = {},
                   .depth = {}});
    if (!pass) return fail(pass.error());
    occlusion_pass_ = std::move(*pass);
    auto framebuffer = gpu::create_framebuffer(
        *device_, {"occlusion", occlusion_pass_.get(), {occlusion_.view()}, occlusion_extent()});
    if (!framebuffer) return fail(framebuffer.error());
    occlusion_framebuffer_ = std::move(*framebuffer);
    return {};
}

Result<void> SceneTargets::make_compose() {
    auto image = make_image("composed", kSmoothedFormat, 1,
                            VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_SAMPLED_BIT);
    if (!image) return fail(image.error());
    composed_ = std::move(*image);
    auto pass = gpu::create_render_pass(
        *device_, {.name = "compose",
                   .colours = {{.format = kSmoothedFormat,
                                .load = VK_ATTACHMENT_LOAD_OP_DONT_CARE,
                                .final_layout = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL}},
                   .resolves = {},
                   .depth = {}});
    if (!pass) return fail(pass.error());
    compose_pass_ = std::move(*pass);
    auto framebuffer = gpu::create_framebuffer(
        *device_, {"compose", compose_pass_.get(), {composed_.view()}, options_.screen.extent});
    if (!framebuffer) return fail(framebuffer.error());
    compose_framebuffer_ = std::move(*framebuffer);
    return {};
}

Result<VkFramebuffer> SceneTargets::screen_framebuffer(const gpu::TargetImage& image) {
    std::erase_if(screen_framebuffers_, [&](const ScreenFramebuffer& known) {
        return known.generation != image.generation;
    });
    for (const ScreenFramebuffer& known : screen_framebuffers_) {
        if (known.view == image.view) return known.framebuffer.get();
    }
    auto made = gpu::create_framebuffer(
        *device_,
        {"screen", screen_pass_.get(), {image.view, depth_.view()}, options_.screen.extent});
    if (!made) return fail(made.error());
    screen_framebuffers_.push_back({image.view, image.generation, std::move(*made)});
    return screen_framebuffers_.back().framebuffer.get();
}

}  // namespace belvedere::render
