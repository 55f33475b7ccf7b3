// SPDX-License-Identifier: Apache-2.0
// Whether pictures flash so that they may cause seizures.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/access/contrast.hpp"
#include "engine/access/flash_swings.hpp"

namespace belvedere::access {

// One picture, as the mean colours of equal cells in any order; so coarse that a cell is well below
// a quarter of ten degrees (341 x 256 pixels at 1024 x 768).
struct FlashFrame {
    double time_s = 0.0;
    std::vector<LinearColor> cells;
};

// The most flashes within a second that at least the area asked for shows at once.
struct FlashReport {
    int general = 0;
    int red = 0;
    [[nodiscard]] bool passes() const {
        return general <= flash::kFlashesMax && red <= flash::kFlashesMax;
    }
};

// A flash is a pair of opposing changes. `cells_of_field` is how many cells ten degrees of the
// visual field hold; cells anywhere are taken together, so the answer is on the safe side. Frames
// in the order of time, all with as many cells as the first; others are left out. O(frames x
// cells).
[[nodiscard]] FlashReport analyse_flashes(std::span<const FlashFrame> frames,
                                          std::size_t cells_of_field);

}  // namespace belvedere::access
