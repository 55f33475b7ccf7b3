// SPDX-License-Identifier: Apache-2.0
// Guessing where a model stands from its coordinates alone.
#include "engine/geo/crs_candidates.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace belvedere::geo {
namespace {

std::vector<std::string> guessed(const glm::dvec3& low, const glm::dvec3& high) {
    std::vector<std::string> names;
    for (const CrsCandidate& each : crs_candidates(low, high, 20))
        names.push_back(each.crs);
    return names;
}

TEST(CrsCandidates, ANationalSystemComesFirst) {
    const auto delft = crs_candidates({84616.0, 447422.0, 0.0}, {85140.0, 447750.0, 70.0}, 12);
    ASSERT_FALSE(delft.empty());
    EXPECT_EQ(delft.front().crs, "EPSG:28992");
    EXPECT_NEAR(delft.front().longitude_deg, 4.36, 0.05);
    EXPECT_NEAR(delft.front().latitude_deg, 52.01, 0.05);
    EXPECT_FALSE(delft.front().name.empty());
    EXPECT_EQ(guessed({2'683'000.0, 1'247'000.0, 400.0}, {2'684'000.0, 1'248'000.0, 450.0}).front(),
              "EPSG:2056");
}

TEST(CrsCandidates, ZonesThatFitAreAllNamed) {
    const auto names = guessed({360'000.0, 5'700'000.0, 0.0}, {361'000.0, 5'701'000.0, 50.0});
    EXPECT_THAT(names, testing::Contains("EPSG:25832"));
    EXPECT_THAT(names, testing::Contains("EPSG:25833"));
    EXPECT_THAT(names, testing::Not(testing::Contains("EPSG:28992")));
}

TEST(CrsCandidates, DegreesAndGeocentricMetresAreKnownForWhatTheyAre) {
    EXPECT_THAT(guessed({139.74, 35.65, 0.0}, {139.75, 35.66, 30.0}),
                testing::ElementsAre("EPSG:4326"));
    EXPECT_THAT(
        guessed({3'950'000.0, 330'000.0, 4'990'000.0}, {3'950'100.0, 330'100.0, 4'990'100.0}),
        testing::Contains("EPSG:4978"));
}

TEST(CrsCandidates, AModelOfItsOwnAndNonsenseGiveNone) {
    EXPECT_THAT(guessed({-5.0, -5.0, 0.0}, {5.0, 5.0, 9.0}), testing::IsEmpty());
    EXPECT_THAT(guessed({1e300, 1e300, 0.0}, {1e300, 1e300, 0.0}), testing::IsEmpty());
    const double nan = std::nan("");
    EXPECT_THAT(guessed({nan, 0.0, 0.0}, {nan, 0.0, 0.0}), testing::IsEmpty());
}

TEST(CrsCandidates, NoMoreThanAreWanted) {
    EXPECT_EQ(
        crs_candidates({360'000.0, 5'700'000.0, 0.0}, {361'000.0, 5'701'000.0, 50.0}, 2).size(),
        2U);
}

}  // namespace
}  // namespace belvedere::geo
