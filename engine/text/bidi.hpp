// SPDX-License-Identifier: Apache-2.0
// The order of text that reads both ways (Unicode bidirectional algorithm, UAX #9), by FriBidi.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace belvedere::text {

enum class BaseDirection {
    kAuto,  // By the first strong character; left to right when there is none.
    kLeftToRight,
    kRightToLeft,
};

struct BidiLevels {
    std::vector<std::uint8_t> levels;  // One a character; odd is right to left.
    std::uint8_t base = 0;
};

// Embedding levels of one paragraph (no line ends inside). Pure; any thread.
[[nodiscard]] BidiLevels bidi_levels(std::u32string_view paragraph, BaseDirection direction);

// The visual order, left to right, of runs that have these levels (rule L2): indices into `levels`.
[[nodiscard]] std::vector<std::size_t> visual_order(std::span<const std::uint8_t> levels);

}  // namespace belvedere::text
