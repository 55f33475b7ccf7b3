// SPDX-License-Identifier: Apache-2.0
// AtkText on labels and fields, AtkEditableText on fields.
#include <atk/atk.h>

#include <algorithm>

#include "engine/access/atk_objects.hpp"
#include "engine/access/text_ranges.hpp"

namespace belvedere::access {
namespace {

std::u32string text_of(const void* object) {
    const AtkPlace place = place_of(object);
    return place ? code_points(shown_text(*place.node)) : std::u32string();
}

gint length(const std::u32string& text) {
    return static_cast<gint>(text.size());
}

// A piece as ATK wants it: the caller frees it. A negative end is the end of the text.
gchar* piece(const std::u32string& text, gint start, gint end) {
    const int last = length(text);
    start = std::clamp(start, 0, last);
    end = end < 0 ? last : std::clamp(end, start, last);
    return g_strdup(
        utf8_of(text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(end - start)))
            .c_str());
}

gchar* get_text(AtkText* object, gint start, gint end) {
    return piece(text_of(object), start, end);
}

gunichar character_at(AtkText* object, gint offset) {
    const std::u32string text = text_of(object);
    if (offset < 0 || offset >= length(text)) return 0;
    return text[static_cast<std::size_t>(offset)];
}

gchar* unit_text(AtkText* object, gint offset, TextUnit unit, gint* start, gint* end) {
    const std::u32string text = text_of(object);
    // The caret may stand behind the last character, where there is nothing to read.
    const TextRange range = offset < 0 || offset >= length(text)
                                ? TextRange{length(text), length(text)}
                                : unit_at(text, offset, unit);
    *start = range.start;
    *end = range.end;
    return piece(text, range.start, range.end);
}

gchar* string_at(AtkText* object, gint offset, AtkTextGranularity granularity, gint* start,
                 gint* end) {
    TextUnit unit = TextUnit::kLine;
    switch (granularity) {
        case ATK_TEXT_GRANULARITY_CHAR:
            unit = TextUnit::kCharacter;
            break;
        case ATK_TEXT_GRANULARITY_WORD:
            unit = TextUnit::kWord;
            break;
        case ATK_TEXT_GRANULARITY_SENTENCE:
            unit = TextUnit::kSentence;
            break;
        case ATK_TEXT_GRANULARITY_LINE:
        case ATK_TEXT_GRANULARITY_PARAGRAPH:
            break;
    }
    return unit_text(object, offset, unit, start, end);
}

TextUnit unit_of(AtkTextBoundary boundary) {
    switch (boundary) {
        case ATK_TEXT_BOUNDARY_CHAR:
            return TextUnit::kCharacter;
        case ATK_TEXT_BOUNDARY_WORD_START:
        case ATK_TEXT_BOUNDARY_WORD_END:
            return TextUnit::kWord;
        case ATK_TEXT_BOUNDARY_SENTENCE_START:
        case ATK_TEXT_BOUNDARY_SENTENCE_END:
            return TextUnit::kSentence;
        case ATK_TEXT_BOUNDARY_LINE_START:
        case ATK_TEXT_BOUNDARY_LINE_END:
            break;
    }
    return TextUnit::kLine;
}

// The deprecated three, which Orca 43 and pyatspi still call. "End" boundaries are answered as
// "start" ones: the same units, spaces behind.
gchar* text_at(AtkText* object, gint offset, AtkTextBoundary boundary, gint* start, gint* end) {
    return unit_text(object, offset, unit_of(boundary), start, end);
}

gchar* text_after(AtkText* object, gint offset, AtkTextBoundary boundary, gint* start, gint* end) {
    const std::u32string text = text_of(object);
    const TextRange here = unit_at(text, offset, unit_of(boundary));
    return unit_text(object, here.end, unit_of(boundary), start, end);
}

gchar* text_before(AtkText* object, gint offset, AtkTextBoundary boundary, gint* start, gint* end) {
    const std::u32string text = text_of(object);
    const TextRange here = offset >= length(text) ? TextRange{length(text), length(text)}
                                                  : unit_at(text, offset, unit_of(boundary));
    if (here.start > 0) return unit_text(object, here.start - 1, unit_of(boundary), start, end);
    *start = *end = 0;
    return g_strdup("");
}

// The share of the rectangle that a range takes. Where glyphs stand is known to who draws them;
// equal widths are near enough for a magnifier to follow.
Rect range_rect(const AtkPlace& place, gint start, gint end) {
    Rect rect = place.node->rect;
    const int count = std::max(1, length(code_points(shown_text(*place.node))));
    const auto edge = [&](gint at) { return rect.width() * std::clamp(at, 0, count) / count; };
    const int left = edge(start), right = edge(end);
    return {rect.x0 + left, rect.y0, rect.x0 + right, rect.y1};
}

void character_extents(AtkText* object, gint offset, gint* x, gint* y, gint* width, gint* height,
                       AtkCoordType type) {
    *x = *y = *width = *height = 0;
    const AtkPlace place = place_of(object);
    if (!place) return;
    const Rect rect = range_rect(place, offset, offset + 1);
    // From the rectangle of the whole: how it is counted there is known to AtkComponent.
    atk_component_get_extents(ATK_COMPONENT(object), x, y, width, height, type);
    *x += rect.x0 - place.node->rect.x0;
    *width = rect.width();
}

void range_extents(AtkText* object, gint start, gint end, AtkCoordType type,
                   AtkTextRectangle* rect) {
    *rect = {};
    const AtkPlace place = place_of(object);
    if (!place) return;
    atk_component_get_extents(ATK_COMPONENT(object), &rect->x, &rect->y, &rect->width,
                              &rect->height, type);
    const Rect part = range_rect(place, start, end);
    rect->x += part.x0 - place.node->rect.x0;
    rect->width = part.width();
}

gint offset_at(AtkText* object, gint x, gint y, AtkCoordType type) {
    const AtkPlace place = place_of(object);
    gint left = 0, top = 0, width = 0, height = 0;
    if (!place) return -1;
    atk_component_get_extents(ATK_COMPONENT(object), &left, &top, &width, &height, type);
    if (x < left || y < top || x >= left + width || y >= top + height) return -1;
    return (x - left) * length(text_of(object)) / std::max(1, width);
}

bool has_selection(const AtkPlace& place) {
    return place && place.node->selection.start != place.node->selection.end;
}

gchar* selection(AtkText* object, gint number, gint* start, gint* end) {
    *start = *end = 0;
    const AtkPlace place = place_of(object);
    if (number != 0 || !has_selection(place)) return nullptr;
    *start = place.node->selection.start;
    *end = place.node->selection.end;
    return piece(text_of(object), *start, *end);
}

// Offsets of a client, brought into the text; a negative one is the end.
gint within(gint offset, gint last) {
    return offset < 0 ? last : std::min(offset, last);
}

gboolean select(const void* object, gint start, gint end) {
    const AtkPlace place = place_of(object);
    if (!place || !place.node->actions.has(Action::kSetTextSelection)) return FALSE;
    const gint last = length(text_of(object));
    return place.ask({.action = Action::kSetTextSelection,
                      .start = within(start, last),
                      .end = within(end, last)})
               ? TRUE
               : FALSE;
}

AtkAttributeSet* no_attributes(AtkText* object, gint /*offset*/, gint* start, gint* end) {
    *start = 0;
    *end = length(text_of(object));
    return nullptr;
}

void replace(const void* object, gint start, gint end, std::string text) {
    const AtkPlace place = place_of(object);
    if (!place || !place.node->actions.has(Action::kReplaceText)) return;
    // Not cut at the present end: the text may be longer by requests that the owner has yet to
    // read.
    if (start < 0) start = length(text_of(object));
    if (end < 0) end = std::max(start, length(text_of(object)));
    if (end < start) std::swap(start, end);
    place.ask(
        {.action = Action::kReplaceText, .text = std::move(text), .start = start, .end = end});
}

// `count` is in characters, as AT-SPI says, though some clients count bytes: the longer is the
// whole.
void insert_text(AtkEditableText* object, const gchar* text, gint count, gint* position) {
    if (text == nullptr || position == nullptr) return;
    std::u32string points = code_points(text);
    if (count >= 0 && static_cast<std::size_t>(count) < points.size()) {
        points.resize(static_cast<std::size_t>(count));
    }
    replace(object, *position, *position, utf8_of(points));
    *position += length(points);
}

void set_text_contents(AtkEditableText* object, const gchar* text) {
    const AtkPlace place = place_of(object);
    if (!place || text == nullptr || !place.node->actions.has(Action::kSetText)) return;
    place.ask({.action = Action::kSetText, .text = text});
}

}  // namespace

void fill_text(_AtkTextIface* face) {
    face->get_text = get_text;
    face->get_character_at_offset = character_at;
    face->get_character_count = [](AtkText* object) { return length(text_of(object)); };
    face->get_string_at_offset = string_at;
    face->get_text_at_offset = text_at;
    face->get_text_after_offset = text_after;
    face->get_text_before_offset = text_before;
    face->get_character_extents = character_extents;
    face->get_range_extents = range_extents;
    face->get_offset_at_point = offset_at;
    face->get_run_attributes = no_attributes;
    face->get_default_attributes = [](AtkText*) -> AtkAttributeSet* { return nullptr; };
    face->get_caret_offset = [](AtkText* object) {
        const AtkPlace place = place_of(object);
        return place ? place.node->selection.caret : 0;
    };
    face->set_caret_offset = [](AtkText* object, gint offset) {
        return select(object, offset, offset);
    };
    face->get_n_selections = [](AtkText* object) {
        return has_selection(place_of(object)) ? 1 : 0;
    };
    face->get_selection = selection;
    face->add_selection = [](AtkText* object, gint start, gint end) {
        return select(object, start, end);
    };
    face->set_selection = [](AtkText* object, gint number, gint start, gint end) {
        return number == 0 ? select(object, start, end) : FALSE;
    };
    face->remove_selection = [](AtkText* object, gint number) {
        const AtkPlace place = place_of(object);
        if (number != 0 || !has_selection(place)) return FALSE;
        return select(object, place.node->selection.caret, place.node->selection.caret);
    };
}

void fill_editable_text(_AtkEditableTextIface* face) {
    face->set_text_contents = set_text_contents;
    face->insert_text = insert_text;
    face->delete_text = [](AtkEditableText* object, gint start, gint end) {
        replace(object, start, end, "");
    };
}

}  // namespace belvedere::access
