// SPDX-License-Identifier: Apache-2.0
// The one software device that all drawing tests run on, with validation on.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>

#include "engine/gpu/device.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/gpu/offscreen.hpp"

namespace belvedere::test {

// The size of golden pictures.
inline constexpr VkExtent2D kPictureExtent{640, 360};

// Makes the Vulkan loader see nothing but lavapipe, whatever hardware the machine has: pictures are
// then equal on all machines. Call before the first device of the process.
void use_lavapipe_only();

// A device of its own, validated: for tests that break it or count its messages.
[[nodiscard]] std::unique_ptr<gpu::Device> create_isolated_device();

// A test with a device. The device is made once a process; any validation message during a test, or
// when the device goes at the end, fails it.
class GpuTest : public ::testing::Test {
  protected:
    void SetUp() override;
    void TearDown() override;

    [[nodiscard]] gpu::Device& device() { return *device_; }
    [[nodiscard]] gpu::FrameRing& ring() { return *ring_; }
    // Draws one frame into an image of `extent` and gives its pixels; `record` gets the frame and
    // the image to draw into.
    [[nodiscard]] gpu::Pixels draw(
        gpu::Offscreen& target,
        const std::function<void(gpu::Frame&, const gpu::TargetImage&)>& record);

  private:
    gpu::Device* device_ = nullptr;
    std::unique_ptr<gpu::FrameRing> ring_;
    std::uint64_t messages_before_ = 0;
};

}  // namespace belvedere::test
