// SPDX-License-Identifier: Apache-2.0
// Looking for a word in a long text.
#pragma once

#include <cstddef>
#include <string_view>

namespace belvedere {

// As text.find(wanted, from). std::string_view looks for the first letter and then compares, which
// is slow where that letter is common, as quotes are in JSON; this is the C library's search, ten
// times as fast there. For texts of kilobytes and more. Pure.
[[nodiscard]] std::size_t find_text(std::string_view text, std::string_view wanted,
                                    std::size_t from = 0);

}  // namespace belvedere
