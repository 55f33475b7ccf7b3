// SPDX-License-Identifier: Apache-2.0
#include "engine/linked/canonical_json.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace belvedere::linked {
namespace {

using Json = nlohmann::json;

constexpr int kDepth = 64;

// The code units of UTF-16, for comparing; nothing where the text is no UTF-8.
bool to_utf16(std::string_view text, std::u16string& units) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if ((lead >= 0x80 && lead < 0xC2) || lead > 0xF4 || length > text.size() - i) return false;
        char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            if ((next & 0xC0U) != 0x80U) return false;
            point = (point << 6U) | (next & 0x3FU);
        }
        i += length;
        if (point >= 0x10000) {
            units += static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10U));
            units += static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FFU));
        } else {
            units += static_cast<char16_t>(point);
        }
    }
    return true;
}

void write_text(std::string_view text, std::string& out) {
    out += '"';
    for (const char letter : text) {
        switch (letter) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\b':
                out += "\\b";
                break;
            case '\f':
                out += "\\f";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                if (static_cast<unsigned char>(letter) < 0x20) {
                    char escape[8];
                    std::snprintf(escape, sizeof(escape), "\\u%04x",
                                  static_cast<unsigned>(static_cast<unsigned char>(letter)));
                    out += escape;
                } else {
                    out += letter;
                }
        }
    }
    out += '"';
}

// ECMAScript's Number::toString (ECMA-262, section 6.1.6.1.20) of the shortest digits.
void write_number(double number, std::string& out) {
    if (number == 0.0) {
        out += '0';
        return;
    }
    if (number < 0.0) out += '-';
    char text[64];
    const auto end =
        std::to_chars(text, text + sizeof(text), std::abs(number), std::chars_format::scientific)
            .ptr;
    const std::string_view scientific(text, static_cast<std::size_t>(end - text));
    const std::size_t mark = scientific.find('e');
    std::string digits(scientific.substr(0, mark));
    std::erase(digits, '.');
    int exponent = 0;
    const char* from = text + mark + 1 + (text[mark + 1] == '+' ? 1 : 0);
    std::from_chars(from, end, exponent);
    const int count = static_cast<int>(digits.size());
    const int point = exponent + 1;  // Where the decimal point stands among the digits.
    if (point > 0 && point <= 21) {
        if (count <= point) {
            out += digits + std::string(static_cast<std::size_t>(point - count), '0');
        } else {
            out += digits.substr(0, static_cast<std::size_t>(point)) + "." +
                   digits.substr(static_cast<std::size_t>(point));
        }
    } else if (point > -6 && point <= 0) {
        out += "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    } else {
        out += digits.substr(0, 1);
        if (count > 1) out += "." + digits.substr(1);
        out += exponent < 0 ? "e-" : "e+";
        out += std::to_string(std::abs(exponent));
    }
}

bool write_value(const Json& value, std::string& out, int depth);

bool write_object(const Json& object, std::string& out, int depth) {
    std::vector<std::pair<std::u16string, const std::string*>> names;
    for (auto member = object.begin(); member != object.end(); ++member) {
        std::u16string units;
        if (!to_utf16(member.key(), units)) return false;
        names.emplace_back(std::move(units), &member.key());
    }
    std::ranges::sort(names, {}, &std::pair<std::u16string, const std::string*>::first);
    out += '{';
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) out += ',';
        write_text(*names[i].second, out);
        out += ':';
        if (!write_value(object[*names[i].second], out, depth + 1)) return false;
    }
    out += '}';
    return true;
}

bool write_value(const Json& value, std::string& out, int depth) {
    if (depth > kDepth) return false;
    switch (value.type()) {
        case Json::value_t::object:
            return write_object(value, out, depth);
        case Json::value_t::array: {
            out += '[';
            for (std::size_t i = 0; i < value.size(); ++i) {
                if (i > 0) out += ',';
                if (!write_value(value[i], out, depth + 1)) return false;
            }
            out += ']';
            return true;
        }
        case Json::value_t::string: {
            std::u16string units;
            const auto& text = value.get_ref<const std::string&>();
            if (!to_utf16(text, units)) return false;
            write_text(text, out);
            return true;
        }
        case Json::value_t::boolean:
            out += value.get<bool>() ? "true" : "false";
            return true;
        case Json::value_t::null:
            out += "null";
            return true;
        case Json::value_t::number_integer:
        case Json::value_t::number_unsigned:
        case Json::value_t::number_float: {
            const auto number = value.get<double>();
            if (!std::isfinite(number)) return false;
            write_number(number, out);
            return true;
        }
        default:
            return false;
    }
}

}  // namespace

Result<std::string> canonical_json(std::string_view json) {
    const auto refused = [] {
        return fail(ErrorKind::kBadData, "a value that has no canonical JSON");
    };
    if (!is_shallow_json(json)) return refused();
    const Json value = Json::parse(json, nullptr, false);
    std::string out;
    if (value.is_discarded() || !write_value(value, out, 0)) return refused();
    return out;
}

bool is_shallow_json(std::string_view text) {
    int depth = 0;
    bool is_inside_text = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char letter = text[i];
        if (is_inside_text) {
            if (letter == '\\') ++i;
            if (letter == '"') is_inside_text = false;
            continue;
        }
        if (letter == '"') is_inside_text = true;
        if ((letter == '{' || letter == '[') && ++depth > kDepth) return false;
        if (letter == '}' || letter == ']') --depth;
    }
    return true;
}

}  // namespace belvedere::linked
