// SPDX-License-Identifier: Apache-2.0
// Draws a ui::DrawData into memory without a GPU, so that panels can be looked at and tested alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/ui/draw_data.hpp"
#include "app/ui/frame.hpp"

namespace belvedere::support {

struct Picture {
    std::uint32_t width = 0, height = 0;
    std::vector<std::uint8_t> rgb;  // Rows from the top, three bytes a pixel.
};

// The glyph pages of a Frame, kept up to date.
class GlyphSheets {
  public:
    void take(ui::Frame& frame);
    struct Sheet {
        std::uint32_t side_px = 0;
        std::vector<std::uint8_t> rgba;
    };
    [[nodiscard]] const Sheet& sheet(ui::ImageId image) const { return sheets_.at(image.value); }

  private:
    std::vector<Sheet> sheets_;
};

// Nearest texel, straight alpha over `background` grey; exact enough to look at and to compare
// runs.
[[nodiscard]] Picture draw_ui(const ui::DrawData& data, const GlyphSheets& sheets,
                              std::uint8_t background);
// Binary PPM (P6), which every image viewer reads.
void write_ppm(const Picture& picture, const std::string& path);

}  // namespace belvedere::support
