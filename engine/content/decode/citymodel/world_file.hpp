// SPDX-License-Identifier: Apache-2.0
// Where the pixels of an image lie that is seen from straight above: the six numbers of an ESRI
// world file, which CityGML's GeoreferencedTexture has in its own text as well (CityGML 2.0
// section 9.4).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <glm/mat2x2.hpp>
#include <glm/vec2.hpp>

namespace belvedere::content::citymodel {

// A pixel's column and row, counted from the upper left one, whose middle is (0, 0), to the world:
// turn * pixel + origin.
struct PixelPlacing {
    glm::dmat2 turn{1.0};  // Columns: a step to the right, a step down.
    glm::dvec2 origin{0.0};
};

// The text of a world file: A, D, B, E, C, F, a number a line. Nothing when it is none, or when all
// pixels would lie on one line.
[[nodiscard]] std::optional<PixelPlacing> parse_world_file(std::string_view text);
// What the world file of an image may be called: "a.jgw", "a.jpgw", "a.wld" for "a.jpg".
[[nodiscard]] std::vector<std::string> world_file_names(std::string_view image);
// Pixels from the upper left corner of the image, x right and y down.
[[nodiscard]] glm::dvec2 pixel_at(const PixelPlacing& placing, const glm::dvec2& world);

}  // namespace belvedere::content::citymodel
