// SPDX-License-Identifier: Apache-2.0
// Inverse distances and kriging against a second implementation of both.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "engine/field/inverse_distance.hpp"
#include "engine/field/kriging.hpp"
#include "engine/field/limits.hpp"
#include "tests/unit/field/reference_table.hpp"

namespace belvedere::test {
namespace {

using field::NearestSamples;
using field::Neighbour;
using field::Sample;

field::Variogram reference_variogram(field::VariogramModel model) {
    return {model, 2.0, 9.0, 420.0};
}

TEST(Interpolation, InverseDistanceEqualsTheSecondImplementation) {
    const ReferenceTable table = reference_table();
    ASSERT_EQ(table.samples.size(), 40U);
    ASSERT_EQ(table.places.size(), 25U);
    const NearestSamples nearest(table.samples);
    std::vector<Neighbour> found;
    for (const ReferencePlace& place : table.places) {
        nearest.find(place.x_m, place.y_m, 12, found);
        EXPECT_NEAR(field::inverse_distance(table.samples, found), place.inverse_distance, 1e-11);
    }
}

TEST(Interpolation, KrigingEqualsTheSecondImplementation) {
    const ReferenceTable table = reference_table();
    const NearestSamples nearest(table.samples);
    std::vector<Neighbour> found;
    const field::VariogramModel models[] = {field::VariogramModel::kSpherical,
                                            field::VariogramModel::kExponential};
    for (std::size_t model = 0; model < 2; ++model) {
        field::Kriging kriging(reference_variogram(models[model]));
        for (const ReferencePlace& place : table.places) {
            nearest.find(place.x_m, place.y_m, field::limits::kNeighbours, found);
            const auto estimate = kriging.estimate(table.samples, found);
            ASSERT_TRUE(estimate);
            EXPECT_NEAR(estimate->value, place.kriged[model], 1e-10);
            EXPECT_NEAR(estimate->variance, place.variance[model], 1e-10);
        }
    }
}

TEST(Interpolation, LeavingOneOutEqualsTheSecondImplementation) {
    const ReferenceTable table = reference_table();
    const NearestSamples nearest(table.samples);
    field::Kriging kriging(reference_variogram(field::VariogramModel::kSpherical));
    std::vector<Neighbour> found;
    double of_distance = 0.0, of_kriging = 0.0;
    for (std::size_t i = 0; i < table.samples.size(); ++i) {
        const Sample& sample = table.samples[i];
        const auto left_out = static_cast<std::uint32_t>(i);
        nearest.find(sample.x_m, sample.y_m, 12, found, left_out);
        of_distance +=
            std::pow(field::inverse_distance(table.samples, found) - sample.value, 2.0) / 40.0;
        nearest.find(sample.x_m, sample.y_m, field::limits::kNeighbours, found, left_out);
        of_kriging +=
            std::pow(kriging.estimate(table.samples, found)->value - sample.value, 2.0) / 40.0;
    }
    EXPECT_NEAR(std::sqrt(of_distance), table.errors.at("inverse_distance"), 1e-10);
    EXPECT_NEAR(std::sqrt(of_kriging), table.errors.at("spherical"), 1e-10);
}

// Two samples: by symmetry half of each, and the variance of Lagrange's closed form.
TEST(Interpolation, KrigingBetweenTwoSamplesInClosedForm) {
    const std::vector<Sample> two = {{0.0, 0.0, 10.0}, {100.0, 0.0, 20.0}};
    const field::Variogram variogram{field::VariogramModel::kSpherical, 0.0, 4.0, 200.0};
    const NearestSamples nearest(two);
    std::vector<Neighbour> found;
    nearest.find(50.0, 0.0, 2, found);
    field::Kriging kriging(variogram);
    const auto middle = kriging.estimate(two, found);
    ASSERT_TRUE(middle);
    EXPECT_NEAR(middle->value, 15.0, 1e-12);
    EXPECT_NEAR(middle->variance, 2.0 * variogram.at(50.0) - 0.5 * variogram.at(100.0), 1e-12);
}

TEST(Interpolation, SamplesAreMetAndEqualValuesStay) {
    const ReferenceTable table = reference_table();
    const NearestSamples nearest(table.samples);
    field::Kriging kriging({field::VariogramModel::kExponential, 0.0, 5.0, 300.0});
    std::vector<Neighbour> found;
    for (const Sample& sample : table.samples) {
        nearest.find(sample.x_m, sample.y_m, 12, found);
        EXPECT_EQ(field::inverse_distance(table.samples, found), sample.value);
        const auto kriged = kriging.estimate(table.samples, found);
        ASSERT_TRUE(kriged);
        EXPECT_NEAR(kriged->value, sample.value, 1e-9);
        EXPECT_NEAR(kriged->variance, 0.0, 1e-9);
    }
    std::vector<Sample> equal = table.samples;
    for (Sample& sample : equal)
        sample.value = 7.25;
    nearest.find(333.0, 222.0, 24, found);
    EXPECT_NEAR(kriging.estimate(equal, found)->value, 7.25, 1e-12);
}

TEST(Interpolation, TwoSamplesAtOnePlaceAreNoSystem) {
    const std::vector<Sample> same = {{1.0, 1.0, 3.0}, {1.0, 1.0, 4.0}, {9.0, 1.0, 5.0}};
    const NearestSamples nearest(same);
    std::vector<Neighbour> found;
    nearest.find(5.0, 5.0, 3, found);
    EXPECT_FALSE(
        field::Kriging({field::VariogramModel::kSpherical, 0.0, 1.0, 10.0}).estimate(same, found));
    EXPECT_EQ(field::merged(same, 0.5).size(), 2U);
    EXPECT_EQ(field::merged(same, 0.5).front(), (Sample{1.0, 1.0, 3.5}));
}

}  // namespace
}  // namespace belvedere::test
