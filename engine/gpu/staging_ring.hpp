// SPDX-License-Identifier: Apache-2.0
// Which parts of the staging buffer are free: the arithmetic of a ring, without any memory.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>

namespace belvedere::gpu {

// Hands out pieces front to back and takes them back in the same order, once the mark they were
// given (a frame's serial or a timeline's value) has been passed.
class StagingRing final {
  public:
    explicit StagingRing(std::uint64_t bytes) : bytes_(bytes) {}

    // Offset of `bytes` (> 0) in a row at a multiple of kAlignment, in use until `mark` is passed.
    [[nodiscard]] std::optional<std::uint64_t> take(std::uint64_t bytes, std::uint64_t mark);
    // The largest piece that take would give now.
    [[nodiscard]] std::uint64_t largest() const;
    // Everything up to and including `mark` is done.
    void pass(std::uint64_t mark);
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

    // A multiple of every texel block that is uploaded (1 to 16 bytes).
    static constexpr std::uint64_t kAlignment = 16;

  private:
    struct Piece {
        std::uint64_t begin = 0;
        std::uint64_t end = 0;
        std::uint64_t mark = 0;
    };
    std::uint64_t bytes_;
    std::deque<Piece> pieces_;  // oldest first
};

}  // namespace belvedere::gpu
