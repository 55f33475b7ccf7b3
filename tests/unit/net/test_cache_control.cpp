// SPDX-License-Identifier: Apache-2.0
#include "engine/net/cache_control.hpp"

#include <gtest/gtest.h>

namespace belvedere::net {
namespace {

TEST(CacheControl, ReadsTheDirectivesOfAPrivateCache) {
    const CacheControl control = parse_cache_control("Public, max-age=600 , Must-Revalidate");
    EXPECT_EQ(control.max_age_s, 600);
    EXPECT_TRUE(control.must_revalidate);
    EXPECT_FALSE(control.no_store);
    EXPECT_FALSE(control.no_cache);
    EXPECT_TRUE(parse_cache_control("no-store").no_store);
    EXPECT_TRUE(parse_cache_control("max-age=0,no-cache").no_cache);
    EXPECT_EQ(parse_cache_control("max-age=\"60\"").max_age_s, 60);
}

TEST(CacheControl, PassesOverWhatItCannotRead) {
    EXPECT_FALSE(parse_cache_control("").max_age_s);
    EXPECT_FALSE(parse_cache_control(",,;=,max-age").max_age_s);
    // Unreadable is stale at once; too large is a year.
    EXPECT_EQ(parse_cache_control("max-age=soon").max_age_s, 0);
    EXPECT_EQ(parse_cache_control("max-age=-5").max_age_s, 0);
    EXPECT_EQ(parse_cache_control("max-age=99999999999999999999").max_age_s, 365 * 86'400);
}

TEST(CacheControl, ReadsHttpDates) {
    EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), 784'111'777);
    EXPECT_FALSE(parse_http_date("yesterday or so"));
    EXPECT_FALSE(parse_http_date(""));
}

}  // namespace
}  // namespace belvedere::net
