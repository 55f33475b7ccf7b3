// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/source_policy.hpp"

#include <gtest/gtest.h>

#include "engine/twin/value_cache.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/twin/twin_sample.hpp"

namespace belvedere::twin {
namespace {

TEST(SourcePolicy, WhatIsForbiddenIsRefusedWithAReason) {
    SourcePolicy policy;
    for (const DataUse use :
         {DataUse::kRead, DataUse::kRecord, DataUse::kExport, DataUse::kRedistribute})
        EXPECT_TRUE(check_use(policy, use, "a"));
    policy.licence = "CC-BY-NC-4.0";
    ASSERT_TRUE(forbid_uses(policy, "export,redistribute"));
    EXPECT_TRUE(policy.allows(DataUse::kRead));
    EXPECT_TRUE(policy.allows(DataUse::kRecord));
    const auto refused = check_use(policy, DataUse::kExport, "mqtt://b/#");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::kDenied);
    EXPECT_EQ(refused.error().message,
              "mqtt://b/# may not be exported by its licence (CC-BY-NC-4.0)");
    EXPECT_FALSE(forbid_uses(policy, "export,print"));
    EXPECT_FALSE(forbid_uses(policy, "Read"));
    EXPECT_TRUE(forbid_uses(policy, ""));
}

TEST(SourcePolicy, WhatMayNotBeKeptIsNotOnDisk) {
    const test::TemporaryFolder folder;
    const ValueCache cache(folder.path() / "values");
    TwinStore store;
    SourceInfo info{"mqtt://secretive/#"};
    info.policy.forbid(DataUse::kRecord);
    const SourceId source = *store.add_source(info);
    append(store, source, {});
    const auto saved = cache.save(store, source, at_second(1));
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().kind, ErrorKind::kDenied);
    EXPECT_FALSE(std::filesystem::exists(cache.file_of("mqtt://secretive/#")));
}

}  // namespace
}  // namespace belvedere::twin
