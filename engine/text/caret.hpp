// SPDX-License-Identifier: Apache-2.0
// Where a caret stands in a line, and which letter lies under a place: for text fields, selections
// and the mouse. Places in the text are bytes, always between characters that are shaped apart.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/text/shaped_text.hpp"

namespace belvedere::text {

// From the line's left end. Between two directions the caret stands where the character after it
// begins; at the line's end, after its last character.
[[nodiscard]] float caret_x(const ShapedLine& line, std::uint32_t byte);

// The place nearest to `x`.
[[nodiscard]] std::uint32_t byte_at(const ShapedLine& line, float x);

// One step in the order of reading; the line's own ends stay.
[[nodiscard]] std::uint32_t caret_after(const ShapedLine& line, std::uint32_t byte);
[[nodiscard]] std::uint32_t caret_before(const ShapedLine& line, std::uint32_t byte);

// What is marked from byte to byte: one part where all reads one way, several where not.
struct SelectedPart {
    float x0 = 0.0F, x1 = 0.0F;  // x0 < x1.
};
[[nodiscard]] std::vector<SelectedPart> selected_parts(const ShapedLine& line, std::uint32_t begin,
                                                       std::uint32_t end);

}  // namespace belvedere::text
