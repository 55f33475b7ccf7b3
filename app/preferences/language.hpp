// SPDX-License-Identifier: Apache-2.0
// Which language the interface starts in, and what it writes lengths and areas in.
#pragma once

#include <string>

#include "engine/core/result.hpp"
#include "engine/text/locale.hpp"
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

struct UnitsWish {
    std::string asked;      // By the command line: "metric", "imperial"; empty: nothing was.
    std::string preferred;  // By the person's preferences, likewise.
    std::string language;  // Asked for or preferred; its territory counts if it names one: "en-US".
};
// The first there is of: asked, preferred, the language's territory, the environment's. The one
// place that decides it.
[[nodiscard]] text::Measures choose_measures(const UnitsWish& wish);

}  // namespace belvedere::preferences
