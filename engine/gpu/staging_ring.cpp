// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/staging_ring.hpp"

#include <algorithm>
#include <cassert>

namespace belvedere::gpu {
namespace {

std::uint64_t align_up(std::uint64_t value) {
    return (value + StagingRing::kAlignment - 1) & ~(StagingRing::kAlignment - 1);
}

}  // namespace

std::optional<std::uint64_t> StagingRing::take(std::uint64_t bytes, std::uint64_t mark) {
    assert(bytes > 0);
    assert(pieces_.empty() || pieces_.back().mark <= mark);
    std::uint64_t begin = 0;
    std::uint64_t end = bytes_;
    if (!pieces_.empty()) {
        const std::uint64_t oldest = pieces_.front().begin;
        const std::uint64_t newest = align_up(pieces_.back().end);
        const bool wrapped = pieces_.back().begin < oldest;
        begin = newest;
        end = wrapped ? oldest : bytes_;
        // Behind the newest piece there may be too little room while the front is free again.
        if (!wrapped && (begin > end || end - begin < bytes)) {
            begin = 0;
            end = oldest;
        }
    }
    if (begin > end || end - begin < bytes) return std::nullopt;
    pieces_.push_back({begin, begin + bytes, mark});
    return begin;
}

std::uint64_t StagingRing::largest() const {
    if (pieces_.empty()) return bytes_;
    const std::uint64_t oldest = pieces_.front().begin;
    const std::uint64_t newest = align_up(pieces_.back().end);
    if (pieces_.back().begin < oldest) return newest < oldest ? oldest - newest : 0;
    return std::max(oldest, newest < bytes_ ? bytes_ - newest : 0);
}

void StagingRing::pass(std::uint64_t mark) {
    while (!pieces_.empty() && pieces_.front().mark <= mark)
        pieces_.pop_front();
}

}  // namespace belvedere::gpu
