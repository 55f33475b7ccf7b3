// SPDX-License-Identifier: Apache-2.0
// Sets text: UTF-8 in, glyphs with places out, in every script and both directions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "engine/text/font_faces.hpp"
#include "engine/text/limits.hpp"
#include "engine/text/shaped_text.hpp"

namespace belvedere::text {

// Main thread. The faces must outlive it. What was set before is kept and found again in less than
// a microsecond, so panels may ask every frame; the least recently asked goes first.
//
// The way of a text: paragraphs at line ends, embedding levels (UAX #9), scripts (UAX #24), a face
// a character (the style's, else one that has it), glyphs by HarfBuzz, lines (UAX #14), alignment.
class Typesetter {
  public:
    explicit Typesetter(FontFaces& faces, std::size_t cache_bytes_max = kShapedBytesMax);
    ~Typesetter();
    Typesetter(const Typesetter&) = delete;
    Typesetter& operator=(const Typesetter&) = delete;

    // Never null and never fails: broken bytes are shown as U+FFFD, characters without a font as
    // the face's empty box and counted in `missing`, what is longer than kTextBytesMax is cut.
    // Sizes and widths outside their limits are taken as the nearest that is inside.
    [[nodiscard]] std::shared_ptr<const ShapedText> set(std::string_view utf8,
                                                        const TextStyle& style,
                                                        const TextLayout& layout = {});

    struct CacheUse {
        std::size_t texts = 0, bytes = 0, bytes_max = 0;
        std::uint64_t hits = 0, misses = 0;
    };
    [[nodiscard]] CacheUse cache_use() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::text
