// SPDX-License-Identifier: Apache-2.0
#include "engine/text/font_finder.hpp"

#include <fontconfig/fontconfig.h>

namespace belvedere::text {
namespace {

using ConfigOwner = std::unique_ptr<FcConfig, decltype(&FcConfigDestroy)>;
using PatternOwner = std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)>;
using CharacterSetOwner = std::unique_ptr<FcCharSet, decltype(&FcCharSetDestroy)>;

// fontconfig's byte strings are unsigned.
const FcChar8* as_fontconfig(const std::string& text) {
    return reinterpret_cast<const FcChar8*>(text.c_str());
}

int weight_of(FontWeight weight) {
    return weight == FontWeight::kBold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR;
}

// fontconfig knows Chinese by its places only.
std::string fontconfig_language(const std::string& language) {
    if (language == "zh" || language == "zh-Hans") return "zh-cn";
    if (language == "zh-Hant") return "zh-tw";
    return language;
}

std::string property(FcPattern* pattern, const char* name) {
    FcChar8* value = nullptr;
    if (FcPatternGetString(pattern, name, 0, &value) != FcResultMatch) return {};
    return reinterpret_cast<const char*>(value);
}

FontFile file_of(FcPattern* pattern) {
    FontFile file;
    file.path = property(pattern, FC_FILE);
    FcPatternGetInteger(pattern, FC_INDEX, 0, &file.face_index);
    // The upper half selects a named instance of a variable font.
    file.face_index &= 0xFFFF;
    return file;
}

PatternOwner best_match(FcConfig* config, FcPattern* wanted) {
    FcConfigSubstitute(config, wanted, FcMatchPattern);
    FcDefaultSubstitute(wanted);
    FcResult result = FcResultNoMatch;
    return {FcFontMatch(config, wanted, &result), &FcPatternDestroy};
}

}  // namespace

struct FontFinder::State {
    ConfigOwner config{FcInitLoadConfigAndFonts(), &FcConfigDestroy};
};

FontFinder::FontFinder() : state_(std::make_unique<State>()) {}
FontFinder::~FontFinder() = default;

Result<FontFile> FontFinder::find(const std::string& family, FontWeight weight) const {
    if (!state_->config) return fail(ErrorKind::kNotFound, "fontconfig has no configuration");
    const PatternOwner wanted(FcPatternCreate(), &FcPatternDestroy);
    FcPatternAddString(wanted.get(), FC_FAMILY, as_fontconfig(family));
    FcPatternAddInteger(wanted.get(), FC_WEIGHT, weight_of(weight));
    FcPatternAddInteger(wanted.get(), FC_SLANT, FC_SLANT_ROMAN);
    const PatternOwner found = best_match(state_->config.get(), wanted.get());
    if (!found || property(found.get(), FC_FAMILY) != family) {
        return fail(ErrorKind::kNotFound, "font " + family + " is not installed");
    }
    return file_of(found.get());
}

Result<FontFile> FontFinder::find_for(char32_t codepoint) const {
    return find_for(codepoint, Preference());
}

Result<FontFile> FontFinder::find_for(char32_t codepoint, const Preference& preference) const {
    if (!state_->config) return fail(ErrorKind::kNotFound, "fontconfig has no configuration");
    const PatternOwner wanted(FcPatternCreate(), &FcPatternDestroy);
    const CharacterSetOwner characters(FcCharSetCreate(), &FcCharSetDestroy);
    FcCharSetAddChar(characters.get(), codepoint);
    FcPatternAddString(wanted.get(), FC_FAMILY, as_fontconfig("Noto Sans"));
    FcPatternAddCharSet(wanted.get(), FC_CHARSET, characters.get());
    FcPatternAddBool(wanted.get(), FC_SCALABLE, FcTrue);
    FcPatternAddBool(wanted.get(), FC_COLOR, FcFalse);
    FcPatternAddInteger(wanted.get(), FC_WEIGHT, weight_of(preference.weight));
    FcPatternAddInteger(wanted.get(), FC_SLANT, FC_SLANT_ROMAN);
    if (const std::string language = fontconfig_language(preference.language); !language.empty()) {
        FcPatternAddString(wanted.get(), FC_LANG, as_fontconfig(language));
    }
    const PatternOwner found = best_match(state_->config.get(), wanted.get());
    FcCharSet* shown = nullptr;
    if (!found || FcPatternGetCharSet(found.get(), FC_CHARSET, 0, &shown) != FcResultMatch ||
        FcCharSetHasChar(shown, codepoint) == FcFalse) {
        return fail(ErrorKind::kNotFound, "no installed font shows this character");
    }
    return file_of(found.get());
}

}  // namespace belvedere::text
