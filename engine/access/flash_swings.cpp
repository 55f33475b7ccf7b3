// SPDX-License-Identifier: Apache-2.0
#include "engine/access/flash_swings.hpp"

#include <algorithm>
#include <cmath>

namespace belvedere::access {
namespace {

struct Chromaticity {
    double u = 0.0, v = 0.0;
};

// CIE 1976 UCS; black has the white point's.
Chromaticity chromaticity(const LinearColor& c) {
    const double x = 0.4124 * c.r + 0.3576 * c.g + 0.1805 * c.b;
    const double y = 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b;
    const double z = 0.0193 * c.r + 0.1192 * c.g + 0.9505 * c.b;
    const double sum = x + 15.0 * y + 3.0 * z;
    return sum <= 0.0 ? Chromaticity{0.1978, 0.4683} : Chromaticity{4.0 * x / sum, 9.0 * y / sum};
}

bool is_saturated_red(const LinearColor& c, double share) {
    const double sum = c.r + c.g + c.b;
    return sum > 0.0 && c.r / sum >= share;
}

}  // namespace

int LuminanceSwings::direction_to(double luminance) const {
    if (!low_) return 0;
    const FlashThresholds& t = thresholds_;
    const bool is_up =
        direction_ <= 0 && luminance - *low_ >= t.luminance_change && *low_ < t.darker_below;
    if (is_up) return 1;
    const bool is_down =
        direction_ >= 0 && *high_ - luminance >= t.luminance_change && luminance < t.darker_below;
    return is_down ? -1 : 0;
}

bool LuminanceSwings::add(double luminance) {
    if (const int direction = direction_to(luminance); direction != 0) {
        direction_ = direction;
        low_ = high_ = luminance;
        return true;
    }
    low_ = std::min(low_.value_or(luminance), luminance);
    high_ = std::max(high_.value_or(luminance), luminance);
    return false;
}

bool RedSwings::would_swing(const LinearColor& color) const {
    if (!last_) return false;
    const Chromaticity from = chromaticity(*last_), to = chromaticity(color);
    if (std::hypot(to.u - from.u, to.v - from.v) <= thresholds_.chroma_change) return false;
    return is_saturated_red(color, thresholds_.red_share) !=
           is_saturated_red(*last_, thresholds_.red_share);
}

bool RedSwings::add(const LinearColor& color) {
    const bool swings = would_swing(color);
    if (swings || !last_) last_ = color;
    return swings;
}

}  // namespace belvedere::access
