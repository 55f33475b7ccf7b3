// SPDX-License-Identifier: Apache-2.0
#include "app/navigation/zoom_path.hpp"

#include <algorithm>
#include <cmath>

namespace belvedere::navigation {
namespace {

// The paper's rho: how much zooming is worth against panning. 1.42 is the mean of their user study.
constexpr double kRho = 1.42;

// Equation 9: r at an end of the way with this width, the far end having the other.
double turn_of(double distance, double width, double other) {
    const double b =
        (other * other - width * width + kRho * kRho * kRho * kRho * distance * distance) /
        (2.0 * width * kRho * kRho * distance);
    // The paper's ln(-b + sqrt(b² + 1)), which cancels for large b.
    return -std::asinh(b);
}

}  // namespace

ZoomPath::ZoomPath(const ZoomPathRequest& request)
    : distance_(std::max(0.0, request.distance_m)),
      width_from_(std::max(1e-3, request.width_from_m)),
      width_to_(std::max(1e-3, request.width_to_m)) {
    // Below a thousandth of the picture the pan is not seen, and the formula divides by it.
    is_zoom_only_ = distance_ < 1e-3 * std::min(width_from_, width_to_);
    if (is_zoom_only_) {
        length_ = std::abs(std::log(width_to_ / width_from_)) / kRho;
        return;
    }
    start_ = turn_of(distance_, width_from_, width_to_);
    // By symmetry: the way back starts where this one ends.
    const double end = -turn_of(distance_, width_to_, width_from_);
    length_ = (end - start_) / kRho;
}

ZoomPath::Point ZoomPath::at(double share) const {
    share = std::clamp(share, 0.0, 1.0);
    if (share >= 1.0) return {1.0, width_to_};
    if (is_zoom_only_ || !(length_ > 0.0)) {
        return {share, width_from_ * std::pow(width_to_ / width_from_, share)};
    }
    const double r = start_ + kRho * share * length_;
    const double ground =
        width_from_ / (kRho * kRho) * (std::cosh(start_) * std::tanh(r) - std::sinh(start_));
    return {std::clamp(ground / distance_, 0.0, 1.0),
            width_from_ * std::cosh(start_) / std::cosh(r)};
}

}  // namespace belvedere::navigation
