// SPDX-License-Identifier: Apache-2.0
#include "app/city/feature_registry.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

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

TEST(FeatureRegistry, ManyAtOnceAreAsOneAfterAnother) {
    FeatureRegistry one_by_one, at_once;
    std::vector<std::string> ids;
    for (int i = 0; i < 5000; ++i)
        ids.push_back("building " + std::to_string(i * 7 % 3001));  // Many twice.
    std::vector<FeatureId> expected, features(ids.size());
    for (const std::string& id : ids)
        expected.push_back(one_by_one.intern(SourceId{2}, id));
    at_once.intern(SourceId{2}, std::span(ids).first(77), std::span(features).first(77));
    at_once.intern(SourceId{2}, std::span(ids).subspan(77), std::span(features).subspan(77));
    EXPECT_EQ(features, expected);
    EXPECT_EQ(at_once.size(SourceId{2}), 3001U);
}

TEST(FeatureRegistry, ForgetsWhatIsNotUsedAndNeverReusesItsNumber) {
    FeatureRegistry registry;
    constexpr std::uint32_t kFeatures = 50'000;
    for (std::uint32_t i = 0; i < kFeatures; ++i) {
        static_cast<void>(registry.intern(SourceId{0}, "building " + std::to_string(i)));
    }
    const std::uint64_t before_bytes = registry.bytes();
    std::vector<bool> used(20'000);
    for (std::uint32_t i = 0; i < used.size(); i += 10'000)
        used[i + 7] = true;
    registry.forget_except(used);
    EXPECT_EQ(registry.known(), 2U);
    EXPECT_EQ(registry.size(), kFeatures);
    EXPECT_LT(registry.bytes(), before_bytes / 20);
    EXPECT_TRUE(registry.knows(FeatureId{10'007}));
    EXPECT_EQ(registry.id_text(FeatureId{10'007}), "building 10007");
    EXPECT_EQ(registry.intern(SourceId{0}, "building 7").value, 7U);
    EXPECT_FALSE(registry.knows(FeatureId{8}));
    EXPECT_FALSE(registry.find(SourceId{0}, "building 8").valid());
    EXPECT_EQ(registry.intern(SourceId{0}, "building 8").value, kFeatures);
    // Forgetting everything, page by page, and going on.
    registry.forget_except({});
    EXPECT_EQ(registry.known(), 0U);
    for (std::uint32_t i = 0; i < 5'000; ++i) {
        ASSERT_EQ(registry.intern(SourceId{1}, std::to_string(i)).value, kFeatures + 1 + i);
    }
    EXPECT_EQ(registry.id_text(FeatureId{kFeatures + 1 + 4'321}), "4321");
}

}  // namespace
}  // namespace belvedere::city
