// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "engine/text/translator.hpp"

namespace belvedere::text {
namespace {

class TranslatorTest : public ::testing::Test {
  protected:
    void SetUp() override {
        root_ = std::filesystem::temp_directory_path() /
                ("belvedere_translator_" + std::to_string(::getpid()));
        std::filesystem::create_directories(root_ / "shipped");
        std::filesystem::create_directories(root_ / "user");
    }
    void TearDown() override { std::filesystem::remove_all(root_); }

    void write(const std::string& name, const std::string& entries) const {
        std::ofstream(root_ / name) << "msgid \"\"\nmsgstr \"X-Reviewed: no\\n\"\n\n" << entries;
    }
    [[nodiscard]] Translator translator() const {
        return Translator({root_ / "shipped", root_ / "user"});
    }

    std::filesystem::path root_;
};

TEST_F(TranslatorTest, UserThenShippedThenEnglish) {
    write("shipped/fr.po",
          "msgctxt \"a\"\nmsgid \"A\"\nmsgstr \"Un\"\n\n"
          "msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"Deux\"\n");
    write("user/fr.po", "msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"Mieux\"\n");
    Translator translator = this->translator();
    EXPECT_EQ(translator.text("a", "A"), "A");
    ASSERT_TRUE(translator.choose("fr"));
    EXPECT_EQ(translator.text("a", "A"), "Un");
    EXPECT_EQ(translator.text("b", "B"), "Mieux");
    EXPECT_EQ(translator.text("c", "C"), "C");
    EXPECT_EQ(translator.plural({"d", "{n} tile", "{n} tiles"}, 2), "{n} tiles");
    EXPECT_EQ(translator.review(), Review::kNotYet);
    EXPECT_EQ(translator.direction(), ReadingDirection::kLeftToRight);
    ASSERT_TRUE(translator.choose("fr-CH"));
    EXPECT_EQ(translator.language(), "fr");
    ASSERT_TRUE(translator.choose("en"));
    EXPECT_EQ(translator.text("a", "A"), "A");
}

TEST_F(TranslatorTest, KeepsItsLanguageWhenAChoiceFails) {
    std::ofstream(root_ / "user/xx.po") << "nonsense";
    write("shipped/ar.po", "msgctxt \"a\"\nmsgid \"A\"\nmsgstr \"أ\"\n");
    Translator translator = this->translator();
    ASSERT_TRUE(translator.choose("ar"));
    EXPECT_EQ(translator.choose("de").error().kind, ErrorKind::kNotFound);
    EXPECT_EQ(translator.choose("xx").error().kind, ErrorKind::kBadData);
    EXPECT_EQ(translator.choose("../user/xx").error().kind, ErrorKind::kUsage);
    EXPECT_EQ(translator.language(), "ar");
    EXPECT_EQ(translator.direction(), ReadingDirection::kRightToLeft);
}

TEST_F(TranslatorTest, ListsLanguagesInTheirOwnNames) {
    write("shipped/ru.po", "");
    write("user/tlh.po", "");
    const auto languages = translator().languages();
    ASSERT_EQ(languages.size(), 5U);
    EXPECT_EQ(languages[0], (Language{"en", "English", Review::kReviewed}));
    EXPECT_EQ(languages[1], (Language{"ru", "Русский", Review::kNotYet}));
    EXPECT_EQ(languages[2], (Language{"tlh", "tlh", Review::kNotYet}));
    EXPECT_EQ(languages[3].code, "qps");
    EXPECT_EQ(languages[4].code, "qps-rtl");
}

TEST_F(TranslatorTest, PseudoLanguages) {
    Translator translator = this->translator();
    ASSERT_TRUE(translator.choose("qps"));
    EXPECT_EQ(translator.text("a", "Tile"), "[Tílé ~~]");
    ASSERT_TRUE(translator.choose("qps-rtl"));
    EXPECT_EQ(translator.direction(), ReadingDirection::kRightToLeft);
    EXPECT_EQ(translator.plural({"d", "{n} a", "{n} b"}, 1), "{n}\u202E a\u202C");
}

TEST_F(TranslatorTest, FindsShippedCatalogues) {
    const auto program = root_ / "build" / "release" / "app";
    std::filesystem::create_directories(program);
    EXPECT_TRUE(shipped_translations(program).empty());
    std::filesystem::create_directories(root_ / "assets" / "translations");
    EXPECT_EQ(shipped_translations(program), root_ / "assets" / "translations");
    std::filesystem::create_directories(program / ".." / "share" / "belvedere" / "translations");
    EXPECT_EQ(shipped_translations(program),
              program / ".." / "share" / "belvedere" / "translations");
}

TEST(LanguageOfEnvironment, ReadsTheFirstThatIsSet) {
    ::setenv("LC_ALL", "fr_CH.UTF-8", 1);
    EXPECT_EQ(language_of_environment(), "fr-CH");
    ::setenv("LC_ALL", "C", 1);
    EXPECT_EQ(language_of_environment(), "en");
    ::unsetenv("LC_ALL");
}

}  // namespace
}  // namespace belvedere::text
