// SPDX-License-Identifier: Apache-2.0
#include "engine/text/po_reader.hpp"

#include <algorithm>
#include <utility>

#include "engine/text/limits.hpp"

namespace belvedere::text {
namespace {

constexpr std::string_view kSpace = " \t\r\v\f";

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

// "#, fuzzy, c-format"
bool names_fuzzy(std::string_view comment) {
    return comment.substr(0, 2) == "#," && comment.find("fuzzy") != std::string_view::npos;
}

char unescaped(char letter) {
    switch (letter) {
        case 'n':
            return '\n';
        case 't':
            return '\t';
        case 'r':
            return '\r';
        case '"':
        case '\\':
            return letter;
        default:
            return '\0';
    }
}

}  // namespace

Failure PoReader::wrong(const std::string& what) const {
    return fail(ErrorKind::kBadData, "line " + std::to_string(line_) + ": " + what);
}

std::string_view PoReader::line_at_cursor() const {
    return text_.substr(at_, text_.find('\n', at_) - at_);
}

void PoReader::advance(std::string_view line) {
    at_ = std::min(text_.size(), at_ + line.size() + 1);
    ++line_;
}

Result<std::optional<PoEntry>> PoReader::next() {
    PoEntry entry;
    field_ = Field::kNone;
    open_ = nullptr;
    while (at_ < text_.size()) {
        const std::string_view whole = line_at_cursor();
        const std::string_view line = trimmed(whole);
        const bool is_comment = !line.empty() && line[0] == '#';
        const bool is_string = !line.empty() && line[0] == '"';
        // A comment, or a keyword that comes earlier, belongs to the next entry.
        const bool begins_next = is_comment || line.substr(0, 7) == "msgctxt" ||
                                 line.substr(0, 6) == "msgid " || line.substr(0, 6) == "msgid\"";
        if (begins_next && field_ == Field::kTranslation) break;
        if (is_comment) {
            is_fuzzy_ = is_fuzzy_ || names_fuzzy(line);
        } else if (is_string) {
            if (open_ == nullptr) return wrong("a string without a keyword");
            if (auto added = append_string(line, *open_); !added) return fail(added.error());
        } else if (!line.empty()) {
            if (field_ == Field::kNone) entry.line = line_;
            if (auto read = read_keyword(line, entry); !read) return fail(read.error());
        }
        advance(whole);
    }
    if (field_ == Field::kNone) return std::optional<PoEntry>();
    if (field_ != Field::kTranslation) return wrong("a message without msgstr");
    entry.is_fuzzy = std::exchange(is_fuzzy_, false);
    // Comments that end the text belong to nothing; those seen before this entry were its own.
    return std::optional<PoEntry>(std::move(entry));
}

Result<void> PoReader::read_keyword(std::string_view line, PoEntry& entry) {
    const std::size_t quote = line.find('"');
    if (quote == std::string_view::npos) return wrong("a keyword without a string");
    const std::string_view keyword = trimmed(line.substr(0, quote));
    Field field = Field::kNone;
    if (keyword == "msgctxt") {
        field = Field::kContext;
        open_ = &entry.context;
    } else if (keyword == "msgid") {
        field = Field::kId;
        open_ = &entry.id;
    } else if (keyword == "msgid_plural") {
        field = Field::kIdPlural;
        open_ = &entry.id_plural;
    } else {
        const auto translation = translation_of(keyword, entry);
        if (!translation) return fail(translation.error());
        field = Field::kTranslation;
        open_ = *translation;
    }
    const bool is_next_form = field == Field::kTranslation && field_ == Field::kTranslation;
    if (field <= field_ && !is_next_form) return wrong("keywords are in another order");
    if (field > Field::kId && field_ < Field::kId) return wrong("msgid is missing");
    field_ = field;
    return append_string(line.substr(quote), *open_);
}

// "msgstr" or "msgstr[2]", forms counted from 0 without gaps.
Result<std::string*> PoReader::translation_of(std::string_view keyword, PoEntry& entry) {
    const bool is_plural = keyword.substr(0, 7) == "msgstr[";
    if (!is_plural && keyword != "msgstr") {
        return wrong("unknown keyword \"" + std::string(keyword.substr(0, 32)) + "\"");
    }
    if (is_plural != (field_ == Field::kIdPlural || field_ == Field::kTranslation)) {
        return wrong("msgstr[N] goes with msgid_plural");
    }
    const std::string expected = "msgstr[" + std::to_string(entry.translations.size()) + "]";
    if (is_plural && keyword != expected) return wrong("expected " + expected);
    if (entry.translations.size() >= kPluralFormsMax) return wrong("too many plural forms");
    entry.translations.reserve(kPluralFormsMax);  // `open_` points into it.
    entry.translations.emplace_back();
    return &entry.translations.back();
}

Result<void> PoReader::append_string(std::string_view quoted, std::string& out) const {
    if (quoted.size() < 2 || quoted.back() != '"') return wrong("a string is not closed");
    for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
        char character = quoted[i];
        if (character == '"') return wrong("text after a string");
        if (character == '\\') {
            ++i;
            if (i + 1 >= quoted.size()) return wrong("a string is not closed");
            character = unescaped(quoted[i]);
            if (character == '\0') return wrong("unknown escape");
        }
        out.push_back(character);
    }
    if (out.size() > kMessageBytesMax) {
        return fail(ErrorKind::kLimit,
                    "line " + std::to_string(line_) + ": a message is longer than 16 KiB");
    }
    return {};
}

}  // namespace belvedere::text
