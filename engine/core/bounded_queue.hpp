// SPDX-License-Identifier: Apache-2.0
// A queue between threads, bounded by the bytes it holds.
#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace belvedere {

// Many writers, many readers. try_push refuses (and counts) what would exceed `bytes_max`, except
// that an empty queue takes one item of any size, so nothing can block it for ever. Never blocks.
template <class T>
class BoundedQueue {
  public:
    explicit BoundedQueue(std::uint64_t bytes_max) : bytes_max_(bytes_max) {}

    // Takes the item, or leaves it untouched, counts it as refused and returns false.
    [[nodiscard]] bool try_push(T&& item, std::uint64_t bytes) {
        const std::lock_guard lock(mutex_);
        if (!items_.empty() && (bytes > bytes_max_ || bytes_ > bytes_max_ - bytes)) {
            ++refused_;
            return false;
        }
        items_.emplace_back(std::move(item), bytes);
        bytes_ += bytes;
        return true;
    }

    [[nodiscard]] std::optional<T> try_pop() {
        const std::lock_guard lock(mutex_);
        if (items_.empty()) return std::nullopt;
        std::optional<T> item(std::move(items_.front().first));
        bytes_ -= items_.front().second;
        items_.pop_front();
        return item;
    }

    [[nodiscard]] std::uint64_t bytes() const {
        const std::lock_guard lock(mutex_);
        return bytes_;
    }
    // How many items were refused since the start.
    [[nodiscard]] std::uint64_t refused() const {
        const std::lock_guard lock(mutex_);
        return refused_;
    }

  private:
    mutable std::mutex mutex_;
    std::deque<std::pair<T, std::uint64_t>> items_;
    std::uint64_t bytes_max_;
    std::uint64_t bytes_ = 0;
    std::uint64_t refused_ = 0;
};

}  // namespace belvedere
