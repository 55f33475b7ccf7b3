// SPDX-License-Identifier: Apache-2.0
#include "engine/text/text_setting.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "engine/text/limits.hpp"
#include "engine/text/line_breaks.hpp"

namespace belvedere::text {
namespace {

constexpr char32_t kEllipsis = 0x2026;

bool is_line_end(char32_t c) {
    return c == U'\n' || c == 0x2028 || c == 0x2029;
}

// Control characters have no glyphs; a space keeps the places of all others.
void blank_controls(std::u32string& characters) {
    for (char32_t& c : characters) {
        if (!is_line_end(c) && (c < 0x20 || (c >= 0x7F && c < 0xA0))) c = U' ';
    }
}

}  // namespace

TextSetting::TextSetting(FontFaces& faces, LineShaper& shaper, const TextStyle& style,
                         const TextLayout& layout)
    : faces_(faces), shaper_(shaper), style_(style), layout_(layout) {
    constexpr auto kAnyNumber = std::numeric_limits<std::uint32_t>::max();
    const bool is_one_line =
        layout.overflow == Overflow::kEllipsis && layout.lines_max == kAnyNumber;
    lines_max_ = is_one_line ? 1 : std::max<std::size_t>(layout.lines_max, 1);
}

AnalysedParagraph TextSetting::analyse(std::u32string_view characters, const std::uint32_t* byte_at,
                                       BaseDirection direction) {
    AnalysedParagraph paragraph;
    paragraph.characters = characters;
    paragraph.codes.assign(characters.begin(), characters.end());
    paragraph.byte_at = byte_at;
    paragraph.levels = bidi_levels(characters, direction);
    paragraph.runs = runs_of(characters, paragraph.levels, faces_, primary_, style_);
    return paragraph;
}

ShapedText TextSetting::set(std::string_view utf8) {
    text_.size_px = style_.size_px;
    DecodedText decoded = decode_utf8(utf8, kTextBytesMax);
    text_.is_cut = decoded.byte_at.back() < utf8.size();
    blank_controls(decoded.codepoints);
    const auto face = faces_.face(style_.family, style_.weight);
    if (!face) {
        text_.missing = static_cast<std::uint32_t>(decoded.codepoints.size());
        text_.lines.emplace_back();
        return std::move(text_);
    }
    primary_ = *face;
    const std::u32string_view all = decoded.codepoints;
    for (std::size_t begin = 0; begin <= all.size();) {
        const auto found =
            std::find_if(all.begin() + static_cast<std::ptrdiff_t>(begin), all.end(), is_line_end);
        const auto end = static_cast<std::size_t>(found - all.begin());
        const AnalysedParagraph paragraph = analyse(
            all.substr(begin, end - begin), decoded.byte_at.data() + begin, layout_.direction);
        text_.missing += paragraph.runs.missing;
        if (!add_paragraph(paragraph, end == all.size())) break;
        begin = end + 1;
    }
    place_lines();
    return std::move(text_);
}

bool TextSetting::add_paragraph(const AnalysedParagraph& paragraph, bool is_last) {
    const std::size_t size = paragraph.characters.size();
    std::vector<float> advances;
    std::vector<std::uint8_t> breaks;
    if (std::isfinite(layout_.width_px) && size > 0) {
        advances = shaper_.advances(paragraph, style_);
        breaks = line_breaks(paragraph.characters);
    }
    std::size_t begin = 0;
    do {
        const std::size_t end =
            advances.empty() ? size : line_end(paragraph, begin, advances, breaks);
        const bool is_last_line = text_.lines.size() + 1 >= lines_max_;
        const bool has_more = end < size || !is_last;
        if (is_last_line && has_more && layout_.overflow == Overflow::kEllipsis) {
            text_.lines.push_back(cut_line(paragraph, begin, advances));
            text_.is_cut = true;
            return false;
        }
        text_.lines.push_back(shaper_.shape(paragraph, begin, end, style_));
        if (is_last_line && has_more) {
            text_.is_cut = true;
            return false;
        }
        begin = end;
    } while (begin < size);
    return true;
}

// As many characters as fit, at least one cluster; whole words when one fits.
std::size_t TextSetting::line_end(const AnalysedParagraph& paragraph, std::size_t begin,
                                  const std::vector<float>& advances,
                                  const std::vector<std::uint8_t>& breaks) const {
    // Sums of many advances differ in their last digits from the line as it is shaped.
    constexpr float kTolerancePx = 0.01F;
    float width = 0.0F;
    std::size_t last_break = begin;
    std::size_t last_cluster = begin;
    for (std::size_t i = begin; i < paragraph.characters.size(); ++i) {
        const bool hangs = is_breaking_space(paragraph.characters[i]);
        if (advances[i] > 0.0F && i > begin) last_cluster = i;
        width += advances[i];
        if (!hangs && width > layout_.width_px + kTolerancePx) {
            if (last_break > begin) return last_break;
            if (last_cluster > begin) return last_cluster;
        }
        if (breaks[i] != 0) last_break = i + 1;
    }
    return paragraph.characters.size();
}

ShapedLine TextSetting::cut_line(const AnalysedParagraph& paragraph, std::size_t begin,
                                 const std::vector<float>& advances) {
    std::size_t end = begin;
    float width = 0.0F;
    while (end < paragraph.characters.size() &&
           (advances.empty() || width + advances[end] <= layout_.width_px)) {
        if (!advances.empty()) width += advances[end];
        ++end;
    }
    const BaseDirection direction =
        paragraph.levels.base % 2 == 1 ? BaseDirection::kRightToLeft : BaseDirection::kLeftToRight;
    const auto starts_cluster = [&](std::size_t at) {
        return at >= paragraph.characters.size() || advances.empty() || advances[at] > 0.0F;
    };
    while (true) {
        while (end > begin &&
               (is_breaking_space(paragraph.characters[end - 1]) || !starts_cluster(end)))
            --end;
        std::u32string shown(paragraph.characters.substr(begin, end - begin));
        shown.push_back(kEllipsis);
        std::vector<std::uint32_t> bytes(paragraph.byte_at + begin, paragraph.byte_at + end + 1);
        bytes.push_back(bytes.back());
        const AnalysedParagraph cut = analyse(shown, bytes.data(), direction);
        ShapedLine line = shaper_.shape(cut, 0, shown.size(), style_);
        if (line.width_px <= layout_.width_px || end == begin) return line;
        --end;
    }
}

void TextSetting::place_lines() {
    float widest = 0.0F;
    float top = 0.0F;
    for (ShapedLine& line : text_.lines) {
        if (line.glyphs.empty()) {
            const FaceMetrics metrics = faces_.metrics(primary_);
            line.ascent = metrics.ascent * style_.size_px;
            line.descent = metrics.descent * style_.size_px;
        }
        const float content = line.ascent + line.descent;
        const float height = std::max(style_.line_height * style_.size_px, content);
        line.baseline = top + (height - content) * 0.5F + line.ascent;
        top += height;
        widest = std::max(widest, line.width_px);
    }
    text_.width_px = widest;
    text_.height_px = top;
    const float box = std::isfinite(layout_.width_px) ? layout_.width_px : widest;
    for (ShapedLine& line : text_.lines) {
        const float room = box - line.width_px;
        const bool is_at_right = line.is_right_to_left == (layout_.alignment == Alignment::kStart);
        line.x = layout_.alignment == Alignment::kCenter ? room * 0.5F : is_at_right ? room : 0.0F;
    }
}

}  // namespace belvedere::text
