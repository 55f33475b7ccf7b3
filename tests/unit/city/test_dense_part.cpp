// SPDX-License-Identifier: Apache-2.0
#include "app/city/dense_part.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

namespace belvedere::city {
namespace {

// `side` by `side` samples, a hundred metres apart, from (0, 0).
std::vector<FitSample> compact_city(int side) {
    std::vector<FitSample> samples;
    for (int x = 0; x < side; ++x) {
        for (int y = 0; y < side; ++y) {
            samples.push_back({.at = {x * 100.0, y * 100.0, (x * y) % 30}});
        }
    }
    return samples;
}

TEST(DensePart, CompactCityIsWhole) {
    const auto samples = compact_city(40);
    const DensePart part = dense_part(samples, 720.0);
    EXPECT_EQ(part.reason, DenseReason::kWhole);
    EXPECT_EQ(part.low, glm::dvec3(0.0));
    EXPECT_EQ(part.high.x, 3900.0);
    EXPECT_EQ(part.high.y, 3900.0);
    EXPECT_EQ(part.share, 1.0);
}

TEST(DensePart, FewFarOutAreLeftOut) {
    auto samples = compact_city(40);
    samples.push_back({.at = {12000.0, 2000.0, 500.0}});
    samples.push_back({.at = {11000.0, -9000.0, 0.0}, .weight = 10.0});
    const DensePart part = dense_part(samples, 720.0);
    EXPECT_EQ(part.reason, DenseReason::kOutliers);
    EXPECT_NEAR(part.high.x, 3900.0, 200.0);
    EXPECT_NEAR(part.low.x, 0.0, 200.0);
    EXPECT_GE(part.low.y, -200.0);
    EXPECT_LT(part.high.z, 100.0);
    EXPECT_GT(part.share, 0.96);
}

TEST(DensePart, TwoTownsAreBothShown) {
    auto samples = compact_city(20);
    for (FitSample town : compact_city(8)) {
        town.at.x += 30000.0;
        samples.push_back(town);
    }
    EXPECT_EQ(dense_part(samples, 720.0).reason, DenseReason::kWhole);
}

// A window has more corners than all walls.
TEST(DensePart, ABuildingIsWholeHoweverFineItsDetails) {
    std::vector<FitSample> samples;
    for (const double x : {0.0, 90.0}) {
        for (const double y : {0.0, 25.0})
            samples.push_back({.at = {x, y, 12.0}, .is_feature = true});
    }
    for (int i = 0; i < 400; ++i)
        samples.push_back({.at = {5.0 + i % 20 * 0.1, 0.0, 5.0}, .is_feature = true});
    const DensePart part = dense_part(samples, 720.0);
    EXPECT_EQ(part.reason, DenseReason::kWhole);
    EXPECT_EQ(part.high.x, 90.0);
    EXPECT_FALSE(town_in_land(samples).has_value());
}

TEST(DensePart, OrderDoesNotMatter) {
    auto samples = compact_city(30);
    samples.push_back({.at = {90000.0, 0.0, 0.0}});
    const DensePart one = dense_part(samples, 720.0);
    std::reverse(samples.begin(), samples.end());
    const DensePart other = dense_part(samples, 720.0);
    EXPECT_EQ(one.low, other.low);
    EXPECT_EQ(one.high, other.high);
}

TEST(DensePart, TinyThingsAreShownWhereMostAre) {
    std::vector<FitSample> samples;
    for (FitSample sample : compact_city(100)) {
        sample.size_m = 1.0;
        samples.push_back(sample);
    }
    for (int i = 0; i < 500; ++i) {
        samples.push_back({.at = {5010.0 + i % 20, 7010.0 + i / 20, 0.0}, .size_m = 1.0});
    }
    const DensePart part = dense_part(samples, 720.0);
    EXPECT_EQ(part.reason, DenseReason::kTooWide);
    EXPECT_NEAR(part.high.x - part.low.x, 360.0, 1e-6);
    EXPECT_LE(part.low.x, 5010.0);
    EXPECT_GE(part.high.x, 5029.0);
    EXPECT_LE(part.low.y, 7010.0);
    EXPECT_GE(part.high.y, 7034.0);
    EXPECT_NEAR(part.share, 0.05, 0.01);
}

TEST(DensePart, ThingsThatAreSeenStayWhole) {
    std::vector<FitSample> samples;
    for (FitSample sample : compact_city(20)) {
        sample.size_m = 5.0;
        samples.push_back(sample);
    }
    EXPECT_EQ(dense_part(samples, 720.0).reason, DenseReason::kWhole);
}

TEST(DensePart, OnePlaceAndNothing) {
    const FitSample one{.at = {5.0, 6.0, 7.0}, .size_m = 1.0};
    const DensePart part = dense_part({&one, 1}, 720.0);
    EXPECT_EQ(part.low, one.at);
    EXPECT_EQ(part.high, one.at);
    EXPECT_EQ(part.reason, DenseReason::kWhole) << "nothing is left out";
    EXPECT_EQ(dense_part({}, 720.0).share, 1.0);
}

TEST(TownInLand, IsShownWithSomeLandAroundIt) {
    std::vector<FitSample> samples;
    for (FitSample sample : compact_city(20)) {
        sample.is_feature = true;
        samples.push_back(sample);
    }
    const DensePart town = dense_part(samples, 720.0);
    const glm::dvec3 middle = 0.5 * (town.low + town.high);
    const double side = town.high.x - town.low.x;
    EXPECT_FALSE(town_in_land(samples)) << "there is no land";
    for (const double x : {-4.0, 4.0}) {
        for (const double y : {-4.0, 4.0})
            samples.push_back({.at = middle + glm::dvec3(x * side, y * side, 30.0)});
    }
    const auto found = town_in_land(samples);
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->high.x - found->low.x, 1.5 * side, 0.2 * side);
    EXPECT_NEAR(0.5 * (found->low.x + found->high.x), middle.x, 0.05 * side);
    // One house far out changes little.
    samples.push_back({.at = middle + glm::dvec3(3.5 * side, 0.0, 0.0), .is_feature = true});
    EXPECT_NEAR(town_in_land(samples)->high.x, found->high.x, 0.1 * side);
}

TEST(TownInLand, FewThingsAreNoTown) {
    std::vector<FitSample> samples = {{.at = {-9'000.0, 0.0, 0.0}}, {.at = {9'000.0, 0.0, 0.0}}};
    for (int i = 0; i < 10; ++i)
        samples.push_back({.at = {i * 10.0, i * 10.0, 0.0}, .is_feature = true});
    EXPECT_FALSE(town_in_land(samples));
    EXPECT_FALSE(town_in_land({}));
}

}  // namespace
}  // namespace belvedere::city
