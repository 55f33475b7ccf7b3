// SPDX-License-Identifier: Apache-2.0
// Person: who sits in front of the window, and what of their preferences is being changed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/preferences/preferences.hpp"
#include "app/words/words.hpp"
#include "engine/access/desktop_settings.hpp"
#include "engine/text/translator.hpp"

namespace belvedere::window {

// Main thread. Plain data: the rules stand in preference_commands.cpp.
struct Person {
    preferences::Preferences preferences;
    access::DesktopSettings desktop;
    // What held before a preset or a profile was taken; "back to before" takes it again.
    std::optional<preferences::Preferences> before;
    bool is_unsaved = false;

    bool shows_page = false;                // The accessibility page.
    bool is_offered = false;                // The start page offers it, at the first start only.
    std::vector<text::Language> languages;  // Read when the page opens.
    std::string waits_for_key;  // The command that the next key pressed is for; or empty.
    words::Sentence key_problem;
    words::Sentence profile_outcome;
};

}  // namespace belvedere::window
