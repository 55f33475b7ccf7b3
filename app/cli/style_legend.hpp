// SPDX-License-Identifier: Apache-2.0
// What the colours of --style mean, for pictures.
#pragma once

#include <optional>
#include <string>

#include "app/city/scene.hpp"
#include "app/picture/surround.hpp"

namespace belvedere::cli {

// The legend of the scene's style, named by `title`; nothing where there is no style, or its
// colours are computed.
[[nodiscard]] std::optional<picture::Legend> style_legend(const city::Scene& scene,
                                                          const std::string& title);
// What the style colours carries the patterns of that legend from now on.
void show_style_patterns(city::Scene& scene);

}  // namespace belvedere::cli
