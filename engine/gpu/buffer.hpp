// SPDX-License-Identifier: Apache-2.0
// A buffer with its memory.
#pragma once

#include <volk.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"
#include "engine/gpu/memory.hpp"

namespace belvedere::gpu {

struct BufferOptions {
    std::string name;
    std::uint64_t bytes = 0;  // > 0
    // What shaders and commands do with it; copies to and from it are always allowed.
    VkBufferUsageFlags usage = 0;
    MemoryUse use = MemoryUse::kDevice;
    MemoryCategory category = MemoryCategory::kOther;
};

// Move-only; freed through Retirement. Empty by default.
class Buffer final {
  public:
    // kLimit when memory is used up, kDevice when the device is lost.
    [[nodiscard]] static Result<Buffer> create(Device& device, const BufferOptions& options);
    // A buffer that is the program's own memory: nothing is copied. `memory` starts at a multiple
    // of DeviceInfo::host_import_bytes and the allocation reaches to the next one behind its end;
    // nobody writes it while the buffer lives, and `owner` keeps it until the GPU is done. Of the
    // options' use and category nothing is asked. kUnsupported where the device cannot, or not with
    // this memory: make a buffer and upload.
    [[nodiscard]] static Result<Buffer> over(Device& device, const BufferOptions& options,
                                             ByteView memory, std::shared_ptr<const void> owner);
    Buffer() = default;
    Buffer(Buffer&& other) noexcept;
    Buffer& operator=(Buffer&& other) noexcept;
    ~Buffer();

    [[nodiscard]] VkBuffer handle() const { return handle_; }
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
    // What it costs: memory is taken in steps of the device's alignment. 0 over memory of another.
    [[nodiscard]] std::uint64_t memory_bytes() const { return allocation_.bytes; }
    // The buffer's memory as the CPU sees it, empty when it cannot. For kUpload write only; for
    // kReadback read once the GPU finished. Never write what a running frame reads.
    [[nodiscard]] std::span<std::byte> mapped() const;

  private:
    Device* device_ = nullptr;
    VkBuffer handle_ = VK_NULL_HANDLE;
    std::uint64_t bytes_ = 0;
    Allocation allocation_;
    VkDeviceMemory imported_ = VK_NULL_HANDLE;
    std::shared_ptr<const void> owner_;  // Of what was imported.
};

}  // namespace belvedere::gpu
