// SPDX-License-Identifier: Apache-2.0
// The words that CityGML and CityJSON share for what is seen beyond an image.
#pragma once

#include <string_view>

#include "engine/content/decode/citymodel/city_model.hpp"
#include "engine/content/tile_content.hpp"

namespace belvedere::content::citymodel {

// "wrap", "mirror", "clamp", "border", "none"; anything else is the first.
[[nodiscard]] TextureWrap texture_wrap_of(std::string_view word);
[[nodiscard]] std::string_view word_of(TextureWrap wrap);

// Of images that models bring.
[[nodiscard]] TextureWrap texture_wrap_of(Wrap wrap);
// As a tile has it: kBorder and kNone become kClamp, which is the same inside an image.
[[nodiscard]] Wrap tile_wrap_of(TextureWrap wrap);

}  // namespace belvedere::content::citymodel
