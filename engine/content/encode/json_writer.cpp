// SPDX-License-Identifier: Apache-2.0
#include "engine/content/encode/json_writer.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace belvedere::content::encode {

namespace {

void append_escaped(std::string& out, std::string_view value) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    out += '"';
    for (const char c : value) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (code < 0x20) {
            out += "\\u00";
            out += kDigits[code >> 4U];
            out += kDigits[code & 15U];
        } else {
            out += c;
        }
    }
    out += '"';
}

template <class Float>
std::string shortest(Float value) {
    if (!std::isfinite(value) || value == Float{0}) return "0";
    std::array<char, 40> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end.ptr};
}

}  // namespace

void JsonWriter::separate() {
    if (needs_comma_) text_ += ',';
    needs_comma_ = true;
}

JsonWriter& JsonWriter::open(char bracket) {
    separate();
    text_ += bracket;
    needs_comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
    text_ += bracket;
    needs_comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::raw(std::string_view value) {
    separate();
    text_ += value;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    separate();
    append_escaped(text_, name);
    text_ += ':';
    needs_comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
    separate();
    append_escaped(text_, value);
    return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
    return raw(value ? "true" : "false");
}

JsonWriter& JsonWriter::number(double value) {
    return raw(shortest(value));
}

JsonWriter& JsonWriter::number(float value) {
    return raw(shortest(value));
}

std::string JsonWriter::take() {
    needs_comma_ = false;
    return std::exchange(text_, {});
}

}  // namespace belvedere::content::encode
