// SPDX-License-Identifier: Apache-2.0
// Each Vulkan call that makes something fails once: an error comes back and nothing is left behind
// (the fixture counts what the device still owns when it goes).
#include <gtest/gtest.h>

#include <utility>

#include "engine/gpu/buffer.hpp"
#include "engine/gpu/descriptors.hpp"
#include "engine/gpu/device.hpp"
#include "engine/gpu/gpu_timer.hpp"
#include "engine/gpu/image.hpp"
#include "engine/gpu/pipeline_cache.hpp"
#include "engine/gpu/render_pass.hpp"
#include "engine/gpu/sampler.hpp"
#include "engine/gpu/submission.hpp"
#include "engine/gpu/upload_queue.hpp"
#include "tests/support/gpu_fixture.hpp"

namespace belvedere::gpu {
namespace {

// A stand-in for any Vulkan function that returns a VkResult.
template <class... Arguments>
VKAPI_ATTR VkResult VKAPI_CALL out_of_memory(Arguments...) {
    return VK_ERROR_OUT_OF_DEVICE_MEMORY;
}

// Replaces a loaded Vulkan function for as long as it lives.
template <class... Arguments>
class Failing final {
  public:
    using Function = VkResult(VKAPI_PTR*)(Arguments...);
    explicit Failing(Function& function)
        : function_(function), real_(std::exchange(function, &out_of_memory<Arguments...>)) {}
    Failing(const Failing&) = delete;
    Failing& operator=(const Failing&) = delete;
    ~Failing() { function_ = real_; }

  private:
    Function& function_;
    Function real_;
};

class FailedCalls : public test::GpuTest {
  protected:
    // Whether making each kind of object fails with kLimit, and works again afterwards.
    template <class Function, class Make>
    void expect_failure_and_recovery(Function& function, Make make) {
        const std::uint64_t used = device().memory().statistics().used_bytes_total;
        {
            const Failing failing(function);
            const auto made = make();
            ASSERT_FALSE(made.has_value());
            EXPECT_EQ(made.error().kind, ErrorKind::kLimit);
        }
        EXPECT_FALSE(device().lost());
        EXPECT_TRUE(make().has_value());
        const auto frame = ring().begin();
        ASSERT_TRUE(frame && ring().submit(**frame));
        ASSERT_TRUE(ring().wait_idle());
        EXPECT_LE(device().memory().statistics().used_bytes_total, used);
    }
};

TEST_F(FailedCalls, Buffers) {
    const auto make = [this] { return Buffer::create(device(), {.name = "buffer", .bytes = 100}); };
    expect_failure_and_recovery(vkCreateBuffer, make);
    expect_failure_and_recovery(vkBindBufferMemory, make);
    const auto make_big = [this] {
        return Buffer::create(device(), {.name = "big buffer", .bytes = kMemoryBlockBytes});
    };
    expect_failure_and_recovery(vkAllocateMemory, make_big);
    expect_failure_and_recovery(vkMapMemory, make_big);
}

TEST_F(FailedCalls, Images) {
    const auto make = [this] {
        return Image::create(device(), {.name = "image", .extent = {4096, 2048}});
    };
    expect_failure_and_recovery(vkCreateImage, make);
    expect_failure_and_recovery(vkAllocateMemory, make);
    expect_failure_and_recovery(vkBindImageMemory, make);
    expect_failure_and_recovery(vkCreateImageView, make);
}

TEST_F(FailedCalls, Passes) {
    expect_failure_and_recovery(vkCreateRenderPass, [this] {
        return create_render_pass(
            device(), {.name = "pass", .colours = {{.format = VK_FORMAT_R8G8B8A8_UNORM}}});
    });
    expect_failure_and_recovery(vkCreateDescriptorSetLayout, [this] {
        return create_descriptor_set_layout(device(), "layout", {{}});
    });
    expect_failure_and_recovery(vkCreatePipelineCache,
                                [this] { return PipelineCache::open(device(), {}); });
}

TEST_F(FailedCalls, DescriptorSets) {
    auto layout = create_descriptor_set_layout(device(), "layout", {{}});
    ASSERT_TRUE(layout.has_value());
    DescriptorAllocator allocator(device());
    const auto make = [&] { return allocator.allocate(layout->get(), "set"); };
    expect_failure_and_recovery(vkCreateDescriptorPool, make);
    expect_failure_and_recovery(vkAllocateDescriptorSets, make);
}

TEST_F(FailedCalls, Samplers) {
    SamplerCache cache(device());
    expect_failure_and_recovery(vkCreateSampler, [&] { return cache.sampler({}); });
}

TEST_F(FailedCalls, Submissions) {
    const auto make = [this] { return run_once(device(), "once", [](VkCommandBuffer) {}); };
    expect_failure_and_recovery(vkCreateCommandPool, make);
    expect_failure_and_recovery(vkAllocateCommandBuffers, make);
    expect_failure_and_recovery(vkCreateFence, make);
    expect_failure_and_recovery(vkBeginCommandBuffer, make);
}

TEST_F(FailedCalls, UploadQueues) {
    const auto make = [this] {
        return UploadQueue::create(
            device(), {.staging_bytes = kMemoryBlockBytes, .path = UploadPath::kOwnSubmit});
    };
    expect_failure_and_recovery(vkAllocateMemory, make);
    expect_failure_and_recovery(vkCreateSemaphore, make);
    expect_failure_and_recovery(vkCreateCommandPool, make);
    expect_failure_and_recovery(vkCreateQueryPool, [this] { return GpuTimer::create(device()); });
}

}  // namespace
}  // namespace belvedere::gpu
