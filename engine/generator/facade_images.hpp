// SPDX-License-Identifier: Apache-2.0
// Small repeating pictures of facades. They are light greys with dark windows: the wall's own
// colour comes from its vertices, so that a dozen styles times a hundred paints need five pictures.
#pragma once

#include <vector>

#include "engine/content/encode/image_encoder.hpp"
#include "engine/generator/city_objects.hpp"

namespace belvedere::generator {

// kFacadeRepeat x kFacadeRepeat window bays and storeys; texture coordinates count bays and
// storeys.
inline constexpr int kFacadeRepeat = 2;
inline constexpr int kFacadePixels = 64;

// For every facade but kPlain.
[[nodiscard]] content::encode::PixelImage make_facade_image(Facade facade);

}  // namespace belvedere::generator
