// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/source_ledger.hpp"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/twin/twin_sample.hpp"

namespace belvedere::twin {
namespace {

TEST(SourceLedger, EverythingReceivedEndsAsOneThing) {
    TwinStore store;
    const SourceId source = *store.add_source({"test"});
    std::mt19937 random(11);
    std::uint64_t sent = 0;
    for (int i = 0; i < 20'000; ++i) {
        ObservationBatch batch;
        batch.received_at = at_second(i);
        const auto what = random() % 10;
        if (what == 0) {
            batch.reject("not JSON", "{");
            ++sent;
        } else if (what == 1) {
            store.ledger(source).drop_updates(3);
            sent += 3;
        } else {
            batch.begin_update("urn:" + std::to_string(random() % 50), "Sensor");
            for (std::uint32_t k = 0; k < random() % 4; ++k) {
                const auto second = static_cast<std::int64_t>(random() % 20'000);
                batch.add(number_of(batch, k == 3 ? "owner" : "speed",
                                    static_cast<double>(random() % 3), at_second(second)));
            }
            batch.add(text_of(batch, "temperature", random() % 2 ? "NaN" : "warm", at_second(i)));
            ++sent;
        }
        store.append(source, batch);
    }
    const SourceLedger& ledger = store.ledger(source);
    EXPECT_EQ(ledger.updates.received, sent);
    EXPECT_EQ(ledger.updates.accounted(), sent);
    EXPECT_EQ(ledger.observations.accounted(), ledger.observations.received);
    EXPECT_GT(ledger.updates.late + ledger.observations.late, 0U);
    EXPECT_GT(ledger.updates.duplicate + ledger.observations.duplicate, 0U);
}

TEST(SourceLedger, ReasonsAndSamplesAreBounded) {
    SourceLedger ledger;
    for (int i = 0; i < 1000; ++i)
        ledger.reject_update({"reason " + std::to_string(i), std::string(10'000, 'x')});
    EXPECT_EQ(ledger.updates.rejected, 1000U);
    EXPECT_EQ(ledger.reasons.size(), limits::kRejectionReasons + 1);
    EXPECT_EQ(ledger.reasons.at("other reasons"), 1000U - limits::kRejectionReasons);
    EXPECT_EQ(ledger.samples.size(), limits::kRejectionSamples);
    EXPECT_EQ(ledger.samples.back().reason, "reason 999");
    EXPECT_EQ(ledger.samples.back().sample.size(), limits::kSampleBytes);
}

TEST(SourceLedger, SamplesCanBeShownAnywhere) {
    EXPECT_EQ(sample_of(std::string_view("a\n\x01\xFF", 4)), "a \\x01\\xff");
}

}  // namespace
}  // namespace belvedere::twin
