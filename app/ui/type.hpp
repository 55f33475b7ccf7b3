// SPDX-License-Identifier: Apache-2.0
// Inside ui only: texts in the theme's sizes, set once and painted as triangles from glyph pages.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/text_settings.hpp"
#include "app/ui/theme.hpp"
#include "engine/text/font_faces.hpp"
#include "engine/text/glyph_pages.hpp"
#include "engine/text/typesetter.hpp"

namespace belvedere::ui {

enum class TextSize { kBody, kSmall, kHeading, kTitle };

using SetText = std::shared_ptr<const text::ShapedText>;

// Main thread.
class Type {
  public:
    // For the sizes, the language and the user's wishes that hold from now on.
    void configure(const Metrics& metrics, float scale, const TextSettings& settings,
                   std::string_view language);

    // One line, cut with "…" at the width when it is given. Never null.
    [[nodiscard]] SetText line(std::string_view utf8, TextSize size,
                               float width_px = std::numeric_limits<float>::infinity());
    // As many lines as it takes.
    [[nodiscard]] SetText paragraph(std::string_view utf8, TextSize size, float width_px);
    // So many lines at most, the last cut with "…".
    [[nodiscard]] SetText lines(std::string_view utf8, TextSize size, float width_px,
                                std::uint32_t lines_max);
    // As typed: spaces at the end count, nothing is cut.
    [[nodiscard]] SetText typed(std::string_view utf8, float width_px);
    // Height of one line.
    [[nodiscard]] float line_height(TextSize size) const;

    // A mirrored window of this width is flipped once it is painted, letters must not be; 0: it is
    // not mirrored.
    void begin_frame(float mirror_width_px);
    // Paints with the upper left corner of the text's box at `at`, layout pixels; `width_px` is the
    // width that a paragraph was set in. Glyphs that are not on a page yet are put there.
    void paint(ImDrawList& list, const text::ShapedText& set, ImVec2 at, ImU32 color,
               float width_px = 0.0F);
    // One line, its left end on its baseline at a place of the screen.
    void paint_line(ImDrawList& list, const text::ShapedLine& line, float size_px, ImVec2 origin,
                    ImU32 color);
    // On the picture, which is never mirrored.
    void paint_on_picture(ImDrawList& list, const text::ShapedText& set, ImVec2 at, ImU32 color);
    // Characters that no installed font shows, of all texts painted so far.
    [[nodiscard]] std::uint64_t missing() const { return missing_; }

    [[nodiscard]] text::GlyphPages& pages() { return pages_; }

  private:
    [[nodiscard]] const text::TextStyle& style(TextSize size) const;
    void append(ImDrawList& list, const text::ShapedLine& line, float size_px, ImVec2 origin,
                ImU32 color, bool is_flipped);

    text::FontFaces faces_;
    text::Typesetter setter_{faces_};
    text::GlyphPages pages_{faces_};
    text::TextStyle styles_[4];
    std::vector<text::GlyphQuad> quads_;
    float mirror_width_px_ = 0.0F;
    std::uint64_t missing_ = 0;
};

}  // namespace belvedere::ui
