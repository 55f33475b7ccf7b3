// SPDX-License-Identifier: Apache-2.0
// Inside text only: places rectangles on a square page, in rows ("shelves") of similar height.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace belvedere::text {

// A value; pure. Rows are as high as the first rectangle in them, rounded up to four pixels, so
// that glyphs of one size share rows; nothing is taken back but all at once.
class ShelfPacker {
  public:
    explicit ShelfPacker(std::uint32_t side) : side_(side) {}

    struct Place {
        std::uint32_t x = 0, y = 0;
    };
    // None when the page has no room for it.
    [[nodiscard]] std::optional<Place> add(std::uint32_t width, std::uint32_t height);
    void clear();

  private:
    struct Shelf {
        std::uint32_t y = 0, height = 0, used = 0;
    };
    std::uint32_t side_;
    std::uint32_t bottom_ = 0;
    std::vector<Shelf> shelves_;
};

}  // namespace belvedere::text
