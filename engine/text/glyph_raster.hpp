// SPDX-License-Identifier: Apache-2.0
// Inside text only: one glyph as grey pixels, by FreeType.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/text/font_faces.hpp"

namespace belvedere::text {

// Which picture of which glyph. Sizes in 1/64 px, FreeType's unit.
struct GlyphKey {
    std::uint32_t glyph = 0;
    std::uint32_t size_64 = 0;
    FaceId face;
    std::uint16_t phase = 0;  // Quarters of a pixel to the right.
    friend bool operator==(const GlyphKey&, const GlyphKey&) = default;
};

struct GlyphBitmap {
    std::uint32_t width = 0, height = 0;
    std::int32_t left = 0, top = 0;      // From the origin to its corner, y down.
    std::vector<std::uint8_t> coverage;  // width * height.
};

// None when FreeType cannot draw it: a broken outline, a bitmap in colour.
[[nodiscard]] std::optional<GlyphBitmap> rasterised(const FontFaces& faces, const GlyphKey& key);

}  // namespace belvedere::text
