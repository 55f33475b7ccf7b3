// SPDX-License-Identifier: Apache-2.0
// Pictures of glyphs on square pages, made when a glyph is first drawn: any size, any script,
// without an atlas that has to be built again.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/text/font_faces.hpp"
#include "engine/text/limits.hpp"
#include "engine/text/shaped_text.hpp"

namespace belvedere::text {

// Pixels [x0, x1) x [y0, y1) of a page; empty when x0 == x1.
struct PageRect {
    std::uint32_t x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    [[nodiscard]] bool is_empty() const { return x0 >= x1 || y0 >= y1; }
};

// Where a glyph's picture lies. An empty picture (a space) has no width.
struct GlyphImage {
    std::uint32_t page = 0;
    PageRect rect;
    float left = 0.0F, top = 0.0F;  // From the glyph's origin to the rect's corner, px, y down.
};

// The corner of each page is solid, so that plain shapes can be drawn from the same image as the
// letters on them; this place lies in its middle, in parts of a page.
inline constexpr std::uint32_t kSolidPx = 4;
inline constexpr float kSolidUv = 0.5F * static_cast<float>(kSolidPx) / kPageSidePx;

// Grey coverage, 255 inside the glyph, rows of kPageSidePx bytes.
struct GlyphPage {
    std::vector<std::uint8_t> coverage;
    PageRect dirty;             // Changed since the last take_dirty().
    std::uint32_t version = 0;  // Grows with every change.
};

// One textured rectangle; x and y in pixels of the target, u and v 0 to 1 of the page.
struct GlyphQuad {
    float x0 = 0.0F, y0 = 0.0F, x1 = 0.0F, y1 = 0.0F;
    float u0 = 0.0F, v0 = 0.0F, u1 = 0.0F, v1 = 0.0F;
    std::uint32_t page = 0;
};

// Main thread. The faces must outlive it. At most `pages_max` pages; when all are full, the one
// that was least recently drawn from is emptied, never one that this frame has drawn from.
//
// Outlines are lightly hinted (up and down only, so widths are the typesetter's own), with four
// places between pixels below 32 px. A face whose bold does not exist is made thicker. FreeType's
// errors make a glyph missing, never a crash.
class GlyphPages {
  public:
    explicit GlyphPages(FontFaces& faces, std::size_t pages_max = kPagesMax);
    ~GlyphPages();
    GlyphPages(const GlyphPages&) = delete;
    GlyphPages& operator=(const GlyphPages&) = delete;

    // Quads made before are no longer valid when generation() has changed since.
    void begin_frame();
    // Appends the quads of a line whose left end stands on its baseline at (x, y). Glyphs that
    // cannot be drawn are left out and counted in the answer.
    std::uint32_t append_quads(const ShapedLine& line, float size_px, std::array<float, 2> origin,
                               std::vector<GlyphQuad>& quads);
    // All lines of a text whose layout's top left corner is at (x, y).
    std::uint32_t append_quads(const ShapedText& text, std::array<float, 2> corner,
                               std::vector<GlyphQuad>& quads);

    [[nodiscard]] std::span<const GlyphPage> pages() const;
    // The rectangle of a page to upload, which is then clean.
    [[nodiscard]] PageRect take_dirty(std::size_t page);
    // Grows when a page is emptied.
    [[nodiscard]] std::uint32_t generation() const;
    [[nodiscard]] std::size_t glyphs() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::text
