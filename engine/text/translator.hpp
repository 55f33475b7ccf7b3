// SPDX-License-Identifier: Apache-2.0
// The interface's language: looks messages up in the user's own catalogue, then in the shipped one,
// then falls back to the English of the source.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/text/catalogue.hpp"

namespace belvedere::text {

// Where catalogues named LANG.po lie. A folder that is not there holds none.
struct TranslationFolders {
    std::filesystem::path shipped;  // assets/translations of the program.
    std::filesystem::path user;     // See user_translations().
};
// $XDG_DATA_HOME/belvedere/translations.
[[nodiscard]] std::filesystem::path user_translations();
// Where the catalogues of a program in `executable_folder` lie: ../share/belvedere/translations
// when it is installed, assets/translations of the nearest folder above it in a build tree; empty
// when there are none.
[[nodiscard]] std::filesystem::path shipped_translations(
    const std::filesystem::path& executable_folder);

enum class ReadingDirection { kLeftToRight, kRightToLeft };

// What a list of languages shows.
struct Language {
    std::string code;  // BCP 47: "fr", "zh"; "qps" and "qps-rtl" are the pseudo-languages.
    std::string name;  // In the language itself: "Français"; the code when it is not known.
    Review review = Review::kReviewed;
    friend bool operator==(const Language&, const Language&) = default;
};

// Main thread. Catalogues are read when a language is chosen; texts are looked up without
// allocating except for the copy returned.
class Translator {
  public:
    explicit Translator(TranslationFolders folders);

    // English, then all for which a folder has a catalogue by code, then the pseudo-languages.
    // Reads the folders (at most kCatalogueFilesMax files) and the head of each file.
    [[nodiscard]] std::vector<Language> languages() const;
    // kNotFound without any catalogue of this code; the first catalogue's own error otherwise. The
    // language stays what it was when it fails. A region is left out when only its language is
    // there
    // ("fr-CH" is "fr").
    [[nodiscard]] Result<void> choose(std::string_view code);

    [[nodiscard]] const std::string& language() const { return language_; }
    [[nodiscard]] ReadingDirection direction() const;
    // kNotYet: the interface should say that no speaker has reviewed this language.
    [[nodiscard]] Review review() const;
    // What the chosen catalogues had to leave out.
    [[nodiscard]] std::vector<std::string> warnings() const;

    // The text in the language, `english` where there is none. Fill places with with_arguments().
    [[nodiscard]] std::string text(std::string_view key, std::string_view english) const;

    // A message that goes with a number. The form for `n` still has its place "{n}".
    struct PluralMessage {
        std::string_view key;
        std::string_view one;    // "{n} tile"
        std::string_view other;  // "{n} tiles"
    };
    [[nodiscard]] std::string plural(const PluralMessage& message, std::uint64_t n) const;

  private:
    enum class Pseudo { kNone, kAccented, kRightToLeft };
    [[nodiscard]] std::string in_pseudo(std::string_view english) const;

    TranslationFolders folders_;
    std::string language_ = "en";
    Pseudo pseudo_ = Pseudo::kNone;
    std::optional<Catalogue> user_, shipped_;
};

// The language that the environment asks for (LC_ALL, LC_MESSAGES, LANG: "fr_CH.UTF-8" is "fr-CH");
// "en" when it asks for none.
[[nodiscard]] std::string language_of_environment();

}  // namespace belvedere::text
