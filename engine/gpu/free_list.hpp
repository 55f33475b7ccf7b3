// SPDX-License-Identifier: Apache-2.0
// Which parts of a range are free: the arithmetic of the block allocator, without any memory.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace belvedere::gpu {

// Best fit with joining of neighbours: allocate and free are O(log n) in the number of holes. Tiles
// come in all sizes and leave in any order; best fit keeps the large holes for large tiles.
class FreeList final {
  public:
    explicit FreeList(std::uint64_t bytes);

    // Offset of `bytes` (> 0) at a multiple of `alignment` (a power of two), or nothing.
    [[nodiscard]] std::optional<std::uint64_t> allocate(std::uint64_t bytes,
                                                        std::uint64_t alignment);
    // Gives back exactly what allocate returned for `bytes`.
    void free(std::uint64_t offset, std::uint64_t bytes);

    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
    [[nodiscard]] std::uint64_t free_bytes() const { return free_bytes_; }
    [[nodiscard]] std::size_t holes() const { return by_offset_.size(); }
    [[nodiscard]] bool empty() const { return free_bytes_ == bytes_; }

  private:
    void insert(std::uint64_t offset, std::uint64_t bytes);
    void erase(std::map<std::uint64_t, std::uint64_t>::iterator hole);

    std::uint64_t bytes_;
    std::uint64_t free_bytes_ = 0;
    std::map<std::uint64_t, std::uint64_t> by_offset_;           // offset -> bytes
    std::set<std::pair<std::uint64_t, std::uint64_t>> by_size_;  // (bytes, offset)
};

}  // namespace belvedere::gpu
