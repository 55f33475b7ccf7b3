// SPDX-License-Identifier: Apache-2.0
// The smooth way from one place and zoom to another: van Wijk and Nuij, "Smooth and efficient
// zooming and panning" (InfoVis 2003). The picture moves at an even perceived speed: far flights
// rise until both ends would be in view, near ones hardly rise.
#pragma once

namespace belvedere::navigation {

struct ZoomPathRequest {
    double distance_m = 0.0;    // Along the ground, from start to end.
    double width_from_m = 1.0;  // What the picture spans at the start, and at the end; both > 0.
    double width_to_m = 1.0;
};

// Immutable; any thread.
class ZoomPath {
  public:
    explicit ZoomPath(const ZoomPathRequest& request);

    struct Point {
        double along = 0.0;    // Share of the distance, 0 to 1.
        double width_m = 1.0;  // What the picture spans there.
    };
    // `share` of the perceived way, 0 to 1 (clamped).
    [[nodiscard]] Point at(double share) const;
    // The perceived length of the way, dimensionless: 1 is a zoom by e^1.42 or a pan by 0.7
    // pictures. What a duration is to be made from.
    [[nodiscard]] double length() const { return length_; }

  private:
    double distance_ = 0.0, width_from_ = 1.0, width_to_ = 1.0;
    double start_ = 0.0;  // r0 of the paper.
    double length_ = 0.0;
    bool is_zoom_only_ = true;
};

}  // namespace belvedere::navigation
