// SPDX-License-Identifier: Apache-2.0
// Bytes from the CPU into buffers and images, within a byte budget a frame.
#pragma once

#include <volk.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"
#include "engine/gpu/buffer.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/gpu/image.hpp"
#include "engine/gpu/limits.hpp"

namespace belvedere {
class JobPool;
}

namespace belvedere::gpu {

// One upload. A default one is complete.
struct Ticket {
    std::uint64_t serial = 0;
};

// What to upload and who keeps it alive meanwhile: the block that a decoder returned is shared, not
// copied. Without an owner the bytes are copied at once.
struct UploadSource {
    ByteView bytes;
    std::shared_ptr<const void> owner;
};

// A rectangle of one mip level and layer, its rows packed from `source_offset` on.
struct ImageRegion {
    std::uint32_t mip_level = 0;
    std::uint32_t layer = 0;
    VkOffset2D offset{};
    VkExtent2D extent{};  // 0 x 0: the whole level
    std::uint64_t source_offset = 0;
};

// What an image holds before the upload.
enum class ImageBefore {
    kUndefined,   // Nothing worth keeping: the first upload, which gives all levels.
    kShaderRead,  // Texels in SHADER_READ_ONLY_OPTIMAL that other regions keep (glyph pages).
};

// How copies reach the GPU.
enum class UploadPath {
    kAutomatic,  // The transfer queue where there is one beside the graphics queue.
    kFrame,      // In the frame's own commands.
    kOwnSubmit,  // Submitted by itself with a timeline semaphore, whatever the queue.
};

struct UploadQueueOptions {
    std::uint64_t staging_bytes = kStagingRingBytes;
    UploadPath path = UploadPath::kAutomatic;
};

// First come, first served. Where the CPU can write the destination itself (unified memory) buffers
// are written in place, without staging; images always go through the staging ring. Destinations
// must stay until their ticket is complete or cancelled. After completion images are in
// SHADER_READ_ONLY_OPTIMAL. Main thread only.
class UploadQueue final {
  public:
    [[nodiscard]] static Result<std::unique_ptr<UploadQueue>> create(
        Device& device, UploadQueueOptions options = {});
    ~UploadQueue();
    UploadQueue(const UploadQueue&) = delete;
    UploadQueue& operator=(const UploadQueue&) = delete;

    // Queues a copy of all source bytes to `offset` of the buffer, which no running frame reads
    // there. kBadData when they do not fit.
    [[nodiscard]] Result<Ticket> upload(const Buffer& destination, std::uint64_t offset,
                                        UploadSource source);
    // Queues a copy of regions. kBadData when a region leaves the image or the source;
    // kUnsupported for formats without format_block.
    [[nodiscard]] Result<Ticket> upload(const Image& destination, std::vector<ImageRegion> regions,
                                        UploadSource source,
                                        ImageBefore before = ImageBefore::kUndefined);

    // Lets workers write large buffers where the CPU can write them itself, instead of pump(). The
    // pool must outlive every later upload(). Without it, and elsewhere, pump() does all.
    void share_work(JobPool& jobs);

    // Moves on by about `bytes_max` (one row of texels at least; 0: what suits the device),
    // recording into `frame` outside any render pass. Call once a frame, before what draws. kDevice
    // when the device is lost.
    [[nodiscard]] Result<void> pump(Frame& frame, std::uint64_t bytes_max = 0);
    // Whether the frame last pumped, and later ones, may read the destination.
    [[nodiscard]] bool complete(Ticket ticket) const;
    // Forgets the rest of an upload; its destination may then be destroyed.
    void cancel(Ticket ticket);
    // Bytes that wait to be moved.
    [[nodiscard]] std::uint64_t pending_bytes() const;

  private:
    struct State;
    explicit UploadQueue(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::gpu
