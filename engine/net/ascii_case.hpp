// SPDX-License-Identifier: Apache-2.0
// Letters of protocol text: ASCII only, whatever the machine's locale (RFC 9110, section 5.1).
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace belvedere::net {

[[nodiscard]] constexpr char ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

[[nodiscard]] inline std::string ascii_lower(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return ascii_lower(c); });
    return lower;
}

}  // namespace belvedere::net
