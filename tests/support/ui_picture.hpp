// SPDX-License-Identifier: Apache-2.0
// Draws a ui::DrawData into memory without a GPU, so that panels can be looked at and tested alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/ui/draw_data.hpp"
#include "app/ui/frame.hpp"
#include "app/ui/node.hpp"
#include "engine/access/contrast.hpp"

namespace belvedere::support {

struct Picture {
    std::uint32_t width = 0, height = 0;
    std::vector<std::uint8_t> rgb;  // Rows from the top, three bytes a pixel.

    [[nodiscard]] std::size_t offset(int x, int y) const {
        return (static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x)) * 3;
    }
    [[nodiscard]] access::Color8 at(int x, int y) const {
        const std::size_t i = offset(x, y);
        return {rgb[i], rgb[i + 1], rgb[i + 2]};
    }
};

// A pixel that a letter changed.
struct PaintedPixel {
    int x = 0, y = 0;
    std::uint8_t coverage = 0;     // 255: wholly inside the letter.
    access::Color8 ground, after;  // What lies behind all letters; with the letter.
};

// A letter that was painted, whether or not something was painted over it later.
struct PaintedGlyph {
    ui::Rect box;            // Of the pixels that it changed; of the whole letter when none.
    std::uint32_t rgba = 0;  // Its colour.
    std::uint32_t list = 0;  // Grows from window to window, those above being drawn later.
    std::size_t first_pixel = 0, pixel_count = 0;
    // Some of its ink lies outside what may be painted on.
    bool is_cut_aside = false, is_cut_above_or_below = false;
};

// The theme's colours of the focus ring, as vertices have them.
struct RingColors {
    std::uint32_t inner = 0, outer = 0;
};

// What happened while a picture was drawn; for measuring it.
struct PaintLog {
    RingColors ring_colors;  // Given by the caller.
    std::vector<PaintedGlyph> glyphs;
    std::vector<PaintedPixel> pixels;  // Of all glyphs, in their order.
    Picture without_ring;              // The picture before the focus ring was drawn.
    Picture ground;                    // The picture without letters.
    // By pixel: the letter that was painted there last; kShape where a shape that hides what is
    // below it came after, kNobody after one that lets it through. The focus ring does not count.
    std::vector<std::uint32_t> owners;
    static constexpr std::uint32_t kNobody = 0xFFFF'FFFF;
    static constexpr std::uint32_t kShape = 0xFFFF'FFFE;
};

// The glyph pages of a Frame, kept up to date.
class GlyphSheets {
  public:
    void take(ui::Frame& frame);
    struct Sheet {
        std::uint32_t side_px = 0;
        std::vector<std::uint8_t> rgba;
    };
    [[nodiscard]] const Sheet& sheet(ui::ImageId image) const {
        return image.value >= ui::kFirstPicture ? picture_ : sheets_.at(image.value);
    }

  private:
    Sheet picture_{1, std::vector<std::uint8_t>(4, 255)};  // For all that are no glyph pages.
    std::vector<Sheet> sheets_;
};

// Nearest texel, straight alpha over `background` grey; exact enough to look at and to compare
// runs.
[[nodiscard]] Picture draw_ui(const ui::DrawData& data, const GlyphSheets& sheets,
                              std::uint8_t background, PaintLog* log = nullptr);
// Binary PPM (P6), which every image viewer reads.
void write_ppm(const Picture& picture, const std::string& path);

}  // namespace belvedere::support
