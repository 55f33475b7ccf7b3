// SPDX-License-Identifier: Apache-2.0
#include "app/window/proof_checker.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <string>
#include <utility>

#include "tests/support/signed_document.hpp"
#include "tests/support/wait_until.hpp"

namespace belvedere::window {
namespace {

ProofQuestion question(std::uint32_t device, const std::string& text) {
    ProofQuestion asked;
    asked.device = twin::EntityId{device};
    asked.id = "urn:ngsi-ld:Device:42";
    asked.message.text = text;
    asked.signers = std::make_shared<const KnownSigners>();
    return asked;
}

TEST(ProofChecker, WithoutWorkersItAnswersAtOnce) {
    ProofChecker checker;
    EXPECT_FALSE(checker.take());
    checker.ask(question(3, test::signed_document()));
    EXPECT_TRUE(checker.is_under_way());
    const auto answer = checker.take();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->device, twin::EntityId{3});
    EXPECT_EQ(answer->proof.state, ProofState::kVerified);
    EXPECT_FALSE(checker.is_under_way());
    EXPECT_FALSE(checker.take()) << "once";
}

TEST(ProofChecker, WorkersAnswerTheNewestQuestionAlone) {
    std::atomic<int> wakes{0};
    std::promise<void> opened;
    JobPool jobs({.threads = 1});
    // Until it is opened, whatever is asked waits behind this.
    jobs.submit([gate = opened.get_future().share()] { gate.wait(); });
    ProofChecker checker;
    checker.work_in(jobs, [&wakes] { ++wakes; });
    std::string forged = test::signed_document();
    forged.replace(forged.find("4.5"), 3, "4.6");
    checker.ask(question(1, test::signed_document()));
    checker.ask(question(2, test::signed_document()));
    checker.ask(question(3, forged));
    EXPECT_FALSE(checker.take());
    opened.set_value();
    std::optional<ProofAnswer> answer;
    ASSERT_TRUE(test::wait_until([&] {
        answer = checker.take();
        return answer.has_value();
    }));
    EXPECT_EQ(answer->device, twin::EntityId{3});
    EXPECT_EQ(answer->proof.state, ProofState::kWrong);
    jobs.wait_idle();
    EXPECT_EQ(wakes, 2) << "the first, and the last in place of the second";
    EXPECT_FALSE(checker.take());
}

TEST(ProofChecker, WhatIsNoLongerWantedIsNotAnswered) {
    JobPool jobs({.threads = 1});
    ProofChecker checker;
    checker.work_in(jobs, {});
    checker.ask(question(1, test::signed_document()));
    checker.drop();
    EXPECT_FALSE(checker.is_under_way());
    jobs.wait_idle();
    EXPECT_FALSE(checker.take());
    checker.ask(question(2, test::signed_document()));
    jobs.wait_idle();
    const auto answer = checker.take();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->device, twin::EntityId{2});
}

}  // namespace
}  // namespace belvedere::window
