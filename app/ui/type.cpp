// SPDX-License-Identifier: Apache-2.0
#include "app/ui/type.hpp"

#include <algorithm>
#include <cmath>

namespace belvedere::ui {
namespace {

// Images of the interface are counted from 0: the glyph pages, in their order.
ImTextureID page_image(std::uint32_t page) {
    return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(page));
}

}  // namespace

void Type::configure(const Metrics& metrics, float scale, const TextSettings& settings,
                     std::string_view language) {
    const float sizes[] = {metrics.body_em_px, metrics.small_em_px, metrics.heading_em_px,
                           metrics.title_em_px};
    for (std::size_t i = 0; i < std::size(styles_); ++i) {
        text::TextStyle& style = styles_[i];
        const bool is_strong = i >= static_cast<std::size_t>(TextSize::kHeading);
        style.family = settings.family;
        style.weight = is_strong ? text::FontWeight::kBold : text::FontWeight::kRegular;
        style.size_px = sizes[i] * scale;
        style.language = std::string(language);
        style.letter_spacing_em = settings.letter_spacing_em;
        style.word_spacing_em = settings.word_spacing_em;
        style.line_height = settings.line_height;
    }
}

const text::TextStyle& Type::style(TextSize size) const {
    return styles_[static_cast<std::size_t>(size)];
}

SetText Type::line(std::string_view utf8, TextSize size, float width_px) {
    text::TextLayout layout;
    layout.width_px = width_px;
    layout.lines_max = 1;
    layout.overflow = text::Overflow::kEllipsis;
    return setter_.set(utf8, style(size), layout);
}

SetText Type::paragraph(std::string_view utf8, TextSize size, float width_px) {
    text::TextLayout layout;
    layout.width_px = std::max(width_px, 1.0F);
    return setter_.set(utf8, style(size), layout);
}

SetText Type::lines(std::string_view utf8, TextSize size, float width_px, std::uint32_t lines_max) {
    text::TextLayout layout;
    layout.width_px = std::max(width_px, 1.0F);
    layout.lines_max = lines_max;
    layout.overflow = text::Overflow::kEllipsis;
    return setter_.set(utf8, style(size), layout);
}

SetText Type::typed(std::string_view utf8, float width_px) {
    text::TextLayout layout;
    layout.width_px = width_px;
    return setter_.set(utf8, style(TextSize::kBody), layout);
}

float Type::line_height(TextSize size) const {
    return std::ceil(style(size).size_px * style(size).line_height);
}

void Type::begin_frame(float mirror_width_px) {
    mirror_width_px_ = mirror_width_px;
    pages_.begin_frame();
}

void Type::append(ImDrawList& list, const text::ShapedLine& line, float size_px, ImVec2 origin,
                  ImU32 color, bool is_flipped) {
    quads_.clear();
    missing_ += pages_.append_quads(line, size_px, {origin.x, std::round(origin.y)}, quads_);
    for (std::size_t first = 0; first < quads_.size();) {
        const std::uint32_t page = quads_[first].page;
        std::size_t end = first;
        while (end < quads_.size() && quads_[end].page == page)
            ++end;
        list.PushTextureID(page_image(page));
        const auto count = static_cast<int>(end - first);
        list.PrimReserve(count * 6, count * 4);
        for (; first < end; ++first) {
            const text::GlyphQuad& q = quads_[first];
            const float x0 = is_flipped ? mirror_width_px_ - q.x0 : q.x0;
            const float x1 = is_flipped ? mirror_width_px_ - q.x1 : q.x1;
            list.PrimRectUV({x0, q.y0}, {x1, q.y1}, {q.u0, q.v0}, {q.u1, q.v1}, color);
        }
        list.PopTextureID();
    }
}

void Type::paint(ImDrawList& list, const text::ShapedText& set, ImVec2 at, ImU32 color,
                 float width_px) {
    const bool is_one = set.lines.size() == 1;
    const bool is_flipped = mirror_width_px_ > 0.0F;
    const float box = is_one ? set.width_px : std::max(width_px, set.width_px);
    const float left = is_flipped ? mirror_width_px_ - at.x - box : at.x;
    for (const text::ShapedLine& line : set.lines) {
        const float x = left + (is_one ? 0.0F : line.x);
        append(list, line, set.size_px, {x, at.y + line.baseline}, color, is_flipped);
    }
    missing_ += set.missing;
}

void Type::paint_line(ImDrawList& list, const text::ShapedLine& line, float size_px, ImVec2 origin,
                      ImU32 color) {
    append(list, line, size_px, origin, color, mirror_width_px_ > 0.0F);
}

void Type::paint_on_picture(ImDrawList& list, const text::ShapedText& set, ImVec2 at, ImU32 color) {
    for (const text::ShapedLine& line : set.lines) {
        const float x = at.x + (set.lines.size() == 1 ? 0.0F : line.x);
        append(list, line, set.size_px, {x, at.y + line.baseline}, color, false);
    }
    missing_ += set.missing;
}

}  // namespace belvedere::ui
