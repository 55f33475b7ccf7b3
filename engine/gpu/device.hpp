// SPDX-License-Identifier: Apache-2.0
// The graphics device: the root of everything that Vulkan does here.
//
// Life of a frame, as a renderer uses this layer (all of it on the main thread):
//   auto frame = ring.begin();                    // waits for the slot, frees what is done
//   auto image = target.acquire(**frame);         // a window (Swapchain) or memory (Offscreen)
//   uploads.pump(**frame, budget);                // copies tiles within a byte budget
//   ... record passes into (*frame)->commands() when there is an image ...
//   ring.submit(**frame);                         // always, also without an image
//   if (*image) target.present(**image);
// Objects are move-only owners with a debug name; destroying one hands it to the Retirement queue,
// which frees it once the GPU has finished the frame being recorded. All owners die before the
// Device they were made from. Waits are finite: a GPU that stops answering is a lost device.
#pragma once

#include <volk.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/gpu/instance.hpp"
#include "engine/gpu/limits.hpp"
#include "engine/gpu/surface.hpp"

namespace belvedere::gpu {

class MemoryAllocator;
class Retirement;

struct DeviceOptions {
    // "software" for a CPU rasteriser, part of a device's name (any case), or empty for the best:
    // discrete, then integrated, then software.
    std::string name;
    Validation validation = default_validation();
    SurfaceSource surface;
    // The most memory that is taken from a software device at once.
    std::uint64_t software_block_bytes = kSoftwareBlockBytes;
};

enum class DeviceKind { kDiscrete, kIntegrated, kSoftware, kOther };

// What a device is and which optional things it can do. Renderers must work without any of them.
struct DeviceInfo {
    std::string name;
    std::string driver;
    DeviceKind kind = DeviceKind::kOther;
    bool is_software = false;
    // All memory is one heap that the CPU can write: uploads go straight to their place.
    bool unified_memory = false;
    bool memory_budget = false;  // VK_EXT_memory_budget
    // Whole steps of so many bytes of the program's own memory can be drawn from without a copy
    // (VK_EXT_external_memory_host); 0: not, or reading it would be slower than the GPU's own.
    std::uint64_t host_import_bytes = 0;
    bool bc_textures = false;        // textureCompressionBC
    bool sample_shading = false;     // sampleRateShading
    bool wide_lines = false;         // wideLines
    bool primitive_id = false;       // geometryShader, which gl_PrimitiveID in fragments needs
    bool independent_blend = false;  // independentBlend
    float anisotropy_max = 1.0F;     // 1 when samplerAnisotropy is missing
    double timestamp_period_ns = 0;  // 0 when the graphics queue has no timestamps
    VkSampleCountFlags sample_counts = VK_SAMPLE_COUNT_1_BIT;  // of colour and depth together
    std::uint32_t vendor_id = 0;
    std::uint32_t device_id = 0;
    std::uint32_t driver_version = 0;
    std::array<std::uint8_t, VK_UUID_SIZE> driver_uuid{};
    std::array<std::uint8_t, VK_UUID_SIZE> pipeline_cache_uuid{};
    VkPhysicalDeviceLimits limits{};
};

struct Queue {
    VkQueue handle = VK_NULL_HANDLE;
    std::uint32_t family = 0;
};

struct DeviceHandles {
    VkInstance instance = VK_NULL_HANDLE;
    VkPhysicalDevice physical = VK_NULL_HANDLE;
    VkDevice device = VK_NULL_HANDLE;
    Queue graphics;  // Draws, computes, copies, and presents when there is a surface.
    Queue transfer;  // Copies beside drawing; equal to `graphics` where there is no other.
};

// One logical device with its queues, memory and validation. Main thread only.
class Device final {
  public:
    // kDevice with a sentence for the user: no Vulkan library, no driver, no device that can draw
    // (or present), none of that name (the message lists those there are).
    [[nodiscard]] static Result<std::unique_ptr<Device>> create(DeviceOptions options);
    ~Device();
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    [[nodiscard]] const DeviceInfo& info() const { return info_; }
    [[nodiscard]] const DeviceHandles& vk() const { return vk_; }
    [[nodiscard]] MemoryAllocator& memory() { return *memory_; }
    [[nodiscard]] Retirement& retirement() { return *retirement_; }
    [[nodiscard]] const SurfaceSource& surface_source() const { return surface_source_; }
    // The surface made while choosing the device, given once; later ones come from the source.
    [[nodiscard]] VkSurfaceKHR take_surface();

    // Turns a VkResult into a Result and remembers a lost device. Each call that can lose the
    // device (submit, wait, present, allocate) passes its result through here.
    [[nodiscard]] Result<void> check(VkResult result, std::string_view what);
    // Once true, nothing more is drawn: save, say so, leave.
    [[nodiscard]] bool lost() const { return lost_; }
    // Validation messages so far, allowed false ones excluded. Zero without validation.
    [[nodiscard]] std::uint64_t validation_messages() const;
    // Gives the object the name that validation messages and captures show. Free without
    // validation.
    void set_name(VkObjectType type, std::uint64_t handle, const std::string& name) const;

  private:
    explicit Device(Instance instance);
    Instance instance_;
    SurfaceSource surface_source_;
    VkSurfaceKHR surface_ = VK_NULL_HANDLE;
    DeviceHandles vk_;
    DeviceInfo info_;
    std::unique_ptr<Retirement> retirement_;
    std::unique_ptr<MemoryAllocator> memory_;
    bool lost_ = false;
    bool hung_ = false;
};

}  // namespace belvedere::gpu
