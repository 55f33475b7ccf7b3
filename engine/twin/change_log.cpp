// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/change_log.hpp"

#include <algorithm>

namespace belvedere::twin {

void ChangeLog::add(Change change) {
    if (ring_.size() < limits::kChangesKept) {
        ring_.push_back(change);
    } else {
        ring_[next_ % limits::kChangesKept] = change;
    }
    ++next_;
}

Changes ChangeLog::since(std::uint64_t number) const {
    Changes answer;
    answer.next = next_;
    const std::uint64_t oldest = next_ - ring_.size();
    answer.is_complete = number >= oldest;
    const std::uint64_t first = std::max(number, oldest);
    if (first < next_) answer.changes.reserve(next_ - first);
    for (std::uint64_t i = first; i < next_; ++i)
        answer.changes.push_back(ring_[i % limits::kChangesKept]);
    return answer;
}

}  // namespace belvedere::twin
