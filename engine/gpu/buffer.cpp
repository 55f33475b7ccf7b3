// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/buffer.hpp"

#include <array>
#include <bit>
#include <cassert>
#include <optional>
#include <utility>

#include "engine/gpu/device.hpp"
#include "engine/gpu/retirement.hpp"
#include "engine/gpu/vulkan_result.hpp"

namespace belvedere::gpu {

namespace {

Result<VkBuffer> create_handle(Device& device, const BufferOptions& options, const void* next) {
    assert(options.bytes > 0);
    const DeviceHandles& vk = device.vk();
    // Shared by the transfer queue, if there is one: for buffers that costs nothing, and spares an
    // ownership transfer for each.
    const std::array families{vk.graphics.family, vk.transfer.family};
    const bool shared = families[0] != families[1];
    const VkBufferCreateInfo info{
        .sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO,
        .pNext = next,
        .size = options.bytes,
        .usage =
            options.usage | VK_BUFFER_USAGE_TRANSFER_SRC_BIT | VK_BUFFER_USAGE_TRANSFER_DST_BIT,
        .sharingMode = shared ? VK_SHARING_MODE_CONCURRENT : VK_SHARING_MODE_EXCLUSIVE,
        .queueFamilyIndexCount = shared ? 2u : 0u,
        .pQueueFamilyIndices = families.data()};
    VkBuffer handle = VK_NULL_HANDLE;
    if (auto made = device.check(vkCreateBuffer(vk.device, &info, nullptr, &handle), options.name);
        !made) {
        return fail(made.error());
    }
    device.set_name(VK_OBJECT_TYPE_BUFFER, reinterpret_cast<std::uint64_t>(handle), options.name);
    return handle;
}

constexpr auto kHostPointer = VK_EXTERNAL_MEMORY_HANDLE_TYPE_HOST_ALLOCATION_BIT_EXT;

// The lowest memory type that both the device and this buffer take for this memory.
std::optional<std::uint32_t> import_type(const Device& device, const void* memory,
                                         std::uint32_t buffer_types) {
    VkMemoryHostPointerPropertiesEXT pointer{
        .sType = VK_STRUCTURE_TYPE_MEMORY_HOST_POINTER_PROPERTIES_EXT};
    if (vkGetMemoryHostPointerPropertiesEXT(device.vk().device, kHostPointer, memory, &pointer) !=
        VK_SUCCESS) {
        return std::nullopt;
    }
    const std::uint32_t types = pointer.memoryTypeBits & buffer_types;
    if (types == 0) return std::nullopt;
    return static_cast<std::uint32_t>(std::countr_zero(types));
}

}  // namespace

Result<Buffer> Buffer::create(Device& device, const BufferOptions& options) {
    const DeviceHandles& vk = device.vk();
    const auto handle = create_handle(device, options, nullptr);
    if (!handle) return fail(handle.error());
    VkMemoryRequirements requirements{};
    vkGetBufferMemoryRequirements(vk.device, *handle, &requirements);
    auto allocation = device.memory().allocate(
        requirements, {options.use, options.category, MemoryContent::kBuffer});
    if (!allocation) {
        vkDestroyBuffer(vk.device, *handle, nullptr);
        return fail_in(options.name, allocation.error());
    }
    Buffer buffer;
    buffer.device_ = &device;
    buffer.handle_ = *handle;
    buffer.bytes_ = options.bytes;
    buffer.allocation_ = *allocation;
    if (auto bound = device.check(
            vkBindBufferMemory(vk.device, *handle, allocation->memory, allocation->offset),
            options.name);
        !bound) {
        return fail(bound.error());
    }
    return buffer;
}

Result<Buffer> Buffer::over(Device& device, const BufferOptions& options, ByteView memory,
                            std::shared_ptr<const void> owner) {
    const std::uint64_t step = device.info().host_import_bytes;
    const Failure unsupported = fail(ErrorKind::kUnsupported, options.name + ": must be copied");
    if (step == 0 || reinterpret_cast<std::uintptr_t>(memory.data()) % step != 0)
        return unsupported;
    BufferOptions described = options;
    described.bytes = memory.size();
    const VkExternalMemoryBufferCreateInfo external{
        .sType = VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_BUFFER_CREATE_INFO, .handleTypes = kHostPointer};
    const auto handle = create_handle(device, described, &external);
    if (!handle) return fail(handle.error());
    Buffer buffer;
    buffer.device_ = &device;
    buffer.handle_ = *handle;
    buffer.bytes_ = memory.size();
    buffer.owner_ = std::move(owner);
    VkMemoryRequirements requirements{};
    vkGetBufferMemoryRequirements(device.vk().device, *handle, &requirements);
    const std::uint64_t bytes = (memory.size() + step - 1) / step * step;
    const auto type = import_type(device, memory.data(), requirements.memoryTypeBits);
    if (!type || requirements.size > bytes) return unsupported;
    const VkImportMemoryHostPointerInfoEXT import{
        .sType = VK_STRUCTURE_TYPE_IMPORT_MEMORY_HOST_POINTER_INFO_EXT,
        .handleType = kHostPointer,
        // The device only reads it: no use of the buffer writes.
        .pHostPointer = const_cast<std::byte*>(memory.data())};
    const VkMemoryAllocateInfo info{.sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
                                    .pNext = &import,
                                    .allocationSize = bytes,
                                    .memoryTypeIndex = *type};
    const VkResult made = vkAllocateMemory(device.vk().device, &info, nullptr, &buffer.imported_);
    if (auto checked = device.check(made, options.name); !checked) {
        return device.lost() ? fail(checked.error()) : unsupported;
    }
    if (auto bound = device.check(
            vkBindBufferMemory(device.vk().device, *handle, buffer.imported_, 0), options.name);
        !bound) {
        return fail(bound.error());
    }
    return buffer;
}

Buffer::Buffer(Buffer&& other) noexcept
    : device_(other.device_),
      handle_(std::exchange(other.handle_, VK_NULL_HANDLE)),
      bytes_(other.bytes_),
      allocation_(other.allocation_),
      imported_(std::exchange(other.imported_, VK_NULL_HANDLE)),
      owner_(std::move(other.owner_)) {}

Buffer& Buffer::operator=(Buffer&& other) noexcept {
    std::swap(device_, other.device_);
    std::swap(handle_, other.handle_);
    std::swap(bytes_, other.bytes_);
    std::swap(allocation_, other.allocation_);
    std::swap(imported_, other.imported_);
    std::swap(owner_, other.owner_);
    return *this;
}

Buffer::~Buffer() {
    if (handle_ == VK_NULL_HANDLE) return;
    device_->retirement().retire([device = device_, handle = handle_, allocation = allocation_,
                                  imported = imported_, owner = std::move(owner_)] {
        vkDestroyBuffer(device->vk().device, handle, nullptr);
        if (imported != VK_NULL_HANDLE) vkFreeMemory(device->vk().device, imported, nullptr);
        if (allocation.memory != VK_NULL_HANDLE) device->memory().free(allocation);
    });
}

std::span<std::byte> Buffer::mapped() const {
    if (allocation_.mapped == nullptr) return {};
    return {allocation_.mapped, static_cast<std::size_t>(bytes_)};
}

}  // namespace belvedere::gpu
