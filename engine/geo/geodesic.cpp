// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/geodesic.hpp"

#include <cmath>

#include <geodesic.h>

namespace belvedere::geo {
namespace {

const geod_geodesic& ellipsoid() {
    static const geod_geodesic made = [] {
        geod_geodesic geodesic;
        geod_init(&geodesic, kSemiMajorAxis_m, kFlattening);
        return geodesic;
    }();
    return made;
}

}  // namespace

GeodesicLine geodesic_between(const Geodetic& from, const Geodetic& to) {
    GeodesicLine line;
    geod_inverse(&ellipsoid(), from.latitude_deg, from.longitude_deg, to.latitude_deg,
                 to.longitude_deg, &line.length_m, &line.azimuth_deg, nullptr);
    if (line.azimuth_deg < 0.0) line.azimuth_deg += 360.0;
    return line;
}

GeodesicPolygon geodesic_polygon(std::span<const Geodetic> corners) {
    constexpr int kPolygon = 0;
    geod_polygon polygon;
    geod_polygon_init(&polygon, kPolygon);
    for (const Geodetic& corner : corners) {
        geod_polygon_addpoint(&ellipsoid(), &polygon, corner.latitude_deg, corner.longitude_deg);
    }
    GeodesicPolygon result;
    constexpr int kCounterClockwise = 0;
    constexpr int kSigned = 1;
    geod_polygon_compute(&ellipsoid(), &polygon, kCounterClockwise, kSigned, &result.area_m2,
                         &result.perimeter_m);
    result.area_m2 = corners.size() < 3 ? 0.0 : std::abs(result.area_m2);
    return result;
}

}  // namespace belvedere::geo
