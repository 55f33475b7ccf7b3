// SPDX-License-Identifier: Apache-2.0
#include "engine/render/finish_pass.hpp"

#include <utility>

#include "engine/gpu/render_pass.hpp"

namespace belvedere::render {
namespace {

constexpr std::uint32_t kRecolors = 1, kBlends = 2;  // Of a pipeline's variant.

// As finish.frag has it.
struct Constants {
    std::array<std::array<float, 4>, 3> first{}, second{};
    std::array<float, 4> normal{};
};
static_assert(sizeof(Constants) == 112);

Constants constants_of(const std::optional<Recoloring>& recoloring, float share) {
    Constants constants;
    const Recoloring colors = recoloring.value_or(Recoloring{});
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t column = 0; column < 3; ++column) {
            constants.first[row][column] = colors.first[row * 3 + column];
            constants.second[row][column] = colors.second[row * 3 + column];
        }
        constants.normal[row] = colors.normal[row];
    }
    constants.normal[3] = share;
    return constants;
}

Result<gpu::Owned<VkRenderPass>> make_pass(gpu::Device& device, VkFormat format,
                                           VkImageLayout final_layout) {
    return gpu::create_render_pass(device, {.name = "finish",
                                            .colours = {{.format = format,
                                                         .load = VK_ATTACHMENT_LOAD_OP_DONT_CARE,
                                                         .final_layout = final_layout}},
                                            .resolves = {},
                                            .depth = {}});
}

}  // namespace

struct FinishPass::Draw {
    VkRenderPass pass = VK_NULL_HANDLE;
    VkFramebuffer into = VK_NULL_HANDLE;
    const Slot* from = nullptr;
    const Slot* before = nullptr;  // What it is blended with; null: nothing.
    std::optional<Recoloring> recoloring = std::nullopt;
    float share = 1.0f;
};

Result<std::unique_ptr<FinishPass>> FinishPass::create(const FinishPassOptions& options) {
    std::unique_ptr<FinishPass> pass(new FinishPass(options));
    auto images = gpu::create_descriptor_set_layout(
        options.device, "finish",
        {{0, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, VK_SHADER_STAGE_FRAGMENT_BIT, 1},
         {1, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, VK_SHADER_STAGE_FRAGMENT_BIT, 1}});
    if (!images) return fail(images.error());
    auto layout = gpu::create_pipeline_layout(
        options.device, {.name = "finish",
                         .sets = {images->get()},
                         .push_constant_bytes = sizeof(Constants),
                         .push_constant_stages = VK_SHADER_STAGE_FRAGMENT_BIT});
    if (!layout) return fail(layout.error());
    auto sampler = pass->samplers_.sampler({.magnify = VK_FILTER_NEAREST,
                                            .minify = VK_FILTER_NEAREST,
                                            .mip_mode = VK_SAMPLER_MIPMAP_MODE_NEAREST,
                                            .wrap_u = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE,
                                            .wrap_v = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE,
                                            .mip_level_max = 0.0F});
    if (!sampler) return fail(sampler.error());
    pass->images_ = std::move(*images);
    pass->layout_ = std::move(*layout);
    pass->sampler_ = *sampler;
    return pass;
}

// Passes and images are those of this kind of screen.
Result<void> FinishPass::follow(const gpu::TargetDescription& screen) {
    if (screen.format != screen_.format || screen.final_layout != screen_.final_layout) {
        auto image = make_pass(device_, screen.format, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
        if (!image) return fail(image.error());
        auto last = make_pass(device_, screen.format, screen.final_layout);
        if (!last) return fail(last.error());
        image_pass_ = std::move(*image);
        screen_pass_ = std::move(*last);
        pipelines_.clear();
        screen_framebuffers_.clear();
        release();
    }
    if (screen.extent.width != screen_.extent.width ||
        screen.extent.height != screen_.extent.height) {
        release();
    }
    screen_ = screen;
    return {};
}

void FinishPass::release() {
    picture_.reset();
    candidate_.reset();
    shown_.reset();
    spare_.reset();
    has_shown_ = false;
}

Result<FinishPass::Slot*> FinishPass::ensure(std::unique_ptr<Slot>& slot) {
    if (slot) return slot.get();
    auto image = gpu::Image::create(
        device_, {.name = "picture to finish",
                  .format = screen_.format,
                  .extent = screen_.extent,
                  .usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_SAMPLED_BIT |
                           VK_IMAGE_USAGE_TRANSFER_SRC_BIT,
                  .category = gpu::MemoryCategory::kTargets});
    if (!image) return fail(image.error());
    auto framebuffer = gpu::create_framebuffer(
        device_, {"finish", image_pass_.get(), {image->view()}, screen_.extent});
    if (!framebuffer) return fail(framebuffer.error());
    ++image_generation_;
    slot = std::make_unique<Slot>(Slot{std::move(*image), std::move(*framebuffer)});
    return slot.get();
}

FrameTarget FinishPass::target_of(const Slot& slot) const {
    gpu::TargetDescription description = screen_;
    description.final_layout = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL;
    description.generation = image_generation_;
    return {description,
            {slot.image.handle(), slot.image.view(), 0, screen_.extent, image_generation_}};
}

Result<FrameTarget> FinishPass::picture(const gpu::TargetDescription& screen) {
    if (auto followed = follow(screen); !followed) return fail(followed.error());
    auto slot = ensure(picture_);
    if (!slot) return fail(slot.error());
    return target_of(**slot);
}

bool FinishPass::has_shown(VkExtent2D extent) const {
    return has_shown_ && screen_.extent.width == extent.width &&
           screen_.extent.height == extent.height;
}

Result<VkFramebuffer> FinishPass::screen_framebuffer(const gpu::TargetImage& image) {
    if (std::exchange(screen_generation_, image.generation) != image.generation) {
        screen_framebuffers_.clear();
    }
    const auto known = screen_framebuffers_.find(image.view);
    if (known != screen_framebuffers_.end()) return known->second.get();
    auto made = gpu::create_framebuffer(
        device_, {"finish to screen", screen_pass_.get(), {image.view}, image.extent});
    if (!made) return fail(made.error());
    const VkFramebuffer handle = made->get();
    screen_framebuffers_.emplace(image.view, std::move(*made));
    return handle;
}

// The passes differ in their last layout only, so one pipeline serves both.
Result<VkPipeline> FinishPass::pipeline(std::uint32_t variant) {
    const std::uint32_t key = pass_key(PassKey::kFinish, variant);
    if (const VkPipeline known = pipelines_.find(key)) return known;
    PassPipeline wanted{"fullscreen.vert", "finish.frag", {}};
    wanted.description.layout = layout_.get();
    wanted.description.pass = image_pass_.get();
    wanted.description.depth = {.test = false, .write = false};
    wanted.description.constants = {{0, (variant & kRecolors) != 0 ? 1u : 0u},
                                    {1, (variant & kBlends) != 0 ? 1u : 0u}};
    return pipelines_.make(key, std::move(wanted));
}

Result<void> FinishPass::draw(gpu::Frame& frame, const Draw& draw) {
    auto made =
        pipeline((draw.recoloring ? kRecolors : 0) | (draw.before != nullptr ? kBlends : 0));
    if (!made) return fail(made.error());
    auto set = descriptors_.allocate(images_.get(), "finish");
    if (!set) return fail(set.error());
    const Slot& second = draw.before != nullptr ? *draw.before : *draw.from;
    set->write_image(0, {.view = draw.from->image.view(), .sampler = sampler_});
    set->write_image(1, {.view = second.image.view(), .sampler = sampler_});
    const VkCommandBuffer commands = frame.commands();
    const PixelRect all{0, 0, screen_.extent.width, screen_.extent.height};
    const VkRenderPassBeginInfo begin{.sType = VK_STRUCTURE_TYPE_RENDER_PASS_BEGIN_INFO,
                                      .renderPass = draw.pass,
                                      .framebuffer = draw.into,
                                      .renderArea = scissor_of(all)};
    const VkViewport viewport = viewport_of(all);
    const VkRect2D scissor = scissor_of(all);
    const VkDescriptorSet handle = set->get();
    const Constants constants = constants_of(draw.recoloring, draw.share);
    vkCmdBeginRenderPass(commands, &begin, VK_SUBPASS_CONTENTS_INLINE);
    vkCmdSetViewport(commands, 0, 1, &viewport);
    vkCmdSetScissor(commands, 0, 1, &scissor);
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, *made);
    vkCmdSetPrimitiveTopology(commands, VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST);
    vkCmdSetCullMode(commands, VK_CULL_MODE_NONE);
    vkCmdSetFrontFace(commands, VK_FRONT_FACE_COUNTER_CLOCKWISE);
    vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, layout_.get(), 0, 1, &handle,
                            0, nullptr);
    vkCmdPushConstants(commands, layout_.get(), VK_SHADER_STAGE_FRAGMENT_BIT, 0, sizeof(constants),
                       &constants);
    vkCmdDraw(commands, 3, 1, 0, 0);
    vkCmdEndRenderPass(commands);
    return {};
}

Result<void> FinishPass::copy_to_screen(gpu::Frame& frame, const FrameTarget& screen,
                                        const Slot& from) {
    auto framebuffer = screen_framebuffer(screen.image);
    if (!framebuffer) return fail(framebuffer.error());
    return draw(frame, {.pass = screen_pass_.get(), .into = *framebuffer, .from = &from});
}

Result<void> FinishPass::show(gpu::Frame& frame, const FrameTarget& screen,
                              const std::optional<Recoloring>& recoloring) {
    if (!picture_) return fail(ErrorKind::kUsage, "there is no picture to finish");
    auto framebuffer = screen_framebuffer(screen.image);
    if (!framebuffer) return fail(framebuffer.error());
    return draw(frame, {.pass = screen_pass_.get(),
                        .into = *framebuffer,
                        .from = picture_.get(),
                        .recoloring = recoloring});
}

Result<FrameTarget> FinishPass::settle(gpu::Frame& frame,
                                       const std::optional<Recoloring>& recoloring) {
    if (!picture_) return fail(ErrorKind::kUsage, "there is no picture to finish");
    if (!recoloring) {
        std::swap(picture_, candidate_);
        return target_of(*candidate_);
    }
    auto slot = ensure(candidate_);
    if (!slot) return fail(slot.error());
    auto drawn = draw(frame, {.pass = image_pass_.get(),
                              .into = (*slot)->framebuffer.get(),
                              .from = picture_.get(),
                              .recoloring = recoloring});
    if (!drawn) return fail(drawn.error());
    return target_of(**slot);
}

Result<void> FinishPass::keep(gpu::Frame& frame, const FrameTarget& screen) {
    if (!candidate_) return fail(ErrorKind::kUsage, "there is no picture to show");
    std::swap(candidate_, shown_);
    has_shown_ = true;
    return copy_to_screen(frame, screen, *shown_);
}

Result<void> FinishPass::blend(gpu::Frame& frame, const FrameTarget& screen, float share) {
    if (!candidate_ || !has_shown_) return keep(frame, screen);
    auto slot = ensure(spare_);
    if (!slot) return fail(slot.error());
    auto drawn = draw(frame, {.pass = image_pass_.get(),
                              .into = (*slot)->framebuffer.get(),
                              .from = candidate_.get(),
                              .before = shown_.get(),
                              .share = share});
    if (!drawn) return drawn;
    std::swap(shown_, spare_);
    return copy_to_screen(frame, screen, *shown_);
}

}  // namespace belvedere::render
