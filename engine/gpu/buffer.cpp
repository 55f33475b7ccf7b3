// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/buffer.hpp"

#include <array>
#include <cassert>
#include <utility>

#include "engine/gpu/device.hpp"
#include "engine/gpu/retirement.hpp"
#include "engine/gpu/vulkan_result.hpp"

namespace belvedere::gpu {

Result<Buffer> Buffer::create(Device& device, const BufferOptions& options) {
    assert(options.bytes > 0);
    const DeviceHandles& vk = device.vk();
    // Shared by the transfer queue, if there is one: for buffers that costs nothing, and spares an
    // ownership transfer for each.
    const std::array families{vk.graphics.family, vk.transfer.family};
    const bool shared = families[0] != families[1];
    const VkBufferCreateInfo info{
        .sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO,
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
    VkMemoryRequirements requirements{};
    vkGetBufferMemoryRequirements(vk.device, handle, &requirements);
    auto allocation = device.memory().allocate(
        requirements, {options.use, options.category, MemoryContent::kBuffer});
    if (!allocation) {
        vkDestroyBuffer(vk.device, handle, nullptr);
        return fail_in(options.name, allocation.error());
    }
    Buffer buffer;
    buffer.device_ = &device;
    buffer.handle_ = handle;
    buffer.bytes_ = options.bytes;
    buffer.allocation_ = *allocation;
    device.set_name(VK_OBJECT_TYPE_BUFFER, reinterpret_cast<std::uint64_t>(handle), options.name);
    if (auto bound = device.check(
            vkBindBufferMemory(vk.device, handle, allocation->memory, allocation->offset),
            options.name);
        !bound) {
        return fail(bound.error());
    }
    return buffer;
}

Buffer::Buffer(Buffer&& other) noexcept
    : device_(other.device_),
      handle_(std::exchange(other.handle_, VK_NULL_HANDLE)),
      bytes_(other.bytes_),
      allocation_(other.allocation_) {}

Buffer& Buffer::operator=(Buffer&& other) noexcept {
    std::swap(device_, other.device_);
    std::swap(handle_, other.handle_);
    std::swap(bytes_, other.bytes_);
    std::swap(allocation_, other.allocation_);
    return *this;
}

Buffer::~Buffer() {
    if (handle_ == VK_NULL_HANDLE) return;
    device_->retirement().retire([device = device_, handle = handle_, allocation = allocation_] {
        vkDestroyBuffer(device->vk().device, handle, nullptr);
        device->memory().free(allocation);
    });
}

std::span<std::byte> Buffer::mapped() const {
    if (allocation_.mapped == nullptr) return {};
    return {allocation_.mapped, static_cast<std::size_t>(bytes_)};
}

}  // namespace belvedere::gpu
