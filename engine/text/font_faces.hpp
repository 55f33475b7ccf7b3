// SPDX-License-Identifier: Apache-2.0
// The fonts in use: opened when they are first needed, mapped instead of read (a font of all hanzi
// has 19 MB), named by a small number.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/text/font_finder.hpp"

// FreeType's and HarfBuzz's own types, for the sources of this module.
struct FT_FaceRec_;
struct hb_font_t;

namespace belvedere::text {

// A face of a FontFaces, valid as long as that lives.
struct FaceId {
    std::uint16_t value = 0;
    friend auto operator<=>(FaceId, FaceId) = default;
};

// In parts of the em (of the size in pixels), both positive.
struct FaceMetrics {
    float ascent = 0.0F, descent = 0.0F;
};

// Main thread. Faces stay open, at most kFacesMax. A font file must not be changed while it is in
// use; package managers replace files, which is safe.
class FontFaces {
  public:
    FontFaces();
    ~FontFaces();
    FontFaces(const FontFaces&) = delete;
    FontFaces& operator=(const FontFaces&) = delete;

    // The face of a family, or of Noto Sans when that family is not installed, or of any font.
    // kNotFound when there is none at all, kBadData when its file cannot be used, kLimit.
    [[nodiscard]] Result<FaceId> face(std::string_view family, FontWeight weight);
    // A face that shows the character, as the language draws it; kNotFound when none does.
    // Faces already open are asked first. Answers are remembered.
    [[nodiscard]] Result<FaceId> fallback(char32_t codepoint, FontWeight weight,
                                          std::string_view language);

    [[nodiscard]] bool has_glyph(FaceId face, char32_t codepoint) const;
    [[nodiscard]] FaceMetrics metrics(FaceId face) const;
    // The face stands for a bold one that is not installed: its glyphs are to be made thicker.
    [[nodiscard]] bool is_emboldened(FaceId face) const;

    // Inside text only. Never null. HarfBuzz's font has the face's own units.
    [[nodiscard]] FT_FaceRec_* freetype(FaceId face) const;
    [[nodiscard]] hb_font_t* harfbuzz(FaceId face) const;
    [[nodiscard]] float units_per_em(FaceId face) const;

  private:
    struct Face;
    struct State;
    [[nodiscard]] const Face& at(FaceId face) const;
    [[nodiscard]] Result<FaceId> open(const FontFile& file, FontWeight weight);

    std::unique_ptr<State> state_;
};

}  // namespace belvedere::text
