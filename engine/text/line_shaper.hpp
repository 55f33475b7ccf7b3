// SPDX-License-Identifier: Apache-2.0
// Inside text only: runs become glyphs by HarfBuzz, and parts of a paragraph become lines.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "engine/text/font_faces.hpp"
#include "engine/text/shaped_text.hpp"
#include "engine/text/text_runs.hpp"

namespace belvedere::text {

// A paragraph ready to be shaped. The views must outlive its use.
struct AnalysedParagraph {
    std::u32string_view characters;
    std::vector<std::uint32_t> codes;        // The same, as HarfBuzz takes them.
    const std::uint32_t* byte_at = nullptr;  // One element more than characters.
    BidiLevels levels;
    TextRuns runs;
};

// Main thread. Keeps HarfBuzz's buffer from one call to the next.
class LineShaper {
  public:
    explicit LineShaper(FontFaces& faces);
    ~LineShaper();
    LineShaper(const LineShaper&) = delete;
    LineShaper& operator=(const LineShaper&) = delete;

    // Characters [begin, end) as one line at x = 0 and baseline 0. Spaces at its end have their
    // glyphs but do not count for its width.
    [[nodiscard]] ShapedLine shape(const AnalysedParagraph& paragraph, std::size_t begin,
                                   std::size_t end, const TextStyle& style);
    // The advance of each character when all is one line; a cluster counts at its first character.
    [[nodiscard]] std::vector<float> advances(const AnalysedParagraph& paragraph,
                                              const TextStyle& style);

  private:
    void shape_run(const AnalysedParagraph& paragraph, const TextRun& run, const TextStyle& style);
    static void finish_clusters(const AnalysedParagraph& paragraph, ShapedLine& line,
                                std::size_t begin, std::size_t text_end);
    void append_run(const AnalysedParagraph& paragraph, const TextRun& run, const TextStyle& style,
                    ShapedLine& line, float& pen);
    [[nodiscard]] float spacing_after(const AnalysedParagraph& paragraph, const TextRun& run,
                                      std::size_t character, const TextStyle& style) const;

    FontFaces& faces_;
    struct Buffer;
    std::unique_ptr<Buffer> buffer_;
};

}  // namespace belvedere::text
