// SPDX-License-Identifier: Apache-2.0
// Signatures of devices that nobody chose.
#include "app/window/signature_rounds.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <vector>

#include "app/window/identity_work.hpp"
#include "app/window/twin_work.hpp"
#include "tests/support/loopback_server.hpp"
#include "tests/support/signed_document.hpp"
#include "tests/unit/app/session_fixture.hpp"

namespace belvedere::window {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kDevice = "urn:ngsi-ld:Device:42";
constexpr SourceId kSource{3};

class SignatureRoundsTest : public testing::Test {
  protected:
    void keep(const std::string& text) { ring->keep(as_bytes(text), {}); }
    // As `text`, of another device: its signature is wrong.
    static std::string forged(int number) {
        std::string text = test::signed_document();
        text.replace(text.find("Device:42"), 9, "Device:x" + std::to_string(number));
        return text;
    }
    // A turn of the main thread, so many seconds after the start.
    std::vector<FoundKey> turn(double at_s) {
        const SignedSource source{kSource, ring};
        rounds.advance(std::span(&source, 1), signers,
                       {at_s, {static_cast<std::int64_t>(at_s * 1e6)}});
        return rounds.take();
    }
    std::vector<FoundKey> turns(double from_s, double to_s) {
        std::vector<FoundKey> all;
        for (double at_s = from_s; at_s < to_s; at_s += 0.1)
            std::ranges::move(turn(at_s), std::back_inserter(all));
        return all;
    }

    std::shared_ptr<feed::RawMessages> ring = std::make_shared<feed::RawMessages>();
    std::shared_ptr<const KnownSigners> signers = std::make_shared<const KnownSigners>();
    SignatureRounds rounds;
};

TEST(SignedIds, AreOfObjectsThatAreSignedThemselves) {
    EXPECT_THAT(
        signed_ids(R"([{"id":"a","proof":{}},{"id":"b","v":1},)"
                   R"({"id":"c","v":{"ngsildproof":{}}},{"id":"d","v":[{"ngsildproof":1}]},)"
                   R"({"proof":{},"v":{"id":"e","proof":{}}}])"),
        ElementsAre("a", "c", "d", "e"));
    EXPECT_THAT(signed_ids(R"({"metadata":{},"body":{"data":[{"@id":"a","proof":1}]}})"),
                ElementsAre("a"));
    EXPECT_THAT(signed_ids(R"({"id":"a","proof":)"), IsEmpty());
    EXPECT_THAT(signed_ids(std::string(100'000, '[') + "\"proof\""), IsEmpty());
}

TEST_F(SignatureRoundsTest, AKeyIsFoundAmongMessagesThatNobodyAskedFor) {
    for (int i = 0; i < 50; ++i)
        keep(R"({"id":"urn:plain:)" + std::to_string(i) + R"(","v":1})");
    keep("[" + test::signed_document() + "," + forged(1) + "]");
    const auto found = turns(0.0, 2.0);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].source, kSource);
    EXPECT_EQ(found[0].id, kDevice);
    EXPECT_TRUE(found[0].key.starts_with("did:key:z6Mk"));
    EXPECT_EQ(rounds.checked(), 2U) << "the forged one was checked and found to be no one's";
}

TEST_F(SignatureRoundsTest, OnlyAFewAreCheckedASecond) {
    for (int i = 0; i < 40; ++i)
        keep(forged(i));
    (void)turn(10.0);
    EXPECT_EQ(rounds.checked(), kChecksARound);
    (void)turn(10.0 + kRoundPeriod_s * 0.9);
    EXPECT_EQ(rounds.checked(), kChecksARound) << "the next round is not due";
    (void)turn(10.0 + kRoundPeriod_s);
    EXPECT_EQ(rounds.checked(), 2 * kChecksARound);
    (void)turns(11.0, 40.0);
    EXPECT_EQ(rounds.checked(), 40U);
}

TEST_F(SignatureRoundsTest, ADeviceIsCheckedAgainOnlyAfterAWhile) {
    keep(test::signed_document());
    EXPECT_THAT(turn(0.0), SizeIs(1));
    keep(test::signed_document());
    EXPECT_THAT(turns(1.0, 5.0), IsEmpty());
    EXPECT_EQ(rounds.checked(), 1U);
    keep(test::signed_document());
    EXPECT_THAT(turn(kCheckedAgain_s + 1.0), SizeIs(1));
    signers = std::make_shared<const KnownSigners>();
    EXPECT_THAT(turns(kCheckedAgain_s + 2.0, kCheckedAgain_s + 4.0), SizeIs(1))
        << "by other signers everything is looked at anew";
}

TEST_F(SignatureRoundsTest, WorkersDoIt) {
    JobPool jobs({.threads = 1});
    std::atomic<int> wakes{0};
    rounds.work_in(jobs, [&wakes] { ++wakes; });
    keep(forged(1));
    keep(test::signed_document());
    std::vector<FoundKey> found = turn(0.0);
    jobs.wait_idle();
    std::ranges::move(rounds.take(), std::back_inserter(found));
    EXPECT_THAT(found, SizeIs(1));
    EXPECT_EQ(wakes, 1);
}

// A window with two platforms that know one device.
class TwoPlatforms : public test::SessionTest {
  protected:
    static test::LoopbackAnswer answer() {
        test::LoopbackAnswer answer;
        answer.content_type = "application/ld+json";
        answer.body = "[" + test::rdf_signed_document() + "]";
        return answer;
    }
    void turn() {
        session->live.take_in(0.05);
        (void)advance_identity(*session, system_clock().utc_now(), 1.0);
    }
    test::LoopbackServer server{[](const test::LoopbackRequest&) { return answer(); }};
};

TEST_F(TwoPlatforms, TwoKeysOfADeviceThatNobodyChoseAreAConflict) {
    for (const char* tenant : {"a", "b"})
        run("feed.connect url=\"ngsi-ld+" + server.url("/ngsi-ld/v1") +
            "?type=Device&poll=3600&tenant=" + tenant + "\"");
    auto& desk = session->twins.identity;
    ASSERT_TRUE(test::wait_until([&] {
        turn();
        return desk.keys.size() == 2;
    })) << "both platforms' messages are checked";
    EXPECT_THAT(desk.conflicts, IsEmpty()) << "they are signed by one key";
    desk.keys[{session->live.feeds()[1].name, kDevice}] = {"did:key:zOther"};
    desk.begun_s = -1e9;
    ASSERT_TRUE(test::wait_until([&] {
        turn();
        return !desk.conflicts.empty();
    }));
    EXPECT_FALSE(session->device.valid());
    for (const live::LiveFeed& feed : session->live.feeds()) {
        const auto device = session->live.store().entities().find(feed.source, kDevice);
        ASSERT_TRUE(device);
        EXPECT_EQ(twin::state_of(session->live.store(), *device, system_clock().utc_now()),
                  twin::TwinState::kDisputed)
            << "as the map, the list and its filter have it";
    }
}

}  // namespace
}  // namespace belvedere::window
