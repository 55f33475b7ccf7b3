// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "engine/twin/entity_table.hpp"
#include "engine/twin/observation.hpp"
#include "engine/twin/property_facts.hpp"

namespace belvedere::twin {
namespace {

// The text must outlive the key.
EntityKey key_of(SourceId source, std::string_view id) {
    return {source, id, entity_id_hash(id)};
}

TEST(EntityTable, EachIsFoundAgainHoweverManyThereAre) {
    constexpr std::uint32_t kEntities = 60'000, kSources = 3;
    EntityTable table;
    const auto id_of = [](std::uint32_t i) { return "urn:lamp:" + std::to_string(i / kSources); };
    for (std::uint32_t i = 0; i < kEntities; ++i) {
        const std::string id = id_of(i);
        const auto made = table.ensure(key_of(SourceId{i % kSources}, id));
        ASSERT_TRUE(made);
        ASSERT_EQ(made->value, i) << "one id in two sources is two entities";
    }
    for (std::uint32_t i = 0; i < kEntities; ++i) {
        const std::string id = id_of(i);
        const EntityKey key = key_of(SourceId{i % kSources}, id);
        ASSERT_EQ(table.find(key)->value, i);
        ASSERT_EQ(table.find(key.source, key.id), table.find(key));
        ASSERT_EQ(table.ensure(key)->value, i);
        ASSERT_EQ(table[EntityId{i}].id(), key.id);
    }
    EXPECT_EQ(table.size(), kEntities);
    EXPECT_FALSE(table.find(SourceId{kSources}, "urn:lamp:1"));
    EXPECT_FALSE(table.find(SourceId{0}, "urn:lamp:x"));
}

TEST(EntityTable, AHintNamesTheEntityAndChangesNothing) {
    EntityTable table;
    table.prefetch_slot(SourceId{0}, 1);
    EXPECT_FALSE(table.prefetch_record(SourceId{0}, 1).valid()) << "an empty table has none";
    const EntityKey key = key_of(SourceId{0}, "urn:a");
    const auto made = table.ensure(key);
    EXPECT_EQ(table.prefetch_record(SourceId{0}, key.id_hash), made);
    EXPECT_EQ(table.size(), 1U);
}

// An id is its text: a hash that lies finds nothing that is not there and hides nobody else.
TEST(EntityTable, AFalseHashIsNobody) {
    EntityTable table;
    const EntityKey key = key_of(SourceId{0}, "urn:a");
    const auto first = table.ensure(key);
    const auto other = table.ensure({SourceId{0}, "urn:b", key.id_hash});
    ASSERT_TRUE(first && other);
    EXPECT_NE(*first, *other);
    EXPECT_EQ(table.find(key), first);
}

TEST(PropertyFacts, AreThoseOfTheShortName) {
    const PropertyFacts dust = property_facts("https://uri.etsi.org/ngsi-ld/default-context/pm25");
    EXPECT_EQ(dust.short_name, "pm25");
    ASSERT_NE(dust.known, nullptr);
    EXPECT_TRUE(dust.unit.valid());
    EXPECT_FALSE(dust.is_personal || dust.is_location);
    EXPECT_TRUE(property_facts("urn:x:location").is_location);
    EXPECT_TRUE(property_facts("licensePlate").is_personal);
    PropertyFactsTable table;
    EXPECT_EQ(table.of(NameId{5}, "pm25").short_name, "pm25");
    EXPECT_EQ(table.of(NameId{2}, "owner").is_personal, true);
    EXPECT_EQ(table.of(NameId{5}, "pm25").known, dust.known);
}

}  // namespace
}  // namespace belvedere::twin
