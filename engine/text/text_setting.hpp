// SPDX-License-Identifier: Apache-2.0
// Inside text only: sets one text without a cache.
#pragma once

#include <string_view>
#include <vector>

#include "engine/text/line_shaper.hpp"
#include "engine/text/shaped_text.hpp"
#include "engine/text/utf8.hpp"

namespace belvedere::text {

// One use a text.
class TextSetting {
  public:
    TextSetting(FontFaces& faces, LineShaper& shaper, const TextStyle& style,
                const TextLayout& layout);
    [[nodiscard]] ShapedText set(std::string_view utf8);

  private:
    [[nodiscard]] AnalysedParagraph analyse(std::u32string_view characters,
                                            const std::uint32_t* byte_at, BaseDirection direction);
    // False when nothing more has a place.
    [[nodiscard]] bool add_paragraph(const AnalysedParagraph& paragraph, bool is_last);
    [[nodiscard]] std::size_t line_end(const AnalysedParagraph& paragraph, std::size_t begin,
                                       const std::vector<float>& advances,
                                       const std::vector<std::uint8_t>& breaks) const;
    [[nodiscard]] ShapedLine cut_line(const AnalysedParagraph& paragraph, std::size_t begin,
                                      const std::vector<float>& advances);
    void place_lines();

    FontFaces& faces_;
    LineShaper& shaper_;
    const TextStyle& style_;
    const TextLayout& layout_;
    std::size_t lines_max_ = 1;
    FaceId primary_;
    ShapedText text_;
};

}  // namespace belvedere::text
