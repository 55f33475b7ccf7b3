// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/identity_graph.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/twin/twin_sample.hpp"

namespace belvedere::twin {
namespace {

ClaimId claim_of(IdentityGraph& graph, const std::string& value) {
    return *graph.ensure_claim({"ngsi-ld", value, "broker"});
}

IdentityMapping same(ClaimId a, ClaimId b, std::int64_t second) {
    IdentityMapping mapping;
    mapping.a = a;
    mapping.b = b;
    mapping.asserted_by = "operator";
    mapping.evidence = {"https://example.org/register"};
    mapping.established_at = at_second(second);
    return mapping;
}

TEST(IdentityGraph, SameDeviceIsTheClosureAndSplitsCleanly) {
    IdentityGraph graph;
    const ClaimId a = claim_of(graph, "a"), b = claim_of(graph, "b"), c = claim_of(graph, "c");
    ASSERT_TRUE(graph.establish(same(a, b, 10)));
    const auto middle = graph.establish(same(b, c, 20));
    ASSERT_TRUE(middle);
    EXPECT_EQ(graph.same_device(a, at_second(15)), (std::vector{a, b}));
    EXPECT_EQ(graph.same_device(c, at_second(25)), (std::vector{a, b, c}));
    ASSERT_TRUE(graph.revoke(*middle, at_second(30), "auditor"));
    EXPECT_EQ(graph.same_device(a, at_second(30)), (std::vector{a, b}));
    EXPECT_EQ(graph.same_device(c, at_second(30)), (std::vector{c}));
    EXPECT_EQ(graph.same_device(a, at_second(29)), (std::vector{a, b, c})) << "as it was believed";
    EXPECT_EQ(graph.mapping(*middle).revoked_by, "auditor");
    EXPECT_EQ(graph.mappings_of(b).size(), 2U);
    EXPECT_FALSE(graph.revoke(*middle, at_second(40), "again"));
}

TEST(IdentityGraph, OnlySameDeviceMerges) {
    IdentityGraph graph;
    const ClaimId a = claim_of(graph, "a"), b = claim_of(graph, "b");
    for (const Relation relation :
         {Relation::kPartOf, Relation::kSuccessorOf, Relation::kObserves}) {
        IdentityMapping mapping = same(a, b, 1);
        mapping.relation = relation;
        ASSERT_TRUE(graph.establish(mapping));
    }
    EXPECT_EQ(graph.same_device(a, at_second(2)), (std::vector{a}));
    EXPECT_FALSE(graph.establish(same(a, a, 1)));
    IdentityMapping nobodys = same(a, b, 1);
    nobodys.asserted_by.clear();
    EXPECT_FALSE(graph.establish(nobodys));
}

TEST(IdentityGraph, OneIdInTwoPlatformsIsTwoClaims) {
    IdentityGraph graph;
    const auto first = graph.ensure_claim({"ngsi-ld", "urn:a", "one"});
    const auto second = graph.ensure_claim({"ngsi-ld", "urn:a", "two"});
    EXPECT_NE(*first, *second);
    EXPECT_EQ(*graph.ensure_claim({"ngsi-ld", "urn:a", "one"}), *first);
}

TEST(IdentityGraph, TwoKeysForOneIdentifierAreADispute) {
    IdentityGraph graph;
    const ClaimId a = claim_of(graph, "a");
    EXPECT_EQ(graph.trust(a), ClaimTrust::kClaimed);
    graph.note_key(a, "did:key:z6Mk1");
    graph.note_key(a, "did:key:z6Mk1");
    EXPECT_EQ(graph.trust(a), ClaimTrust::kAuthenticated);
    graph.note_key(a, "did:key:z6Mk2");
    EXPECT_EQ(graph.trust(a), ClaimTrust::kDisputed);
}

TEST(IdentityGraph, PlacesThatOneThingCannotHaveReached) {
    const Sighting berlin{13.4, 52.5, at_second(0)};
    EXPECT_TRUE(can_have_travelled(berlin, {13.401, 52.5, at_second(0)}));
    EXPECT_FALSE(can_have_travelled(berlin, {13.5, 52.5, at_second(10)}));
    EXPECT_TRUE(can_have_travelled(berlin, {13.5, 52.5, at_second(120)}));
    EXPECT_FALSE(can_have_travelled(berlin, {-122.0, 37.0, at_second(3600)}));
}

// Groups by merging sets over all live mappings from scratch: slow and plain.
std::set<std::uint32_t> naive_group(const std::vector<IdentityMapping>& mappings,
                                    std::uint32_t claim, UtcTime at) {
    std::set<std::uint32_t> group{claim};
    for (bool grows = true; grows;) {
        grows = false;
        for (const IdentityMapping& mapping : mappings) {
            if (mapping.relation != Relation::kSameDevice || mapping.established_at > at ||
                mapping.revoked_at <= at) {
                continue;
            }
            const bool has_a = group.contains(mapping.a.value);
            const bool has_b = group.contains(mapping.b.value);
            if (has_a == has_b) continue;
            group.insert(has_a ? mapping.b.value : mapping.a.value);
            grows = true;
        }
    }
    return group;
}

// 100,000 operations in rounds small enough for the naive model.
TEST(IdentityGraph, EqualsANaiveModelOverAHundredThousandOperations) {
    std::mt19937 random(42);
    const auto below = [&random](std::size_t count) {
        return static_cast<std::uint32_t>(random() % count);
    };
    int operations = 0;
    for (int round = 0; round < 500; ++round) {
        IdentityGraph graph;
        std::vector<IdentityMapping> model;
        for (int i = 0; i < 40; ++i)
            (void)claim_of(graph, std::to_string(i));
        for (int step = 0; step < 200; ++step, ++operations) {
            const UtcTime now = at_second(step);
            if (below(10) < 6 || model.empty()) {
                IdentityMapping mapping = same({below(40)}, {below(40)}, step);
                if (below(5) == 0) mapping.relation = Relation::kPartOf;
                const auto established = graph.establish(mapping);
                ASSERT_EQ(established.has_value(), mapping.a != mapping.b);
                if (established) model.push_back(mapping);
            } else {
                const std::uint32_t which = below(model.size());
                const bool was_live = model[which].revoked_at == IdentityMapping::kNever;
                ASSERT_EQ(graph.revoke({which}, now, "auditor").has_value(), was_live);
                if (was_live) model[which].revoked_at = now;
            }
            if (step % 10 != 0) continue;
            const ClaimId asked{below(40)};
            const UtcTime at = at_second(below(static_cast<std::size_t>(step) + 2));
            std::set<std::uint32_t> group;
            for (const ClaimId one : graph.same_device(asked, at))
                group.insert(one.value);
            ASSERT_EQ(group, naive_group(model, asked.value, at));
        }
    }
    EXPECT_EQ(operations, 100'000);
}

}  // namespace
}  // namespace belvedere::twin
