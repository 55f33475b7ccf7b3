// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/thing_description.hpp"

#include <string>

#include <gtest/gtest.h>

#include "engine/twin/twin_query.hpp"
#include "tests/unit/feed/decoded.hpp"

namespace belvedere::feed {
namespace {

constexpr const char* kThing = R"({
  "@context": "https://www.w3.org/2022/wot/td/v1.1", "id": "urn:dev:7", "title": "Room sensor",
  "descriptions": {"de": "Im Saal", "en": "In the hall"}, "base": "https://h/things/7/",
  "securityDefinitions": {"n": {"scheme": "nosec"}}, "security": "n",
  "properties": {
    "temperature": {"type": "number", "title": "Air", "unit": "CEL", "minimum": -10, "maximum": 40,
      "readOnly": true, "observable": true, "forms": [
        {"href": "properties/t", "contentType": "application/json", "op": ["readproperty",
         "observeproperty"], "subprotocol": "sse"}, {"href": "mqtt://b/t"}, {"op": "x"}, 3]},
    "level": {"readOnly": false, "minimum": 9, "maximum": 1}, "odd": 3},
  "actions": {"toggle": {"forms": [{"href": "a"}]}}})";

TEST(ThingDescription, IsReadAsFarAsItDescribesValues) {
    const auto things = parse_thing_descriptions(as_bytes(std::string_view(kThing)));
    ASSERT_TRUE(things) << things.error().message;
    ASSERT_EQ(things->size(), 1U);
    const twin::DeviceDescription& thing = (*things)[0];
    EXPECT_EQ(thing.id, "urn:dev:7");
    EXPECT_EQ(thing.title, "Room sensor");
    EXPECT_EQ(thing.text, "Im Saal");
    ASSERT_EQ(thing.properties.size(), 2U);
    const twin::PropertyDescription& air = thing.properties[0];
    EXPECT_EQ(air.title, "Air");
    EXPECT_EQ(air.unit, "CEL");
    EXPECT_EQ(air.least, -10.0);
    EXPECT_EQ(air.most, 40.0);
    EXPECT_FALSE(air.is_writable);
    ASSERT_EQ(air.forms.size(), 2U);
    EXPECT_EQ(air.forms[0].target, "https://h/things/7/properties/t");
    EXPECT_EQ(air.forms[0].operations.size(), 2U);
    EXPECT_EQ(air.forms[0].subprotocol, "sse");
    EXPECT_EQ(air.forms[1].target, "mqtt://b/t");
    EXPECT_TRUE(thing.properties[1].is_writable);
    EXPECT_EQ(thing.properties[1].least, 1.0);
    const std::string directory = "[" + std::string(kThing) + "," + kThing + "]";
    EXPECT_EQ(parse_thing_descriptions(as_bytes(directory))->size(), 2U);
    for (const char* bad :
         {"", "{}", "[3]", R"({"properties":{}})", R"({"id":"a","properties":1})"})
        EXPECT_FALSE(parse_thing_descriptions(as_bytes(std::string_view(bad)))) << bad;
}

TEST(ThingDescription, GivesUnitsAndRangesToValuesThatBringNone) {
    twin::DescriptionBook book;
    auto things = parse_thing_descriptions(as_bytes(std::string_view(kThing)));
    ASSERT_TRUE(things);
    for (twin::DeviceDescription& thing : *things)
        ASSERT_TRUE(book.add(std::move(thing)));
    twin::TwinStoreOptions options;
    options.descriptions = &book;
    twin::TwinStore store(options);
    const SourceId source = *store.add_source({"s"});
    const auto say = [&](const std::string& id, const std::string& value) {
        store.append(source, decode_ngsi_ld(R"({"id":")" + id +
                                            R"(","type":"Room","temperature":)" + value + "}")
                                 .batch);
        const auto entity = store.entities().find(source, id);
        return *twin::latest_at(store, *twin::find_series(store, *entity, "temperature"));
    };
    const twin::Reading good = say("urn:dev:7", "21");
    EXPECT_EQ(store.units().unit(good.unit).code, "CEL");
    EXPECT_TRUE(good.quality.has(twin::Quality::kUnitAssumed));
    EXPECT_FALSE(good.quality.has(twin::Quality::kImplausible));
    EXPECT_TRUE(say("urn:dev:7", "41").quality.has(twin::Quality::kImplausible));
    // In its own unit: 300 K is 27 degrees, 330 K is not below 40.
    const auto kelvin = [](int number) {
        return R"({"type":"Property","unitCode":"KEL","value":)" + std::to_string(number) + "}";
    };
    EXPECT_FALSE(say("urn:dev:7", kelvin(300)).quality.has(twin::Quality::kImplausible));
    EXPECT_TRUE(say("urn:dev:7", kelvin(330)).quality.has(twin::Quality::kImplausible));
    EXPECT_FALSE(say("urn:dev:8", "41").quality.has(twin::Quality::kImplausible))
        << "another device";
    EXPECT_EQ(book.find("urn:dev:7")->title, "Room sensor");
    EXPECT_EQ(book.find("urn:dev:7", "nothing"), nullptr);
}

}  // namespace
}  // namespace belvedere::feed
