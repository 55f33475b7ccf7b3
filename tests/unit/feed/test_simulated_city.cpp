// SPDX-License-Identifier: Apache-2.0
// The simulator's truth against the store that heard it through the real decoder, with faults.
#include <cmath>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "engine/generator/fault_injector.hpp"
#include "engine/twin/twin_query.hpp"
#include "tests/unit/feed/decoded.hpp"

namespace belvedere::feed {
namespace {

using generator::Delivery;
using generator::FaultInjector;
using generator::FaultRates;
using generator::KnownValue;
using generator::SimulatedCity;
using generator::SimulatedCityOptions;

// Feeds what arrives into a store, a message a batch.
class HeardCity {
  public:
    HeardCity(const SimulatedCityOptions& city, const FaultRates& rates) : injector(city, rates) {}

    void hear(int messages) {
        for (int i = 0; i < messages && injector.next(delivery_); ++i)
            hear_one();
        injector.stop_making();
        while (injector.next(delivery_))
            hear_one();
    }

    FaultInjector injector;
    twin::TwinStore store;
    SourceId source = *store.add_source({"sim", twin::SourceKind::kSimulated});

  private:
    void hear_one() {
        twin::ObservationBatch batch;
        MessageInfo info;
        info.received_at = delivery_.delivered_at;
        info.topic = delivery_.topic;
        decoder_.decode(as_bytes(delivery_.payload), info, batch);
        store.append(source, batch);
    }

    ContextRegistry contexts_;
    NgsiLdDecoder decoder_{contexts_};
    Delivery delivery_;
};

void expect_known(const twin::TwinStore& store, twin::EntityId entity, const std::string& name,
                  const KnownValue& known) {
    const auto series = twin::find_series(store, entity, name);
    ASSERT_TRUE(series) << name;
    const auto reading = twin::latest_at(store, *series);
    ASSERT_TRUE(reading) << name;
    EXPECT_EQ(reading->observed_at, known.observed_at) << name;
    if (name == "location") {
        EXPECT_NEAR(reading->position.longitude_deg, known.number, 1e-7);
    } else if (!known.is_number) {
        EXPECT_EQ(reading->text, known.word) << name;
    } else {
        const auto truth = twin::find_unit(known.unit);
        ASSERT_TRUE(truth) << known.unit;
        const auto told = twin::convert(store.units().unit(reading->unit),
                                        twin::known_units()[truth->value], reading->number);
        ASSERT_TRUE(told) << name;
        EXPECT_NEAR(*told, known.number, 1e-9 * std::max(1.0, std::abs(known.number))) << name;
    }
}

void expect_truth(const HeardCity& heard) {
    EXPECT_EQ(heard.store.entities().size(), heard.injector.known().size());
    for (const auto& [id, properties] : heard.injector.known()) {
        const auto entity = heard.store.entities().find(heard.source, id);
        ASSERT_TRUE(entity) << id;
        for (const auto& [name, known] : properties)
            expect_known(heard.store, *entity, name, known);
    }
}

void expect_counts(const HeardCity& heard) {
    const auto& made = heard.injector.counts();
    const auto& ledger = heard.store.ledger(heard.source);
    EXPECT_EQ(made.made - made.lost + made.duplicates, made.delivered);
    EXPECT_EQ(ledger.updates.received, made.delivered);
    EXPECT_EQ(ledger.updates.accounted(), made.delivered);
    EXPECT_EQ(ledger.updates.duplicate, made.duplicates);
    EXPECT_EQ(ledger.updates.late, made.overtaken);
    EXPECT_EQ(ledger.updates.rejected, 0U);
    EXPECT_EQ(ledger.observations.rejected, made.no_numbers);
    EXPECT_EQ(ledger.times_implausible, made.skewed);
    EXPECT_EQ(ledger.unit_changes, made.unit_changes);
    EXPECT_EQ(ledger.observations.accounted(), ledger.observations.received);
}

TEST(SimulatedCity, WithoutFaultsEverythingIsAppliedAndTrue) {
    HeardCity heard({.inhabitants = 2'000}, {});
    heard.hear(20'000);
    expect_counts(heard);
    expect_truth(heard);
    EXPECT_EQ(heard.store.ledger(heard.source).updates.applied, heard.injector.counts().made);
    EXPECT_EQ(heard.store.ledger(heard.source).implausible, 0U) << "the simulator stays on Earth";
}

TEST(SimulatedCity, FaultsAreCountedExactlyAndTheStateIsTrue) {
    const FaultRates rates{.loss = 0.02,
                           .duplicate = 0.15,
                           .reorder = 0.2,
                           .skew = 0.1,
                           .no_number = 0.15,
                           .unit_change = 0.2};
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        HeardCity heard({.inhabitants = 4'000, .seed = seed}, rates);
        heard.hear(40'000);
        const auto& made = heard.injector.counts();
        for (const auto count : {made.lost, made.duplicates, made.overtaken, made.skewed,
                                 made.no_numbers, made.unit_changes}) {
            EXPECT_GT(count, 10U) << "each fault occurs";
        }
        expect_counts(heard);
        expect_truth(heard);
    }
}

TEST(SimulatedCity, IsTheSameForASeedAndAnotherForAnother) {
    const auto first_messages = [](std::uint64_t seed) {
        FaultInjector injector({.inhabitants = 1'000, .seed = seed}, {.loss = 0.1});
        std::string all;
        Delivery delivery;
        for (int i = 0; i < 200 && injector.next(delivery); ++i)
            all += delivery.payload;
        return all;
    };
    EXPECT_EQ(first_messages(7), first_messages(7));
    EXPECT_NE(first_messages(7), first_messages(8));
}

TEST(SimulatedCity, HasTheMixOfACity) {
    const SimulatedCity city({.inhabitants = 1'000'000});
    EXPECT_NEAR(static_cast<double>(city.devices().size()), 171'300.0, 1'000.0);
    std::set<std::string> ids;
    for (const auto& device : city.devices())
        ids.insert(generator::device_id(device));
    EXPECT_EQ(ids.size(), city.devices().size()) << "no two devices share an id";
}

TEST(SimulatedCity, TurnsComeInOrderOfTime) {
    SimulatedCity city({.inhabitants = 1'000});
    UtcTime last;
    for (int i = 0; i < 5'000; ++i) {
        const auto turn = city.next();
        ASSERT_GE(turn.time, last);
        last = turn.time;
    }
}

}  // namespace
}  // namespace belvedere::feed
