// SPDX-License-Identifier: Apache-2.0
#include "engine/expression/source_cursor.hpp"

#include <cctype>

namespace belvedere::expression {

Failure error_at(std::size_t at, const std::string& message) {
    return fail(ErrorKind::kBadData, "column " + std::to_string(at + 1) + ": " + message);
}

std::size_t end_of_variable(std::string_view text, std::size_t from) {
    char quote = '\0';
    for (std::size_t i = from + 2; i < text.size(); ++i) {
        if (quote != '\0') {
            if (text[i] == quote) quote = '\0';
        } else if (text[i] == '\'' || text[i] == '"') {
            quote = text[i];
        } else if (text[i] == '}') {
            return i;
        }
    }
    return std::string_view::npos;
}

bool is_word_character(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

char SourceCursor::peek(std::size_t ahead) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
}

void SourceCursor::skip_space() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0)
        ++at_;
}

bool SourceCursor::at_end() {
    skip_space();
    return at_ >= text_.size();
}

bool SourceCursor::accept(char c) {
    skip_space();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
}

std::string_view SourceCursor::word() {
    skip_space();
    const std::size_t from = at_;
    while (is_word_character(peek()))
        ++at_;
    return text_.substr(from, at_ - from);
}

Result<std::string_view> SourceCursor::number() {
    const std::size_t from = at_;
    while (is_digit(peek()))
        ++at_;
    if (peek() == '.') {
        ++at_;
        while (is_digit(peek()))
            ++at_;
    }
    if (peek() == 'e' || peek() == 'E') {
        ++at_;
        if (peek() == '+' || peek() == '-') ++at_;
        if (!is_digit(peek())) return error("an exponent needs digits");
        while (is_digit(peek()))
            ++at_;
    }
    if (is_word_character(peek())) return error("a number is followed by a letter");
    return text_.substr(from, at_ - from);
}

Result<std::string> SourceCursor::quoted() {
    const std::size_t from = at_;
    const char quote = text_[at_++];
    std::string content;
    while (at_ < text_.size() && text_[at_] != quote) {
        if (text_[at_] == '\\' && peek(1) == quote) ++at_;
        content.push_back(text_[at_++]);
    }
    if (at_ >= text_.size()) return error_at(from, "a quote is not closed");
    ++at_;
    return content;
}

Result<std::string_view> SourceCursor::variable() {
    const std::size_t from = at_;
    const std::size_t end = end_of_variable(text_, from);
    if (end == std::string_view::npos) return error("'}' is expected");
    at_ = end + 1;
    return text_.substr(from + 2, end - from - 2);
}

Failure SourceCursor::unexpected() const {
    if (at_ >= text_.size()) return error("the expression ends too early");
    if (rest().starts_with("==")) return error("write === instead of ==");
    if (rest().starts_with("!=")) return error("write !== instead of !=");
    return error(std::string("unexpected '") + text_[at_] + "'");
}

}  // namespace belvedere::expression
