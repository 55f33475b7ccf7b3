// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/instance.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "engine/core/log.hpp"
#include "engine/gpu/validation_messages.hpp"
#include "engine/gpu/vulkan_result.hpp"

namespace belvedere::gpu {
namespace {

constexpr const char* kValidationLayer = "VK_LAYER_KHRONOS_validation";

VKAPI_ATTR VkBool32 VKAPI_CALL on_message(VkDebugUtilsMessageSeverityFlagBitsEXT severity,
                                          VkDebugUtilsMessageTypeFlagsEXT,
                                          const VkDebugUtilsMessengerCallbackDataEXT* data,
                                          void* user) {
    const std::string_view id = data->pMessageIdName == nullptr ? "" : data->pMessageIdName;
    const auto known = false_messages();
    if (std::any_of(known.begin(), known.end(),
                    [id](const FalseMessage& message) { return message.id == id; })) {
        return VK_FALSE;
    }
    static_cast<std::atomic<std::uint64_t>*>(user)->fetch_add(1);
    const std::string text = std::string("Vulkan validation: ") + data->pMessage;
    if (severity >= VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT) {
        log::error(text);
    } else {
        log::warning(text);
    }
    return VK_FALSE;
}

VkDebugUtilsMessengerCreateInfoEXT messenger_info(std::atomic<std::uint64_t>* counter) {
    // General messages are the loader's talk about drivers it could not open; they say nothing
    // about this program, so only validation and performance are asked for.
    return {.sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT,
            .messageSeverity = VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT |
                               VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT,
            .messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT |
                           VK_DEBUG_UTILS_MESSAGE_TYPE_PERFORMANCE_BIT_EXT,
            .pfnUserCallback = on_message,
            .pUserData = counter};
}

bool layer_installed() {
    std::uint32_t count = 0;
    vkEnumerateInstanceLayerProperties(&count, nullptr);
    std::vector<VkLayerProperties> layers(count);
    vkEnumerateInstanceLayerProperties(&count, layers.data());
    return std::any_of(layers.begin(), layers.end(), [](const VkLayerProperties& layer) {
        return std::string_view(layer.layerName) == kValidationLayer;
    });
}

// Hazards between submits are found only when the layer's environment asks for it; the layer reads
// it while the instance is made. A user's own value stays.
void ask_for_submit_synchronisation() {
    setenv("VK_LAYER_ENABLES", "VALIDATION_CHECK_ENABLE_SYNCHRONIZATION_VALIDATION_QUEUE_SUBMIT",
           0);
}

Error instance_error(VkResult result) {
    if (result == VK_ERROR_INCOMPATIBLE_DRIVER) {
        return {ErrorKind::kDevice,
                "no Vulkan driver is installed: install the graphics driver, or "
                "mesa-vulkan-drivers for drawing without a graphics card"};
    }
    if (result == VK_ERROR_EXTENSION_NOT_PRESENT) {
        return {ErrorKind::kDevice, "the Vulkan driver cannot draw into windows of this desktop"};
    }
    return vulkan_error(result, "Vulkan could not start");
}

}  // namespace

Validation default_validation() {
    const char* asked = std::getenv("BELVEDERE_VALIDATION");
    if (asked != nullptr)
        return std::string_view(asked) == "1" ? Validation::kOn : Validation::kOff;
#ifdef NDEBUG
    return Validation::kOff;
#else
    return Validation::kOn;
#endif
}

Result<Instance> Instance::create(const InstanceOptions& options) {
    if (options.load_library() != VK_SUCCESS) {
        return fail(ErrorKind::kDevice,
                    "Vulkan is not installed: the library libvulkan.so.1 was not found");
    }
    if (volkGetInstanceVersion() < VK_API_VERSION_1_3) {
        return fail(ErrorKind::kDevice, "the installed Vulkan library is older than version 1.3");
    }
    const bool validate = options.validation == Validation::kOn;
    if (validate && !layer_installed()) {
        return fail(ErrorKind::kNotFound,
                    "the Vulkan validation layer is not installed (vulkan-validationlayers)");
    }
    std::vector<const char*> extensions;
    extensions.reserve(options.extensions.size() + 1);
    for (const std::string& name : options.extensions)
        extensions.push_back(name.c_str());
    if (validate) {
        extensions.push_back(VK_EXT_DEBUG_UTILS_EXTENSION_NAME);
        ask_for_submit_synchronisation();
    }
    Instance instance;
    instance.messages_ = std::make_unique<std::atomic<std::uint64_t>>(0);
    const VkApplicationInfo application{.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO,
                                        .pApplicationName = "belvedere",
                                        .pEngineName = "belvedere",
                                        .apiVersion = VK_API_VERSION_1_3};
    const VkValidationFeatureEnableEXT checks[] = {
        VK_VALIDATION_FEATURE_ENABLE_SYNCHRONIZATION_VALIDATION_EXT};
    const auto messenger = messenger_info(instance.messages_.get());
    const VkValidationFeaturesEXT features{.sType = VK_STRUCTURE_TYPE_VALIDATION_FEATURES_EXT,
                                           .pNext = &messenger,
                                           .enabledValidationFeatureCount = 1,
                                           .pEnabledValidationFeatures = checks};
    const VkInstanceCreateInfo info{
        .sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO,
        .pNext = validate ? &features : nullptr,
        .pApplicationInfo = &application,
        .enabledLayerCount = validate ? 1u : 0u,
        .ppEnabledLayerNames = &kValidationLayer,
        .enabledExtensionCount = static_cast<std::uint32_t>(extensions.size()),
        .ppEnabledExtensionNames = extensions.data()};
    const VkResult made = vkCreateInstance(&info, nullptr, &instance.handle_);
    if (made != VK_SUCCESS) return fail(instance_error(made));
    volkLoadInstance(instance.handle_);
    if (validate) {
        // This instance's own: a later one without validation would take the global ones away.
        instance.namer_ = vkSetDebugUtilsObjectNameEXT;
        instance.destroy_messenger_ = vkDestroyDebugUtilsMessengerEXT;
        const VkResult result = vkCreateDebugUtilsMessengerEXT(instance.handle_, &messenger,
                                                               nullptr, &instance.messenger_);
        if (result != VK_SUCCESS) return fail(vulkan_error(result, "validation messages"));
    }
    return instance;
}

Instance::Instance(Instance&& other) noexcept
    : handle_(std::exchange(other.handle_, VK_NULL_HANDLE)),
      messenger_(std::exchange(other.messenger_, VK_NULL_HANDLE)),
      namer_(other.namer_),
      destroy_messenger_(other.destroy_messenger_),
      messages_(std::move(other.messages_)) {}

Instance& Instance::operator=(Instance&& other) noexcept {
    std::swap(handle_, other.handle_);
    std::swap(messenger_, other.messenger_);
    std::swap(namer_, other.namer_);
    std::swap(destroy_messenger_, other.destroy_messenger_);
    std::swap(messages_, other.messages_);
    return *this;
}

Instance::~Instance() {
    if (messenger_ != VK_NULL_HANDLE) {
        destroy_messenger_(handle_, messenger_, nullptr);
    }
    if (handle_ != VK_NULL_HANDLE) vkDestroyInstance(handle_, nullptr);
}

}  // namespace belvedere::gpu
