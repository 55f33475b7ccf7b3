// SPDX-License-Identifier: Apache-2.0
// Surround: what stands on a picture that leaves the program, in a file or on a projector: title,
// legend, caption, scale bar, credits, what is not current. Plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <glm/vec2.hpp>

namespace belvedere::picture {

// A text in one language; its own letters say which way it reads.
struct Phrase {
    std::string text;
    std::string language = "en";  // BCP 47; chooses forms of letters.
    friend bool operator==(const Phrase&, const Phrase&) = default;
};
// The same in each language that is shown, the first above the others.
using Phrases = std::vector<Phrase>;

// Convex parts in a box from -1 to 1, y down; corners clockwise on the sheet.
using Outline = std::vector<std::vector<glm::vec2>>;

struct LegendLine {
    std::uint32_t rgba = 0xFFFFFFFF;  // Red in the lowest byte.
    Phrases meaning;
    Outline shape;  // Of a symbol; empty: a square with a pattern that tells it from the others.
    friend bool operator==(const LegendLine&, const LegendLine&) = default;
};

struct Legend {
    Phrases title;
    std::vector<LegendLine> lines;
    friend bool operator==(const Legend&, const Legend&) = default;
};

// A value beside its symbol; the middle of its lower edge, pixels of the picture.
struct ValueMark {
    float x = 0.0F, y = 0.0F;
    std::string text;
    friend bool operator==(const ValueMark&, const ValueMark&) = default;
};

struct ScaleMark {
    float width_px = 0.0F;
    std::string length;  // "200 m".
    friend bool operator==(const ScaleMark&, const ScaleMark&) = default;
};

// A dot and rings that the presenter points with, pixels of the picture.
struct PointerMark {
    float x = 0.0F, y = 0.0F;
    friend bool operator==(const PointerMark&, const PointerMark&) = default;
};

enum class Blank { kNone, kBlack, kWhite };

struct Surround {
    Phrases title;
    Phrases caption;
    std::vector<Legend> legends;    // Of the style, of devices; those without lines do not count.
    std::vector<ValueMark> values;  // The most important first.
    std::vector<Phrases> not_current;  // What of the picture is not as its source has it now.
    std::string credits;               // Empty: the data ask for none.
    std::optional<ScaleMark> scale;
    std::optional<PointerMark> pointer;
    Blank blank = Blank::kNone;  // Covers everything else.
    friend bool operator==(const Surround&, const Surround&) = default;
};

// The sheet it is laid out on.
struct Sheet {
    float width_px = 0.0F, height_px = 0.0F;
    float em_px = 16.0F;  // Of the smallest text.
    friend bool operator==(const Sheet&, const Sheet&) = default;
};

// Credits in one line, as the data ask for them.
[[nodiscard]] std::string credits_text(const std::vector<std::string>& attributions);

// For a picture that is looked at on a screen or on paper.
[[nodiscard]] Sheet sheet_for_file(std::uint32_t width_px, std::uint32_t height_px);
// For an audience: capital letters are at least a fortieth of the picture's height.
[[nodiscard]] Sheet sheet_for_audience(std::uint32_t width_px, std::uint32_t height_px);

}  // namespace belvedere::picture
