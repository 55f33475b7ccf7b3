// SPDX-License-Identifier: Apache-2.0
// Byte buffers, and reading numbers out of untrusted ones.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace belvedere {

static_assert(std::endian::native == std::endian::little,
              "all binary formats read here are little endian and are copied as they stand");

// Arrays of at least so many bytes stand on pages of their own: a device that draws from the
// program's memory takes whole pages (VK_EXT_external_memory_host).
inline constexpr std::size_t kWholePagesFromBytes = std::size_t{64} << 10;
inline constexpr std::size_t kPageBytes = 4096;

[[nodiscard]] constexpr std::uint64_t page_aligned(std::uint64_t bytes) {
    return (bytes + kPageBytes - 1) / kPageBytes * kPageBytes;
}

// std::allocator, but for elements added without a value, which are left undefined instead of
// zeroed: for arrays of plain records that are written right after they have grown.
template <class T>
requires std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>
struct UndefinedAllocator : std::allocator<T> {
    template <class Other>
    struct rebind {
        using other = UndefinedAllocator<Other>;
    };
    [[nodiscard]] T* allocate(std::size_t count) {
        if (!has_whole_pages(count)) return std::allocator<T>::allocate(count);
        if (count > (std::numeric_limits<std::size_t>::max() - kPageBytes) / sizeof(T))
            throw std::bad_array_new_length();
        void* memory = std::aligned_alloc(kPageBytes, page_aligned(count * sizeof(T)));
        if (memory == nullptr) throw std::bad_alloc();
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t count) {
        if (has_whole_pages(count)) {
            std::free(memory);
        } else {
            std::allocator<T>::deallocate(memory, count);
        }
    }
    [[nodiscard]] static constexpr bool has_whole_pages(std::size_t count) {
        return count >= kWholePagesFromBytes / sizeof(T);
    }
    template <class Other, class... Arguments>
    void construct(Other* at, Arguments&&... arguments) {
        if constexpr (sizeof...(Arguments) == 0) {
            ::new (static_cast<void*>(at)) Other;
        } else {
            ::new (static_cast<void*>(at)) Other(std::forward<Arguments>(arguments)...);
        }
    }
};

// Bytes(n) and resize(n) leave new bytes undefined: zeroing what a file is about to be read into
// costs as much as reading it. Say Bytes(n, std::byte{0}) where zeros are meant.
using Bytes = std::vector<std::byte, UndefinedAllocator<std::byte>>;
using ByteView = std::span<const std::byte>;

// a + b, or nothing when it does not fit. Every offset and count out of a file goes through these.
[[nodiscard]] constexpr std::optional<std::uint64_t> checked_add(std::uint64_t a, std::uint64_t b) {
    if (a > std::numeric_limits<std::uint64_t>::max() - b) return std::nullopt;
    return a + b;
}

[[nodiscard]] constexpr std::optional<std::uint64_t> checked_multiply(std::uint64_t a,
                                                                      std::uint64_t b) {
    if (b != 0 && a > std::numeric_limits<std::uint64_t>::max() / b) return std::nullopt;
    return a * b;
}

// The `length` bytes from `offset`, or nothing when they are not all inside `bytes`.
[[nodiscard]] constexpr std::optional<ByteView> checked_slice(ByteView bytes, std::uint64_t offset,
                                                              std::uint64_t length) {
    if (offset > bytes.size() || length > bytes.size() - offset) return std::nullopt;
    return bytes.subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(length));
}

// Reads a T that need not be aligned; the caller has checked that it is inside.
template <class T>
requires std::is_trivially_copyable_v<T>
[[nodiscard]] T load_unaligned(const std::byte* from) {
    T value;
    std::memcpy(&value, from, sizeof(T));
    return value;
}

[[nodiscard]] inline std::string_view as_text(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

[[nodiscard]] inline ByteView as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

// Walks a buffer from front to back; the first read past the end makes it fail for good, so that a
// header can be read whole and checked once with failed().
class ByteReader {
  public:
    explicit ByteReader(ByteView bytes) : bytes_(bytes) {}

    // The next T, or a zero T once the buffer is exhausted.
    template <class T>
    requires std::is_trivially_copyable_v<T>
    [[nodiscard]] T read() {
        const ByteView part = take(sizeof(T));
        return part.empty() ? T{} : load_unaligned<T>(part.data());
    }

    // The next `length` bytes, empty (and failed) when there are fewer.
    [[nodiscard]] ByteView take(std::uint64_t length) {
        const auto part = checked_slice(bytes_, position_, length);
        if (!part || failed_) {
            failed_ = true;
            return {};
        }
        position_ += length;
        return *part;
    }

    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] std::uint64_t position() const { return position_; }
    [[nodiscard]] std::uint64_t remaining() const { return bytes_.size() - position_; }

  private:
    ByteView bytes_;
    std::uint64_t position_ = 0;
    bool failed_ = false;
};

}  // namespace belvedere
