// SPDX-License-Identifier: Apache-2.0
#include "engine/text/bidi.hpp"

#include <fribidi/fribidi.h>

#include <algorithm>
#include <numeric>

namespace belvedere::text {

BidiLevels bidi_levels(std::u32string_view paragraph, BaseDirection direction) {
    BidiLevels result;
    result.base = direction == BaseDirection::kRightToLeft ? 1 : 0;
    const std::size_t size = paragraph.size();
    result.levels.assign(size, result.base);
    if (size == 0) return result;
    const std::vector<FriBidiChar> characters(paragraph.begin(), paragraph.end());
    const auto length = static_cast<FriBidiStrIndex>(size);
    std::vector<FriBidiCharType> types(size);
    std::vector<FriBidiBracketType> brackets(size);
    std::vector<FriBidiLevel> levels(size);
    fribidi_get_bidi_types(characters.data(), length, types.data());
    fribidi_get_bracket_types(characters.data(), length, types.data(), brackets.data());
    FriBidiParType base = direction == BaseDirection::kAuto          ? FRIBIDI_PAR_ON
                          : direction == BaseDirection::kRightToLeft ? FRIBIDI_PAR_RTL
                                                                     : FRIBIDI_PAR_LTR;
    // 0 means that memory ran out; the text is then shown in its logical order.
    if (fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), length, &base,
                                            levels.data()) == 0) {
        return result;
    }
    result.base = base == FRIBIDI_PAR_RTL || base == FRIBIDI_PAR_WRTL ? 1 : 0;
    std::transform(levels.begin(), levels.end(), result.levels.begin(), [](FriBidiLevel level) {
        return static_cast<std::uint8_t>(std::max<int>(level, 0));
    });
    return result;
}

std::vector<std::size_t> visual_order(std::span<const std::uint8_t> levels) {
    std::vector<std::size_t> order(levels.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (levels.empty()) return order;
    const int highest = *std::max_element(levels.begin(), levels.end());
    for (int level = highest; level > 0; --level) {
        for (std::size_t i = 0; i < order.size();) {
            if (levels[order[i]] < level) {
                ++i;
                continue;
            }
            std::size_t end = i;
            while (end < order.size() && levels[order[end]] >= level)
                ++end;
            std::reverse(order.begin() + static_cast<std::ptrdiff_t>(i),
                         order.begin() + static_cast<std::ptrdiff_t>(end));
            i = end;
        }
    }
    return order;
}

}  // namespace belvedere::text
