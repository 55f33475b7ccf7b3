// SPDX-License-Identifier: Apache-2.0
#include "engine/text/line_shaper.hpp"

#include <hb.h>

#include <algorithm>
#include <span>

#include "engine/text/line_breaks.hpp"

namespace belvedere::text {
namespace {

// Scripts whose letters join; space between them would tear words apart.
bool is_joined(std::uint32_t script) {
    return script == HB_SCRIPT_ARABIC || script == HB_SCRIPT_SYRIAC || script == HB_SCRIPT_NKO ||
           script == HB_SCRIPT_MONGOLIAN || script == HB_SCRIPT_DEVANAGARI ||
           script == HB_SCRIPT_BENGALI;
}

bool is_space(char32_t c) {
    return is_breaking_space(c) || c == 0x00A0;
}

// Runs of [begin, end) with the spaces at the line's end at the base level (UAX #9, rule L1).
std::vector<TextRun> runs_between(const AnalysedParagraph& paragraph, std::size_t begin,
                                  std::size_t text_end, std::size_t end) {
    std::vector<TextRun> runs;
    for (TextRun run : paragraph.runs.runs) {
        run.begin = std::max(run.begin, begin);
        run.end = std::min(run.end, end);
        if (run.begin >= run.end) continue;
        if (run.end > text_end && run.level != paragraph.levels.base) {
            TextRun tail = run;
            tail.begin = std::max(run.begin, text_end);
            tail.level = paragraph.levels.base;
            run.end = tail.begin;
            if (run.begin < run.end) runs.push_back(run);
            runs.push_back(tail);
            continue;
        }
        runs.push_back(run);
    }
    return runs;
}

// Where carets may stand in a cluster: between the letters of a ligature (lam-alef, ffi) that are
// equally long in UTF-8; marks stay with their letter, and such clusters are one step.
std::uint16_t stops_of(const AnalysedParagraph& paragraph, std::size_t begin, std::size_t end) {
    const std::uint32_t* at = paragraph.byte_at;
    for (std::size_t i = begin; i < end; ++i) {
        const auto category =
            hb_unicode_general_category(hb_unicode_funcs_get_default(), paragraph.characters[i]);
        const bool is_mark = category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
                             category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK ||
                             category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK;
        const bool is_longer = at[i + 1] - at[i] != at[begin + 1] - at[begin];
        if (is_mark || is_longer || is_invisible(paragraph.characters[i])) return 1;
    }
    return static_cast<std::uint16_t>(std::clamp<std::size_t>(end - begin, 1, 16));
}

}  // namespace

struct LineShaper::Buffer {
    hb_buffer_t* buffer = hb_buffer_create();
    Buffer() = default;
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    ~Buffer() { hb_buffer_destroy(buffer); }

    struct Glyphs {
        std::span<const hb_glyph_info_t> infos;
        std::span<const hb_glyph_position_t> positions;
    };
    [[nodiscard]] Glyphs glyphs() const {
        unsigned count = 0;
        const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
        return {{infos, count}, {hb_buffer_get_glyph_positions(buffer, nullptr), count}};
    }
};

LineShaper::LineShaper(FontFaces& faces) : faces_(faces), buffer_(std::make_unique<Buffer>()) {}
LineShaper::~LineShaper() = default;

void LineShaper::shape_run(const AnalysedParagraph& paragraph, const TextRun& run,
                           const TextStyle& style) {
    hb_buffer_t* buffer = buffer_->buffer;
    hb_buffer_reset(buffer);
    // HarfBuzz sees what stands around the run: Arabic letters join across it.
    hb_buffer_add_utf32(buffer, paragraph.codes.data(), static_cast<int>(paragraph.codes.size()),
                        static_cast<unsigned>(run.begin), static_cast<int>(run.end - run.begin));
    hb_buffer_set_direction(buffer, run.level % 2 == 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, static_cast<hb_script_t>(run.script));
    hb_buffer_set_language(
        buffer,
        hb_language_from_string(style.language.data(), static_cast<int>(style.language.size())));
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
    hb_shape(faces_.harfbuzz(run.face), buffer, nullptr, 0);
}

float LineShaper::spacing_after(const AnalysedParagraph& paragraph, const TextRun& run,
                                std::size_t character, const TextStyle& style) const {
    const float letter = is_joined(run.script) ? 0.0F : style.letter_spacing_em;
    const float word = is_space(paragraph.characters[character]) ? style.word_spacing_em : 0.0F;
    return (letter + word) * style.size_px;
}

void LineShaper::append_run(const AnalysedParagraph& paragraph, const TextRun& run,
                            const TextStyle& style, ShapedLine& line, float& pen) {
    shape_run(paragraph, run, style);
    const auto [infos, positions] = buffer_->glyphs();
    const float scale = style.size_px / faces_.units_per_em(run.face);
    const bool is_right_to_left = run.level % 2 == 1;
    for (std::size_t i = 0; i < infos.size();) {
        const std::size_t first = infos[i].cluster;
        const float start = pen;
        for (; i < infos.size() && infos[i].cluster == first; ++i) {
            const auto in_px = [&](hb_position_t units) {
                return static_cast<float>(units) * scale;
            };
            const hb_glyph_position_t& at = positions[i];
            const float advance = in_px(at.x_advance);
            line.glyphs.push_back({infos[i].codepoint, run.face, pen + in_px(at.x_offset),
                                   -in_px(at.y_offset), advance, paragraph.byte_at[first]});
            pen += advance;
        }
        pen += spacing_after(paragraph, run, first, style);
        line.clusters.push_back(
            {paragraph.byte_at[first], 0, 1, is_right_to_left, start, pen - start});
    }
}

ShapedLine LineShaper::shape(const AnalysedParagraph& paragraph, std::size_t begin, std::size_t end,
                             const TextStyle& style) {
    ShapedLine line;
    line.byte_begin = paragraph.byte_at[begin];
    line.byte_end = paragraph.byte_at[end];
    line.is_right_to_left = paragraph.levels.base % 2 == 1;
    std::size_t text_end = end;
    while (text_end > begin && is_breaking_space(paragraph.characters[text_end - 1]))
        --text_end;
    const std::vector<TextRun> runs = runs_between(paragraph, begin, text_end, end);
    std::vector<std::uint8_t> levels;
    levels.reserve(runs.size());
    for (const TextRun& run : runs)
        levels.push_back(run.level);
    float pen = 0.0F;
    for (const std::size_t index : visual_order(levels)) {
        append_run(paragraph, runs[index], style, line, pen);
        const FaceMetrics metrics = faces_.metrics(runs[index].face);
        line.ascent = std::max(line.ascent, metrics.ascent * style.size_px);
        line.descent = std::max(line.descent, metrics.descent * style.size_px);
    }
    line.width_px = pen;
    finish_clusters(paragraph, line, begin, text_end);
    return line;
}

// Where each cluster ends and how many letters it has; and the spaces at the line's end hang beyond
// its edge.
void LineShaper::finish_clusters(const AnalysedParagraph& paragraph, ShapedLine& line,
                                 std::size_t begin, std::size_t text_end) {
    std::vector<Cluster*> logical;
    logical.reserve(line.clusters.size());
    for (Cluster& cluster : line.clusters)
        logical.push_back(&cluster);
    std::sort(logical.begin(), logical.end(),
              [](const Cluster* a, const Cluster* b) { return a->byte < b->byte; });
    float hanging = 0.0F;
    std::size_t character = begin;
    for (std::size_t i = 0; i < logical.size(); ++i) {
        const std::uint32_t next = i + 1 < logical.size() ? logical[i + 1]->byte : line.byte_end;
        logical[i]->bytes = next - logical[i]->byte;
        std::size_t after = character;
        while (after < paragraph.characters.size() && paragraph.byte_at[after] < next)
            ++after;
        logical[i]->stops = stops_of(paragraph, character, after);
        if (character >= text_end) hanging += logical[i]->width;
        character = after;
    }
    line.width_px -= hanging;
    if (!line.is_right_to_left || hanging == 0.0F) return;
    for (ShapedGlyph& glyph : line.glyphs)
        glyph.x -= hanging;
    for (Cluster& cluster : line.clusters)
        cluster.x -= hanging;
}

std::vector<float> LineShaper::advances(const AnalysedParagraph& paragraph,
                                        const TextStyle& style) {
    std::vector<float> advances(paragraph.characters.size(), 0.0F);
    for (const TextRun& run : paragraph.runs.runs) {
        shape_run(paragraph, run, style);
        const auto [infos, positions] = buffer_->glyphs();
        const float scale = style.size_px / faces_.units_per_em(run.face);
        for (std::size_t i = 0; i < infos.size(); ++i) {
            const std::size_t at = infos[i].cluster;
            advances[at] += static_cast<float>(positions[i].x_advance) * scale;
            const bool is_first = i == 0 || infos[i - 1].cluster != infos[i].cluster;
            if (is_first) advances[at] += spacing_after(paragraph, run, at, style);
        }
    }
    return advances;
}

}  // namespace belvedere::text
