// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/sensor_things_decoder.hpp"

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/feed/datastream_catalogue.hpp"
#include "tests/unit/feed/decoded.hpp"

namespace belvedere::feed {
namespace {

using twin::ValueKind;

TEST(SensorThingsDecoder, ThingsWithTheirLatestObservations) {
    SensorThingsDecoder decoder;
    const Decoded decoded = decode(decoder, R"json({"@iot.nextLink":"https://s/v1.1/Things?$skip=1",
        "value":[{"@iot.id":7,"@iot.selfLink":"https://s/v1.1/Things(7)","name":"Mast",
        "Locations":[{"location":{"type":"Point","coordinates":[13.4,52.5]}}],
        "Datastreams":[{"@iot.id":"a-1","name":"air","unitOfMeasurement":{"name":"Celsius",
            "symbol":"°C","definition":"ucum:Cel"},"ObservedProperty":{"name":"temperature"},
            "Observations":[{"phenomenonTime":"2026-01-01T12:00:00Z/2026-01-01T13:00:00Z",
                             "result":4.5}]}]}]})json");
    EXPECT_EQ(decoder.next_link(), "https://s/v1.1/Things?$skip=1");
    ASSERT_EQ(decoded.batch.updates().size(), 1U);
    EXPECT_EQ(decoded.entity(), "https://s/v1.1/Things(7)");
    const auto* value = decoded.find("temperature");
    ASSERT_NE(value, nullptr);
    EXPECT_EQ(value->number, 4.5);
    EXPECT_EQ(decoded.text(value->unit), "°C");
    EXPECT_EQ(decoded.text(value->dataset), "Datastreams(a-1)");
    EXPECT_EQ(value->observed_at.microseconds, 1'767'272'400'000'000) << "an interval's end";
    EXPECT_EQ(decoded.find("location")->position.latitude_deg, 52.5);
    (void)decode(decoder, R"({"value":[]})");
    EXPECT_TRUE(decoder.next_link().empty());
}

TEST(SensorThingsDecoder, ObservationsByTopic) {
    SensorThingsDecoder decoder;
    const Decoded decoded =
        decode(decoder, R"({"@iot.id":1,"phenomenonTime":"2026-01-01T12:00:00Z","result":3})",
               "v1.1/Datastreams(5)/Observations");
    EXPECT_EQ(decoded.entity(), "Datastreams(5)");
    EXPECT_EQ(decoded.find("result")->number, 3.0);
    const Decoded lost = decode(decoder, R"({"result":3})");
    ASSERT_EQ(lost.batch.rejections().size(), 1U);
}

TEST(SensorThingsDecoder, ObservationsAloneJoinTheirThing) {
    const auto catalogue = std::make_shared<DatastreamCatalogue>();
    SensorThingsDecoder asked(catalogue), told(catalogue), stranger;
    const std::string alone = R"({"phenomenonTime":"2026-01-01T12:00:00Z","result":3})";
    const std::string topic = "v1.1/Datastreams(5)/Observations";
    EXPECT_EQ(decode(told, alone, topic).entity(), "Datastreams(5)") << "nobody knows whose it is";
    (void)decode(asked, R"json({"value":[{"@iot.id":7,"name":"Mast","Datastreams":[{"@iot.id":5,
        "@iot.selfLink":"https://s/v1.1/Datastreams(5)","name":"air","unitOfMeasurement":
        {"symbol":"°C"},"ObservedProperty":{"name":"temperature"}}]}]})json");
    const std::string array =
        R"json({"Datastream@iot.navigationLink":"https://s/v1.1/Datastreams(5)",
        "components":["result","phenomenonTime"],"dataArray":[[3,"2026-01-01T12:00:00Z"]]})json";
    for (const Decoded& decoded : {decode(told, alone, topic), decode(told, array)}) {
        EXPECT_EQ(decoded.entity(), "Things(7)");
        EXPECT_EQ(decoded.type(), "Thing");
        const auto* value = decoded.find("temperature");
        ASSERT_NE(value, nullptr);
        EXPECT_EQ(value->number, 3.0);
        EXPECT_EQ(decoded.text(value->unit), "°C");
        EXPECT_EQ(decoded.text(value->dataset), "https://s/v1.1/Datastreams(5)");
    }
    EXPECT_EQ(decode(stranger, alone, topic).entity(), "Datastreams(5)");
    EXPECT_EQ(catalogue->names_from(0), std::vector<std::string>{"Datastreams(5)"});
    EXPECT_TRUE(catalogue->names_from(1).empty());
}

TEST(SensorThingsDecoder, DataArrays) {
    SensorThingsDecoder decoder;
    const Decoded decoded = decode(decoder, R"([{"Datastream":{"@iot.id":1},
        "components":["phenomenonTime","result"],"dataArray@iot.count":3,
        "dataArray":[["2026-01-01T12:00:00Z",1],["2026-01-01T12:01:00Z",2],[3]]}])");
    EXPECT_EQ(decoded.entity(), "Datastreams(1)");
    EXPECT_EQ(decoded.find("result", 1)->number, 2.0);
    EXPECT_EQ(decoded.find("result", 1)->observed_at.microseconds, 1'767'268'860'000'000);
    EXPECT_FALSE(decoded.find("result", 2)->fault.empty());
}

TEST(SensorThingsDecoder, OtherDocumentsAreRejectedWithAReason) {
    SensorThingsDecoder decoder;
    for (const char* payload : {"{", "7", "{}", R"({"value":[{"x":1}]})",
                                R"({"dataArray":[[1]],"components":["result"]})",
                                R"({"requests":[{"method":"post","url":"Users","body":{}}]})"}) {
        const Decoded decoded = decode(decoder, payload);
        ASSERT_EQ(decoded.batch.rejections().size(), 1U) << payload;
        EXPECT_FALSE(decoded.batch.rejections()[0].reason.empty());
        EXPECT_TRUE(decoded.batch.updates().empty()) << payload;
    }
}

}  // namespace
}  // namespace belvedere::feed
