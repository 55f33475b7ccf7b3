// SPDX-License-Identifier: Apache-2.0
// The program's own voice, for who has no screen reader (a kiosk, a glance away from the screen).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/access/accessible_node.hpp"
#include "engine/core/result.hpp"

namespace belvedere::access {

// The voice of the speech service for a language of the interface (BCP 47). Chinese becomes
// "cmn-latn-pinyin": espeak-ng 1.51 reads Han characters as English letters by its voice "zh"
// (espeak-ng issues 1044 and 1236). Other languages keep their first part ("fr-CA" is "fr").
[[nodiscard]] std::string speech_language(std::string_view language);

// Where sentences go. All functions are for the owner thread and return at once.
class Voice {
  public:
    virtual ~Voice() = default;
    // Says a sentence after those that wait; an assertive one ends what is being said. Refused with
    // kTemporary while the service cannot be reached, with kLimit when too much waits or the text
    // is longer than limits::kSpeechBytes, with kDenied while muted.
    [[nodiscard]] virtual Result<void> say(std::string_view text, std::string_view language,
                                           Live urgency) = 0;
    // Ends what is being said and forgets what waits.
    virtual void hush() = 0;
    // Silent while a screen reader runs: two voices at once are understood by nobody.
    virtual void set_muted(bool is_muted) = 0;
};

// Starts to look for speech-dispatcher in a thread of its own, which then makes all calls:
// connecting may start a server and take seconds. Until that is done sentences wait. No server, or
// a lost one, is an error of say() and never a wait.
[[nodiscard]] std::unique_ptr<Voice> make_voice(const std::string& application);

}  // namespace belvedere::access
