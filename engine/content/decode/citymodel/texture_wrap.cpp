// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/texture_wrap.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace belvedere::content::citymodel {
namespace {

// In the order of TextureWrap.
constexpr std::array<std::string_view, 5> kWords{"wrap", "mirror", "clamp", "border", "none"};

}  // namespace

TextureWrap texture_wrap_of(std::string_view word) {
    const auto found = std::ranges::find(kWords, word);
    if (found == kWords.end()) return TextureWrap::kWrap;
    return static_cast<TextureWrap>(std::distance(kWords.begin(), found));
}

std::string_view word_of(TextureWrap wrap) {
    return kWords[static_cast<std::size_t>(wrap)];
}

TextureWrap texture_wrap_of(Wrap wrap) {
    if (wrap == Wrap::kMirror) return TextureWrap::kMirror;
    return wrap == Wrap::kClamp ? TextureWrap::kClamp : TextureWrap::kWrap;
}

Wrap tile_wrap_of(TextureWrap wrap) {
    if (wrap == TextureWrap::kMirror) return Wrap::kMirror;
    return wrap == TextureWrap::kWrap ? Wrap::kRepeat : Wrap::kClamp;
}

}  // namespace belvedere::content::citymodel
