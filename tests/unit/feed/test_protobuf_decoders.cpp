// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <gtest/gtest.h>

#include "engine/feed/gtfs_realtime_decoder.hpp"
#include "engine/feed/proto/gtfs_realtime.pb.h"
#include "engine/feed/proto/sparkplug_b.pb.h"
#include "engine/feed/sparkplug_decoder.hpp"
#include "tests/unit/feed/decoded.hpp"

namespace belvedere::feed {
namespace {

using twin::Quality;
using twin::ValueKind;

TEST(GtfsRealtimeDecoder, VehiclesAreKeyedByThemselvesNotByTheMessage) {
    gtfs::FeedMessage message;
    message.mutable_header()->set_gtfs_realtime_version("2.0");
    message.mutable_header()->set_timestamp(1'767'268'800);
    auto* first = message.add_entity();
    first->set_id("1");
    auto* vehicle = first->mutable_vehicle();
    vehicle->mutable_vehicle()->set_id("bus-7");
    vehicle->mutable_position()->set_latitude(52.5F);
    vehicle->mutable_position()->set_longitude(13.4F);
    vehicle->mutable_position()->set_speed(10.0F);
    vehicle->set_timestamp(1'767'268'790);
    vehicle->set_current_status(1);
    auto* second = message.add_entity();
    second->set_id("2");
    second->mutable_vehicle()->mutable_trip()->set_trip_id("T9");
    second->mutable_vehicle()->mutable_position()->set_latitude(52.0F);
    second->mutable_vehicle()->mutable_position()->set_longitude(13.0F);
    message.add_entity()->set_id("3");
    message.mutable_entity(2)->mutable_vehicle();
    GtfsRealtimeDecoder decoder;
    const Decoded decoded = decode(decoder, message.SerializeAsString());
    ASSERT_EQ(decoded.batch.updates().size(), 2U);
    EXPECT_EQ(decoded.entity(0), "vehicle:bus-7");
    EXPECT_EQ(decoded.entity(1), "trip:T9");
    EXPECT_EQ(decoded.find("speed")->number, 10.0);
    EXPECT_EQ(decoded.text(decoded.find("speed")->unit), "MTS");
    EXPECT_EQ(decoded.find("location")->observed_at.microseconds, 1'767'268'790'000'000);
    EXPECT_EQ(decoded.find("location", 1)->observed_at.microseconds, 1'767'268'800'000'000);
    EXPECT_EQ(decoded.text(decoded.find("status")->text), "stopped");
    EXPECT_EQ(decoded.batch.rejections().size(), 1U) << "one has neither id nor trip";
    EXPECT_FALSE(decoded.batch.is_partial);
    message.mutable_header()->set_incrementality(1);
    EXPECT_TRUE(decode(decoder, message.SerializeAsString()).batch.is_partial) << "differences";
    EXPECT_EQ(decode(decoder, "<html>").batch.rejections().size(), 1U);
}

std::string born_payload() {
    sparkplug::Payload payload;
    payload.set_timestamp(1'767'268'800'000);
    auto* metric = payload.add_metrics();
    metric->set_name("Temperature");
    metric->set_alias(4);
    metric->set_datatype(3);
    metric->set_int_value(static_cast<std::uint32_t>(-5));
    metric->mutable_properties()->add_keys("engUnit");
    metric->mutable_properties()->add_values()->set_string_value("Cel");
    auto* sequence = payload.add_metrics();
    sequence->set_name("bdSeq");
    sequence->set_long_value(1);
    return payload.SerializeAsString();
}

TEST(SparkplugDecoder, AnAliasMeansSomethingOnlyAfterItsBirth) {
    sparkplug::Payload data;
    data.set_timestamp(1'767'268'801'000);
    auto* metric = data.add_metrics();
    metric->set_alias(4);
    metric->set_int_value(static_cast<std::uint32_t>(-6));
    SparkplugDecoder decoder;
    const std::string bytes = data.SerializeAsString();
    const Decoded early = decode(decoder, bytes, "spBv1.0/G/DDATA/E/D");
    ASSERT_EQ(early.batch.observations().size(), 1U);
    EXPECT_FALSE(early.batch.observations()[0].fault.empty());
    const Decoded born = decode(decoder, born_payload(), "spBv1.0/G/DBIRTH/E/D");
    EXPECT_EQ(born.entity(), "G/E/D");
    EXPECT_EQ(born.batch.observations().size(), 1U) << "bdSeq is no value";
    EXPECT_EQ(born.find("Temperature")->number, -5.0);
    const Decoded later = decode(decoder, bytes, "spBv1.0/G/DDATA/E/D");
    ASSERT_NE(later.find("Temperature"), nullptr);
    EXPECT_EQ(later.find("Temperature")->number, -6.0) << "the type is the birth's";
    EXPECT_EQ(later.text(later.find("Temperature")->unit), "Cel");
    EXPECT_EQ(later.find("Temperature")->observed_at.microseconds, 1'767'268'801'000'000);
}

TEST(SparkplugDecoder, ANodesDeathIsThatOfItsDevices) {
    SparkplugDecoder decoder;
    (void)decode(decoder, born_payload(), "spBv1.0/G/NBIRTH/E");
    (void)decode(decoder, born_payload(), "spBv1.0/G/DBIRTH/E/D");
    (void)decode(decoder, born_payload(), "spBv1.0/G/NBIRTH/E2");
    sparkplug::Payload death;
    death.set_timestamp(1'767'268'900'000);
    const Decoded decoded = decode(decoder, death.SerializeAsString(), "spBv1.0/G/NDEATH/E");
    ASSERT_EQ(decoded.batch.updates().size(), 2U);
    for (const auto& update : decoded.batch.updates()) {
        EXPECT_TRUE(update.loses_entity);
        EXPECT_FALSE(update.deletes_entity);
    }
    EXPECT_TRUE(decoded.batch.observations().empty()) << "what was last said stays";
    // A device that was never born here may still have been in the store.
    EXPECT_EQ(decode(decoder, death.SerializeAsString(), "spBv1.0/G/DDEATH/E/X").entity(), "G/E/X");
}

TEST(SparkplugDecoder, ADeathOfAnEarlierSessionSaysNothing) {
    const auto with_sequence = [](std::uint64_t number) {
        sparkplug::Payload payload;
        payload.set_timestamp(1'767'268'900'000);
        auto* metric = payload.add_metrics();
        metric->set_name("bdSeq");
        metric->set_long_value(number);
        return payload.SerializeAsString();
    };
    SparkplugDecoder decoder;
    (void)decode(decoder, with_sequence(7), "spBv1.0/G/NBIRTH/E");
    const Decoded early = decode(decoder, with_sequence(6), "spBv1.0/G/NDEATH/E");
    EXPECT_TRUE(early.batch.updates().empty());
    ASSERT_EQ(early.batch.rejections().size(), 1U);
    EXPECT_EQ(decode(decoder, with_sequence(7), "spBv1.0/G/NDEATH/E").batch.updates().size(), 1U);
}

TEST(SparkplugDecoder, NullHistoricalAndUnreadable) {
    sparkplug::Payload data;
    data.set_timestamp(1'767'268'801'000);
    auto* null = data.add_metrics();
    null->set_name("a");
    null->set_is_null(true);
    auto* old = data.add_metrics();
    old->set_name("b");
    old->set_double_value(2.5);
    old->set_is_historical(true);
    SparkplugDecoder decoder;
    const Decoded decoded = decode(decoder, data.SerializeAsString(), "spBv1.0/G/NDATA/E");
    EXPECT_FALSE(decoded.find("a")->fault.empty());
    EXPECT_TRUE(decoded.find("b")->quality.has(Quality::kHistorical));
    EXPECT_EQ(decode(decoder, "\xFF\xFF", "spBv1.0/G/NDATA/E").batch.rejections().size(), 1U);
    EXPECT_EQ(decode(decoder, "", "spBv1.0/G").batch.rejections().size(), 1U);
    EXPECT_EQ(decode(decoder, "{}", "spBv1.0/STATE/host").batch.rejections().size(), 1U);
}

}  // namespace
}  // namespace belvedere::feed
