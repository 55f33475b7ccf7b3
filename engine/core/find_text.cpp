// SPDX-License-Identifier: Apache-2.0
#include "engine/core/find_text.hpp"

#include <cstring>

namespace belvedere {

std::size_t find_text(std::string_view text, std::string_view wanted, std::size_t from) {
    if (from > text.size()) return std::string_view::npos;
    if (wanted.empty()) return from;  // A text of nothing may have no address to look at.
    if (text.size() - from < wanted.size()) return std::string_view::npos;
    const void* found =
        ::memmem(text.data() + from, text.size() - from, wanted.data(), wanted.size());
    if (found == nullptr) return std::string_view::npos;
    return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace belvedere
