// SPDX-License-Identifier: Apache-2.0
// Whole fields: where they are, what they leave out, how far they are trusted.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <random>
#include <vector>

#include "engine/field/density.hpp"
#include "engine/field/estimate_field.hpp"
#include "engine/field/limits.hpp"
#include "tests/unit/field/reference_table.hpp"

namespace belvedere::test {
namespace {

using field::Field;
using field::FieldMethod;
using field::Sample;

struct CellOf {
    double value = 0.0, trust = 0.0;
};
CellOf cell_at(const Field& field, double x_m, double y_m) {
    const auto column = static_cast<std::size_t>(std::lround((x_m - field.low_x_m) / field.cell_m));
    const auto row = static_cast<std::size_t>(std::lround((y_m - field.low_y_m) / field.cell_m));
    const std::size_t cell = row * field.columns + column;
    return {static_cast<double>(field.values.at(cell)), static_cast<double>(field.trust.at(cell))};
}

TEST(EstimateField, BothMethodsFollowTheSamplesAndEndWithTheirReach) {
    const ReferenceTable table = reference_table();
    for (const FieldMethod method : {FieldMethod::kInverseDistance, FieldMethod::kKriging}) {
        const auto field = field::estimate_field(table.samples, {method, 0.0});
        ASSERT_TRUE(field) << field.error().message;
        EXPECT_EQ(field->values.size(), field->columns * field->rows);
        EXPECT_LE(std::max(field->columns, field->rows), field::limits::kCellsSide);
        const CellOf in_bump = cell_at(*field, 300.0, 350.0), west = cell_at(*field, 60.0, 600.0);
        EXPECT_GT(in_bump.value, west.value + 3.0);
        EXPECT_GT(in_bump.trust, 0.0);
        EXPECT_EQ(field->trust.front(), 0.0F);  // A corner, farther from all than the reach.
        EXPECT_GT(field->leave_one_out_error, 0.5);
        EXPECT_LT(field->leave_one_out_error, 4.0);
        EXPECT_EQ(field->samples, table.samples.size());
    }
}

TEST(EstimateField, NothingIsSaidBeyondTheReach) {
    const ReferenceTable table = reference_table();
    const auto field = field::estimate_field(table.samples, {FieldMethod::kInverseDistance, 60.0});
    ASSERT_TRUE(field);
    for (std::size_t cell = 0; cell < field->values.size(); ++cell) {
        const double x =
            field->low_x_m + static_cast<double>(cell % field->columns) * field->cell_m;
        const double y =
            field->low_y_m + static_cast<double>(cell / field->columns) * field->cell_m;
        double nearest = 1e9;
        for (const Sample& sample : table.samples)
            nearest = std::min(nearest, std::hypot(sample.x_m - x, sample.y_m - y));
        EXPECT_EQ(field->trust[cell] > 0.0F, nearest < 60.0) << x << ' ' << y;
    }
}

// Values that depend on no place: kriging finds that out, and trusts nothing.
TEST(EstimateField, NoiseIsNotTrusted) {
    std::mt19937 random(3);
    std::normal_distribution<double> noise(20.0, 4.0);
    std::uniform_real_distribution<double> along(0.0, 1'000.0);
    std::vector<Sample> samples;
    for (int i = 0; i < 300; ++i)
        samples.push_back({along(random), along(random), noise(random)});
    const auto field = field::estimate_field(samples, {FieldMethod::kKriging, 0.0});
    ASSERT_TRUE(field);
    const float trusted = std::accumulate(field->trust.begin(), field->trust.end(), 0.0F);
    EXPECT_LT(trusted / static_cast<float>(field->trust.size()), 0.15F);
    EXPECT_NEAR(field->leave_one_out_error, 4.0, 1.0);
}

TEST(EstimateField, TooFewSamplesAreRefused) {
    const ReferenceTable table = reference_table();
    const auto few = [&](std::size_t count, FieldMethod method) {
        return field::estimate_field(std::span(table.samples).first(count), {method, 0.0});
    };
    EXPECT_FALSE(few(2, FieldMethod::kInverseDistance));
    EXPECT_TRUE(few(3, FieldMethod::kInverseDistance));
    EXPECT_FALSE(few(9, FieldMethod::kKriging));
    EXPECT_TRUE(few(10, FieldMethod::kKriging));
    EXPECT_FALSE(few(0, FieldMethod::kDensity));
    // Three at one place are one.
    const std::vector<Sample> same(5, Sample{1.0, 1.0, 2.0});
    EXPECT_FALSE(field::estimate_field(same, {}));
}

TEST(EstimateField, EqualValuesAndAStraightRowAreFields) {
    std::vector<Sample> row;
    for (int i = 0; i < 20; ++i)
        row.push_back({i * 50.0, 0.0, 5.0});
    for (const FieldMethod method : {FieldMethod::kInverseDistance, FieldMethod::kKriging}) {
        const auto field = field::estimate_field(row, {method, 0.0});
        ASSERT_TRUE(field);
        EXPECT_NEAR(field->leave_one_out_error, 0.0, 1e-9);
        for (const float value : field->values)
            EXPECT_NEAR(value, 5.0F, 1e-5F);
    }
}

TEST(EstimateField, ManySamplesAreJoinedToTheLimit) {
    std::vector<Sample> samples;
    for (int i = 0; i < 60'000; ++i)
        samples.push_back({(i % 300) * 2.0, (i / 300) * 2.0, (i % 300) * 0.01});
    const auto field = field::estimate_field(samples, {});
    ASSERT_TRUE(field);
    EXPECT_LE(field->samples, field::limits::kSamples);
    EXPECT_GT(field->samples, field::limits::kSamples / 4);
    EXPECT_NEAR(cell_at(*field, 300.0, 200.0).value, 1.5, 0.1);
}

// The integral of a density is how many there are.
TEST(Density, AddsUpToTheSamples) {
    const ReferenceTable table = reference_table();
    const auto field = field::estimate_field(table.samples, {FieldMethod::kDensity, 0.0});
    ASSERT_TRUE(field);
    double sum = 0.0;
    for (const float value : field->values)
        sum += static_cast<double>(value) * field->cell_m * field->cell_m * 1e-6;
    EXPECT_NEAR(sum, 40.0, 0.2);
    EXPECT_EQ(field->trust.front(), 0.0F);
    // One sample: the kernel itself.
    const std::vector<Sample> one = {{0.0, 0.0, 9.0}};
    EXPECT_NEAR(field::density_a_km2(one, 0.0, 0.0, 100.0), 3.0 / (std::numbers::pi * 1e4) * 1e6,
                1e-9);
    EXPECT_EQ(field::density_a_km2(one, 100.0, 0.0, 100.0), 0.0);
}

}  // namespace
}  // namespace belvedere::test
