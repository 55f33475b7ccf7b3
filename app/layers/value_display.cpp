// SPDX-License-Identifier: Apache-2.0
#include "app/layers/value_display.hpp"

namespace belvedere::layers {

std::string_view display_name(ValueDisplay display) {
    constexpr std::array<std::string_view, kValueDisplays.size()> kNames = {
        "symbols", "columns", "field", "kriging", "heat", "arrows", "trails", "roads"};
    return kNames[static_cast<std::size_t>(display)];
}

std::optional<ValueDisplay> display_named(std::string_view name) {
    if (name.empty()) return ValueDisplay::kSymbols;
    for (const ValueDisplay display : kValueDisplays) {
        if (display_name(display) == name) return display;
    }
    return std::nullopt;
}

}  // namespace belvedere::layers
