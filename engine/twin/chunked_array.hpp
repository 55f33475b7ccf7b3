// SPDX-License-Identifier: Apache-2.0
// An array that grows by whole chunks: no copy when it grows, no half of it empty.
#pragma once

#include <cassert>
#include <cstddef>
#include <memory>
#include <vector>

namespace belvedere::twin {

// A vector that doubles holds up to twice what it needs, and three times while it grows; a store of
// a million entities cannot afford that. Elements keep their address. Not thread-safe.
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
    [[nodiscard]] std::size_t bytes() const { return chunks_.size() * kChunk * sizeof(T); }

  private:
    std::vector<std::unique_ptr<T[]>> chunks_;
    std::size_t size_ = 0;
};

}  // namespace belvedere::twin
