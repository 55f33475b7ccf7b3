// SPDX-License-Identifier: Apache-2.0
#include "app/preferences/language.hpp"

#include <filesystem>
#include <system_error>

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

}  // namespace belvedere::preferences
