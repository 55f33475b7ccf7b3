// SPDX-License-Identifier: Apache-2.0
#include "engine/text/text_runs.hpp"

#include <hb.h>

#include "engine/text/line_breaks.hpp"

namespace belvedere::text {
namespace {

bool takes_script_of_neighbour(hb_script_t script) {
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED ||
           script == HB_SCRIPT_UNKNOWN;
}

// The script of each character; signs and digits take that of what stands before them, or after
// them at the start (UAX #24).
std::vector<std::uint32_t> scripts_of(std::u32string_view paragraph) {
    hb_unicode_funcs_t* unicode = hb_unicode_funcs_get_default();
    std::vector<std::uint32_t> scripts(paragraph.size(), HB_SCRIPT_COMMON);
    hb_script_t last = HB_SCRIPT_COMMON;
    for (std::size_t i = 0; i < paragraph.size(); ++i) {
        const hb_script_t script = hb_unicode_script(unicode, paragraph[i]);
        if (!takes_script_of_neighbour(script)) last = script;
        scripts[i] = last;
    }
    hb_script_t next = HB_SCRIPT_COMMON;
    for (std::size_t i = paragraph.size(); i-- > 0;) {
        if (scripts[i] == HB_SCRIPT_COMMON) {
            scripts[i] = next;
        } else {
            next = static_cast<hb_script_t>(scripts[i]);
        }
    }
    return scripts;
}

bool is_mark(char32_t c) {
    const hb_unicode_general_category_t category =
        hb_unicode_general_category(hb_unicode_funcs_get_default(), c);
    return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK;
}

class FaceChooser {
  public:
    FaceChooser(FontFaces& faces, FaceId primary, const TextStyle& style)
        : faces_(faces), primary_(primary), style_(style), last_(primary) {}

    FaceId choose(char32_t c) {
        // Spaces and marks stay with their neighbours, so that they are shaped together.
        const bool stays = is_invisible(c) || is_breaking_space(c) || is_mark(c);
        if (is_invisible(c) || (stays && faces_.has_glyph(last_, c))) return last_;
        if (faces_.has_glyph(primary_, c)) return last_ = primary_;
        const auto found = faces_.fallback(c, style_.weight, style_.language);
        if (!found) {
            ++missing;
            return last_ = primary_;
        }
        return last_ = *found;
    }

    std::uint32_t missing = 0;

  private:
    FontFaces& faces_;
    FaceId primary_;
    const TextStyle& style_;
    FaceId last_;
};

}  // namespace

bool is_invisible(char32_t c) {
    return c == 0x00AD || c == 0x034F || c == 0x061C || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE0FFF);
}

TextRuns runs_of(std::u32string_view paragraph, const BidiLevels& levels, FontFaces& faces,
                 FaceId primary, const TextStyle& style) {
    TextRuns result;
    const std::vector<std::uint32_t> scripts = scripts_of(paragraph);
    FaceChooser chooser(faces, primary, style);
    for (std::size_t i = 0; i < paragraph.size(); ++i) {
        const FaceId face = chooser.choose(paragraph[i]);
        const std::uint8_t level = levels.levels[i];
        if (!result.runs.empty()) {
            TextRun& last = result.runs.back();
            if (last.face == face && last.level == level && last.script == scripts[i]) {
                last.end = i + 1;
                continue;
            }
        }
        result.runs.push_back({i, i + 1, scripts[i], face, level});
    }
    result.missing = chooser.missing;
    return result;
}

}  // namespace belvedere::text
