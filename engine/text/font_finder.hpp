// SPDX-License-Identifier: Apache-2.0
// Finds font files installed on this machine, by name or by the characters they can show.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "engine/core/result.hpp"

namespace belvedere::text {

enum class FontWeight { kRegular, kBold };

// A file and the face inside it (collections such as .ttc hold several).
struct FontFile {
    std::filesystem::path path;
    int face_index = 0;
    friend bool operator==(const FontFile&, const FontFile&) = default;
};

// A snapshot of fontconfig's list of fonts. Main thread; loading it takes a few milliseconds from
// fontconfig's own cache.
class FontFinder {
  public:
    FontFinder();
    ~FontFinder();
    FontFinder(const FontFinder&) = delete;
    FontFinder& operator=(const FontFinder&) = delete;

    // The face of exactly this family ("Noto Sans"); kNotFound when it is not installed, never
    // another family in its place.
    [[nodiscard]] Result<FontFile> find(const std::string& family, FontWeight weight) const;
    // A face that shows this character, the one fontconfig likes best with "Noto Sans" first;
    // kNotFound when no installed font has it.
    [[nodiscard]] Result<FontFile> find_for(char32_t codepoint) const;
    // The same in this weight where there is one, and drawn as the language (BCP 47) has it: the
    // same Han character looks different in Chinese and Japanese. Colour fonts are left out. Takes
    // a millisecond or more: remember the answer.
    struct Preference {
        FontWeight weight = FontWeight::kRegular;
        std::string language;
    };
    [[nodiscard]] Result<FontFile> find_for(char32_t codepoint, const Preference& preference) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::text
