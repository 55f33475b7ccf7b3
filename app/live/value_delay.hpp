// SPDX-License-Identifier: Apache-2.0
// How long values take from their arrival until they are seen.
#pragma once

#include <cstdint>
#include <deque>
#include <span>

#include "engine/feed/feed.hpp"
#include "engine/feed/recent_latency.hpp"

namespace belvedere::live {

// Follows what was taken in on its way to the screen:
//   arrival -> store -> snapshot (the symbols that the next frame draws) -> presented (the device
//   is done with that frame)
// Counts from when the bytes arrived (ObservationBatch::arrived_s), so that waiting in queues is
// part of it. Times by the steady clock. What waits is kept by the batch; beyond kWaitingMax
// younger ones are counted as if they had come with the last that is kept, never the other way
// round. Main thread.
class ValueDelay {
  public:
    static constexpr std::size_t kWaitingMax = 16'384;

    void note_applied(std::span<const feed::AppliedBatch> batches);
    // The symbols hold all changes of the store before `change`.
    void note_snapshot(std::uint64_t change, double now_s);
    // A frame of that snapshot went to the device, which counts it as `serial`.
    void note_drawn(std::uint64_t serial);
    // The device is done with all frames up to that one.
    void note_presented(std::uint64_t serial, double now_s);
    // Some frame that showed new values is with the device: ask it soon.
    [[nodiscard]] bool awaits_device() const { return has_drawn_; }

    [[nodiscard]] const feed::RecentLatency& to_snapshot() const { return to_snapshot_; }
    [[nodiscard]] const feed::RecentLatency& to_presented() const { return to_presented_; }

  private:
    struct Waiting {
        feed::AppliedBatch batch;
        std::uint64_t serial = 0;  // Of the frame that shows it; 0: none yet.
    };
    std::deque<feed::AppliedBatch> applied_;
    std::deque<Waiting> snapshot_;
    bool has_drawn_ = false;
    feed::RecentLatency to_snapshot_, to_presented_;
};

}  // namespace belvedere::live
