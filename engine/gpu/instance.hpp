// SPDX-License-Identifier: Apache-2.0
// The Vulkan loader, the instance and the validation layer's messages.
#pragma once

#include <volk.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/result.hpp"

namespace belvedere::gpu {

// Whether the Khronos validation layer checks each call, synchronisation included (2-10x slower).
enum class Validation { kOff, kOn };

// kOn in debug builds and when the environment says BELVEDERE_VALIDATION=1.
[[nodiscard]] Validation default_validation();

struct InstanceOptions {
    Validation validation = default_validation();
    std::vector<std::string> extensions;
    // Finds the Vulkan library; replaced by tests to act out a machine without it.
    VkResult (*load_library)() = volkInitialize;
};

// An instance and, with validation, its messenger. Messages of warning and error severity are
// counted and logged, except those listed in false_messages(). Move-only; create on the main
// thread.
//
// Vulkan's functions are global and belong to the instance made last. Several instances work side
// by side, except that window functions are lost when a later one is made without them.
class Instance final {
  public:
    // kDevice with a sentence for the user when there is no Vulkan library, no driver, or a Vulkan
    // older than 1.3; kNotFound when validation was asked for and the layer is not installed.
    [[nodiscard]] static Result<Instance> create(const InstanceOptions& options);
    Instance(Instance&& other) noexcept;
    Instance& operator=(Instance&& other) noexcept;
    ~Instance();

    [[nodiscard]] VkInstance handle() const { return handle_; }
    // Names objects (VK_EXT_debug_utils); null without validation.
    [[nodiscard]] PFN_vkSetDebugUtilsObjectNameEXT namer() const { return namer_; }
    [[nodiscard]] std::uint64_t validation_messages() const { return *messages_; }

  private:
    Instance() = default;
    VkInstance handle_ = VK_NULL_HANDLE;
    VkDebugUtilsMessengerEXT messenger_ = VK_NULL_HANDLE;
    PFN_vkSetDebugUtilsObjectNameEXT namer_ = nullptr;
    PFN_vkDestroyDebugUtilsMessengerEXT destroy_messenger_ = nullptr;
    // Shared with the driver's callback, which may run on any thread.
    std::unique_ptr<std::atomic<std::uint64_t>> messages_;
};

}  // namespace belvedere::gpu
