// SPDX-License-Identifier: Apache-2.0
#include "engine/expression/pattern.hpp"

#include <algorithm>
#include <regex>
#include <utility>

#include "engine/expression/limits.hpp"
#include "engine/expression/utf8.hpp"

namespace belvedere::expression {
namespace {

static_assert(sizeof(wchar_t) == sizeof(char32_t), "a wide character holds any code point");

std::wstring wide(std::string_view text) {
    const std::u32string points = code_points(text);
    return {points.begin(), points.end()};
}

std::string narrow(const std::wstring& text) {
    std::string result;
    for (const wchar_t c : text)
        append_utf8(static_cast<std::uint32_t>(c), result);
    return result;
}

// Cuts where no character is cut in two.
std::string_view within_limit(std::string_view text) {
    if (text.size() <= kPatternSubjectBytesMax) return text;
    std::size_t end = kPatternSubjectBytesMax;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end);
}

// libstdc++ reads "\123" as a number without a bound. Back-references are refused anyway.
bool escapes_long_numbers(std::string_view source) {
    for (std::size_t i = 0; i + 1 < source.size(); ++i) {
        if (source[i] != '\\') continue;
        const std::size_t from = ++i;
        while (i < source.size() && source[i] >= '0' && source[i] <= '9')
            ++i;
        if (i - from > 4) return true;
        if (i > from) --i;
    }
    return false;
}

// The product of all {n} and {n,m} counts bounds how many states the pattern unrolls to.
bool repeats_too_much(std::string_view source) {
    std::size_t product = 1;
    for (std::size_t i = 0; i < source.size(); ++i) {
        if (source[i] == '\\') {
            ++i;
            continue;
        }
        if (source[i] != '{') continue;
        std::size_t largest = 1;
        std::size_t number = 0;
        for (++i; i < source.size() && source[i] != '}'; ++i) {
            if (source[i] < '0' || source[i] > '9') {
                number = 0;
                continue;
            }
            number = number * 10 + static_cast<std::size_t>(source[i] - '0');
            if (number > kPatternRepeatMax) return true;
            largest = std::max(largest, number);
        }
        product *= largest;
        if (product > kPatternRepeatMax) return true;
    }
    return false;
}

}  // namespace

struct Pattern::Compiled {
    std::wregex regex;
    std::regex_constants::match_flag_type match = std::regex_constants::match_default;
    std::string source;
    std::string flags;
};

Pattern::Pattern(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

Result<Pattern> Pattern::compile(std::string_view source, std::string_view flags) {
    if (source.size() > kPatternBytesMax) {
        return fail(ErrorKind::kLimit, "a regular expression is longer than 256 bytes");
    }
    if (repeats_too_much(source)) {
        return fail(ErrorKind::kLimit, "a regular expression repeats more than 64 times");
    }
    if (escapes_long_numbers(source)) {
        return fail(ErrorKind::kBadData,
                    "a regular expression refers to a group that is not there");
    }
    auto compiled = std::make_unique<Compiled>();
    // libstdc++'s breadth-first matcher: never backtracks, and refuses back-references.
    auto options = std::regex_constants::ECMAScript | std::regex_constants::__polynomial;
    for (const char flag : flags) {
        if (flag == 'i') {
            options |= std::regex_constants::icase;
        } else if (flag == 'm') {
            options |= std::regex_constants::multiline;
        } else if (flag == 'y') {
            compiled->match = std::regex_constants::match_continuous;
        } else if (flag != 'g' && flag != 'u') {
            return fail(ErrorKind::kBadData,
                        std::string("unknown flag '") + flag + "' of a regular expression");
        }
    }
    compiled->source = source.empty() ? "(?:)" : std::string(source);
    compiled->flags = flags;
    try {
        compiled->regex.assign(wide(compiled->source), options);
    } catch (const std::regex_error& error) {
        return fail(ErrorKind::kBadData,
                    "bad regular expression \"" + compiled->source + "\": " + error.what());
    }
    return Pattern(std::move(compiled));
}

bool Pattern::test(std::string_view text) const {
    try {
        return std::regex_search(wide(within_limit(text)), compiled_->regex, compiled_->match);
    } catch (const std::regex_error&) {
        return false;  // Out of the matcher's own bounds: no match was found.
    }
}

std::optional<std::string> Pattern::exec(std::string_view text) const {
    const std::wstring subject = wide(within_limit(text));
    std::wsmatch match;
    try {
        if (!std::regex_search(subject, match, compiled_->regex, compiled_->match)) {
            return std::nullopt;
        }
    } catch (const std::regex_error&) {
        return std::nullopt;
    }
    return narrow(match.size() > 1 ? match[1].str() : match[0].str());
}

std::string Pattern::text() const {
    return "/" + compiled_->source + "/" + compiled_->flags;
}

}  // namespace belvedere::expression
