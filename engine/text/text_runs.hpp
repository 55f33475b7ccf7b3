// SPDX-License-Identifier: Apache-2.0
// Inside text only: a paragraph as runs of one direction, one script and one face.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/text/bidi.hpp"
#include "engine/text/font_faces.hpp"
#include "engine/text/shaped_text.hpp"

namespace belvedere::text {

struct TextRun {
    std::size_t begin = 0, end = 0;  // Characters of the paragraph.
    std::uint32_t script = 0;        // HarfBuzz's tag (ISO 15924).
    FaceId face;
    std::uint8_t level = 0;
};

struct TextRuns {
    std::vector<TextRun> runs;  // In logical order, without gaps.
    std::uint32_t missing = 0;  // Characters without a glyph in any face.
};

// `levels` has one element a character. `primary` is the style's own face.
[[nodiscard]] TextRuns runs_of(std::u32string_view paragraph, const BidiLevels& levels,
                               FontFaces& faces, FaceId primary, const TextStyle& style);

// Characters that never show a glyph of their own: joiners, directional marks, selectors.
[[nodiscard]] bool is_invisible(char32_t codepoint);

}  // namespace belvedere::text
