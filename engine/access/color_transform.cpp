// SPDX-License-Identifier: Apache-2.0
#include "engine/access/color_transform.hpp"

#include <cmath>
#include <cstddef>

namespace belvedere::access {

LinearColor product(const ColorMatrix& m, const LinearColor& c) {
    return {m[0] * c.r + m[1] * c.g + m[2] * c.b, m[3] * c.r + m[4] * c.g + m[5] * c.b,
            m[6] * c.r + m[7] * c.g + m[8] * c.b};
}

ColorMatrix mixed(const ColorMatrix& from, const ColorMatrix& to, double share) {
    ColorMatrix result{};
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] = std::lerp(from[i], to[i], share);
    return result;
}

LinearColor transformed(const ColorTransform& transform, const LinearColor& color) {
    const LinearColor& n = transform.normal;
    const double side = color.r * n.r + color.g * n.g + color.b * n.b;
    return product(side >= 0.0 ? transform.first : transform.second, color);
}

}  // namespace belvedere::access
