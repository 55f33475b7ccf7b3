// SPDX-License-Identifier: Apache-2.0
// Old values fade: what symbols and tinted buildings have in common.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "app/layers/sign.hpp"

namespace belvedere::layers {

// A value is wholly faded after so many of its periods, or after this long where none is known.
inline constexpr float kFadePeriods = 20.0F;
inline constexpr float kFadeLeast_s = 60.0F;
inline constexpr float kFadeDefault_s = 6'000.0F;
inline constexpr double kFadeMost = 0.65;  // Of its colour is gone then.

// The age at which a value is faded, by the period of its device; 0: not known.
[[nodiscard]] inline float fade_s_of(float period_s) {
    return period_s > 0.0F ? std::max(kFadeLeast_s, period_s * kFadePeriods) : kFadeDefault_s;
}

[[nodiscard]] inline SignColor mixed(SignColor from, SignColor to, double share) {
    if (share == 0.0) return from;  // Of all that speaks often, and rounding thrice is dear.
    const auto channel = [share](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(
            std::lround(std::lerp(static_cast<double>(a), static_cast<double>(b), share)));
    };
    return {channel(from.r, to.r), channel(from.g, to.g), channel(from.b, to.b), from.a};
}

// In so many steps, so that what is drawn changes now and then and not with every look.
[[nodiscard]] inline double fade_share(double age_s, float fade_s, double steps) {
    const double share = std::clamp(age_s / static_cast<double>(fade_s), 0.0, 1.0) * kFadeMost;
    return std::floor(share * steps) / steps;
}

}  // namespace belvedere::layers
