// SPDX-License-Identifier: Apache-2.0
#include "app/ui/text_edit.hpp"

#include <algorithm>
#include <utility>

namespace belvedere::ui {
namespace {

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// The code point that begins at `at`; broken UTF-8 counts byte by byte.
char32_t codepoint_at(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (length == 1 || at + length > text.size()) return lead;
    char32_t codepoint = lead & (0xFF >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        codepoint = codepoint << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3F);
    }
    return codepoint;
}

// Marks that belong to the letter before them: Latin, Cyrillic, Hebrew, Arabic and Indic vowel
// marks of the Basic Multilingual Plane's common blocks, joiners and variation selectors.
bool is_mark(char32_t c) {
    constexpr std::pair<char32_t, char32_t> kMarks[] = {
        {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A},
        {0x064B, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E4},
        {0x0900, 0x0903}, {0x093A, 0x094F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
        {0x200D, 0x200D}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};
    return std::any_of(std::begin(kMarks), std::end(kMarks),
                       [c](const auto& range) { return c >= range.first && c <= range.second; });
}

enum class Kind { kSpace, kWord, kSign };

Kind kind_of(char32_t c) {
    if (c == ' ' || c == '\n' || c == 0xA0 || c == 0x202F || c == 0x3000) return Kind::kSpace;
    const bool is_letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                           (c >= 'a' && c <= 'z') || c == '_' || (c >= 0x80 && c != 0xD7);
    return is_letter ? Kind::kWord : Kind::kSign;
}

}  // namespace

TextEdit::Range TextEdit::selection() const {
    return {std::min(caret_, anchor_), std::max(caret_, anchor_)};
}

std::string_view TextEdit::selected() const {
    const Range range = selection();
    return std::string_view(content_).substr(range.begin, range.end - range.begin);
}

void TextEdit::set_content(std::string_view content) {
    if (content == content_) return;
    content_ = content.substr(0, bytes_max_);
    undo_.clear();
    redo_.clear();
    is_typing_ = false;
    move_to(caret_, Selecting::kNo);
}

std::size_t TextEdit::previous(std::size_t offset) const {
    while (offset > 0) {
        --offset;
        if (is_continuation(content_[offset])) continue;
        if (offset == 0 || !is_mark(codepoint_at(content_, offset))) break;
    }
    return offset;
}

std::size_t TextEdit::next(std::size_t offset) const {
    if (offset >= content_.size()) return content_.size();
    ++offset;
    while (offset < content_.size() &&
           (is_continuation(content_[offset]) || is_mark(codepoint_at(content_, offset)))) {
        ++offset;
    }
    return offset;
}

std::size_t TextEdit::target(Move move) const {
    const auto kind = [this](std::size_t at) { return kind_of(codepoint_at(content_, at)); };
    std::size_t at = caret_;
    switch (move) {
        case Move::kPrevious:
            return previous(at);
        case Move::kNext:
            return next(at);
        case Move::kPreviousWord:
            while (at > 0 && kind(previous(at)) == Kind::kSpace)
                at = previous(at);
            for (const Kind first = at > 0 ? kind(previous(at)) : Kind::kSpace;
                 at > 0 && kind(previous(at)) == first;) {
                at = previous(at);
            }
            return at;
        case Move::kNextWord:
            for (const Kind first = at < content_.size() ? kind(at) : Kind::kSpace;
                 at < content_.size() && kind(at) == first;) {
                at = next(at);
            }
            while (at < content_.size() && kind(at) == Kind::kSpace)
                at = next(at);
            return at;
        case Move::kLineStart: {
            if (at == 0) return 0;
            const std::size_t before = content_.rfind('\n', at - 1);
            return before == std::string::npos ? 0 : before + 1;
        }
        case Move::kLineEnd:
            return std::min(content_.find('\n', at), content_.size());
        case Move::kStart:
            return 0;
        case Move::kEnd:
            return content_.size();
    }
    return at;
}

void TextEdit::move(Move move, Selecting selecting) {
    const Range range = selection();
    // Leaving a selection sideways goes to its end on that side.
    if (selecting == Selecting::kNo && !range.empty() &&
        (move == Move::kPrevious || move == Move::kNext)) {
        move_to(move == Move::kPrevious ? range.begin : range.end, Selecting::kNo);
        return;
    }
    move_to(target(move), selecting);
}

void TextEdit::move_to(std::size_t offset, Selecting selecting) {
    caret_ = std::min(offset, content_.size());
    while (caret_ > 0 && caret_ < content_.size() && is_continuation(content_[caret_]))
        --caret_;
    if (selecting == Selecting::kNo) anchor_ = caret_;
    anchor_ = std::min(anchor_, content_.size());
    is_typing_ = false;
}

void TextEdit::select_all() {
    anchor_ = 0;
    caret_ = content_.size();
    is_typing_ = false;
}

void TextEdit::select_word(std::size_t offset) {
    move_to(offset, Selecting::kNo);
    if (content_.empty()) return;
    const std::size_t inside = caret_ < content_.size() ? caret_ : previous(caret_);
    const auto kind = [this](std::size_t at) { return kind_of(codepoint_at(content_, at)); };
    const Kind wanted = kind(inside);
    anchor_ = inside;
    while (anchor_ > 0 && kind(previous(anchor_)) == wanted)
        anchor_ = previous(anchor_);
    caret_ = inside;
    while (caret_ < content_.size() && kind(caret_) == wanted)
        caret_ = next(caret_);
}

void TextEdit::remember(Version before) {
    redo_.clear();
    if (undo_.size() >= kUndoMax) undo_.erase(undo_.begin());
    undo_.push_back(std::move(before));
}

bool TextEdit::replace(Range range, std::string_view by) {
    std::string kept;
    for (const char c : by) {
        const bool is_line_end = c == '\n' || c == '\t';
        if (is_line_end && (lines_ == Lines::kOne || c == '\t')) {
            kept += ' ';
        } else if (is_line_end || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F)) {
            kept += c;
        }
    }
    const std::size_t rest = content_.size() - (range.end - range.begin);
    if (rest + kept.size() > bytes_max_) {
        std::size_t room = bytes_max_ > rest ? bytes_max_ - rest : 0;
        while (room > 0 && is_continuation(kept[room]))
            --room;
        kept.resize(room);
    }
    if (kept.empty() && range.empty()) return false;
    content_.replace(range.begin, range.end - range.begin, kept);
    caret_ = anchor_ = range.begin + kept.size();
    return true;
}

bool TextEdit::insert(std::string_view utf8) {
    Version before{content_, caret_};
    const bool goes_on = is_typing_ && selection().empty();
    if (!replace(selection(), utf8)) return false;
    if (!goes_on) remember(std::move(before));
    is_typing_ = true;
    return true;
}

bool TextEdit::erase(Move move) {
    Range range = selection();
    if (range.empty()) {
        const std::size_t to = target(move);
        range = {std::min(caret_, to), std::max(caret_, to)};
    }
    if (range.empty()) return false;
    remember({content_, caret_});
    is_typing_ = false;
    return replace(range, {});
}

bool TextEdit::undo() {
    if (undo_.empty()) return false;
    redo_.push_back({std::exchange(content_, undo_.back().content), caret_});
    caret_ = anchor_ = undo_.back().caret;
    undo_.pop_back();
    is_typing_ = false;
    return true;
}

bool TextEdit::redo() {
    if (redo_.empty()) return false;
    undo_.push_back({std::exchange(content_, redo_.back().content), caret_});
    caret_ = anchor_ = redo_.back().caret;
    redo_.pop_back();
    is_typing_ = false;
    return true;
}

}  // namespace belvedere::ui
