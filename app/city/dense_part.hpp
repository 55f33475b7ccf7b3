// SPDX-License-Identifier: Apache-2.0
// Which part of a city its first view shows: all of it, unless a few things far out, or sheer
// extent, would make all of it too small to see.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include <glm/vec3.hpp>

namespace belvedere::city {

// A place that stands for some of what is drawn, in metres east, north, up of one frame.
struct FitSample {
    glm::dvec3 at{0.0};
    double weight = 1.0;      // How many features it stands for; positive.
    double size_m = 0.0;      // Across the thing itself; 0 where that is not known to be small.
    bool is_feature = false;  // Not ground, water or trees that nobody gave a name.
};

enum class DenseReason {
    kWhole,     // Everything; `low` and `high` hold all samples.
    kOutliers,  // Without the few far out.
    kTooWide,   // Where most is at once, so near that things are two pixels wide.
};

struct DensePart {
    glm::dvec3 low{0.0}, high{0.0};
    double share = 1.0;  // Of the weight that lies within.
    DenseReason reason = DenseReason::kWhole;
};

// Pure, and the same for the same samples in any order. Left out is at most a tenth of the weight,
// parted from the rest by 100 m of empty land and more, and only when the rest is a quarter smaller
// for it: a city that hangs together is never cut. Where most of the weight is things that would be
// narrower than half a pixel of a picture `picture_px` high, it is the fullest square in which they
// are two pixels wide.
[[nodiscard]] DensePart dense_part(std::span<const FitSample> samples, double picture_px);

// Where a town lies in wide land: the features and half as much again around them, when they take
// less than 0.4 of the longer side of all there is, 500 m at least, and are no few. Of every
// hundred features those two that are furthest out on each side do not count. Nothing: all is the
// town. Pure.
[[nodiscard]] std::optional<DensePart> town_in_land(std::span<const FitSample> samples);

}  // namespace belvedere::city
