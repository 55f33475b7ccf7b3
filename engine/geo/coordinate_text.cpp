// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/coordinate_text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <utility>
#include <vector>

namespace belvedere::geo {
namespace {

std::string fixed(double value, int decimals) {
    // Longest double has 309 digits before the point.
    std::array<char, 352> text{};
    const int length = std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    return {text.data(), static_cast<std::size_t>(length)};
}

std::string degrees(double value, const char* positive, const char* negative) {
    return fixed(std::abs(value), 7) + "° " + (value < 0.0 ? negative : positive);
}

// A number of a typed text and the letter that stands with it: '\0', 'N', 'S', 'E' or 'W'.
struct TypedNumber {
    double value = 0.0;
    char letter = '\0';
};

// Splits a typed text into numbers with their letters. Degrees, minutes and seconds are one number.
class CoordinateScanner {
  public:
    explicit CoordinateScanner(std::string_view text) : text_(text) {}

    std::optional<std::vector<TypedNumber>> numbers() {
        std::vector<TypedNumber> found;
        char letter_before = '\0';
        for (skip_separators(); at_ < text_.size(); skip_separators()) {
            const char letter = direction_letter();
            if (letter != '\0') {
                // A letter after a number belongs to it unless letters stand in front.
                if (!found.empty() && found.back().letter == '\0' && !letters_in_front_) {
                    found.back().letter = letter;
                } else if (letter_before == '\0' && (found.empty() || letters_in_front_)) {
                    letters_in_front_ = true;
                    letter_before = letter;
                } else {
                    return std::nullopt;
                }
                continue;
            }
            const auto value = number();
            if (!value || found.size() == 3) return std::nullopt;
            found.push_back({*value, letter_before});
            letter_before = '\0';
        }
        if (letter_before != '\0') return std::nullopt;
        return found;
    }

  private:
    void skip_separators() {
        while (at_ < text_.size() &&
               std::string_view(" ,;\t").find(text_[at_]) != std::string_view::npos) {
            ++at_;
        }
    }

    char direction_letter() {
        static constexpr std::string_view kLetters = "NSEWnsewOo";
        if (kLetters.find(text_[at_]) == std::string_view::npos) return '\0';
        const char c = text_[at_++];
        // O is Ost as well as Ouest: it cannot be told which, so it is refused by the caller.
        return c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    }

    std::optional<double> plain_number() {
        double value = 0.0;
        const char* from = text_.data() + at_;
        if (at_ < text_.size() && *from == '+') ++from;
        const auto [end, error] =
            std::from_chars(from, text_.data() + text_.size(), value, std::chars_format::fixed);
        if (error != std::errc() || !std::isfinite(value)) return std::nullopt;
        at_ = static_cast<std::size_t>(end - text_.data());
        return value;
    }

    bool accept(std::string_view mark) {
        if (text_.substr(at_, mark.size()) != mark) return false;
        at_ += mark.size();
        return true;
    }

    std::optional<double> number() {
        const auto whole = plain_number();
        if (!whole) return std::nullopt;
        if (accept("m")) return whole;
        if (!accept("°") && !accept("d")) return whole;
        double sum = std::abs(*whole);
        for (const double unit : {60.0, 3600.0}) {
            const std::size_t back = at_;
            while (accept(" ")) {
            }
            const auto part = plain_number();
            const bool is_marked = unit == 60.0 ? accept("'") || accept("′")
                                                : accept("\"") || accept("″") || accept("''");
            if (!part || !is_marked) {
                at_ = back;
                break;
            }
            if (*part < 0.0 || *part >= 60.0) return std::nullopt;
            sum += *part / unit;
        }
        return std::signbit(*whole) ? -sum : sum;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    bool letters_in_front_ = false;
};

Failure not_coordinates(std::string_view text, const char* reason) {
    return fail(ErrorKind::kUsage, "\"" + std::string(text.substr(0, 80)) + "\": " + reason);
}

bool is_northing(char letter) {
    return letter == 'N' || letter == 'S';
}

}  // namespace

std::string format_geodetic(const Geodetic& place) {
    return degrees(place.latitude_deg, "N", "S") + ", " + degrees(place.longitude_deg, "E", "W") +
           ", " + fixed(place.height_m, 2) + " m";
}

std::string format_coordinates(const CrsDescription& crs, const glm::dvec3& position) {
    if (crs.is_geographic) return format_geodetic({position.x, position.y, position.z});
    std::string text;
    for (int i = 0; i < 3; ++i) {
        const CrsAxis& axis = crs.axes[static_cast<std::size_t>(i)];
        if (i > 0) text += "  ";
        text += axis.abbreviation + " " + fixed(position[i], 2) + " " + axis.unit;
    }
    return text;
}

std::string format_datum(const CrsDescription& crs) {
    std::string text = crs.title;
    if (!crs.datum.empty()) text += ", " + crs.datum;
    if (!crs.vertical_name.empty()) text += ", " + crs.vertical_name;
    return text;
}

Result<TypedCoordinates> parse_coordinates(std::string_view text, const CrsDescription& crs) {
    const auto numbers = CoordinateScanner(text).numbers();
    if (!numbers || numbers->size() < 2) {
        return not_coordinates(text, "two or three numbers are expected, east or longitude first");
    }
    TypedNumber first = (*numbers)[0];
    TypedNumber second = (*numbers)[1];
    for (TypedNumber* number : {&first, &second}) {
        if (number->letter == 'O') return not_coordinates(text, "write E or W instead of O");
        if (number->letter == 'S' || number->letter == 'W') number->value = -number->value;
    }
    const bool has_letters = first.letter != '\0' || second.letter != '\0';
    if (has_letters && (first.letter == '\0' || second.letter == '\0' ||
                        is_northing(first.letter) == is_northing(second.letter))) {
        return not_coordinates(text,
                               "the letters must name one north or south and one east or west");
    }
    if (is_northing(first.letter)) std::swap(first, second);
    TypedCoordinates typed{first.value, second.value, std::nullopt};
    if (numbers->size() == 3) {
        if ((*numbers)[2].letter != '\0')
            return not_coordinates(text, "the height has a direction");
        typed.height = (*numbers)[2].value;
    }
    if (crs.is_geographic && (std::abs(typed.y) > 90.0 || std::abs(typed.x) > 360.0)) {
        return not_coordinates(text,
                               "no such place: latitude goes to 90, longitude to 180 degrees");
    }
    return typed;
}

}  // namespace belvedere::geo
