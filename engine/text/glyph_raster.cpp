// SPDX-License-Identifier: Apache-2.0
#include "engine/text/glyph_raster.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>

#include "engine/text/limits.hpp"

namespace belvedere::text {
namespace {

// How much thicker a made bold is: a part of the em, as FreeType's own synthesis takes it.
constexpr FT_Pos kBoldParts = 24;

}  // namespace

std::optional<GlyphBitmap> rasterised(const FontFaces& faces, const GlyphKey& key) {
    FT_Face face = faces.freetype(key.face);
    if (FT_Set_Char_Size(face, 0, static_cast<FT_F26Dot6>(key.size_64), 72, 72) != 0) return {};
    if (FT_Load_Glyph(face, key.glyph, FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP) != 0) return {};
    FT_GlyphSlot slot = face->glyph;
    if (slot->format != FT_GLYPH_FORMAT_OUTLINE) return {};
    if (faces.is_emboldened(key.face)) {
        (void)FT_Outline_Embolden(&slot->outline, static_cast<FT_Pos>(key.size_64) / kBoldParts);
    }
    FT_Outline_Translate(&slot->outline, static_cast<FT_Pos>(key.phase) * 16, 0);
    // An outline far larger than its em is a fault of the font; its bitmap would be as large.
    FT_BBox box{};
    FT_Outline_Get_CBox(&slot->outline, &box);
    const FT_Pos side_max = static_cast<FT_Pos>(kPageSidePx / 2) * 64;
    if (box.xMax - box.xMin > side_max || box.yMax - box.yMin > side_max) return {};
    if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) return {};
    const FT_Bitmap& bitmap = slot->bitmap;
    GlyphBitmap result{bitmap.width, bitmap.rows, slot->bitmap_left, -slot->bitmap_top, {}};
    if (bitmap.width == 0 || bitmap.rows == 0) return GlyphBitmap();
    if (bitmap.pixel_mode != FT_PIXEL_MODE_GRAY || bitmap.pitch < 0) return {};
    result.coverage.resize(std::size_t{bitmap.width} * bitmap.rows);
    for (std::size_t row = 0; row < bitmap.rows; ++row) {
        const unsigned char* from = bitmap.buffer + row * static_cast<std::size_t>(bitmap.pitch);
        std::copy_n(from, bitmap.width,
                    result.coverage.begin() + static_cast<std::ptrdiff_t>(row * bitmap.width));
    }
    return result;
}

}  // namespace belvedere::text
