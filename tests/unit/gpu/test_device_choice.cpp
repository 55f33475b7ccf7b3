// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/device_choice.hpp"

#include <gtest/gtest.h>

#include "engine/gpu/swapchain.hpp"
#include "tests/support/gpu_fixture.hpp"

namespace belvedere::gpu {
namespace {

DeviceCandidate candidate(const std::string& name, DeviceKind kind) {
    DeviceCandidate result;
    result.info.name = name;
    result.info.kind = kind;
    result.info.is_software = kind == DeviceKind::kSoftware;
    result.graphics_family = 0;
    return result;
}

std::vector<DeviceCandidate> three_devices() {
    return {candidate("llvmpipe", DeviceKind::kSoftware),
            candidate("Intel UHD 630", DeviceKind::kIntegrated),
            candidate("GeForce RTX", DeviceKind::kDiscrete)};
}

TEST(DeviceChoice, PrefersDiscreteThenIntegratedThenSoftware) {
    auto devices = three_devices();
    EXPECT_EQ(choose_device(devices, "").value(), 2u);
    devices[2].missing = "Vulkan 1.3";
    EXPECT_EQ(choose_device(devices, "").value(), 1u);
    devices[1].missing = "a queue that draws";
    EXPECT_EQ(choose_device(devices, "").value(), 0u);
}

TEST(DeviceChoice, TakesTheNamedDevice) {
    const auto devices = three_devices();
    EXPECT_EQ(choose_device(devices, "software").value(), 0u);
    EXPECT_EQ(choose_device(devices, "intel").value(), 1u);
    EXPECT_EQ(choose_device(devices, "RTX").value(), 2u);
}

TEST(DeviceChoice, ErrorsNameWhatThereIs) {
    auto devices = three_devices();
    const auto unknown = choose_device(devices, "radeon");
    ASSERT_FALSE(unknown.has_value());
    EXPECT_EQ(unknown.error().kind, ErrorKind::kDevice);
    EXPECT_EQ(unknown.error().message,
              "no usable Vulkan device answers to \"radeon\"; there are: llvmpipe, Intel UHD 630, "
              "GeForce RTX");
    const auto none = choose_device({}, "");
    ASSERT_FALSE(none.has_value());
    EXPECT_NE(none.error().message.find("no Vulkan device was found"), std::string::npos);
    for (DeviceCandidate& device : devices)
        device.missing = "Vulkan 1.3";
    const auto unusable = choose_device(devices, "");
    ASSERT_FALSE(unusable.has_value());
    EXPECT_NE(unusable.error().message.find("llvmpipe (lacks Vulkan 1.3)"), std::string::npos);
}

VkResult no_library() {
    return VK_ERROR_INITIALIZATION_FAILED;
}

TEST(DeviceStart, WithoutALibrarySaysSo) {
    const auto instance =
        Instance::create({.validation = Validation::kOff, .load_library = no_library});
    ASSERT_FALSE(instance.has_value());
    EXPECT_EQ(instance.error().kind, ErrorKind::kDevice);
    EXPECT_EQ(instance.error().message,
              "Vulkan is not installed: the library libvulkan.so.1 was not found");
}

TEST(DeviceStart, WithoutADriverSaysSo) {
    setenv("VK_ICD_FILENAMES", "/nowhere.json", 1);
    const auto device = Device::create({.validation = Validation::kOff});
    test::use_lavapipe_only();
    ASSERT_FALSE(device.has_value());
    EXPECT_EQ(device.error().kind, ErrorKind::kDevice);
    EXPECT_NE(device.error().message.find("driver"), std::string::npos) << device.error().message;
}

TEST(DeviceStart, ASurfaceThatCannotBeMadeIsAnError) {
    test::use_lavapipe_only();
    const auto device =
        Device::create({.validation = Validation::kOff,
                        .surface = {.instance_extensions = {"VK_KHR_surface"},
                                    .create = [](VkInstance) -> Result<VkSurfaceKHR> {
                                        return fail(ErrorKind::kDevice, "there is no display");
                                    }}});
    ASSERT_FALSE(device.has_value());
    EXPECT_EQ(device.error().message, "there is no display");
}

class DeviceTest : public test::GpuTest {};

TEST_F(DeviceTest, SoftwareDeviceIsDescribed) {
    const DeviceInfo& info = device().info();
    EXPECT_TRUE(info.is_software);
    EXPECT_EQ(info.kind, DeviceKind::kSoftware);
    EXPECT_TRUE(info.unified_memory);
    EXPECT_FALSE(info.name.empty());
    EXPECT_GE(info.limits.maxPushConstantsSize, 128u);
    EXPECT_NE(info.sample_counts & VK_SAMPLE_COUNT_4_BIT, 0u);
    EXPECT_FALSE(device().lost());
}

TEST_F(DeviceTest, ASwapchainNeedsAWindow) {
    const auto swapchain = Swapchain::create(device(), {640, 360});
    ASSERT_FALSE(swapchain.has_value());
    EXPECT_EQ(swapchain.error().kind, ErrorKind::kUsage);
}

}  // namespace
}  // namespace belvedere::gpu
