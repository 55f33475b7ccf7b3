// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/memory.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/log.hpp"
#include "engine/gpu/device.hpp"
#include "engine/gpu/free_list.hpp"
#include "engine/gpu/limits.hpp"
#include "engine/gpu/vulkan_result.hpp"

namespace belvedere::gpu {
namespace {

struct Block {
    VkDeviceMemory memory = VK_NULL_HANDLE;
    std::byte* mapped = nullptr;
    std::uint32_t type = 0;
    MemoryContent content = MemoryContent::kBuffer;
    bool dedicated = false;
    FreeList free{0};
};

constexpr VkMemoryPropertyFlags kHostFlags =
    VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;

// How well a memory type serves a use; negative when it does not. Non-coherent host memory is never
// taken: every desktop driver offers coherent memory, and no write can then be left unflushed.
int fitness(VkMemoryPropertyFlags flags, MemoryUse use, bool unified) {
    const bool device = (flags & VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT) != 0;
    const bool host = (flags & kHostFlags) == kHostFlags;
    const bool cached = (flags & VK_MEMORY_PROPERTY_HOST_CACHED_BIT) != 0;
    const VkMemoryPropertyFlags known =
        kHostFlags | VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT | VK_MEMORY_PROPERTY_HOST_CACHED_BIT;
    if ((flags & ~known) != 0) return -1;  // lazily allocated, protected, vendor's own
    switch (use) {
        case MemoryUse::kDevice:
            return (device ? 4 : 0) + (host == unified ? 2 : 0);
        case MemoryUse::kUpload:
            return host ? (cached ? 0 : 2) + (device ? 0 : 1) : -1;
        case MemoryUse::kReadback:
            return host ? (cached ? 4 : 0) + (device ? 0 : 1) : -1;
    }
    return -1;
}

// On a software device a block is plain process memory: asked for in pages of 2 MiB it is touched
// for the first time several times quicker. A hint; refusing it changes nothing.
void touch_in_large_pages([[maybe_unused]] std::byte* memory,
                          [[maybe_unused]] std::uint64_t bytes) {
#ifdef MADV_HUGEPAGE
    constexpr std::uintptr_t kPageBytes = 4096;
    const auto begin = reinterpret_cast<std::uintptr_t>(memory);
    const std::uintptr_t first = (begin + kPageBytes - 1) / kPageBytes * kPageBytes;
    const std::uintptr_t end = (begin + bytes) / kPageBytes * kPageBytes;
    if (first < end) ::madvise(memory + (first - begin), end - first, MADV_HUGEPAGE);
#endif
}

}  // namespace

struct MemoryAllocator::State {
    Device& device;
    VkPhysicalDeviceMemoryProperties properties{};
    std::vector<Block> blocks;
    std::array<std::uint64_t, kMemoryCategories> used{};
    std::size_t allocations = 0;

    std::uint64_t block_bytes_most;

    State(Device& owner, std::uint64_t software_block_bytes)
        : device(owner),
          block_bytes_most(owner.info().is_software ? software_block_bytes : kMemoryBlockBytes) {
        vkGetPhysicalDeviceMemoryProperties(device.vk().physical, &properties);
    }

    [[nodiscard]] std::vector<std::uint32_t> types_for(std::uint32_t allowed, MemoryUse use) const;
    [[nodiscard]] std::uint64_t block_bytes(std::uint32_t type) const;
    [[nodiscard]] bool over_budget(std::uint32_t type, std::uint64_t bytes) const;
    [[nodiscard]] Result<std::size_t> add_block(std::uint32_t type, std::uint64_t bytes,
                                                const AllocationOptions& options);
    [[nodiscard]] Allocation piece(std::size_t index, std::uint64_t offset, std::uint64_t bytes,
                                   MemoryCategory category);
    [[nodiscard]] std::optional<Allocation> place(std::uint32_t type,
                                                  const VkMemoryRequirements& requirements,
                                                  const AllocationOptions& options);
    void release_block(Block& block);
    [[nodiscard]] VkPhysicalDeviceMemoryBudgetPropertiesEXT budget() const;
};

std::vector<std::uint32_t> MemoryAllocator::State::types_for(std::uint32_t allowed,
                                                             MemoryUse use) const {
    std::vector<std::pair<int, std::uint32_t>> scored;
    for (std::uint32_t i = 0; i < properties.memoryTypeCount; ++i) {
        if ((allowed & (1u << i)) == 0) continue;
        const int score =
            fitness(properties.memoryTypes[i].propertyFlags, use, device.info().unified_memory);
        if (score >= 0) scored.emplace_back(score, i);
    }
    std::stable_sort(scored.begin(), scored.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::uint32_t> types;
    types.reserve(scored.size());
    for (const auto& [score, type] : scored)
        types.push_back(type);
    return types;
}

std::uint64_t MemoryAllocator::State::block_bytes(std::uint32_t type) const {
    const std::uint64_t heap = properties.memoryHeaps[properties.memoryTypes[type].heapIndex].size;
    return std::clamp<std::uint64_t>(heap / kMemoryBlocksPerHeapMin, 1u << 20, block_bytes_most);
}

VkPhysicalDeviceMemoryBudgetPropertiesEXT MemoryAllocator::State::budget() const {
    VkPhysicalDeviceMemoryBudgetPropertiesEXT budget{
        .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MEMORY_BUDGET_PROPERTIES_EXT};
    VkPhysicalDeviceMemoryProperties2 query{
        .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MEMORY_PROPERTIES_2, .pNext = &budget};
    vkGetPhysicalDeviceMemoryProperties2(device.vk().physical, &query);
    return budget;
}

bool MemoryAllocator::State::over_budget(std::uint32_t type, std::uint64_t bytes) const {
    const std::uint32_t heap = properties.memoryTypes[type].heapIndex;
    if (bytes > properties.memoryHeaps[heap].size) return true;
    if (!device.info().memory_budget) return false;
    const auto now = budget();
    const double allowed = static_cast<double>(now.heapBudget[heap]) * kMemoryBudgetShare;
    return static_cast<double>(now.heapUsage[heap]) + static_cast<double>(bytes) > allowed;
}

Result<std::size_t> MemoryAllocator::State::add_block(std::uint32_t type, std::uint64_t bytes,
                                                      const AllocationOptions& options) {
    if (over_budget(type, bytes)) {
        return fail(ErrorKind::kLimit, "graphics memory: the budget of this device is used up");
    }
    const VkMemoryAllocateInfo info{.sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
                                    .allocationSize = bytes,
                                    .memoryTypeIndex = type};
    Block block;
    const VkResult made = vkAllocateMemory(device.vk().device, &info, nullptr, &block.memory);
    if (made != VK_SUCCESS) {
        if (auto lost = device.check(made, "graphics memory"); !lost) return fail(lost.error());
    }
    const VkMemoryPropertyFlags flags = properties.memoryTypes[type].propertyFlags;
    if (options.content == MemoryContent::kBuffer && (flags & kHostFlags) == kHostFlags) {
        void* mapped = nullptr;
        const VkResult result =
            vkMapMemory(device.vk().device, block.memory, 0, VK_WHOLE_SIZE, 0, &mapped);
        if (result != VK_SUCCESS) {
            vkFreeMemory(device.vk().device, block.memory, nullptr);
            return fail(vulkan_error(result, "graphics memory"));
        }
        block.mapped = static_cast<std::byte*>(mapped);
        if (device.info().is_software) touch_in_large_pages(block.mapped, bytes);
    }
    block.type = type;
    block.content = options.content;
    block.free = FreeList(bytes);
    const auto unused = std::find_if(blocks.begin(), blocks.end(), [](const Block& candidate) {
        return candidate.memory == VK_NULL_HANDLE;
    });
    const auto slot = unused != blocks.end() ? unused : blocks.insert(blocks.end(), Block{});
    *slot = std::move(block);
    const auto index = static_cast<std::size_t>(slot - blocks.begin());
    device.set_name(VK_OBJECT_TYPE_DEVICE_MEMORY, reinterpret_cast<std::uint64_t>(slot->memory),
                    "memory block " + std::to_string(index));
    return index;
}

Allocation MemoryAllocator::State::piece(std::size_t index, std::uint64_t offset,
                                         std::uint64_t bytes, MemoryCategory category) {
    const Block& block = blocks[index];
    used[static_cast<std::size_t>(category)] += bytes;
    ++allocations;
    return Allocation{block.memory, offset,
                      bytes,        block.mapped == nullptr ? nullptr : block.mapped + offset,
                      category,     static_cast<std::uint32_t>(index)};
}

std::optional<Allocation> MemoryAllocator::State::place(std::uint32_t type,
                                                        const VkMemoryRequirements& requirements,
                                                        const AllocationOptions& options) {
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        Block& block = blocks[i];
        if (block.memory == VK_NULL_HANDLE || block.type != type || block.dedicated ||
            block.content != options.content) {
            continue;
        }
        const auto offset = block.free.allocate(requirements.size, requirements.alignment);
        if (offset) return piece(i, *offset, requirements.size, options.category);
    }
    return std::nullopt;
}

void MemoryAllocator::State::release_block(Block& block) {
    vkFreeMemory(device.vk().device, block.memory, nullptr);
    block = Block{};
}

MemoryAllocator::MemoryAllocator(Device& device, std::uint64_t software_block_bytes)
    : state_(std::make_unique<State>(device, software_block_bytes)) {}

MemoryAllocator::~MemoryAllocator() {
    if (state_->allocations != 0) {
        log::error("graphics memory: " + std::to_string(state_->allocations) +
                   " allocations outlive their device");
    }
    for (Block& block : state_->blocks) {
        if (block.memory != VK_NULL_HANDLE) state_->release_block(block);
    }
}

Result<Allocation> MemoryAllocator::allocate(const VkMemoryRequirements& requirements,
                                             const AllocationOptions& options) {
    assert(requirements.size > 0);
    Error last{ErrorKind::kLimit, "graphics memory: no memory type serves this use"};
    for (const std::uint32_t type : state_->types_for(requirements.memoryTypeBits, options.use)) {
        const std::uint64_t usual = state_->block_bytes(type);
        const bool dedicated = requirements.size > usual / kDedicatedDivisor;
        if (!dedicated) {
            if (auto placed = state_->place(type, requirements, options)) return *placed;
        }
        auto added = state_->add_block(type, dedicated ? requirements.size : usual, options);
        if (!added) {
            last = added.error();
            if (last.kind != ErrorKind::kLimit) break;
            continue;
        }
        Block& block = state_->blocks[*added];
        block.dedicated = dedicated;
        const auto offset = block.free.allocate(requirements.size, requirements.alignment);
        assert(offset.has_value());
        return state_->piece(*added, *offset, requirements.size, options.category);
    }
    return fail(std::move(last));
}

void MemoryAllocator::free(const Allocation& allocation) {
    assert(allocation.block < state_->blocks.size());
    Block& block = state_->blocks[allocation.block];
    assert(block.memory == allocation.memory);
    block.free.free(allocation.offset, allocation.bytes);
    state_->used[static_cast<std::size_t>(allocation.category)] -= allocation.bytes;
    --state_->allocations;
    if (!block.free.empty()) return;
    // One empty block a pool stays on a graphics card: a city at the edge of a block would
    // otherwise take and return 64 MiB with each tile.
    const bool another_empty =
        std::any_of(state_->blocks.begin(), state_->blocks.end(), [&block](const Block& other) {
            return &other != &block && other.memory != VK_NULL_HANDLE && other.free.empty() &&
                   other.type == block.type && other.content == block.content;
        });
    if (block.dedicated || another_empty || state_->device.info().is_software) {
        state_->release_block(block);
    }
}

MemoryStatistics MemoryAllocator::statistics() const {
    MemoryStatistics statistics;
    statistics.used_bytes = state_->used;
    for (const std::uint64_t bytes : state_->used)
        statistics.used_bytes_total += bytes;
    for (const Block& block : state_->blocks) {
        if (block.memory == VK_NULL_HANDLE) continue;
        statistics.reserved_bytes += block.free.bytes();
        ++statistics.blocks;
    }
    statistics.allocations = state_->allocations;
    const bool asked = state_->device.info().memory_budget;
    const auto budget = asked ? state_->budget() : VkPhysicalDeviceMemoryBudgetPropertiesEXT{};
    for (std::uint32_t i = 0; i < state_->properties.memoryHeapCount; ++i) {
        const VkMemoryHeap& heap = state_->properties.memoryHeaps[i];
        if ((heap.flags & VK_MEMORY_HEAP_DEVICE_LOCAL_BIT) == 0) continue;
        statistics.heap_bytes += heap.size;
        statistics.budget_bytes += asked ? budget.heapBudget[i] : heap.size;
    }
    return statistics;
}

}  // namespace belvedere::gpu
