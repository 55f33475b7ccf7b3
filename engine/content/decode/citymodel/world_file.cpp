// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/world_file.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include <glm/matrix.hpp>

namespace belvedere::content::citymodel {
namespace {

bool is_between_numbers(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '+';
}

}  // namespace

std::optional<PixelPlacing> parse_world_file(std::string_view text) {
    std::array<double, 6> numbers{};
    const char* at = text.data();
    const char* const end = at + text.size();
    for (double& number : numbers) {
        while (at != end && is_between_numbers(*at))
            ++at;
        const auto read = std::from_chars(at, end, number);
        if (read.ec != std::errc() || !std::isfinite(number)) return std::nullopt;
        at = read.ptr;
    }
    const auto& [a, d, b, e, c, f] = numbers;
    PixelPlacing placing{glm::dmat2(a, d, b, e), {c, f}};
    const double area = glm::determinant(placing.turn);
    if (area == 0.0 || !std::isfinite(1.0 / area)) return std::nullopt;
    return placing;
}

std::vector<std::string> world_file_names(std::string_view image) {
    const std::size_t dot = image.rfind('.');
    if (dot == std::string_view::npos || image.find('/', dot) != std::string_view::npos) return {};
    const std::string stem(image.substr(0, dot + 1));
    const std::string_view extension = image.substr(dot + 1);
    std::vector<std::string> names;
    if (extension.size() > 1) {
        names.push_back(stem + extension.front() + extension.back() + 'w');
    }
    names.push_back(stem + std::string(extension) + 'w');
    names.push_back(stem + "wld");
    return names;
}

glm::dvec2 pixel_at(const PixelPlacing& placing, const glm::dvec2& world) {
    return glm::inverse(placing.turn) * (world - placing.origin) + 0.5;
}

}  // namespace belvedere::content::citymodel
