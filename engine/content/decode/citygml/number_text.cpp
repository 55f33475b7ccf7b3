// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/number_text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace belvedere::content::citygml {

namespace {

// Powers of ten that a double holds exactly.
constexpr std::array kPowers = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr std::uint64_t kExactMantissaMax = std::uint64_t{1} << 53;
constexpr std::ptrdiff_t kMantissaDigitsMax = 18;  // So that the mantissa fits 64 bits.

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool is_digit(char c) {
    return static_cast<unsigned char>(c - '0') < 10;
}

// A number that needs more care, or none at all. Advances `at` past it.
bool slow_number(const char*& at, const char* end, double& value) {
    const char* from = at < end && *at == '+' ? at + 1 : at;
    const auto result = std::from_chars(from, end, value);
    if (result.ec != std::errc{} || !std::isfinite(value)) return false;
    at = result.ptr;
    return true;
}

// Decimals of up to 15 or 16 digits, as files have them, are a mantissa below 2^53 over a power of
// ten below 10^23: both exact, so that one division rounds correctly (Clinger 1990). Others go
// through from_chars.
bool next_number(const char*& at, const char* end, double& value) {
    const char* p = at;
    const bool is_negative = p < end && *p == '-';
    if (is_negative) ++p;
    std::uint64_t mantissa = 0;
    const char* const whole = p;
    // Where the text ends or the digits that fit do, whichever is nearer: one comparison a digit.
    const char* stop = end - p > kMantissaDigitsMax ? p + kMantissaDigitsMax : end;
    while (p < stop && is_digit(*p))
        mantissa = mantissa * 10 + static_cast<std::uint64_t>(*p++ - '0');
    auto digits = p - whole;
    std::ptrdiff_t decimals = 0;
    if (p < end && *p == '.') {
        const char* const fraction = ++p;
        stop = end - p > kMantissaDigitsMax - digits ? p + (kMantissaDigitsMax - digits) : end;
        while (p < stop && is_digit(*p))
            mantissa = mantissa * 10 + static_cast<std::uint64_t>(*p++ - '0');
        decimals = p - fraction;
        digits += decimals;
    }
    const bool goes_on = p < end && (is_digit(*p) || *p == 'e' || *p == 'E' || *p == '.');
    if (digits == 0 || goes_on || mantissa > kExactMantissaMax) {
        return slow_number(at, end, value);
    }
    const double magnitude =
        static_cast<double>(mantissa) / kPowers[static_cast<std::size_t>(decimals)];
    value = is_negative ? -magnitude : magnitude;
    at = p;
    return true;
}

template <bool kCommas>
bool append_list(std::string_view text, std::vector<double>& values) {
    const char* at = text.data();
    const char* const end = at + text.size();
    const auto separates = [](char c) { return is_space(c) || (kCommas && c == ','); };
    while (true) {
        while (at < end && separates(*at))
            ++at;
        if (at == end) return true;
        double value = 0.0;
        if (!next_number(at, end, value)) return false;
        if (at < end && !separates(*at)) return false;
        values.push_back(value);
    }
}

}  // namespace

bool append_numbers(std::string_view text, std::vector<double>& values) {
    return append_list<false>(text, values);
}

bool append_coordinates(std::string_view text, std::vector<double>& values) {
    return append_list<true>(text, values);
}

std::optional<double> number_of(std::string_view text) {
    text = trimmed(text);
    const char* at = text.data();
    double value = 0.0;
    if (text.empty() || !next_number(at, text.data() + text.size(), value)) return std::nullopt;
    if (at != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

}  // namespace belvedere::content::citygml
