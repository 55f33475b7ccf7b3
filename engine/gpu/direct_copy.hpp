// SPDX-License-Identifier: Apache-2.0
// An upload that a worker writes straight into mapped memory. Private to the module.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <span>

#include "engine/gpu/upload_queue.hpp"

namespace belvedere {
class JobPool;
}

namespace belvedere::gpu {

// Where the memory of a device is the memory of the machine, an upload is a plain copy, and what
// costs most is that its pages are touched for the first time: about 1 ms a MiB, too much for the
// thread that draws. Main thread, but for the copying itself.
class DirectCopy {
  public:
    // Begins the copy. The destination must stay until it is finished or abandoned; the pool must
    // outlive the call alone.
    [[nodiscard]] static std::shared_ptr<DirectCopy> begin(JobPool& jobs,
                                                           std::span<std::byte> destination,
                                                           UploadSource source);
    DirectCopy(std::span<std::byte> destination, UploadSource source);

    // Whether the bytes are there, visible to this thread and to what it submits.
    [[nodiscard]] bool finished() const;
    // Gives the copy up: it no longer touches its destination once this returns. Waits for a slice
    // of 256 KiB at the most.
    void abandon();
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

  private:
    enum class Stage { kWaiting, kCopying, kDone, kAbandoned };
    void run();

    std::span<std::byte> destination_;
    UploadSource source_;  // Let go by the worker, which then frees the block as well.
    std::size_t bytes_ = 0;
    std::atomic<Stage> stage_{Stage::kWaiting};
    std::atomic<bool> is_unwanted_{false};
};

}  // namespace belvedere::gpu
