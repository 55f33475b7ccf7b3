// SPDX-License-Identifier: Apache-2.0
#include "app/city/feature_registry.hpp"

#include <gtest/gtest.h>

#include <string>

namespace belvedere::city {
namespace {

TEST(FeatureRegistry, SameIdSameNumberWithinASource) {
    FeatureRegistry registry;
    const FeatureId tower = registry.intern(SourceId{0}, "tower");
    EXPECT_EQ(registry.intern(SourceId{0}, "tower"), tower);
    EXPECT_NE(registry.intern(SourceId{1}, "tower"), tower);
    EXPECT_NE(registry.intern(SourceId{0}, "塔"), tower);
    EXPECT_EQ(registry.id_text(tower), "tower");
    EXPECT_EQ(registry.source_of(tower), SourceId{0});
    EXPECT_EQ(registry.size(), 3U);
    EXPECT_EQ(registry.size(SourceId{0}), 2U);
    EXPECT_EQ(registry.size(SourceId{7}), 0U);
    EXPECT_FALSE(registry.find(SourceId{0}, "none").valid());
    EXPECT_EQ(registry.find(SourceId{0}, "tower"), tower);
    EXPECT_FALSE(FeatureRegistry().find(SourceId{0}, "tower").valid());
}

TEST(FeatureRegistry, NumbersStayAsItGrows) {
    FeatureRegistry registry;
    constexpr std::uint32_t kFeatures = 200000;
    for (std::uint32_t i = 0; i < kFeatures; ++i) {
        ASSERT_EQ(registry.intern(SourceId{0}, std::to_string(i)).value, i);
    }
    for (std::uint32_t i = 0; i < kFeatures; i += 997) {
        EXPECT_EQ(registry.find(SourceId{0}, std::to_string(i)).value, i);
        EXPECT_EQ(registry.id_text(FeatureId{i}), std::to_string(i));
    }
}

}  // namespace
}  // namespace belvedere::city
