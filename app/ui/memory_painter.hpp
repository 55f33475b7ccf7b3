// SPDX-License-Identifier: Apache-2.0
// MemoryPainter: a frame of the user interface as pixels, without a GPU, so that a part of it can
// be a picture of any size, the same on every machine.
#pragma once

#include <cstdint>
#include <vector>

#include "app/ui/draw_data.hpp"
#include "app/ui/frame.hpp"
#include "app/ui/theme.hpp"

namespace belvedere::ui {

// Holds the glyph pages of one Frame. After take() any thread may paint; plain data.
class MemoryPainter {
  public:
    // What the frame's pages gained: after each Frame::end().
    void take(Frame& frame);

    // Rows of the picture from `first_row` on, three bytes a pixel, over a ground of that colour.
    // Letters are taken texel by texel, as they were set for these pixels; other images than glyph
    // pages are left out. A large picture is painted in strips.
    struct Strip {
        std::uint32_t first_row = 0, rows = 0;
    };
    [[nodiscard]] std::vector<std::uint8_t> paint(const DrawData& data, const Strip& strip,
                                                  Color ground) const;

  private:
    struct Sheet {
        std::uint32_t side_px = 0;
        std::vector<std::uint8_t> coverage;
    };
    class Canvas;
    std::vector<Sheet> sheets_;
};

}  // namespace belvedere::ui
