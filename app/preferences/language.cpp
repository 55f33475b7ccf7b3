// SPDX-License-Identifier: Apache-2.0
#include "app/preferences/language.hpp"

#include <filesystem>
#include <system_error>

#include "engine/text/measures.hpp"

namespace belvedere::preferences {

text::TranslationFolders translation_folders() {
    std::error_code error;
    const auto executable = std::filesystem::read_symlink("/proc/self/exe", error);
    return {text::shipped_translations(executable.parent_path()), text::user_translations()};
}

Result<void> choose_first(text::Translator& translator, const LanguageWish& wish) {
    if (!wish.asked.empty()) {
        auto chosen = translator.choose(wish.asked);
        if (!chosen) return fail_in("--language " + wish.asked, chosen.error());
        return chosen;
    }
    if (!wish.preferred.empty() && translator.choose(wish.preferred)) return {};
    // An environment may name a language that nobody has translated to yet.
    (void)translator.choose(text::language_of_environment());
    return {};
}

text::Measures choose_measures(const UnitsWish& wish) {
    for (const std::string& name : {wish.asked, wish.preferred}) {
        if (const auto named = text::measures_named(name)) return *named;
    }
    if (const auto usual = text::measures_of(wish.language)) return *usual;
    return text::measures_of_environment();
}

}  // namespace belvedere::preferences
