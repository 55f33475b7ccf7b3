// SPDX-License-Identifier: Apache-2.0
// Places that are lines: through text and back, thinned, kept within bounds.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "engine/twin/place_lines.hpp"

namespace belvedere::test {
namespace {

using twin::EntityId;
using twin::LinePoint;

std::vector<LinePoint> long_line(std::size_t points) {
    std::vector<LinePoint> line;
    for (std::size_t i = 0; i < points; ++i)
        line.push_back({static_cast<double>(i) * 1e-4, 50.0});
    return line;
}

TEST(PlaceLines, LinesGoThroughText) {
    const std::vector<LinePoint> line = {{10.0, 50.0}, {10.1, 50.2}};
    EXPECT_EQ(twin::line_of(twin::line_text(line)), line);
    EXPECT_TRUE(twin::line_of("").empty());
    EXPECT_TRUE(twin::line_of("no line").empty());
    EXPECT_TRUE(twin::line_of(std::string((twin::kLinePointsMost + 1) * 16, 'x')).empty());
}

TEST(PlaceLines, LongLinesAreThinnedAndKeepTheirEnds) {
    std::vector<LinePoint> line = long_line(10'000);
    const auto thin = twin::line_of(twin::line_text(line));
    EXPECT_LE(thin.size(), twin::kLinePointsMost);
    EXPECT_GT(thin.size(), twin::kLinePointsMost / 2);
    EXPECT_EQ(thin.front(), line.front());
    EXPECT_EQ(thin.back(), line.back());
    // Even of nothing but ends there is a bound.
    for (std::size_t i = 0; i < line.size(); i += 2)
        line[i].longitude_deg = std::numeric_limits<double>::quiet_NaN();
    EXPECT_LE(twin::line_of(twin::line_text(line)).size(), twin::kLinePointsMost);
}

TEST(PlaceLines, TheNewestCountsAndRoomIsGivenBack) {
    twin::PlaceLines lines;
    EXPECT_TRUE(lines.of(EntityId{1}).empty());
    lines.set(EntityId{1}, long_line(4));
    lines.set(EntityId{1}, long_line(2));
    EXPECT_EQ(lines.of(EntityId{1}).size(), 2U);
    EXPECT_EQ(lines.bytes(), 32U);
    lines.set(EntityId{1}, {});
    EXPECT_EQ(lines.size(), 0U);
    EXPECT_EQ(lines.bytes(), 0U);
    for (std::uint32_t i = 0; i < 5'000; ++i)
        lines.set(EntityId{i}, long_line(twin::kLinePointsMost));
    EXPECT_LE(lines.bytes(), twin::kLinePointsAll * sizeof(LinePoint));
    EXPECT_EQ(lines.size() + lines.left_out(), 5'000U);
}

}  // namespace
}  // namespace belvedere::test
