// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/privacy_filter.hpp"

#include <gtest/gtest.h>

#include "engine/twin/twin_query.hpp"
#include "tests/unit/twin/twin_sample.hpp"

namespace belvedere::twin {
namespace {

TEST(PrivacyFilter, KnowsSpellingsOfWhatNamesAPerson) {
    for (const char* name : {"vehiclePlateIdentifier", "license_plate", "LicensePlate", "owner",
                             "SIM-number", "telephone", "Email", "simNumber"}) {
        EXPECT_TRUE(is_personal(name)) << name;
    }
    for (const char* name : {"temperature", "plateau", "occupancy", "status", "", "refDevice"})
        EXPECT_FALSE(is_personal(name)) << name;
}

ObservationBatch vehicle() {
    ObservationBatch batch;
    batch.received_at = at_second(0);
    batch.begin_update("urn:bus", "Vehicle");
    batch.add(number_of(batch, "speed", 30.0, at_second(0)));
    batch.add(text_of(batch, "https://example.org/vehiclePlateIdentifier", "AB-123", at_second(0)));
    return batch;
}

TEST(PrivacyFilter, NothingPersonalPassesTheDoor) {
    TwinStore store;
    const SourceId source = *store.add_source({"buses"});
    store.append(source, vehicle());
    EXPECT_EQ(store.ledger(source).observations.withheld, 1U);
    EXPECT_EQ(store.series_count(), 1U);
    EXPECT_FALSE(store.names().find("https://example.org/vehiclePlateIdentifier"));
    EXPECT_TRUE(store.ledger(source).samples.empty());
}

TEST(PrivacyFilter, IsOffWhereAPersonChoseSo) {
    TwinStoreOptions options;
    options.keeps_personal_data = true;
    TwinStore store(options);
    store.append(*store.add_source({"buses"}), vehicle());
    EXPECT_EQ(store.series_count(), 2U);
}

}  // namespace
}  // namespace belvedere::twin
