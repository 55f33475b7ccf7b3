// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/retirement.hpp"

#include <utility>

namespace belvedere::gpu {

void Retirement::retire(std::function<void()> destroy) {
    entries_.push_back({recording_, std::move(destroy)});
}

void Retirement::set_completed_frame(std::uint64_t serial) {
    completed_.frame = serial;
    // Both marks only grow, so the first entry that must wait makes all after it wait as well.
    while (!entries_.empty() && entries_.front().needs.frame <= completed_.frame &&
           entries_.front().needs.upload <= completed_.upload) {
        // Taken out first: a destroyer may retire something of its own.
        const std::function<void()> destroy = std::move(entries_.front().destroy);
        entries_.pop_front();
        destroy();
    }
}

void Retirement::drain() {
    while (!entries_.empty()) {
        const std::function<void()> destroy = std::move(entries_.front().destroy);
        entries_.pop_front();
        destroy();
    }
}

}  // namespace belvedere::gpu
