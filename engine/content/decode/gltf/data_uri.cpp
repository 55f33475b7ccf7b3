// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/data_uri.hpp"

#include <array>

namespace belvedere::content::gltf {

namespace {

constexpr std::uint8_t kNotBase64 = 0xFF;

constexpr std::array<std::uint8_t, 256> base64_values() {
    std::array<std::uint8_t, 256> values{};
    values.fill(kNotBase64);
    constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
        values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
    }
    values['-'] = 62;  // RFC 4648 section 5, seen in the wild.
    values['_'] = 63;
    return values;
}

Result<Bytes> decode_base64(std::string_view text) {
    static constexpr std::array<std::uint8_t, 256> kValues = base64_values();
    while (!text.empty() && text.back() == '=')
        text.remove_suffix(1);
    Bytes bytes;
    bytes.reserve(text.size() / 4 * 3 + 3);
    std::uint32_t bits = 0;
    int bit_count = 0;
    for (const char c : text) {
        const std::uint8_t value = kValues[static_cast<unsigned char>(c)];
        if (value == kNotBase64) return fail(ErrorKind::kBadData, "data URI is not base64");
        bits = (bits << 6) | value;
        bit_count += 6;
        if (bit_count >= 8) {
            bit_count -= 8;
            bytes.push_back(static_cast<std::byte>((bits >> bit_count) & 0xFF));
        }
    }
    return bytes;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

Result<Bytes> decode_percent(std::string_view text) {
    Bytes bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            bytes.push_back(static_cast<std::byte>(text[i]));
            continue;
        }
        const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
        const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
        if (low < 0) return fail(ErrorKind::kBadData, "data URI has a broken % escape");
        bytes.push_back(static_cast<std::byte>(high * 16 + low));
        i += 2;
    }
    return bytes;
}

}  // namespace

bool is_data_uri(std::string_view uri) {
    return uri.starts_with("data:");
}

Result<Bytes> decode_data_uri(std::string_view uri) {
    const std::size_t comma = uri.find(',');
    if (!is_data_uri(uri) || comma == std::string_view::npos) {
        return fail(ErrorKind::kBadData, "data URI has no data");
    }
    const std::string_view head = uri.substr(0, comma);
    const std::string_view body = uri.substr(comma + 1);
    return head.ends_with(";base64") ? decode_base64(body) : decode_percent(body);
}

}  // namespace belvedere::content::gltf
