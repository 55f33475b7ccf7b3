// SPDX-License-Identifier: Apache-2.0
// What a text looks like once it is set: glyphs with places, line by line. Plain values.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "engine/text/bidi.hpp"
#include "engine/text/font_faces.hpp"

namespace belvedere::text {

// How text is set. One em size holds for all scripts.
struct TextStyle {
    std::string family = "Noto Sans";
    FontWeight weight = FontWeight::kRegular;
    float size_px = 15.0F;  // The em; kSizePxMin to kSizePxMax.
    std::string language =
        "en";  // BCP 47; chooses forms of letters (Serbian, Chinese or Japanese).
    // WCAG 2.2, 1.4.12 asks that 0.12, 0.16 and 1.5 lose nothing. In parts of the em. Letters of
    // scripts that join (Arabic) are never spaced.
    float letter_spacing_em = 0.0F;
    float word_spacing_em = 0.0F;
    float line_height = 1.2F;  // Distance of baselines, in parts of the em, at least.
    friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

enum class Alignment { kStart, kCenter, kEnd };  // Start and end of the base direction.
enum class Overflow {
    kWrap,      // Lines end at the width.
    kEllipsis,  // One line, or `lines_max` of them, the last cut with "…".
};

struct TextLayout {
    float width_px = std::numeric_limits<float>::infinity();
    std::uint32_t lines_max = std::numeric_limits<std::uint32_t>::max();
    Overflow overflow = Overflow::kWrap;
    Alignment alignment = Alignment::kStart;
    BaseDirection direction = BaseDirection::kAuto;
    friend bool operator==(const TextLayout&, const TextLayout&) = default;
};

// One glyph; its origin is on the baseline, in pixels from the line's own left end, y down.
struct ShapedGlyph {
    std::uint32_t glyph = 0;
    FaceId face;
    float x = 0.0F, y = 0.0F;
    float advance = 0.0F;
    std::uint32_t byte = 0;  // Where its characters begin in the text.
};

// Characters that are shaped together; what carets step over.
struct Cluster {
    std::uint32_t byte = 0, bytes = 0;
    std::uint16_t stops = 1;  // Letters in it: a caret can stand between those of a ligature.
    bool is_right_to_left = false;
    float x = 0.0F, width = 0.0F;  // From the line's left end.
};

struct ShapedLine {
    std::vector<ShapedGlyph> glyphs;             // From left to right.
    std::vector<Cluster> clusters;               // From left to right.
    std::uint32_t byte_begin = 0, byte_end = 0;  // With the spaces it ends with.
    float x = 0.0F;                              // Left end, from the layout's left edge.
    float baseline = 0.0F;                       // From the layout's top.
    float width_px = 0.0F;                       // Without the spaces it ends with.
    float ascent = 0.0F, descent = 0.0F;         // Of its faces, px, both positive.
    bool is_right_to_left = false;               // Its base direction.
};

struct ShapedText {
    std::vector<ShapedLine> lines;  // At least one.
    float size_px = 0.0F;           // The em that it was set with.
    float width_px = 0.0F;          // Of the widest line.
    float height_px = 0.0F;
    std::uint32_t missing = 0;  // Characters that no installed font shows.
    bool is_cut = false;        // Something was left out.
};

}  // namespace belvedere::text
