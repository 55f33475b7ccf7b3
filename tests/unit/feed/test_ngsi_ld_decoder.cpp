// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/ngsi_ld_decoder.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/linked/ngsi_ld_core.hpp"
#include "engine/twin/place_lines.hpp"
#include "engine/twin/twin_store.hpp"
#include "tests/unit/feed/decoded.hpp"

namespace belvedere::feed {
namespace {

using linked::kDefaultVocabulary;

using twin::Quality;
using twin::ValueKind;

constexpr UtcTime kNoon{1'767'268'800'000'000};  // 2026-01-01T12:00:00Z.

TEST(NgsiLdDecoder, NormalizedConciseAndSimplifiedSayTheSame) {
    const char* forms[] = {
        R"({"id":"urn:a","type":"T","t":{"type":"Property","value":21.5,"unitCode":"CEL",
            "observedAt":"2026-01-01T12:00:00Z"},"location":{"type":"GeoProperty",
            "value":{"type":"Point","coordinates":[13.4,52.5,34]}}})",
        R"({"id":"urn:a","type":"T","t":{"value":21.5,"unitCode":"CEL",
            "observedAt":"2026-01-01T12:00:00Z"},"location":{"type":"Point",
            "coordinates":[13.4,52.5,34]}})",
        R"({"id":"urn:a","type":"T","t":21.5,"dateObserved":"2026-01-01T12:00:00Z",
            "location":{"type":"Point","coordinates":[13.4,52.5,34]}})"};
    for (const char* form : forms) {
        const Decoded decoded = decode_ngsi_ld(form);
        ASSERT_EQ(decoded.batch.updates().size(), 1U) << form;
        EXPECT_EQ(decoded.entity(), "urn:a");
        EXPECT_EQ(decoded.type(), std::string(kDefaultVocabulary) + "T");
        const auto* value = decoded.find("t");
        ASSERT_NE(value, nullptr);
        EXPECT_EQ(value->number, 21.5);
        EXPECT_EQ(value->observed_at, kNoon);
        const auto* place = decoded.find("location");
        ASSERT_NE(place, nullptr);
        EXPECT_EQ(place->kind, ValueKind::kPosition);
        EXPECT_EQ(place->position.longitude_deg, 13.4);
        EXPECT_EQ(place->position.latitude_deg, 52.5);
        EXPECT_EQ(place->position.height_m, 34.0F);
    }
    EXPECT_EQ(decode_ngsi_ld(forms[0]).text(decode_ngsi_ld(forms[0]).find("t")->unit), "CEL");
}

TEST(NgsiLdDecoder, LinesKeepTheirPoints) {
    const char* payload = R"({"id":"urn:a","type":"T","location":{"type":"GeoProperty",
        "value":{"type":"LineString","coordinates":[[13.0,52.0],[13.2,52.0],[13.2,52.4]]}},
        "both":{"type":"GeoProperty","value":{"type":"MultiLineString",
        "coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]}},
        "area":{"type":"GeoProperty","value":{"type":"Polygon",
        "coordinates":[[[1,1],[2,1],[2,2],[1,1]]]}}})";
    const Decoded decoded = decode_ngsi_ld(payload);
    const auto* road = decoded.find("location");
    ASSERT_NE(road, nullptr);
    EXPECT_NEAR(road->position.longitude_deg, 13.1, 1e-12);
    EXPECT_TRUE(road->quality.has(Quality::kApproximate));
    const auto line = twin::line_of(decoded.text(road->text));
    EXPECT_EQ(line, (std::vector<twin::LinePoint>{{13.0, 52.0}, {13.2, 52.0}, {13.2, 52.4}}));
    const auto both = twin::line_of(decoded.text(decoded.find("both")->text));
    ASSERT_EQ(both.size(), 5U);
    EXPECT_FALSE(both[2].longitude_deg == both[2].longitude_deg) << "parts the two lines";
    EXPECT_EQ(decoded.find("area")->text.length, 0U);

    twin::TwinStore store;
    const auto source = store.add_source({.name = "roads"});
    ASSERT_TRUE(source);
    store.append(*source, decoded.batch);
    EXPECT_EQ(store.lines().of(twin::EntityId{0}).size(), 3U);
    const Decoded point = decode_ngsi_ld(
        R"({"id":"urn:a","type":"T","location":{"type":"Point","coordinates":[13.4,52.5]}})");
    store.append(*source, point.batch);
    EXPECT_TRUE(store.lines().of(twin::EntityId{0}).empty()) << "it is a point now";
}

TEST(NgsiLdDecoder, EveryKindOfAttribute) {
    const Decoded decoded = decode_ngsi_ld(R"({"id":"urn:a","type":"T",
        "on":{"type":"Property","value":true},
        "name":{"type":"Property","value":"Gate"},
        "parts":{"type":"Property","value":{"a":[1,2]}},
        "of":{"type":"Relationship","object":"urn:b"},
        "many":{"type":"Relationship","object":["urn:b","urn:c"]},
        "label":{"type":"LanguageProperty","languageMap":{"en":"Gate","de":"Tor"}},
        "kind":{"type":"VocabProperty","vocab":"Door"},
        "raw":{"type":"JsonProperty","json":{"x":null}},
        "list":{"type":"ListProperty","valueList":[1,2]},
        "line":{"type":"ListRelationship","objectList":[{"object":"urn:b"}]},
        "area":{"type":"GeoProperty","value":{"type":"Polygon",
            "coordinates":[[[1,1],[3,1],[3,5],[1,5],[1,1]]]}}})");
    EXPECT_EQ(decoded.find("on")->kind, ValueKind::kBoolean);
    EXPECT_EQ(decoded.find("on")->number, 1.0);
    EXPECT_EQ(decoded.text(decoded.find("name")->text), "Gate");
    EXPECT_EQ(decoded.text(decoded.find("parts")->text), R"({"a":[1,2]})");
    EXPECT_EQ(decoded.find("of")->kind, ValueKind::kReference);
    EXPECT_EQ(decoded.text(decoded.find("of")->text), "urn:b");
    EXPECT_EQ(decoded.find("many")->kind, ValueKind::kJson);
    EXPECT_EQ(decoded.text(decoded.find("label")->text), R"({"en":"Gate","de":"Tor"})");
    EXPECT_EQ(decoded.text(decoded.find("kind")->text), std::string(kDefaultVocabulary) + "Door");
    EXPECT_EQ(decoded.text(decoded.find("raw")->text), R"({"x":null})");
    EXPECT_EQ(decoded.text(decoded.find("list")->text), "[1,2]");
    EXPECT_EQ(decoded.find("line")->kind, ValueKind::kJson);
    EXPECT_TRUE(decoded.find("area")->quality.has(Quality::kApproximate));
    EXPECT_EQ(decoded.find("area")->position.longitude_deg, 2.0);
    EXPECT_EQ(decoded.find("area")->position.latitude_deg, 3.0);
}

TEST(NgsiLdDecoder, InstancesAndTemporalFormsAreSeveralValues) {
    const Decoded decoded = decode_ngsi_ld(R"({"id":"urn:a","type":"T",
        "speed":[{"type":"Property","value":1,"datasetId":"urn:d1"},
                 {"type":"Property","value":2}],
        "count":{"type":"Property","values":[[5,"2026-01-01T12:00:00Z"],
                                             [6,"2026-01-01T13:00:00Z"]]},
        "load":{"type":"Property","avg":[[7,"2026-01-01T12:00:00Z","2026-01-01T13:00:00Z"]]},
        "tags":["a","b"]})");
    EXPECT_EQ(decoded.text(decoded.find("speed")->dataset), "urn:d1");
    EXPECT_EQ(decoded.find("speed", 1)->number, 2.0);
    EXPECT_EQ(decoded.find("count", 1)->number, 6.0);
    EXPECT_EQ(decoded.find("count")->observed_at, kNoon);
    const auto* average = decoded.find("avg");
    ASSERT_NE(average, nullptr);
    EXPECT_EQ(decoded.text(average->property), std::string(kDefaultVocabulary) + "load#avg");
    EXPECT_EQ(average->observed_at.microseconds, kNoon.microseconds + 3'600'000'000);
    EXPECT_EQ(decoded.text(decoded.find("tags")->text), R"(["a","b"])");
}

TEST(NgsiLdDecoder, DeletionIsSaidInThreeWays) {
    const Decoded decoded = decode_ngsi_ld(R"([
        {"id":"urn:a","type":"T","deletedAt":"2026-01-01T12:00:00Z"},
        {"id":"urn:b","type":"T","x":{"type":"Property","value":"urn:ngsi-ld:null"},
         "y":{"type":"Property","deletedAt":"2026-01-01T12:00:00Z"}}])");
    EXPECT_TRUE(decoded.batch.updates()[0].deletes_entity);
    EXPECT_EQ(decoded.find("x")->kind, ValueKind::kDeleted);
    EXPECT_EQ(decoded.find("y")->kind, ValueKind::kDeleted);
    EXPECT_EQ(decoded.find("y")->observed_at, kNoon);
}

TEST(NgsiLdDecoder, NotificationsOverHttpAndMqtt) {
    const std::string notification =
        R"({"id":"urn:n","type":"Notification","subscriptionId":"urn:s",
            "notifiedAt":"2026-01-01T12:00:00Z","data":[{"id":"urn:a","type":"T","x":1},
            {"id":"urn:b","type":"T","x":2}]})";
    EXPECT_EQ(decode_ngsi_ld(notification).batch.updates().size(), 2U);
    ContextRegistry contexts;
    ASSERT_TRUE(contexts.add_document("https://e.org/c",
                                      as_bytes(R"({"@context":{"x":"https://e.org/x"}})")));
    NgsiLdDecoder decoder(contexts);
    const Decoded decoded =
        decode(decoder, R"({"metadata":{"Content-Type":"application/json","Link":
            "<https://e.org/c>; rel=\"http://www.w3.org/ns/json-ld#context\""},"body":)" +
                            notification + "}");
    ASSERT_EQ(decoded.batch.updates().size(), 2U);
    EXPECT_EQ(decoded.text(decoded.find("x")->property), "https://e.org/x");
}

TEST(NgsiLdDecoder, GeoJsonFeatures) {
    const Decoded decoded = decode_ngsi_ld(R"({"type":"FeatureCollection","features":[
        {"type":"Feature","id":"urn:a","geometry":{"type":"Point","coordinates":[1,2]},
         "properties":{"type":"T","x":{"type":"Property","value":3}}},
        {"type":"Feature","id":"urn:b","geometry":{"type":"Point","coordinates":[1,2]},
         "properties":{"type":"T","location":{"type":"GeoProperty",
            "value":{"type":"Point","coordinates":[1,2]}}}}]})");
    ASSERT_EQ(decoded.batch.updates().size(), 2U);
    EXPECT_EQ(decoded.batch.updates()[0].count, 2U);
    EXPECT_EQ(decoded.batch.updates()[1].count, 1U) << "the geometry repeats the location";
    EXPECT_EQ(decoded.find("location")->position.latitude_deg, 2.0);
}

TEST(NgsiLdDecoder, Version2IsRecognisedByItsForms) {
    const Decoded decoded = decode_ngsi_ld(R"({"id":"Gate-1","type":"Gate",
        "temperature":{"type":"Number","value":5,"metadata":{"unitCode":{"value":"CEL"},
            "TimeInstant":{"type":"DateTime","value":"2026-01-01T12:00:00Z"}}},
        "refRoad":{"type":"Relationship","value":"Road-1"},
        "location":{"type":"geo:json","value":{"type":"Point","coordinates":[1,2]}}})");
    EXPECT_EQ(decoded.type(), "Gate") << "its names have no context";
    EXPECT_EQ(decoded.text(decoded.find("temperature")->unit), "CEL");
    EXPECT_EQ(decoded.find("temperature")->observed_at, kNoon);
    EXPECT_EQ(decoded.find("refRoad")->kind, ValueKind::kReference);
    EXPECT_EQ(decoded.find("location")->kind, ValueKind::kPosition);
}

TEST(NgsiLdDecoder, ExpandedEntitiesNeedNoContext) {
    const Decoded decoded = decode_ngsi_ld(R"json({"@id":"urn:a","@type":["https://e.org/T"],
        "https://e.org/x":[{"@type":["https://uri.etsi.org/ngsi-ld/Property"],
            "https://uri.etsi.org/ngsi-ld/hasValue":[{"@value":4.5}],
            "https://uri.etsi.org/ngsi-ld/unitCode":[{"@value":"CEL"}],
            "https://uri.etsi.org/ngsi-ld/observedAt":[{"@value":"2026-01-01T12:00:00Z"}]}],
        "https://uri.etsi.org/ngsi-ld/location":[{
            "@type":["https://uri.etsi.org/ngsi-ld/GeoProperty"],
            "https://uri.etsi.org/ngsi-ld/hasValue":[{"@value":"POINT (1.5 2.5)"}]}]})json");
    EXPECT_EQ(decoded.find("https://e.org/x")->number, 4.5);
    EXPECT_EQ(decoded.find("https://e.org/x")->observed_at, kNoon);
    EXPECT_EQ(decoded.find("location")->position.latitude_deg, 2.5);
}

TEST(NgsiLdDecoder, WhatIsWrongIsSaidWithASample) {
    struct Case {
        const char* payload;
        const char* reason;
    };
    const Case cases[] = {
        {R"({"id":"urn:a","type":"T","x":NaN})", "not JSON"},
        {R"({"id":"urn:a"})", "an entity without a type"},
        {R"({"type":"T","x":1})", "an entity without an id"},
        {R"([1])", "an entity that is no object"},
        {R"({"id":"urn:s","type":"Subscription"})", "a Subscription, not an entity"},
        {R"({"id":"urn:a","type":"T","@context":5})", "a @context that is none"},
        {"", "not JSON"},
    };
    for (const Case& one : cases) {
        const Decoded decoded = decode_ngsi_ld(one.payload);
        ASSERT_EQ(decoded.batch.rejections().size(), 1U) << one.payload;
        EXPECT_TRUE(decoded.batch.rejections()[0].reason.starts_with(one.reason))
            << decoded.batch.rejections()[0].reason;
        EXPECT_TRUE(decoded.batch.updates().empty());
    }
    const std::string deep = R"({"id":"urn:a","type":"T","x":)" + std::string(100'000, '[');
    EXPECT_EQ(decode_ngsi_ld(deep).batch.rejections().size(), 1U);
}

TEST(NgsiLdDecoder, FaultsCostOneValue) {
    const Decoded decoded = decode_ngsi_ld(R"({"id":"urn:a","type":"T",
        "a":{"type":"Property","value":1,"object":"urn:b"},
        "b":{"type":"Property"},
        "c":null,
        "d":{"type":"GeoProperty","value":{"type":"Point","coordinates":["x"]}},
        "e":{"type":"Property","value":1}})");
    for (const char* name : {"a", "b", "c", "d"})
        EXPECT_FALSE(decoded.find(name)->fault.empty()) << name;
    EXPECT_TRUE(decoded.find("e")->fault.empty());
}

TEST(NgsiLdDecoder, TimesAsTheyAreWritten) {
    const Decoded decoded = decode_ngsi_ld(R"({"id":"urn:a","type":"T",
        "a":{"value":1,"observedAt":"2026-01-01T14:00:00+02:00"},
        "b":{"value":1,"observedAt":"2026-01-01T12:00:00"},
        "c":{"value":1,"observedAt":1767268800},
        "d":{"value":1,"observedAt":1767268800000},
        "e":{"value":1,"observedAt":"yesterday"},
        "f":1})");
    for (const char* name : {"a", "b", "c", "d"})
        EXPECT_EQ(decoded.find(name)->observed_at, kNoon) << name;
    EXPECT_TRUE(decoded.find("b")->quality.has(Quality::kZoneAssumed));
    EXPECT_TRUE(decoded.find("e")->quality.has(Quality::kTimeAssumed));
    EXPECT_TRUE(decoded.find("f")->quality.has(Quality::kTimeAssumed));
}

TEST(NgsiLdDecoder, ManyBadEntitiesAreCountedNotKept) {
    std::string payload = "[1";
    for (int i = 1; i < 5000; ++i)
        payload += ",1";
    const Decoded decoded = decode_ngsi_ld(payload + "]");
    EXPECT_EQ(decoded.batch.received(), 5000U);
    EXPECT_EQ(decoded.batch.rejections().size(), twin::limits::kRejectionsABatch);
}

}  // namespace
}  // namespace belvedere::feed
