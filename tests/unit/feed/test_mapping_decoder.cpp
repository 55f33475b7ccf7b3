// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/mapping_decoder.hpp"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "engine/core/file.hpp"
#include "engine/feed/mapping.hpp"
#include "test_paths.hpp"
#include "tests/unit/feed/decoded.hpp"

namespace belvedere::feed {
namespace {

using twin::ValueKind;

std::unique_ptr<MappingDecoder> decoder_of(std::string_view mapping) {
    auto decoder = MappingDecoder::open(as_bytes(mapping));
    EXPECT_TRUE(decoder) << (decoder ? "" : decoder.error().message);
    return decoder ? *std::move(decoder) : nullptr;
}

TEST(Mapping, TopicsBindNames) {
    const auto names = match_topic("city/+/air/{id}", "city/north/air/17");
    ASSERT_TRUE(names);
    EXPECT_EQ(names->at("id"), "17");
    EXPECT_TRUE(match_topic("city/#", "city/a/b"));
    EXPECT_TRUE(match_topic("city/#", "city"));
    EXPECT_TRUE(match_topic("", "anything/at/all"));
    EXPECT_FALSE(match_topic("city/+", "city/a/b"));
    EXPECT_FALSE(match_topic("city/+/x", "city/a"));
    EXPECT_FALSE(match_topic("city/{id}", "town/a"));
}

TEST(MappingDecoder, JsonByPointers) {
    const auto decoder = decoder_of(R"({"rules":[{"topic":"air/{id}","entity":"urn:air:{id}",
        "type":"AirQualityObserved","time":"/ts",
        "position":{"longitude":"/at/lon","latitude":"/at/lat","height":"/at/h"},
        "properties":[{"name":"pm25","at":"/values/0","unit":"GQ"},
                      {"name":"state","at":"/state"},{"name":"gone","at":"/nowhere"}]}]})");
    const Decoded decoded = decode(
        *decoder,
        R"({"ts":1767268800000,"at":{"lon":13.5,"lat":52.5,"h":40},"values":[7.5],"state":"ok"})",
        "air/5");
    ASSERT_EQ(decoded.batch.updates().size(), 1U);
    EXPECT_EQ(decoded.entity(), "urn:air:5");
    EXPECT_EQ(decoded.find("pm25")->number, 7.5);
    EXPECT_EQ(decoded.text(decoded.find("pm25")->unit), "GQ");
    EXPECT_EQ(decoded.find("pm25")->observed_at.microseconds, 1'767'268'800'000'000);
    EXPECT_EQ(decoded.text(decoded.find("state")->text), "ok");
    EXPECT_EQ(decoded.find("gone"), nullptr);
    EXPECT_EQ(decoded.find("location")->position.height_m, 40.0F);
    EXPECT_EQ(decode(*decoder, "{}", "water/5").batch.rejections().size(), 1U);
    EXPECT_EQ(decode(*decoder, "{", "air/5").batch.rejections().size(), 1U);
}

TEST(MappingDecoder, ManyEntitiesOfOneDocument) {
    const auto decoder = decoder_of(R"({"rules":[{"entity":"{/id}","type":"T","each":"/sensors",
        "properties":[{"name":"x","at":"/x"}]}]})");
    const Decoded decoded =
        decode(*decoder, R"({"sensors":[{"id":"a","x":1},{"x":2},{"id":3,"x":3}]})");
    ASSERT_EQ(decoded.batch.updates().size(), 2U);
    EXPECT_EQ(decoded.entity(1), "3");
    EXPECT_EQ(decoded.batch.rejections().size(), 1U) << "one has no id";
}

TEST(MappingDecoder, CsvByColumns) {
    const auto decoder = decoder_of(R"({"rules":[{"entity":"urn:{id}","type":"T","format":"csv",
        "separator":";","time":"when","properties":[{"name":"x","at":"a value"},
        {"name":"note","at":"note"}]}]})");
    const Decoded decoded = decode(*decoder,
                                   "id;when;a value;note\r\n"
                                   "1;2026-01-01T12:00:00Z;2.5;\"a; \"\"b\"\"\"\r\n"
                                   "2;1767268800;;\n\n");
    ASSERT_EQ(decoded.batch.updates().size(), 2U);
    EXPECT_EQ(decoded.entity(1), "urn:2");
    EXPECT_EQ(decoded.find("x")->number, 2.5);
    EXPECT_EQ(decoded.text(decoded.find("note")->text), "a; \"b\"");
    EXPECT_EQ(decoded.batch.updates()[1].count, 0U) << "empty cells are no values";
}

TEST(MappingDecoder, BadMappingsNameTheRule) {
    for (const char* mapping : {"{", "{}", R"({"rules":[]})", R"({"rules":[{}]})",
                                R"({"rules":[7]})", R"({"rules":[{"entity":"a"}]})",
                                R"({"rules":[{"entity":"a","format":"xml","properties":[]}]})",
                                R"({"rules":[{"entity":"a","properties":[{"name":"x"}]}]})",
                                R"({"rules":[{"entity":"a","position":{"longitude":"/x"}}]})"}) {
        const auto decoder = MappingDecoder::open(as_bytes(mapping));
        ASSERT_FALSE(decoder) << mapping;
        EXPECT_FALSE(decoder.error().message.empty());
    }
}

// Real, irregular series of traffic sensors: 2,500 rows in one file.
TEST(MappingDecoder, RealCsvSeries) {
    const std::filesystem::path file = std::filesystem::path(BELVEDERE_SAMPLE_DATA) /
                                       "iot/nab-traffic-a/realTraffic/speed_6005.csv";
    if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not there";
    const auto decoder = decoder_of(R"({"rules":[{"entity":"urn:sensor:6005","type":"Traffic",
        "format":"csv","time":"timestamp","properties":[{"name":"speed","at":"value",
        "unit":"HM"}]}]})");
    const auto bytes = read_file(file, 1 << 24);
    const Decoded decoded = decode(*decoder, as_text(*bytes));
    EXPECT_EQ(decoded.batch.updates().size(), 2500U);
    EXPECT_TRUE(decoded.batch.rejections().empty());
    for (const auto& one : decoded.batch.observations()) {
        ASSERT_EQ(one.kind, ValueKind::kNumber);
        ASSERT_FALSE(one.quality.has(twin::Quality::kTimeAssumed));
    }
}

}  // namespace
}  // namespace belvedere::feed
