// SPDX-License-Identifier: Apache-2.0
#include "app/live/value_delay.hpp"

#include <algorithm>

namespace belvedere::live {

void ValueDelay::note_applied(std::span<const feed::AppliedBatch> batches) {
    for (const feed::AppliedBatch& batch : batches) {
        if (batch.updates == 0) continue;
        if (applied_.size() < kWaitingMax) {
            applied_.push_back(batch);
            continue;
        }
        feed::AppliedBatch& last = applied_.back();
        last.arrived_s = std::min(last.arrived_s, batch.arrived_s);
        last.updates += batch.updates;
        last.change = batch.change;
    }
}

void ValueDelay::note_snapshot(std::uint64_t change, double now_s) {
    while (!applied_.empty() && applied_.front().change <= change) {
        const feed::AppliedBatch batch = applied_.front();
        applied_.pop_front();
        to_snapshot_.add(now_s - batch.arrived_s, batch.updates, now_s);
        if (snapshot_.size() < kWaitingMax) {
            snapshot_.push_back({batch});
            continue;
        }
        Waiting& last = snapshot_.back();
        last.batch.arrived_s = std::min(last.batch.arrived_s, batch.arrived_s);
        last.batch.updates += batch.updates;
        last.serial = 0;  // It is seen once all of it is.
    }
}

void ValueDelay::note_drawn(std::uint64_t serial) {
    for (auto waiting = snapshot_.rbegin(); waiting != snapshot_.rend(); ++waiting) {
        if (waiting->serial != 0) break;
        waiting->serial = serial;
        has_drawn_ = true;
    }
}

void ValueDelay::note_presented(std::uint64_t serial, double now_s) {
    while (!snapshot_.empty() && snapshot_.front().serial != 0 &&
           snapshot_.front().serial <= serial) {
        const feed::AppliedBatch& batch = snapshot_.front().batch;
        to_presented_.add(now_s - batch.arrived_s, batch.updates, now_s);
        snapshot_.pop_front();
    }
    has_drawn_ = !snapshot_.empty() && snapshot_.front().serial != 0;
}

}  // namespace belvedere::live
