// SPDX-License-Identifier: Apache-2.0
// An array that grows by whole chunks: no copy when it grows, no half of it empty.
#pragma once

#include <cassert>
#include <cstddef>
#include <memory>
#include <vector>

namespace belvedere::twin {

// A vector that doubles holds up to twice what it needs, and three times while it grows; a store of
// a million entities cannot afford that. Elements keep their address. A chunk of which nothing is
// needed any more can be let go; indices go on. Not thread-safe.
template <class T, std::size_t kChunk = 4096>
class ChunkedArray {
  public:
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] T& operator[](std::size_t index) {
        assert(index < size_);
        return chunks_[index / kChunk][index % kChunk];
    }
    [[nodiscard]] const T& operator[](std::size_t index) const {
        assert(index < size_);
        return chunks_[index / kChunk][index % kChunk];
    }
    T& add() {
        if (size_ == chunks_.size() * kChunk) chunks_.push_back(std::make_unique<T[]>(kChunk));
        return (*this)[size_++];
    }
    // Whether the element's chunk has been kept: only then may it be touched.
    [[nodiscard]] bool holds(std::size_t index) const {
        return index < size_ && chunks_[index / kChunk] != nullptr;
    }
    // Lets chunks go that are full and of whose elements none is `needed`, which must not change
    // anything.
    template <class Needed>
    void release_unless(const Needed& needed) {
        for (std::size_t chunk = 0; (chunk + 1) * kChunk <= size_; ++chunk) {
            if (chunks_[chunk] == nullptr) continue;
            bool any = false;
            for (std::size_t i = 0; i < kChunk && !any; ++i)
                any = needed(chunks_[chunk][i]);
            if (!any) chunks_[chunk].reset();
        }
    }
    [[nodiscard]] std::size_t bytes() const {
        std::size_t held = 0;
        for (const auto& chunk : chunks_)
            held += chunk != nullptr ? kChunk * sizeof(T) : 0;
        return held;
    }

  private:
    std::vector<std::unique_ptr<T[]>> chunks_;
    std::size_t size_ = 0;
};

}  // namespace belvedere::twin
