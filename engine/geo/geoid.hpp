// SPDX-License-Identifier: Apache-2.0
// Heights of the sea surface over the ellipsoid.
#pragma once

#include <optional>

namespace belvedere::geo {

// EGM96 geoid undulation N in metres (ellipsoidal height = height above the sea + N) at a WGS 84
// position in degrees, bilinear in the 15' grid of NGA, as PROJ's file egm96_15.gtx has it (within
// 0.5 m of the model itself, mostly within 0.05 m). Nothing when the grid is not installed or the
// position is not on Earth. Any thread; the grid is opened once a thread.
[[nodiscard]] std::optional<double> geoid_undulation_m(double longitude_deg, double latitude_deg);

}  // namespace belvedere::geo
