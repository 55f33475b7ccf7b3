// SPDX-License-Identifier: Apache-2.0
// Deferred destruction: what the GPU may still use is freed after it has finished with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>

namespace belvedere::gpu {

// How far the GPU is, on the two timelines that use resources.
struct GpuProgress {
    std::uint64_t frame = 0;   // serial of a frame of the FrameRing
    std::uint64_t upload = 0;  // value of the UploadQueue's own timeline, 0 when it has none
};

// A first-in first-out list of destroyers, each marked with the frame being recorded and the last
// upload submitted when it was retired. FrameRing and UploadQueue tell the progress; the Device
// runs the rest when it goes. Main thread only.
class Retirement final {
  public:
    // Runs `destroy` once the GPU has passed all work recorded until now.
    void retire(std::function<void()> destroy);
    // The frame that is being recorded from now on.
    void set_recording_frame(std::uint64_t serial) { recording_.frame = serial; }
    [[nodiscard]] std::uint64_t recording_frame() const { return recording_.frame; }
    void set_submitted_upload(std::uint64_t value) { recording_.upload = value; }
    [[nodiscard]] std::uint64_t submitted_upload() const { return recording_.upload; }
    void set_completed_upload(std::uint64_t value) { completed_.upload = value; }
    // Frees what is done now that the GPU finished frame `serial`.
    void set_completed_frame(std::uint64_t serial);
    // Runs everything; only when the device is idle.
    void drain();
    [[nodiscard]] std::size_t waiting() const { return entries_.size(); }

  private:
    struct Entry {
        GpuProgress needs;
        std::function<void()> destroy;
    };
    std::deque<Entry> entries_;
    GpuProgress recording_;
    GpuProgress completed_;
};

}  // namespace belvedere::gpu
