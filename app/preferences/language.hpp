// SPDX-License-Identifier: Apache-2.0
// Which language the interface starts in.
#pragma once

#include <string>

#include "engine/core/result.hpp"
#include "engine/text/translator.hpp"

namespace belvedere::preferences {

// The catalogues beside this executable, and the person's own.
[[nodiscard]] text::TranslationFolders translation_folders();

struct LanguageWish {
    std::string asked;      // By the command line; empty: nothing was.
    std::string preferred;  // By the person's preferences; empty: nothing.
};
// Chooses the first there is of: asked, preferred, the environment's, English. Fails only when what
// was asked is not there; the translator then speaks English.
[[nodiscard]] Result<void> choose_first(text::Translator& translator, const LanguageWish& wish);

}  // namespace belvedere::preferences
