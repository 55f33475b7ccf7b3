// SPDX-License-Identifier: Apache-2.0
// Variograms: of pairs counted by hand, and that a model is found again.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "engine/field/limits.hpp"
#include "engine/field/variogram.hpp"

namespace belvedere::test {
namespace {

using field::Sample;
using field::Variogram;
using field::VariogramBin;
using field::VariogramModel;

TEST(Variogram, PairsAreCountedOnce) {
    // Distances 1, 1 and 2 along a line whose diagonal is 30: a third is 10, bins are 2/3 wide.
    const std::vector<Sample> samples = {
        {0.0, 0.0, 1.0}, {1.0, 0.0, 3.0}, {2.0, 0.0, 2.0}, {30.0, 0.0, 50.0}};
    const auto bins = field::empirical_variogram(samples);
    ASSERT_EQ(bins.size(), 2U);
    EXPECT_EQ(bins[0].pairs, 2U);
    EXPECT_DOUBLE_EQ(bins[0].distance_m, 1.0);
    EXPECT_DOUBLE_EQ(bins[0].semivariance, (0.5 * 4.0 + 0.5 * 1.0) / 2.0);
    EXPECT_EQ(bins[1].pairs, 1U);
    EXPECT_DOUBLE_EQ(bins[1].semivariance, 0.5);
}

TEST(Variogram, AModelIsFoundAgain) {
    const Variogram truths[] = {{VariogramModel::kSpherical, 1.5, 6.0, 300.0},
                                {VariogramModel::kExponential, 0.0, 4.0, 120.0},
                                {VariogramModel::kSpherical, 2.0, 0.0, 100.0}};
    for (const Variogram& truth : truths) {
        std::vector<VariogramBin> bins;
        for (int i = 1; i <= 15; ++i)
            bins.push_back({i * 40.0, truth.at(i * 40.0), 100});
        const Variogram found = field::fit_variogram(bins);
        for (const VariogramBin& bin : bins)
            EXPECT_NEAR(found.at(bin.distance_m), bin.semivariance, 0.05 * truth.total());
        EXPECT_NEAR(found.total(), truth.total(), 0.1 * truth.total());
        EXPECT_GE(found.nugget, 0.0);
        EXPECT_GE(found.sill, 0.0);
    }
}

TEST(Variogram, ShapesAreThoseOfTheBook) {
    const Variogram spherical{VariogramModel::kSpherical, 1.0, 2.0, 10.0};
    EXPECT_EQ(spherical.at(0.0), 0.0);
    EXPECT_DOUBLE_EQ(spherical.at(5.0), 1.0 + 2.0 * (0.75 - 0.0625));
    EXPECT_DOUBLE_EQ(spherical.at(10.0), 3.0);
    EXPECT_DOUBLE_EQ(spherical.at(1e9), 3.0);
    const Variogram exponential{VariogramModel::kExponential, 0.0, 2.0, 10.0};
    EXPECT_DOUBLE_EQ(exponential.at(10.0), 2.0 * (1.0 - std::exp(-1.0)));
}

TEST(Variogram, LittleDataIsNoVariogram) {
    EXPECT_TRUE(field::empirical_variogram({}).empty());
    const std::vector<Sample> one = {{1.0, 2.0, 3.0}};
    EXPECT_TRUE(field::empirical_variogram(one).empty());
    const std::vector<Sample> same = {{1.0, 2.0, 3.0}, {1.0, 2.0, 9.0}};
    EXPECT_TRUE(field::empirical_variogram(same).empty());
    EXPECT_EQ(field::fit_variogram({}).total(), 0.0);
}

TEST(Variogram, ManySamplesCostNoMoreThanTheLimit) {
    std::vector<Sample> samples;
    for (int i = 0; i < 100'000; ++i)
        samples.push_back({(i % 317) * 3.0, (i / 317) * 3.0, i % 7 * 1.0});
    std::size_t pairs = 0;
    for (const VariogramBin& bin : field::empirical_variogram(samples))
        pairs += bin.pairs;
    EXPECT_GT(pairs, 0U);
    EXPECT_LE(pairs, field::limits::kVariogramSamples * field::limits::kVariogramSamples / 2);
}

}  // namespace
}  // namespace belvedere::test
