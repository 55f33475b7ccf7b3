// SPDX-License-Identifier: Apache-2.0
#include "app/layers/symbol_outline.hpp"

#include <cmath>
#include <numbers>

namespace belvedere::layers {
namespace {

using Part = std::vector<glm::vec2>;

Part regular(int corners, float turn_deg, float radius, glm::vec2 middle = {0.0F, 0.0F}) {
    Part part;
    for (int i = 0; i < corners; ++i) {
        const double angle =
            (static_cast<double>(i) * 360.0 / corners + static_cast<double>(turn_deg)) *
            std::numbers::pi / 180.0;
        part.push_back(middle + radius * glm::vec2(std::sin(angle), -std::cos(angle)));
    }
    return part;
}

Part rectangle(float half_width, float half_height) {
    return {{-half_width, -half_height},
            {half_width, -half_height},
            {half_width, half_height},
            {-half_width, half_height}};
}

}  // namespace

std::vector<Part> symbol_outline(SignShape shape) {
    constexpr int kRound = 24;
    switch (shape) {
        case SignShape::kCircle:
            return {regular(kRound, 0.0F, 0.95F)};
        case SignShape::kSquare:
            return {rectangle(0.8F, 0.8F)};
        case SignShape::kDiamond:
            return {regular(4, 0.0F, 1.0F)};
        case SignShape::kTriangle:
            return {{{0.0F, -0.99F}, {1.0F, 0.87F}, {-1.0F, 0.87F}}};
        case SignShape::kTriangleDown:
            return {{{0.0F, 0.99F}, {-1.0F, -0.87F}, {1.0F, -0.87F}}};
        case SignShape::kHexagon:
            return {regular(6, 30.0F, 1.0F)};
        case SignShape::kPentagon:
            return {regular(5, 0.0F, 1.0F)};
        case SignShape::kCross:
            return {rectangle(0.95F, 0.38F), rectangle(0.38F, 0.95F)};
        case SignShape::kDrop:
            return {regular(kRound, 0.0F, 0.66F, {0.0F, 0.32F}),
                    {{0.0F, -1.0F}, {0.57F, 0.02F}, {-0.57F, 0.02F}}};
        case SignShape::kBar:
            return {rectangle(0.42F, 0.95F)};
        case SignShape::kArrow:
            return {{{0.0F, -1.0F}, {0.93F, 0.93F}, {0.0F, 0.35F}},
                    {{0.0F, -1.0F}, {0.0F, 0.35F}, {-0.93F, 0.93F}}};
        case SignShape::kRing: {
            std::vector<Part> parts;
            const Part outer = regular(kRound, 0.0F, 0.98F);
            const Part inner = regular(kRound, 0.0F, 0.4F);
            for (std::size_t i = 0; i < outer.size(); ++i) {
                const std::size_t next = (i + 1) % outer.size();
                parts.push_back({outer[i], outer[next], inner[next], inner[i]});
            }
            return parts;
        }
    }
    return {};
}

}  // namespace belvedere::layers
