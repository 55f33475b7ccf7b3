// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "engine/access/limits.hpp"
#include "engine/access/speech.hpp"
#include "engine/core/clock.hpp"

namespace belvedere::access {
namespace {

TEST(Speech, LanguagesBecomeVoices) {
    EXPECT_EQ(speech_language("zh"), "cmn-latn-pinyin");
    EXPECT_EQ(speech_language("zh-Hans-CN"), "cmn-latn-pinyin");
    EXPECT_EQ(speech_language("fr-CA"), "fr");
    EXPECT_EQ(speech_language("ar"), "ar");
    EXPECT_EQ(speech_language(""), "en");
}

// An address where nobody listens: said so soon, and the end does not hang.
TEST(Speech, NoServiceIsAnErrorAndNoWait) {
    ::setenv("SPEECHD_ADDRESS", "inet_socket:127.0.0.1:1", 1);
    const double begin_s = system_clock().steady_seconds();
    {
        const auto voice = make_voice("test");
        Result<void> said = voice->say("Hello", "en", Live::kPolite);
        for (int i = 0; i < 200 && said.has_value(); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            said = voice->say("Hello", "en", Live::kAssertive);
        }
        ASSERT_FALSE(said.has_value());
        EXPECT_EQ(said.error().kind, ErrorKind::kTemporary);
        EXPECT_NE(said.error().message.find("speech-dispatcher: "), std::string::npos);
        const Result<void> too_long =
            voice->say(std::string(limits::kSpeechBytes + 1, 'a'), "en", Live::kPolite);
        EXPECT_EQ(too_long.error().kind, ErrorKind::kLimit);
        voice->hush();
        voice->set_muted(true);
    }
    EXPECT_LT(system_clock().steady_seconds() - begin_s, 10.0);
    ::unsetenv("SPEECHD_ADDRESS");
}

}  // namespace
}  // namespace belvedere::access
