// SPDX-License-Identifier: Apache-2.0
#include "app/navigation/zoom_path.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace belvedere::navigation {
namespace {

TEST(ZoomPath, MeetsItsEndsAndNeverGoesBack) {
    for (const ZoomPathRequest request :
         {ZoomPathRequest{1000.0, 100.0, 100.0}, ZoomPathRequest{5.0, 100.0, 3.0},
          ZoomPathRequest{8e6, 50.0, 2e6}, ZoomPathRequest{0.0, 10.0, 1000.0},
          ZoomPathRequest{3.0, 1e7, 2.0}}) {
        const ZoomPath path(request);
        EXPECT_NEAR(path.at(0.0).along, 0.0, 1e-9);
        EXPECT_NEAR(path.at(0.0).width_m / request.width_from_m, 1.0, 1e-9);
        EXPECT_NEAR(path.at(1.0 - 1e-12).width_m / request.width_to_m, 1.0, 1e-6);
        EXPECT_NEAR(path.at(1.0 - 1e-12).along, 1.0, 1e-4);
        double before = -1.0;
        for (int i = 0; i <= 100; ++i) {
            const ZoomPath::Point point = path.at(i / 100.0);
            EXPECT_GE(point.along, before);
            EXPECT_TRUE(std::isfinite(point.width_m));
            before = point.along;
        }
    }
}

TEST(ZoomPath, FarFlightsRiseUntilBothEndsAreNear) {
    const double high = ZoomPath({100000.0, 100.0, 100.0}).at(0.5).width_m;
    EXPECT_GT(high, 50000.0);
    EXPECT_LT(high, 200000.0);
    EXPECT_LT(ZoomPath({10.0, 100.0, 100.0}).at(0.5).width_m, 102.0);
    EXPECT_GT(ZoomPath({1e6, 100.0, 100.0}).length(), ZoomPath({1e3, 100.0, 100.0}).length());
}

// The paper's point: the perceived speed, sqrt((rho² u'² + w'²/rho²)) / w, is the same everywhere.
TEST(ZoomPath, PerceivedSpeedIsEven) {
    const ZoomPathRequest request{5000.0, 80.0, 300.0};
    const ZoomPath path(request);
    constexpr double kRho = 1.42;
    constexpr double kStep = 1e-5;
    for (double share = 0.05; share < 0.95; share += 0.05) {
        const ZoomPath::Point a = path.at(share);
        const ZoomPath::Point b = path.at(share + kStep);
        const double pan = (b.along - a.along) * request.distance_m / kStep;
        const double zoom = (b.width_m - a.width_m) / kStep;
        const double speed = std::hypot(kRho * pan, zoom / kRho) / a.width_m;
        EXPECT_NEAR(speed / path.length(), 1.0, 1e-3) << share;
    }
}

}  // namespace
}  // namespace belvedere::navigation
