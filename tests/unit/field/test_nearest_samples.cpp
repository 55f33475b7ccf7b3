// SPDX-License-Identifier: Apache-2.0
// The nearest samples, against looking at all of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "engine/field/nearest_samples.hpp"

namespace belvedere::test {
namespace {

using field::NearestSamples;
using field::Neighbour;
using field::Sample;

std::vector<Neighbour> by_looking_at_all(const std::vector<Sample>& samples, double x, double y,
                                         std::size_t count, std::uint32_t without) {
    std::vector<Neighbour> all;
    for (std::uint32_t i = 0; i < samples.size(); ++i) {
        if (i != without) all.push_back({i, std::hypot(samples[i].x_m - x, samples[i].y_m - y)});
    }
    std::ranges::stable_sort(all, {}, &Neighbour::distance_m);
    if (all.size() > count) all.resize(count);
    return all;
}

void compare_at_random_places(const std::vector<Sample>& samples, std::mt19937& random) {
    const NearestSamples nearest(samples);
    std::uniform_real_distribution<double> anywhere(-1'500.0, 2'500.0);
    std::vector<Neighbour> found;
    for (int i = 0; i < 300; ++i) {
        const double x = anywhere(random), y = anywhere(random);
        const std::size_t count = 1 + static_cast<std::size_t>(i) % 30;
        const auto without = static_cast<std::uint32_t>(i);
        nearest.find(x, y, count, found, without);
        const auto expected = by_looking_at_all(samples, x, y, count, without);
        ASSERT_EQ(found.size(), expected.size());
        for (std::size_t n = 0; n < found.size(); ++n) {
            EXPECT_EQ(found[n].index, expected[n].index);
            EXPECT_EQ(found[n].distance_m, expected[n].distance_m);
        }
    }
}

TEST(NearestSamples, EqualLookingAtAll) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> along(0.0, 1'000.0);
    for (const std::size_t size : {1U, 2U, 9U, 100U, 3'000U}) {
        std::vector<Sample> samples;
        for (std::size_t i = 0; i < size; ++i)
            samples.push_back({along(random), along(random), 0.0});
        compare_at_random_places(samples, random);
    }
}

TEST(NearestSamples, ClustersLinesAndOnePlaceAreNoExceptions) {
    std::mt19937 random(8);
    std::normal_distribution<double> near(0.0, 3.0);
    std::vector<Sample> clusters, line, heap;
    for (int i = 0; i < 400; ++i) {
        clusters.push_back({(i % 3) * 800.0 + near(random), (i % 2) * 90.0 + near(random), 0.0});
        line.push_back({i * 2.0, 0.0, 0.0});
        heap.push_back({5.0, 5.0, 0.0});
    }
    clusters.push_back({1e6, -1e6, 0.0});
    compare_at_random_places(clusters, random);
    compare_at_random_places(line, random);
    compare_at_random_places(heap, random);
}

TEST(NearestSamples, SpacingIsToTheNearestOther) {
    const std::vector<Sample> samples = {{0.0, 0.0, 0.0}, {3.0, 4.0, 0.0}, {3.0, 5.0, 0.0}};
    EXPECT_EQ(field::spacings_m(NearestSamples(samples)), (std::vector<double>{5.0, 1.0, 1.0}));
    EXPECT_TRUE(field::spacings_m(NearestSamples(std::span(samples).first(1))).empty());
    std::vector<Neighbour> found = {{1, 1.0}};
    NearestSamples(std::span<const Sample>()).find(0.0, 0.0, 3, found);
    EXPECT_TRUE(found.empty());
}

}  // namespace
}  // namespace belvedere::test
