// SPDX-License-Identifier: Apache-2.0
// Draws a ui::DrawData into memory without a GPU, so that panels can be looked at and tested alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/ui/draw_data.hpp"

namespace belvedere::support {

struct Picture {
    std::uint32_t width = 0, height = 0;
    std::vector<std::uint8_t> rgb;  // Rows from the top, three bytes a pixel.
};

// Nearest texel, straight alpha over `background` grey; exact enough to look at and to compare
// runs.
[[nodiscard]] Picture draw_ui(const ui::DrawData& data, const ui::AtlasPixels& atlas,
                              std::uint8_t background);
// Binary PPM (P6), which every image viewer reads.
void write_ppm(const Picture& picture, const std::string& path);

}  // namespace belvedere::support
