// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/dynamizer.hpp"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "engine/core/file.hpp"
#include "test_paths.hpp"

namespace belvedere::content {
namespace {

TEST(Dynamizer, SeriesOfCityGml) {
    const std::string text = R"(<?xml version="1.0"?><core:CityModel xmlns:dyn="d">
      <!-- <dyn:Dynamizer gml:id="commented"/> DynamizerX <dyn:Dynamizers> -->
      <dyn:Dynamizer gml:id="d1"><dyn:attributeRef>
      //b:Room[@gml:id='r1']/g:A[name='temp &amp; x']/g:v </dyn:attributeRef>
      <dyn:startTime>2019</dyn:startTime><dyn:dynamicData>
      <dyn:CompositeTimeseries><dyn:component><dyn:TimeseriesComponent>
      <dyn:repetitions>3</dyn:repetitions>
      <dyn:timeseries><dyn:GenericTimeseries><dyn:uom>CEL</dyn:uom>
      <dyn:timeValuePair><dyn:TimeValuePair><dyn:timestamp>2019-01</dyn:timestamp>
      <dyn:doubleValue> 1.5 </dyn:doubleValue></dyn:TimeValuePair></dyn:timeValuePair>
      <dyn:timeValuePair><dyn:TimeValuePair><dyn:timestamp>2019-02</dyn:timestamp>
      <dyn:stringValue>open</dyn:stringValue></dyn:TimeValuePair></dyn:timeValuePair>
      <dyn:timeValuePair><dyn:TimeValuePair><dyn:intValue>1</dyn:intValue></dyn:TimeValuePair>
      </dyn:timeValuePair></dyn:GenericTimeseries></dyn:timeseries></dyn:TimeseriesComponent>
      </dyn:component></dyn:CompositeTimeseries></dyn:dynamicData></dyn:Dynamizer>
      <Dynamizer id="d2"><attributeRef>//bldg:Building[@gml:id="b"]/bldg:function</attributeRef>
      <dynamicData><TabulatedFileTimeseries><fileLocation>t.csv</fileLocation>
      <timeColumnName>t</timeColumnName><valueColumnName>v</valueColumnName>
      </TabulatedFileTimeseries></dynamicData></Dynamizer>
      <dyn:Dynamizer gml:id="broken"><dyn:a></dyn:b></dyn:Dynamizer>
      <dyn:Dynamizer gml:id="open"></core:CityModel>)";
    const auto found = read_dynamizers(as_bytes(text));
    ASSERT_TRUE(found) << found.error().message;
    ASSERT_EQ(found->all.size(), 2U);
    const Dynamizer& first = found->all[0];
    EXPECT_EQ(first.id, "d1");
    EXPECT_EQ(first.target, "r1");
    EXPECT_EQ(first.property, "temp & x");
    EXPECT_EQ(first.unit, "CEL");
    ASSERT_EQ(first.values.size(), 2U);
    EXPECT_EQ(first.values[0].time, "2019-01");
    EXPECT_EQ(first.values[0].number, 1.5);
    EXPECT_EQ(first.values[1].text, "open");
    EXPECT_FALSE(first.values[1].number);
    EXPECT_EQ(found->all[1].target, "b");
    EXPECT_EQ(found->all[1].property, "function");
    ASSERT_TRUE(found->all[1].table);
    EXPECT_EQ(found->all[1].table->value_column, "v");
    EXPECT_EQ(found->warnings.size(), 4U)
        << "repeats, a value without a time, broken, does not end";
}

TEST(Dynamizer, SeriesOfCityJson) {
    const std::string text = R"({"type":"CityJSON","version":"2.0","CityObjects":{
      "b":{"type":"Building","attributes":{"temp":1}},
      "d":{"type":"+Dynamizer","attributes":{"target":"b","attributeRef":"/attributes/a~1b",
        "startTime":"2026-01-01T00:00:00Z","dynamicData":{"type":"+GenericTimeseries","uom":"CEL",
        "timeValuePairs":[{"timestamp":"2026-01-01T00:00:00Z","doubleValue":2.5},
          {"timestamp":"2026-01-01T01:00:00Z","boolValue":true},{"doubleValue":3}]}}},
      "s":{"type":"+Dynamizer","target":"b","attributeRef":"/attributes/t","sensorConnection":
        {"connectionType":"ogc_sta_1.1","datastreamID":7,"baseURL":"https://h/v1.1","uom":"CEL"}},
      "none":{"type":"+Dynamizer"}}})";
    const auto found = read_dynamizers(as_bytes(text));
    ASSERT_TRUE(found) << found.error().message;
    ASSERT_EQ(found->all.size(), 2U);
    EXPECT_EQ(found->all[0].property, "a/b");
    ASSERT_EQ(found->all[0].values.size(), 2U);
    EXPECT_EQ(found->all[0].values[0].number, 2.5);
    EXPECT_EQ(found->all[0].values[1].text, "true");
    ASSERT_TRUE(found->all[1].connection);
    EXPECT_EQ(found->all[1].connection->datastream_id, "7");
    EXPECT_EQ(found->all[1].unit, "CEL");
    EXPECT_EQ(found->warnings.size(), 2U);
    for (const char* bad : {"", "  ", "{", "x", "[]"})
        EXPECT_FALSE(read_dynamizers(as_bytes(std::string(bad)))) << bad;
    EXPECT_TRUE(read_dynamizers(as_bytes(std::string("<Dynamizer")))->all.empty());
}

TEST(Dynamizer, ASeriesOfSeriesInCityJsonIsReadAsInCityGml) {
    const std::string text = R"({"type":"CityJSON","version":"2.0","CityObjects":{
      "d":{"type":"+Dynamizer","target":"b","attributeRef":"/attributes/t","dynamicData":{
        "type":"+CompositeTimeseries","component":[
          {"repetitions":1,"timeseries":{"type":"+GenericTimeseries","uom":"CEL","timeValuePairs":[
            {"timestamp":"2026-01-01T00:00:00Z","doubleValue":1}]}},
          {"repetitions":3,"timeseries":{"type":"+CompositeTimeseries","component":[
            {"repetitions":1,"timeseries":{"type":"+GenericTimeseries","timeValuePairs":[
              {"timestamp":"2026-01-02T00:00:00Z","doubleValue":2}]}}]}}]}},
      "e":{"type":"+Dynamizer","target":"b","attributeRef":"/attributes/u",
        "dynamicData":{"type":"+OtherTimeseries"}}}})";
    const auto found = read_dynamizers(as_bytes(text));
    ASSERT_TRUE(found) << found.error().message;
    ASSERT_EQ(found->all.size(), 2U);
    EXPECT_EQ(found->all[0].unit, "CEL");
    ASSERT_EQ(found->all[0].values.size(), 2U);
    EXPECT_EQ(found->all[0].values[1].number, 2.0);
    ASSERT_EQ(found->warnings.size(), 2U);
    EXPECT_EQ(found->warnings[0], "d: a series that repeats is read once");
    EXPECT_EQ(found->warnings[1], "e: a series in a form that is not read");
}

TEST(Dynamizer, TheExamplesOfCityGmlThree) {
    const std::filesystem::path folder =
        std::filesystem::path(BELVEDERE_SAMPLE_DATA) / "citygml/ogc-citygml3-examples/Dynamizer";
    if (!std::filesystem::is_directory(folder)) GTEST_SKIP() << "no sample data";
    const std::string base = "Building_CityGML3.0_with_Dynamizer_and_";
    const auto read = [&](const std::string& name) {
        return read_dynamizers(*read_file(folder / (base + name), 1U << 26U));
    };
    const auto series = read("inline_Timeseries.gml");
    ASSERT_TRUE(series && series->all.size() == 1);
    EXPECT_TRUE(series->warnings.empty());
    EXPECT_EQ(series->all[0].target, "DEBY_LOD2_5744682_roofsurface1");
    EXPECT_EQ(series->all[0].property, "diffuse_irradiation");
    EXPECT_EQ(series->all[0].unit, "kWh");
    ASSERT_EQ(series->all[0].values.size(), 12U);
    EXPECT_EQ(series->all[0].values[0].number, 1454.63);
    for (const char* version : {"SensorConnection_V1.gml", "SensorConnection_V2.gml"}) {
        const auto connected = read(version);
        ASSERT_TRUE(connected && connected->all.size() == 1) << version;
        EXPECT_EQ(connected->all[0].target, "DEBY_LOD2_5744682_room1");
        EXPECT_EQ(connected->all[0].property, "temperature");
        ASSERT_TRUE(connected->all[0].connection);
        EXPECT_EQ(connected->all[0].connection->type, "ogc_sta_1.0");
        EXPECT_EQ(connected->all[0].connection->datastream_id, "1");
        EXPECT_EQ(connected->all[0].connection->base_url,
                  "http://127.0.0.1:8080/FROST-Server/v1.0");
    }
}

}  // namespace
}  // namespace belvedere::content
