// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/pipeline.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cstring>

#include "engine/gpu/descriptors.hpp"
#include "engine/gpu/render_pass.hpp"
#include "engine/gpu/shader_library.hpp"
#include "engine/gpu/submission.hpp"
#include "tests/support/gpu_fixture.hpp"

namespace belvedere::gpu {

std::span<const EmbeddedShader> gpu_test_shaders();

namespace {

struct FlatVertex {
    float x, y, z;
    std::uint8_t rgba[4];
};

constexpr VkExtent2D kSmall{64, 64};

class PipelineTest : public test::GpuTest {};

// Draws flat triangles with a reversed depth buffer into an offscreen target.
struct FlatScene {
    ShaderLibrary shaders;
    Owned<VkRenderPass> pass;
    Image depth;
    Owned<VkFramebuffer> framebuffer;
    Owned<VkPipelineLayout> layout;
    Owned<VkPipeline> pipeline;

    explicit FlatScene(Device& device) : shaders(device, gpu_test_shaders()) {}
    void create(Device& device, const Offscreen& target, VkImageView view) {
        pass = std::move(*create_render_pass(
            device, {.name = "flat",
                     .colours = {{.format = target.description().format,
                                  .final_layout = target.description().final_layout}},
                     .depth = Attachment{
                         .format = VK_FORMAT_D32_SFLOAT,
                         .store = VK_ATTACHMENT_STORE_OP_DONT_CARE,
                         .final_layout = VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL}}));
        depth = std::move(
            *Image::create(device, {.name = "depth",
                                    .format = VK_FORMAT_D32_SFLOAT,
                                    .extent = kSmall,
                                    .usage = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT}));
        framebuffer = std::move(*create_framebuffer(
            device,
            {.name = "flat", .pass = pass.get(), .views = {view, depth.view()}, .extent = kSmall}));
        layout =
            std::move(*create_pipeline_layout(device, {.name = "flat", .push_constant_bytes = 16}));
        auto made = create_graphics_pipeline(
            device, VK_NULL_HANDLE,
            {.name = "flat",
             .layout = layout.get(),
             .pass = pass.get(),
             .vertex_shader = *shaders.find("test_flat.vert"),
             .fragment_shader = *shaders.find("test_flat.frag"),
             .constants = {{0, std::bit_cast<std::uint32_t>(1.0F)}},
             .vertex_bindings = {{0, sizeof(FlatVertex), VK_VERTEX_INPUT_RATE_VERTEX}},
             .vertex_attributes = {{0, 0, VK_FORMAT_R32G32B32_SFLOAT, 0},
                                   {1, 0, VK_FORMAT_R8G8B8A8_UNORM, 12}}});
        ASSERT_TRUE(made.has_value()) << made.error().message;
        pipeline = std::move(*made);
    }
    void record(Frame& frame, std::span<const FlatVertex> vertices) const {
        VkCommandBuffer commands = frame.commands();
        const auto slice = frame.transient(vertices.size_bytes());
        std::memcpy(slice->bytes.data(), vertices.data(), vertices.size_bytes());
        const VkClearValue clear[2]{{.color = {{0.0F, 0.0F, 0.0F, 1.0F}}},
                                    {.depthStencil = {0.0F, 0}}};
        const VkRenderPassBeginInfo begin{.sType = VK_STRUCTURE_TYPE_RENDER_PASS_BEGIN_INFO,
                                          .renderPass = pass.get(),
                                          .framebuffer = framebuffer.get(),
                                          .renderArea = {{0, 0}, kSmall},
                                          .clearValueCount = 2,
                                          .pClearValues = clear};
        vkCmdBeginRenderPass(commands, &begin, VK_SUBPASS_CONTENTS_INLINE);
        vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline.get());
        const VkViewport viewport{0, 0, 64, 64, 0, 1};
        const VkRect2D scissor{{0, 0}, kSmall};
        vkCmdSetViewport(commands, 0, 1, &viewport);
        vkCmdSetScissor(commands, 0, 1, &scissor);
        vkCmdSetCullMode(commands, VK_CULL_MODE_NONE);
        vkCmdSetFrontFace(commands, VK_FRONT_FACE_COUNTER_CLOCKWISE);
        vkCmdSetPrimitiveTopology(commands, VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST);
        const VkDeviceSize stride = sizeof(FlatVertex);
        vkCmdBindVertexBuffers2(commands, 0, 1, &slice->buffer, &slice->offset, nullptr, &stride);
        const float offset[4]{};
        vkCmdPushConstants(commands, layout.get(),
                           VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT, 0, 16,
                           offset);
        vkCmdDraw(commands, static_cast<std::uint32_t>(vertices.size()), 1, 0, 0);
        vkCmdEndRenderPass(commands);
    }
};

std::uint32_t pixel_at(const Pixels& pixels, std::size_t x, std::size_t y) {
    return load_unaligned<std::uint32_t>(pixels.rgba.data() + (y * pixels.width + x) * 4);
}

TEST_F(PipelineTest, DrawsTrianglesWithReversedDepth) {
    auto target = Offscreen::create(device(), kSmall);
    ASSERT_TRUE(target.has_value());
    EXPECT_EQ(target->pixels().error().kind, ErrorKind::kUsage);
    FlatScene scene(device());
    // The near triangle (greater depth) comes first and must stay in front of the far one, which
    // covers the left half.
    const FlatVertex vertices[]{
        {-1, -1, 0.9F, {255, 0, 0, 255}}, {3, -1, 0.9F, {255, 0, 0, 255}},
        {-1, 3, 0.9F, {255, 0, 0, 255}},  {-1, -1, 0.1F, {0, 255, 0, 255}},
        {0, -1, 0.1F, {0, 255, 0, 255}},  {-1, 3, 0.1F, {0, 255, 0, 255}},
    };
    const Pixels pixels = draw(*target, [&](Frame& frame, const TargetImage& image) {
        scene.create(device(), *target, image.view);
        scene.record(frame, vertices);
    });
    ASSERT_EQ(pixels.rgba.size(), 64u * 64u * 4u);
    EXPECT_EQ(pixel_at(pixels, 5, 5), 0xFFFF00FFu) << "red with the blue of the constant";
    EXPECT_EQ(pixel_at(pixels, 60, 2), 0xFFFF00FFu);
}

TEST_F(PipelineTest, OffscreenTargetCanBeResized) {
    auto target = Offscreen::create(device(), kSmall);
    ASSERT_TRUE(target.has_value());
    const std::uint64_t generation = target->description().generation;
    ASSERT_TRUE(target->resize({32, 16}));
    EXPECT_GT(target->description().generation, generation);
    EXPECT_EQ(target->description().extent.height, 16u);
    const auto impossible = target->resize({1u << 30, 16});
    ASSERT_FALSE(impossible.has_value());
    EXPECT_EQ(impossible.error().kind, ErrorKind::kUnsupported);
    EXPECT_EQ(target->description().extent.width, 32u) << "a failed resize leaves it as it was";
}

TEST_F(PipelineTest, ComputesOnAStorageBuffer) {
    auto numbers = Buffer::create(device(), {.name = "numbers",
                                             .bytes = 64 * 4,
                                             .usage = VK_BUFFER_USAGE_STORAGE_BUFFER_BIT,
                                             .use = MemoryUse::kReadback});
    ASSERT_TRUE(numbers.has_value());
    std::uint32_t values[64];
    for (std::uint32_t i = 0; i < 64; ++i)
        values[i] = i;
    std::memcpy(numbers->mapped().data(), values, sizeof(values));
    auto set_layout = create_descriptor_set_layout(
        device(), "numbers", {{0, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, VK_SHADER_STAGE_COMPUTE_BIT}});
    ASSERT_TRUE(set_layout.has_value());
    DescriptorAllocator sets(device());
    auto set = sets.allocate(set_layout->get(), "numbers");
    ASSERT_TRUE(set.has_value());
    set->write_buffer(0, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, {numbers->handle()});
    auto layout =
        create_pipeline_layout(device(), {.name = "numbers", .sets = {set_layout->get()}});
    ASSERT_TRUE(layout.has_value());
    ShaderLibrary shaders(device(), gpu_test_shaders());
    auto pipeline = create_compute_pipeline(
        device(), VK_NULL_HANDLE,
        {.name = "double", .layout = layout->get(), .shader = *shaders.find("test_double.comp")});
    ASSERT_TRUE(pipeline.has_value());
    const auto done = run_once(device(), "double", [&](VkCommandBuffer commands) {
        const VkDescriptorSet handle = set->get();
        vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline->get());
        vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_COMPUTE, layout->get(), 0, 1,
                                &handle, 0, nullptr);
        vkCmdDispatch(commands, 1, 1, 1);
    });
    ASSERT_TRUE(done.has_value());
    std::memcpy(values, numbers->mapped().data(), sizeof(values));
    for (std::uint32_t i = 0; i < 64; ++i)
        EXPECT_EQ(values[i], 2 * i);
}

TEST_F(PipelineTest, DescriptorPoolsGrow) {
    auto layout = create_descriptor_set_layout(device(), "many",
                                               {{0, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER}});
    ASSERT_TRUE(layout.has_value());
    DescriptorAllocator allocator(device());
    std::vector<DescriptorSet> sets;
    for (std::uint32_t i = 0; i < 3 * kDescriptorSetsPerPool; ++i) {
        auto set = allocator.allocate(layout->get(), "set");
        ASSERT_TRUE(set.has_value());
        sets.push_back(std::move(*set));
    }
}

}  // namespace
}  // namespace belvedere::gpu
