// SPDX-License-Identifier: Apache-2.0
#include "engine/expression/legend_text.hpp"

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "engine/expression/property_path.hpp"
#include "engine/expression/value.hpp"

namespace belvedere::expression {
namespace {

// "name <sign> value" with the property on the left.
struct Comparison {
    std::string name;
    std::string sign;
    std::string value;
};

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// Without the parentheses that hold the whole of it.
std::string_view unwrapped(std::string_view text) {
    text = trimmed(text);
    while (text.size() > 1 && text.front() == '(' && text.back() == ')') {
        int depth = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '(') ++depth;
            if (text[i] == ')' && --depth == 0 && i + 1 < text.size()) return text;
        }
        text = trimmed(text.substr(1, text.size() - 2));
    }
    return text;
}

std::optional<std::string> property_name(std::string_view text) {
    text = trimmed(text);
    if (!text.starts_with("${") || text.find('}') != text.size() - 1) return std::nullopt;
    const auto path = parse_property_path(text.substr(2, text.size() - 3));
    if (!path) return std::nullopt;
    std::string name;
    for (const PathStep& step : path->steps) {
        if (step.kind == PathStep::Kind::kElement) return std::nullopt;
        name += (name.empty() ? "" : ".") + step.name;
    }
    return name;
}

// A number or a quoted text without anything else.
std::optional<std::string> plain_value(std::string_view text) {
    text = trimmed(text);
    if (text.size() >= 2 && (text.front() == '\'' || text.front() == '"') &&
        text.find(text.front(), 1) == text.size() - 1 &&
        text.find("${") == std::string_view::npos) {
        return std::string(text.substr(1, text.size() - 2));
    }
    const double number = number_of_text(text);
    if (!text.empty() && number == number) return number_text(number);
    if (text == "true" || text == "false" || text == "null") return std::string(text);
    return std::nullopt;
}

std::optional<Comparison> comparison_of(std::string_view text) {
    struct Sign {
        std::string_view code, shown, mirrored;
    };
    constexpr std::array kSigns = {Sign{"===", "=", "="}, Sign{"!==", "≠", "≠"},
                                   Sign{">=", "≥", "≤"},  Sign{"<=", "≤", "≥"},
                                   Sign{">", ">", "<"},   Sign{"<", "<", ">"}};
    text = unwrapped(text);
    for (const Sign& sign : kSigns) {
        const std::size_t at = text.find(sign.code);
        if (at == std::string_view::npos) continue;
        const std::string_view left = text.substr(0, at);
        const std::string_view right = text.substr(at + sign.code.size());
        if (auto name = property_name(left)) {
            auto value = plain_value(right);
            if (!value) return std::nullopt;
            return Comparison{std::move(*name), std::string(sign.shown), std::move(*value)};
        }
        auto name = property_name(right);
        auto value = plain_value(left);
        if (!name || !value) return std::nullopt;
        return Comparison{std::move(*name), std::string(sign.mirrored), std::move(*value)};
    }
    return std::nullopt;
}

bool is_lower_bound(const Comparison& comparison) {
    return comparison.sign == "≥" || comparison.sign == ">";
}

bool is_upper_bound(const Comparison& comparison) {
    return comparison.sign == "≤" || comparison.sign == "<";
}

std::string range_text(const Comparison& low, const Comparison& high) {
    return low.value + (low.sign == "≥" ? " ≤ " : " < ") + low.name + " " + high.sign + " " +
           high.value;
}

// Splits at an operator outside parentheses and quotes.
std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
    std::vector<std::string_view> parts;
    int depth = 0;
    char quote = '\0';
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quote != '\0') {
            if (c == quote) quote = '\0';
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c == '(' || c == ')') {
            depth += c == '(' ? 1 : -1;
        } else if (depth == 0 && text.substr(i).starts_with(separator)) {
            parts.push_back(text.substr(from, i - from));
            from = i + separator.size();
            i = from - 1;
        }
    }
    parts.push_back(text.substr(from));
    return parts;
}

std::string comparison_text(const Comparison& comparison) {
    return comparison.name + " " + comparison.sign + " " + comparison.value;
}

}  // namespace

std::string legend_text(std::string_view condition) {
    const std::string_view inside = unwrapped(condition);
    if (const auto single = comparison_of(inside); single && split(inside, "&&").size() == 1) {
        return comparison_text(*single);
    }
    std::vector<Comparison> parts;
    for (const std::string_view part : split(inside, "&&")) {
        auto comparison = comparison_of(part);
        if (!comparison) return std::string(inside);
        parts.push_back(std::move(*comparison));
    }
    if (parts.size() == 2 && parts[0].name == parts[1].name) {
        if (is_lower_bound(parts[0]) && is_upper_bound(parts[1]))
            return range_text(parts[0], parts[1]);
        if (is_upper_bound(parts[0]) && is_lower_bound(parts[1]))
            return range_text(parts[1], parts[0]);
    }
    std::string text;
    for (const Comparison& part : parts) {
        if (!text.empty()) text += ", ";
        text += comparison_text(part);
    }
    return text;
}

}  // namespace belvedere::expression
