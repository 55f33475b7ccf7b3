// SPDX-License-Identifier: Apache-2.0
#include "tests/support/gpu_fixture.hpp"

#include <dlfcn.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "engine/core/log.hpp"

// Read by the leak checker of the address sanitizer, where there is one. The validation layer keeps
// what it knows of command buffers whose pool was destroyed, and the driver what belongs to a
// device that was given up as hung. Objects that this project forgets are reported by the layer
// itself.
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libVkLayer_khronos_validation.so\nleak:libvulkan_lvp.so\n";
}

namespace belvedere::test {
namespace {

// The leak checker names a library only while it is loaded, and the loader unloads the layer and
// the driver with the last instance.
void keep_layer_and_driver_loaded() {
    for (const char* name : {"libVkLayer_khronos_validation.so", "libvulkan_lvp.so"})
        dlopen(name, RTLD_LAZY | RTLD_NODELETE);
}

// Owns the device of the process and watches what the layer says when it is destroyed, which is
// where leaked objects show.
class DeviceOfTheProcess final : public ::testing::Environment {
  public:
    [[nodiscard]] gpu::Device* get() {
        if (!device_) device_ = create_isolated_device();
        return device_.get();
    }
    void TearDown() override {
        std::atomic<int> messages = 0;
        log::set_sink([&messages](log::Level level, std::string_view) {
            if (level >= log::Level::kWarning) ++messages;
        });
        device_.reset();
        log::set_sink({});
        EXPECT_EQ(messages, 0) << "the device left objects or memory behind";
    }

  private:
    std::unique_ptr<gpu::Device> device_;
};

DeviceOfTheProcess& process_device() {
    // GoogleTest owns environments.
    static auto* const environment = static_cast<DeviceOfTheProcess*>(
        ::testing::AddGlobalTestEnvironment(new DeviceOfTheProcess));
    return *environment;
}

}  // namespace

void use_lavapipe_only() {
    std::error_code error;
    for (std::filesystem::directory_iterator file("/usr/share/vulkan/icd.d", error), end;
         !error && file != end; file.increment(error)) {
        if (file->path().filename().string().starts_with("lvp_icd")) {
            setenv("VK_ICD_FILENAMES", file->path().c_str(), 1);
            return;
        }
    }
}

std::unique_ptr<gpu::Device> create_isolated_device() {
    use_lavapipe_only();
    keep_layer_and_driver_loaded();
    auto device = gpu::Device::create({.name = "software", .validation = gpu::Validation::kOn});
    if (!device) {
        ADD_FAILURE() << device.error().message;
        return nullptr;
    }
    return std::move(*device);
}

void GpuTest::SetUp() {
    device_ = process_device().get();
    ASSERT_NE(device_, nullptr);
    messages_before_ = device_->validation_messages();
    auto ring = gpu::FrameRing::create(*device_);
    ASSERT_TRUE(ring.has_value()) << ring.error().message;
    ring_ = std::move(*ring);
}

void GpuTest::TearDown() {
    if (device_ == nullptr) return;
    ring_.reset();
    EXPECT_EQ(device_->validation_messages(), messages_before_) << "see the log for the messages";
}

gpu::Pixels GpuTest::draw(gpu::Offscreen& target,
                          const std::function<void(gpu::Frame&, const gpu::TargetImage&)>& record) {
    const auto frame = ring().begin();
    if (!frame) {
        ADD_FAILURE() << frame.error().message;
        return {};
    }
    const auto image = target.acquire(**frame);
    if (!image || !*image) {
        ADD_FAILURE() << "no image";
        return {};
    }
    record(**frame, **image);
    const auto submitted = ring().submit(**frame);
    const auto presented = target.present(**image);
    auto pixels = target.pixels();
    EXPECT_TRUE(submitted.has_value() && presented.has_value() && pixels.has_value());
    return pixels ? std::move(*pixels) : gpu::Pixels{};
}

}  // namespace belvedere::test
