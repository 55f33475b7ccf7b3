// SPDX-License-Identifier: Apache-2.0
// Every limit of the GPU layer, with the reason for its value.
#pragma once

#include <chrono>
#include <cstdint>

namespace belvedere::gpu {

// How many frames the CPU may record ahead of the GPU: the one place this length is written. Two
// keep both busy; a third only adds latency and a third copy of everything that is per frame.
inline constexpr std::uint32_t kFramesInFlight = 2;

// The longest any call waits for the GPU. A frame that takes longer is a hung or lost device; a
// software device under the sanitizers, compiling its first shaders, needs a few seconds.
inline constexpr std::chrono::seconds kGpuWaitMax{20};

// The same on a software device, which shares its cores with everything else on the machine: a
// large full-quality picture on a busy one takes a while, and nothing is wrong with it.
inline constexpr std::chrono::seconds kSoftwareWaitMax{120};

// The longest an acquire waits for a swapchain image. After it the frame is skipped, so a window
// that is covered or on a sleeping monitor never blocks input.
inline constexpr std::chrono::milliseconds kAcquireWaitMax{200};

// Memory is taken from the driver in blocks of this size: drivers allow as few as 4,096
// allocations, and a city has more tiles than that.
inline constexpr std::uint64_t kMemoryBlockBytes = 64ull << 20;
// On a software device, where a block is plain process memory that a memory ceiling counts: half as
// much, given back as soon as it is empty. Not less, because the C library keeps freed blocks of up
// to 32 MiB to itself.
inline constexpr std::uint64_t kSoftwareBlockBytes = 32ull << 20;
// On small heaps (a 256 MiB window of mappable memory) a block is this fraction of the heap.
inline constexpr std::uint64_t kMemoryBlocksPerHeapMin = 16;
// A resource of more than half a block gets memory of its own, or blocks would be mostly waste.
inline constexpr std::uint64_t kDedicatedDivisor = 2;
// With VK_EXT_memory_budget, the share of the budget that may be used; beyond it drivers stall.
inline constexpr double kMemoryBudgetShare = 0.9;

// First size of a frame's transient memory (uniforms, instances, lines, UI vertices), and the size
// all of it may grow to in one frame.
inline constexpr std::uint64_t kTransientBlockBytes = 2ull << 20;
inline constexpr std::uint64_t kTransientBytesMax = 256ull << 20;

// The staging ring, and what one frame may copy through it when the caller names no other budget:
// 8 MiB are about 2 ms of memory copy, half of a 4 ms main-thread load budget.
inline constexpr std::uint64_t kStagingRingBytes = 32ull << 20;
inline constexpr std::uint64_t kUploadBytesPerFrame = 8ull << 20;
// On a software device, where the memory is touched for the first time by the copy: about 1 ms a
// MiB.
inline constexpr std::uint64_t kSoftwareUploadBytesPerFrame = 1ull << 20;
// Below this a worker is not worth its delay: 16 KiB are about 10 us.
inline constexpr std::uint64_t kWorkerCopyBytesMin = 16ull << 10;

// Descriptor sets a pool holds; pools are added as they fill.
inline constexpr std::uint32_t kDescriptorSetsPerPool = 512;

// Times a swapchain or surface may be made again within one acquire before that frame is skipped,
// and frames in a row that may fail so before the target reports an error instead.
inline constexpr int kSwapchainRetriesPerFrame = 4;
inline constexpr int kSwapchainFailedFramesMax = 240;

// The largest pipeline cache file that is read back (NVIDIA's grow to tens of megabytes).
inline constexpr std::uint64_t kPipelineCacheBytesMax = 256ull << 20;

// GPU time spans measured in one frame.
inline constexpr std::uint32_t kTimedSpansMax = 32;

}  // namespace belvedere::gpu
