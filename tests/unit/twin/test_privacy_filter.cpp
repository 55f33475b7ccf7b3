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
    ASSERT_EQ(store.ledger(source).withheld_names.size(), 1U);
    EXPECT_EQ(store.ledger(source).withheld_names.begin()->first, "vehiclePlateIdentifier");
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

TEST(PrivacyFilter, NothingPersonalPassesInsideAStructure) {
    const auto kept_of = [](TwinStoreOptions options, SourceLedger& ledger) {
        TwinStore store(options);
        const SourceId source = *store.add_source({"houses"});
        ObservationBatch batch;
        batch.received_at = at_second(0);
        batch.begin_update("urn:a", "House");
        Observation one =
            text_of(batch, "address",
                    R"({"street":"A","contact":{"telephone":"0123"},"owner":"P"})", at_second(0));
        one.kind = ValueKind::kJson;
        batch.add(one);
        store.append(source, batch);
        ledger = store.ledger(source);
        return latest_at(store, SeriesId{0})->text;
    };
    SourceLedger ledger;
    EXPECT_EQ(kept_of({}, ledger),
              R"j({"street":"A","contact":{"telephone":"(withheld)"},"owner":"(withheld)"})j");
    EXPECT_EQ(ledger.withheld_names.size(), 2U);
    EXPECT_EQ(ledger.withheld_names["telephone"], 1U);
    EXPECT_EQ(ledger.observations.applied, 1U) << "the rest of it is no person's";
    EXPECT_EQ(ledger.observations.withheld, 0U);
    TwinStoreOptions chosen;
    chosen.keeps_personal_data = true;
    EXPECT_NE(kept_of(chosen, ledger).find("0123"), std::string::npos);
}

TEST(PrivacyFilter, SamplesOfWhatIsRejectedNameNobody) {
    const auto shown = [](std::string_view text) { return without_personal(text, 1'000); };
    struct Case {
        std::string_view said, shown;
    };
    const Case cases[] = {
        {R"j({"type":"Car","owner" : {"type":"Property","value":"A. \"P\" Person"},"x":1})j",
         R"j({"type":"Car","owner":"(withheld)","x":1})j"},
        {R"j({"a":{"phone":["1","2"]},"license_plate":"B-1"})j",
         R"j({"a":{"phone":"(withheld)"},"license_plate":"(withheld)"})j"},
        {R"j({"https://x.org/ns#email":"a@b.c","speed":30})j",
         R"j({"https://x.org/ns#email":"(withheld)","speed":30})j"},
        {R"j({"imei":12345,"e":"owner"})j", R"j({"imei":"(withheld)","e":"owner"})j"},
        // Cut off anywhere, no part of the value is left.
        {R"j({"owner":"A. Per)j", R"j({"owner":"(withheld)")j"},
        {R"j({"owner":)j", R"j({"owner":"(withheld)")j"},
    };
    for (const Case& one : cases)
        EXPECT_EQ(shown(one.said), one.shown);
    EXPECT_EQ(shown("no JSON, owner: unknown"), "no JSON, owner: unknown");
    EXPECT_EQ(without_personal("abcdef", 3), "abc");
    ObservationBatch batch;
    batch.reject("an entity without an id", R"j({"type":"Car","owner":"A. Person"})j");
    EXPECT_EQ(batch.rejections()[0].sample, R"j({"type":"Car","owner":"(withheld)"})j");
}

}  // namespace
}  // namespace belvedere::twin
