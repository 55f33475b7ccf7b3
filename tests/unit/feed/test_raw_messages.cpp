// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/raw_messages.hpp"

#include <gmock/gmock.h>

#include <string>

#include "engine/feed/limits.hpp"
#include "engine/feed/make_decoder.hpp"

namespace belvedere::feed {
namespace {

using testing::HasSubstr;
using testing::Not;

void keep(RawMessages& ring, const std::string& text, const std::string& topic = {},
          std::int64_t at_us = 0) {
    MessageInfo info;
    info.received_at = {at_us};
    info.topic = topic;
    ring.keep(as_bytes(text), info);
}

TEST(RawMessages, TheNewestThatSpeaksOfADeviceIsFound) {
    RawMessages ring;
    keep(ring, R"({"id":"urn:a:7","v":1})", "city/a", 1);
    keep(ring, R"({"id":"urn:a:70","v":2})", "city/b", 2);
    keep(ring, R"({"id": "urn:b:1","refDevice":"urn:a:7"})", "city/c", 3);
    const auto found = ring.newest_about("urn:a:7");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->received_at.microseconds, 1) << "what only refers to it comes second";
    EXPECT_EQ(found->topic, "city/a");
    EXPECT_EQ(ring.newest_about("urn:b:1")->received_at.microseconds, 3);
    EXPECT_EQ(ring.newest_about("city/b")->received_at.microseconds, 2);
    EXPECT_FALSE(ring.newest_about("urn:a:700"));
    EXPECT_FALSE(ring.newest_about(""));
    EXPECT_EQ(ring.newest(2).size(), 2U);
    EXPECT_EQ(ring.newest(2).back().received_at.microseconds, 3);
}

TEST(RawMessages, AreGoneThroughByNumber) {
    RawMessages ring;
    for (const char* text : {"a", "wanted b", "c", "wanted d"})
        keep(ring, text);
    const auto is_wanted = [](std::string_view text) { return text.starts_with("wanted"); };
    std::uint64_t number = 0;
    EXPECT_EQ(ring.next_with(number, is_wanted)->text, "wanted b");
    EXPECT_EQ(number, 2U);
    EXPECT_EQ(ring.next_with(number, is_wanted)->text, "wanted d");
    EXPECT_FALSE(ring.next_with(number, is_wanted));
    EXPECT_EQ(number, ring.next_number());
    for (std::size_t i = 0; i < limits::kRawMessages; ++i)
        keep(ring, i == 0 ? "wanted first" : "more");
    number = 1;
    EXPECT_EQ(ring.next_with(number, is_wanted)->text, "wanted first")
        << "what has left the ring is passed over";
    EXPECT_EQ(number, 5U);
    EXPECT_EQ(ring.next_number(), 4 + limits::kRawMessages);
}

TEST(RawMessages, OnlyMentioningIsBetterThanNothing) {
    RawMessages ring;
    keep(ring, R"({"id":"x","refDevice":"urn:a:7"})");
    EXPECT_TRUE(ring.newest_about("urn:a:7"));
}

TEST(RawMessages, PersonalValuesAreDroppedBeforeTheyAreKept) {
    RawMessages ring;
    keep(ring, R"({"id":"bus","vehiclePlateIdentifier":{"value":"AB 123"},"speed":4})");
    const RawMessage kept = ring.newest(1).front();
    EXPECT_THAT(kept.text, Not(HasSubstr("AB 123")));
    EXPECT_THAT(kept.text, HasSubstr("(withheld)"));
    EXPECT_THAT(kept.text, HasSubstr("speed"));
}

TEST(RawMessages, BytesThatAreNoTextAreWrittenAsDigits) {
    RawMessages ring;
    keep(ring, std::string("\x08\x00\xff"
                           "AB",
                           5));
    const RawMessage kept = ring.newest(1).front();
    EXPECT_TRUE(kept.is_binary);
    EXPECT_EQ(kept.text, "\\x08\\x00\\xffAB");
    EXPECT_EQ(kept.bytes, 5U);
}

TEST(RawMessages, TheRingIsBoundedInCountAndBytes) {
    RawMessages ring;
    for (std::size_t i = 0; i < limits::kRawMessages + 10; ++i)
        keep(ring, "{}");
    EXPECT_EQ(ring.size(), limits::kRawMessages);
    const std::string large(2 * limits::kRawMessageBytes, 'a');
    for (int i = 0; i < 100; ++i)
        keep(ring, large);
    EXPECT_LE(ring.size() * limits::kRawMessageBytes, limits::kRawBytes + limits::kRawMessageBytes);
    EXPECT_TRUE(ring.newest(1).front().is_cut);
    EXPECT_EQ(ring.newest(1).front().text.size(), limits::kRawMessageBytes);
}

TEST(RawMessages, ADecoderKeepsWhatItDecodes) {
    const auto ring = std::make_shared<RawMessages>();
    auto decoder = make_decoder({.format = "ngsi-ld", .raw = ring});
    ASSERT_TRUE(decoder);
    const std::string text = R"({"id":"urn:a:1","type":"T","x":{"type":"Property","value":3}})";
    twin::ObservationBatch batch;
    (*decoder)->decode(as_bytes(text), {}, batch);
    EXPECT_EQ(batch.updates().size(), 1U);
    EXPECT_EQ(ring->newest(1).front().text, text);
}

TEST(ObjectAbout, OfAPageTheDevicesOwnObject) {
    const std::string page =
        R"([{"id":"urn:a","n":{"value":"}"}},{"id":"urn:b","ref":"urn:a","n":{"id2":1}}])";
    EXPECT_EQ(object_about(page, "urn:a"), R"({"id":"urn:a","n":{"value":"}"}})");
    EXPECT_EQ(object_about(page, "urn:b"), R"({"id":"urn:b","ref":"urn:a","n":{"id2":1}})");
    EXPECT_EQ(object_about(page, "urn:c"), page);
    EXPECT_EQ(object_about("{\"id\":\"x\"", "x"), "{\"id\":\"x\"");
    EXPECT_EQ(object_about("", "x"), "");
}

}  // namespace
}  // namespace belvedere::feed
