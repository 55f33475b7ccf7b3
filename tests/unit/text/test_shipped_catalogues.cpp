// SPDX-License-Identifier: Apache-2.0
// The catalogues that come with the program: they can be read, nothing is left out, and every text
// has its glyphs and sets without a fault in both weights.
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <string>

#include "engine/core/file.hpp"
#include "engine/text/catalogue.hpp"
#include "engine/text/limits.hpp"
#include "engine/text/locale.hpp"
#include "engine/text/pseudo_text.hpp"
#include "engine/text/translator.hpp"
#include "tests/unit/text/text_fixture.hpp"

namespace belvedere::text {
namespace {

constexpr std::array<const char*, 5> kShipped = {"fr", "es", "ru", "zh", "ar"};

Catalogue shipped(const std::string& code) {
    const auto bytes = read_file(BELVEDERE_TRANSLATIONS "/" + code + ".po", kCatalogueBytesMax);
    EXPECT_TRUE(bytes) << code;
    if (!bytes) return {};
    auto catalogue = Catalogue::parse(as_text(*bytes));
    EXPECT_TRUE(catalogue) << code << ": " << (catalogue ? "" : catalogue.error().message);
    return catalogue ? std::move(*catalogue) : Catalogue();
}

using ShippedCatalogues = TextTest;

TEST_F(ShippedCatalogues, CanBeReadWithoutWarnings) {
    std::size_t messages = 0;
    for (const char* code : kShipped) {
        const Catalogue catalogue = shipped(code);
        EXPECT_TRUE(catalogue.warnings().empty()) << code;
        EXPECT_EQ(catalogue.header("Language"), code);
        EXPECT_GT(catalogue.entries().size(), 300U);
        if (messages == 0) messages = catalogue.entries().size();
        EXPECT_EQ(catalogue.entries().size(), messages) << code;
    }
}

TEST_F(ShippedCatalogues, HavePluralFormsOfTheirLanguage) {
    const std::map<std::string, std::size_t> forms = {
        {"fr", 2}, {"es", 2}, {"ru", 3}, {"zh", 1}, {"ar", 6}};
    for (const auto& [code, expected] : forms)
        EXPECT_EQ(shipped(code).plural_rule().forms(), expected) << code;
}

TEST_F(ShippedCatalogues, MissNoGlyph) {
    for (const char* code : kShipped) {
        style_.language = code;
        const Catalogue catalogue = shipped(code);
        for (const FontWeight weight : {FontWeight::kRegular, FontWeight::kBold}) {
            style_.weight = weight;
            for (const CatalogueEntry& entry : catalogue.entries()) {
                for (const std::string& text : entry.translations)
                    EXPECT_EQ(typesetter_.set(text, style_)->missing, 0U) << code << ": " << text;
                EXPECT_EQ(typesetter_.set(pseudo_accented(entry.english), style_)->missing, 0U);
            }
        }
    }
}

TEST_F(ShippedCatalogues, LocalesMissNoGlyph) {
    for (const char* code : {"en", "fr", "es", "ru", "zh", "ar"}) {
        style_.language = code;
        const Locale locale(code, Digits::kArabicIndic);
        std::string text = locale.number(-1234567.89, 2) + locale.percent(0.5) +
                           locale.date({2026, 6, 21}, Locale::DateStyle::kLong) +
                           locale.date({2026, 6, 21}, Locale::DateStyle::kShort) + locale.age(99.0);
        for (int unit = 0; unit <= static_cast<int>(Unit::kGibibyte); ++unit)
            text += locale.with_unit(1.0, static_cast<Unit>(unit), 1);
        for (int month = 1; month <= 12; ++month)
            text += locale.month_name(month);
        EXPECT_EQ(typesetter_.set(text, style_)->missing, 0U) << code << ": " << text;
    }
}

TEST_F(ShippedCatalogues, ArabicReadsRightToLeft) {
    std::size_t right_to_left = 0;
    std::size_t sentences = 0;
    const Catalogue arabic = shipped("ar");
    for (const CatalogueEntry& entry : arabic.entries()) {
        const std::string& translation = entry.translations[0];
        // Keyboards have Latin names; what begins with a place begins with its value.
        if (entry.key.starts_with("key.") || translation.starts_with('{')) continue;
        ++sentences;
        if (line(translation).is_right_to_left) ++right_to_left;
    }
    // All but names such as "WGS 84" and "×".
    EXPECT_GT(right_to_left + 10, sentences);
}

TEST_F(ShippedCatalogues, SayThatNobodyReviewedThem) {
    Translator translator({BELVEDERE_TRANSLATIONS, {}});
    const auto languages = translator.languages();
    EXPECT_EQ(languages.size(), kShipped.size() + 3);
    for (const Language& language : languages) {
        const bool is_shipped = language.code != "en" && language.code.substr(0, 3) != "qps";
        EXPECT_EQ(language.review, is_shipped ? Review::kNotYet : Review::kReviewed);
        EXPECT_TRUE(translator.choose(language.code)) << language.code;
    }
    ASSERT_TRUE(translator.choose("fr"));
    EXPECT_EQ(translator.text("layers.opacity", "Opacity"), "Opacité");
}

}  // namespace
}  // namespace belvedere::text
