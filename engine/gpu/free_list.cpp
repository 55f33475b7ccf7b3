// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/free_list.hpp"

#include <cassert>

namespace belvedere::gpu {

FreeList::FreeList(std::uint64_t bytes) : bytes_(bytes) {
    insert(0, bytes);
}

void FreeList::insert(std::uint64_t offset, std::uint64_t bytes) {
    by_offset_.emplace(offset, bytes);
    by_size_.emplace(bytes, offset);
    free_bytes_ += bytes;
}

void FreeList::erase(std::map<std::uint64_t, std::uint64_t>::iterator hole) {
    by_size_.erase({hole->second, hole->first});
    free_bytes_ -= hole->second;
    by_offset_.erase(hole);
}

std::optional<std::uint64_t> FreeList::allocate(std::uint64_t bytes, std::uint64_t alignment) {
    assert(bytes > 0 && alignment > 0 && (alignment & (alignment - 1)) == 0);
    for (auto it = by_size_.lower_bound({bytes, 0}); it != by_size_.end(); ++it) {
        const auto [hole_bytes, hole] = *it;
        const std::uint64_t start = (hole + alignment - 1) & ~(alignment - 1);
        const std::uint64_t lead = start - hole;
        // A hole just large enough may still be too small once aligned; the next larger is tried.
        if (lead > hole_bytes || hole_bytes - lead < bytes) continue;
        erase(by_offset_.find(hole));
        if (lead > 0) insert(hole, lead);
        const std::uint64_t tail = hole_bytes - lead - bytes;
        if (tail > 0) insert(start + bytes, tail);
        return start;
    }
    return std::nullopt;
}

void FreeList::free(std::uint64_t offset, std::uint64_t bytes) {
    assert(bytes > 0 && offset <= bytes_ && bytes <= bytes_ - offset);
    std::uint64_t start = offset;
    std::uint64_t end = offset + bytes;
    const auto next = by_offset_.lower_bound(offset);
    assert(next == by_offset_.end() || next->first >= end);
    if (next != by_offset_.begin()) {
        const auto previous = std::prev(next);
        assert(previous->first + previous->second <= offset);
        if (previous->first + previous->second == offset) {
            start = previous->first;
            erase(previous);
        }
    }
    if (next != by_offset_.end() && next->first == end) {
        end = next->first + next->second;
        erase(next);
    }
    insert(start, end - start);
}

}  // namespace belvedere::gpu
