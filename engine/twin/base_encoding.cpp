// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/base_encoding.hpp"

#include <algorithm>
#include <vector>

namespace belvedere::twin {
namespace {

constexpr std::string_view kBase58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::string_view kBase64Url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t kBase58Letters = 256;
constexpr std::size_t kBase64Letters = 65'536;

}  // namespace

Result<Bytes> decode_base58(std::string_view text) {
    if (text.size() > kBase58Letters)
        return fail(ErrorKind::kLimit, "a base58 text that is too long");
    std::vector<unsigned> digits;  // Base 256, the least first.
    for (const char letter : text) {
        const std::size_t value = kBase58.find(letter);
        if (value == std::string_view::npos)
            return fail(ErrorKind::kBadData, "a letter that base58 does not have");
        auto carry = static_cast<unsigned>(value);
        for (unsigned& digit : digits) {
            carry += digit * 58U;
            digit = carry & 0xFFU;
            carry >>= 8U;
        }
        for (; carry > 0; carry >>= 8U)
            digits.push_back(carry & 0xFFU);
    }
    const std::size_t zeros = std::min(text.find_first_not_of('1'), text.size());
    digits.insert(digits.end(), zeros, 0U);
    Bytes bytes;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit)
        bytes.push_back(static_cast<std::byte>(*digit));
    return bytes;
}

std::string encode_base58(ByteView bytes) {
    std::vector<unsigned> digits;  // Base 58, the least first.
    for (const std::byte byte : bytes) {
        auto carry = static_cast<unsigned>(byte);
        for (unsigned& digit : digits) {
            carry += digit << 8U;
            digit = carry % 58U;
            carry /= 58U;
        }
        for (; carry > 0; carry /= 58U)
            digits.push_back(carry % 58U);
    }
    std::string text;
    for (std::size_t i = 0; i < bytes.size() && bytes[i] == std::byte{0}; ++i)
        text += '1';
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit)
        text += kBase58[*digit];
    return text;
}

Result<Bytes> decode_base64url(std::string_view text) {
    while (text.ends_with('='))
        text.remove_suffix(1);
    if (text.size() > kBase64Letters)
        return fail(ErrorKind::kLimit, "a base64 text that is too long");
    if (text.size() % 4 == 1) return fail(ErrorKind::kBadData, "a base64 text of no whole bytes");
    Bytes bytes;
    unsigned held = 0, bits = 0;
    for (const char letter : text) {
        const std::size_t value = kBase64Url.find(letter);
        if (value == std::string_view::npos)
            return fail(ErrorKind::kBadData, "a letter that base64url does not have");
        held = (held << 6U) | static_cast<unsigned>(value);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes.push_back(static_cast<std::byte>((held >> bits) & 0xFFU));
    }
    return bytes;
}

Result<Bytes> decode_multibase(std::string_view text) {
    if (text.starts_with('z')) return decode_base58(text.substr(1));
    if (text.starts_with('u')) return decode_base64url(text.substr(1));
    return fail(ErrorKind::kUnsupported, "a multibase text in neither base58 nor base64url");
}

}  // namespace belvedere::twin
