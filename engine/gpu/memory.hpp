// SPDX-License-Identifier: Apache-2.0
// Device memory, in blocks, with a count of who uses it.
#pragma once

#include <volk.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "engine/core/result.hpp"

namespace belvedere::gpu {

class Device;

// Whom the bytes are counted for in the performance panel and against the memory ceiling.
enum class MemoryCategory { kTiles, kTextures, kTargets, kStaging, kOther };
inline constexpr std::size_t kMemoryCategories = 5;

// Who reads and writes the memory.
enum class MemoryUse {
    kDevice,    // The GPU; mapped as well when the device's memory is unified.
    kUpload,    // Written by the CPU front to back, read by the GPU. Always mapped.
    kReadback,  // Written by the GPU, read by the CPU. Always mapped, cached.
};

// Images and buffers stand in different blocks, which makes bufferImageGranularity moot.
enum class MemoryContent { kBuffer, kImage };

struct AllocationOptions {
    MemoryUse use = MemoryUse::kDevice;
    MemoryCategory category = MemoryCategory::kOther;
    MemoryContent content = MemoryContent::kBuffer;
};

// A piece of device memory. A plain value: whoever holds it frees it once.
struct Allocation {
    VkDeviceMemory memory = VK_NULL_HANDLE;
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
    std::byte* mapped = nullptr;  // of this piece; null when the CPU cannot see it
    MemoryCategory category = MemoryCategory::kOther;
    std::uint32_t block = 0;  // the allocator's own
};

struct MemoryStatistics {
    std::array<std::uint64_t, kMemoryCategories> used_bytes{};  // by MemoryCategory
    std::uint64_t used_bytes_total = 0;
    std::uint64_t reserved_bytes = 0;  // taken from the driver
    std::uint64_t heap_bytes = 0;      // the device's own memory
    // With VK_EXT_memory_budget what the system lets this process use now; heap_bytes otherwise.
    std::uint64_t budget_bytes = 0;
    std::size_t blocks = 0;
    std::size_t allocations = 0;
};

// Hands out pieces of 64 MiB blocks by best fit (FreeList), and whole VkDeviceMemory objects for
// big resources. Empty blocks are given back, on a graphics card save one a pool. Main thread only.
class MemoryAllocator final {
  public:
    // On a software device blocks are of `software_block_bytes`.
    MemoryAllocator(Device& device, std::uint64_t software_block_bytes);
    ~MemoryAllocator();
    MemoryAllocator(const MemoryAllocator&) = delete;
    MemoryAllocator& operator=(const MemoryAllocator&) = delete;

    // kLimit when the device's memory (or its budget) is used up: the caller evicts and tries
    // again.
    [[nodiscard]] Result<Allocation> allocate(const VkMemoryRequirements& requirements,
                                              const AllocationOptions& options);
    // The GPU must be done with it: owners call this through Retirement.
    void free(const Allocation& allocation);
    // Asks the driver for the budget, so once a frame is often enough.
    [[nodiscard]] MemoryStatistics statistics() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::gpu
