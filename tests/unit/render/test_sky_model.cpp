// SPDX-License-Identifier: Apache-2.0
#include "engine/render/sky_model.hpp"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace belvedere::render {
namespace {

SkyLight sky_at(float degrees) {
    const float angle = degrees * 3.14159265f / 180.0f;
    return sky_light({std::cos(angle), 0.0f, std::sin(angle)}, 1.5f);
}

float luminance(const glm::vec3& c) {
    return 0.2126f * c.x + 0.7152f * c.y + 0.0722f * c.z;
}

TEST(SkyModel, NoonIsBlueAboveAndSunlightNearlyWhite) {
    const SkyLight noon = sky_at(60.0f);
    EXPECT_GT(noon.zenith.z, 1.5f * noon.zenith.x);
    EXPECT_LT(noon.sun.x, 1.5f * noon.sun.z);
    EXPECT_GT(luminance(noon.sun), 2.5f * luminance(noon.sky)) << "shadows are clearly darker";
    EXPECT_GT(luminance(noon.horizon), luminance(noon.zenith));
}

TEST(SkyModel, LowSunIsRed) {
    const SkyLight dusk = sky_at(3.0f);
    EXPECT_GT(dusk.sun.x, 2.0f * dusk.sun.z);
    EXPECT_GT(dusk.horizon.x, dusk.horizon.z);
}

TEST(SkyModel, NightHasNoSunButIsNotBlack) {
    const SkyLight night = sky_at(-30.0f);
    EXPECT_EQ(luminance(night.sun), 0.0f);
    EXPECT_GT(luminance(night.sky), 0.02f);
    EXPECT_GT(night.sky.z, night.sky.x);
}

TEST(SkyModel, EverythingIsFiniteAtAnyHour) {
    for (float degrees = -90.0f; degrees <= 90.0f; degrees += 7.5f) {
        const SkyLight light = sky_at(degrees);
        ASSERT_EQ(light.dome.size(), static_cast<std::size_t>((kSkyRows + 1) * (kSkyColumns + 1)));
        for (const SkyVertex& vertex : light.dome) {
            for (int i = 0; i < 3; ++i) {
                ASSERT_TRUE(std::isfinite(vertex.radiance[i])) << degrees;
                ASSERT_GE(vertex.radiance[i], 0.0f) << degrees;
            }
        }
        EXPECT_TRUE(std::isfinite(light.exposure));
    }
}

TEST(SkyModel, ChangesSmoothlyThroughTheDay) {
    float before = luminance(sky_at(-20.0f).sky);
    for (float degrees = -19.5f; degrees <= 60.0f; degrees += 0.5f) {
        const float now = luminance(sky_at(degrees).sky);
        EXPECT_LT(std::abs(now - before), 0.2f * std::max(now, before) + 0.01f) << degrees;
        before = now;
    }
}

}  // namespace
}  // namespace belvedere::render
