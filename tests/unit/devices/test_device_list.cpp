// SPDX-License-Identifier: Apache-2.0
#include "app/devices/device_list.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/unit/twin/twin_sample.hpp"

namespace belvedere::devices {
namespace {

using testing::ElementsAre;

class DeviceListTest : public testing::Test {
  protected:
    void say(const std::string& id, const std::string& type, double number,
             const std::string& unit = "CEL", std::int64_t second = 1) {
        twin::ObservationBatch batch;
        batch.received_at = twin::at_second(second);
        batch.begin_update(id, type);
        batch.add(twin::number_of(batch, "temperature", number, twin::at_second(second), unit));
        store.append(source, batch);
    }
    // Works until the list is what was asked for.
    void settle() {
        const auto all = [](SourceId) { return true; };
        for (int i = 0; i < 1000; ++i) {
            seconds += DeviceList::kRefresh_s;
            list.advance(store, all, {seconds, twin::at_second(2)});
            jobs.wait_idle();
            if (!list.is_collecting() && !list.is_sorting() && list.order().query == list.query())
                return;
        }
        FAIL() << "the list never settles";
    }
    std::vector<std::string> names(const DeviceQuery& query) {
        list.ask(query);
        settle();
        std::vector<std::string> found;
        for (const DeviceLine& line : list.order().lines) {
            found.push_back(line.entity.valid()
                                ? std::string(store.entities()[line.entity].id())
                                : "[" + list.order().groups[line.group].name + " " +
                                      std::to_string(list.order().groups[line.group].count) + "]");
        }
        return found;
    }

    twin::TwinStore store;
    SourceId source = *store.add_source({"test", twin::SourceKind::kLive});
    JobPool jobs{{.threads = 1}};
    DeviceList list{jobs, {}};
    double seconds = 0.0;
};

TEST_F(DeviceListTest, SortsNamesAsPeopleCount) {
    say("urn:lamp:10", "Lamp", 1.0);
    say("urn:lamp:9", "Lamp", 2.0);
    say("urn:Lamp:09b", "Lamp", 3.0);
    EXPECT_THAT(names({}), ElementsAre("urn:lamp:9", "urn:Lamp:09b", "urn:lamp:10"));
    EXPECT_THAT(names({.order = SortOrder::kDown}),
                ElementsAre("urn:lamp:10", "urn:Lamp:09b", "urn:lamp:9"));
}

TEST_F(DeviceListTest, SortsValuesOfOneQuantityInAnyUnit) {
    say("urn:a", "T", 20.0, "CEL");
    say("urn:b", "T", 77.0, "FAH");  // 25 °C.
    say("urn:c", "T", 22.0, "CEL");
    EXPECT_THAT(
        names({.property = "temperature", .sort = DeviceSort::kValue, .order = SortOrder::kDown}),
        ElementsAre("urn:b", "urn:c", "urn:a"));
    EXPECT_THAT(names({.property = "humidity"}), ElementsAre());
}

TEST_F(DeviceListTest, FiltersByPartKindStateAndSource) {
    say("urn:north:1", "Lamp", 1.0);
    say("urn:north:2", "https://example.org/models/Gauge", 1.0);
    say("urn:south:3", "Gauge", 1.0);
    EXPECT_THAT(names({.text = "NORTH"}), ElementsAre("urn:north:1", "urn:north:2"));
    EXPECT_THAT(names({.kind = "Gauge"}), ElementsAre("urn:north:2", "urn:south:3"));
    EXPECT_THAT(names({.text = "gauge"}), ElementsAre("urn:north:2", "urn:south:3"));
    EXPECT_THAT(names({.source = "another"}), ElementsAre());
    EXPECT_THAT(names({.state = twin::TwinState::kLost}), ElementsAre());
    EXPECT_THAT(list.order().kinds, ElementsAre("Gauge", "Lamp"));
    EXPECT_EQ(list.order().total, 3U);
}

TEST_F(DeviceListTest, ListsOnlyThoseAmongWhichItIsAsked) {
    for (int i = 0; i < 5; ++i)
        say("urn:lamp:" + std::to_string(i), "Lamp", i);
    DeviceQuery query;
    query.among = std::make_shared<std::vector<twin::EntityId>>(
        std::vector{*store.entities().find(source, "urn:lamp:1"),
                    *store.entities().find(source, "urn:lamp:3")});
    EXPECT_THAT(names(query), ElementsAre("urn:lamp:1", "urn:lamp:3"));
    query.text = "3";
    EXPECT_THAT(names(query), ElementsAre("urn:lamp:3"));
}

TEST_F(DeviceListTest, GroupsHaveHeadingsAndCounts) {
    say("urn:1", "Lamp", 1.0);
    say("urn:2", "Gauge", 1.0);
    say("urn:3", "Lamp", 1.0);
    EXPECT_THAT(names({.grouping = DeviceGrouping::kKind}),
                ElementsAre("[Gauge 1]", "urn:2", "[Lamp 2]", "urn:1", "urn:3"));
}

TEST_F(DeviceListTest, ManyAreCollectedSliceBySlice) {
    constexpr int kMany = 3 * static_cast<int>(DeviceList::kEntitiesAtOnce);
    for (int i = 0; i < kMany; ++i)
        say("urn:" + std::to_string(i), "Lamp", i);
    list.ask({.text = "9"});
    list.advance(store, [](SourceId) { return true; }, {0.0, twin::at_second(2)});
    EXPECT_TRUE(list.is_collecting()) << "one frame does not read them all";
    settle();
    EXPECT_EQ(list.order().total, static_cast<std::uint64_t>(kMany));
    EXPECT_GT(list.order().found, 0U);
    EXPECT_LT(list.order().found, list.order().total);
}

TEST_F(DeviceListTest, NewValuesAreListedAndHiddenSourcesAreNot) {
    say("urn:1", "Lamp", 1.0);
    EXPECT_THAT(names({}), ElementsAre("urn:1"));
    say("urn:2", "Lamp", 1.0);
    settle();
    settle();
    EXPECT_EQ(list.order().found, 2U);
    say("urn:3", "Lamp", 1.0);
    for (int i = 0; i < 4; ++i) {
        seconds += DeviceList::kRefresh_s;
        list.advance(store, [](SourceId) { return false; }, {seconds, twin::at_second(2)});
        jobs.wait_idle();
    }
    EXPECT_EQ(list.order().found, 0U);
}

}  // namespace
}  // namespace belvedere::devices
