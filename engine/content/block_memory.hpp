// SPDX-License-Identifier: Apache-2.0
// Memory of a TileContent block under construction, in which the arrays of its large sections grow
// where they will stand: a block whose sizes are known beforehand is written once, not collected
// and then copied. Arrays that need more than was foreseen move to the heap and are copied after
// all. One job; must outlive the arrays.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include "engine/core/bytes.hpp"

namespace belvedere::content {

inline constexpr std::uint64_t kSectionAlignment = 16;

[[nodiscard]] constexpr std::uint64_t section_aligned(std::uint64_t offset) {
    return (offset + kSectionAlignment - 1) & ~(kSectionAlignment - 1);
}

class BlockMemory {
  public:
    // Reserves `bytes`, of which arrays may take what lies between `first` and `end`. Once.
    void reserve(std::uint64_t bytes, std::uint64_t first, std::uint64_t end) {
        bytes_.reserve(bytes);
        bytes_.resize(end);
        next_ = first;
    }
    // The next piece of the reserved range, or null when it does not fit any more.
    [[nodiscard]] void* take(std::uint64_t bytes) {
        const std::uint64_t at = section_aligned(next_);
        if (at > bytes_.size() || bytes > bytes_.size() - at) return nullptr;
        next_ = at + bytes;
        return bytes_.data() + at;
    }
    // Whether a piece was taken from here: also after hand_over(), so that arrays can still die.
    [[nodiscard]] bool owns(const void* at) const {
        const auto* byte = static_cast<const std::byte*>(at);
        return reserved_ == nullptr ? is_inside(bytes_.data(), bytes_.size(), byte)
                                    : is_inside(reserved_, reserved_bytes_, byte);
    }
    // Of the header and the reserved range.
    [[nodiscard]] std::uint64_t bytes() const { return bytes_.size(); }
    [[nodiscard]] std::uint64_t offset_of(const void* at) const {
        return static_cast<std::uint64_t>(static_cast<const std::byte*>(at) - bytes_.data());
    }
    [[nodiscard]] Bytes hand_over() {
        reserved_ = bytes_.data();
        reserved_bytes_ = bytes_.size();
        return std::move(bytes_);
    }

  private:
    static bool is_inside(const std::byte* first, std::uint64_t bytes, const std::byte* at) {
        return !std::less<>{}(at, first) && std::less<>{}(at, first + bytes);
    }

    Bytes bytes_;
    std::uint64_t next_ = 0;
    const std::byte* reserved_ = nullptr;
    std::uint64_t reserved_bytes_ = 0;
};

// Takes from the block's memory while that has room. Elements added without a value are undefined.
template <class Record>
class SectionAllocator {
  public:
    using value_type = Record;
    using propagate_on_container_move_assignment = std::true_type;
    using propagate_on_container_swap = std::true_type;

    explicit SectionAllocator(BlockMemory* memory) : memory_(memory) {}
    template <class Other>
    explicit SectionAllocator(const SectionAllocator<Other>& other) : memory_(other.memory()) {}

    [[nodiscard]] Record* allocate(std::size_t count) {
        if (void* place = memory_->take(count * sizeof(Record))) return static_cast<Record*>(place);
        return std::allocator<Record>().allocate(count);
    }
    void deallocate(Record* at, std::size_t count) {
        if (!memory_->owns(at)) std::allocator<Record>().deallocate(at, count);
    }
    template <class Other, class... Arguments>
    void construct(Other* at, Arguments&&... arguments) {
        UndefinedAllocator<Other>().construct(at, std::forward<Arguments>(arguments)...);
    }

    [[nodiscard]] BlockMemory* memory() const { return memory_; }
    friend bool operator==(const SectionAllocator&, const SectionAllocator&) = default;

  private:
    BlockMemory* memory_;
};

// resize() leaves new records undefined; give a value where that matters.
template <class Record>
using SectionArray = std::vector<Record, SectionAllocator<Record>>;

}  // namespace belvedere::content
