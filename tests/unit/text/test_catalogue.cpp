// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "engine/text/catalogue.hpp"
#include "engine/text/limits.hpp"

namespace belvedere::text {
namespace {

using ::testing::HasSubstr;

const std::string kHeader =
    "msgid \"\"\nmsgstr \"\"\n\"Language: ru\\n\"\n"
    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
    "\"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
    "(n%100<12 || n%100>14) ? 1 : 2);\\n\"\n\n";

std::string error_of(const std::string& po) {
    const auto catalogue = Catalogue::parse(po);
    return catalogue ? "" : catalogue.error().message;
}

TEST(Catalogue, FindsByKeyAndEnglish) {
    const auto catalogue = Catalogue::parse(
        kHeader +
        "# a note\n#: app/a.cpp\nmsgctxt \"layers.up\"\nmsgid \"Up\"\nmsgstr \"Вы\"\n\"ше\"\n\n"
        "msgctxt \"views.up\"\nmsgid \"Up\"\nmsgstr \"Вверх\\n\"\n#~ msgid \"x\"\n#~ msgstr \"y\"");
    ASSERT_TRUE(catalogue) << catalogue.error().message;
    ASSERT_NE(catalogue->find("layers.up", "Up"), nullptr);
    EXPECT_EQ(*catalogue->find("layers.up", "Up"), "Выше");
    EXPECT_EQ(*catalogue->find("views.up", "Up"), "Вверх\n");
    EXPECT_EQ(catalogue->find("views.up", "Upwards"), nullptr);
    EXPECT_EQ(catalogue->find("x", "Up"), nullptr);
    EXPECT_EQ(catalogue->header("Language"), "ru");
    EXPECT_EQ(catalogue->header("Lang"), "");
    EXPECT_EQ(catalogue->review(), Review::kReviewed);
}

TEST(Catalogue, ChoosesPluralForms) {
    const auto catalogue = Catalogue::parse(
        kHeader +
        "msgctxt \"t\"\nmsgid \"{n} tile\"\nmsgid_plural \"{n} tiles\"\nmsgstr[0] \"{n} тайл\"\n"
        "msgstr[1] \"{n} тайла\"\nmsgstr[2] \"{n} тайлов\"\n");
    ASSERT_TRUE(catalogue) << catalogue.error().message;
    EXPECT_EQ(*catalogue->find_plural("t", "{n} tile", 21), "{n} тайл");
    EXPECT_EQ(*catalogue->find_plural("t", "{n} tile", 3), "{n} тайла");
    EXPECT_EQ(*catalogue->find_plural("t", "{n} tile", 11), "{n} тайлов");
    EXPECT_EQ(catalogue->find_plural("u", "{n} tile", 11), nullptr);
}

TEST(Catalogue, FuzzyMeansNotYetReviewed) {
    const auto catalogue = Catalogue::parse(kHeader +
                                            "#, fuzzy\nmsgctxt \"a\"\nmsgid \"A\"\nmsgstr \"А\"\n\n"
                                            "msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"Б\"\n");
    ASSERT_TRUE(catalogue) << catalogue.error().message;
    ASSERT_EQ(catalogue->entries().size(), 2U);
    EXPECT_EQ(catalogue->entries()[0].review, Review::kNotYet);
    EXPECT_EQ(catalogue->entries()[1].review, Review::kReviewed);
    EXPECT_EQ(catalogue->review(), Review::kNotYet);
    const auto by_header = Catalogue::parse("msgid \"\"\nmsgstr \"X-Reviewed: no\\n\"\n");
    ASSERT_TRUE(by_header);
    EXPECT_EQ(by_header->review(), Review::kNotYet);
}

TEST(Catalogue, LeavesOutWhatWouldLoseValues) {
    const auto catalogue = Catalogue::parse(
        kHeader +
        "msgctxt \"a\"\nmsgid \"{n} of {all}\"\nmsgstr \"{n}\"\n\n"
        "msgctxt \"b\"\nmsgid \"plain\"\nmsgstr \"{n}\"\n\n"
        "msgctxt \"c\"\nmsgid \"empty\"\nmsgstr \"\"\n\n"
        "msgctxt \"d\"\nmsgid \"bell\"\nmsgstr \"a\x07\"\n\n"
        "msgctxt \"e\"\nmsgid \"{n} a\"\nmsgid_plural \"{n} b\"\nmsgstr[0] \"{n}\"\nmsgstr[1] "
        "\"{n}\"\n");
    ASSERT_TRUE(catalogue) << catalogue.error().message;
    EXPECT_TRUE(catalogue->entries().empty());
    EXPECT_EQ(catalogue->warnings().size(), 4U);
}

TEST(Catalogue, NamesTheLineOfAnError) {
    EXPECT_THAT(error_of("msgid \"a\nmsgstr \"b\""), HasSubstr("line 1: a string is not closed"));
    EXPECT_THAT(error_of("msgid \"a\"\n\nmsgid \"b\"\n"), HasSubstr("line 3"));
    EXPECT_THAT(error_of("msgid \"a\"\n"), HasSubstr("without msgstr"));
    EXPECT_THAT(error_of("\"a\"\n"), HasSubstr("without a keyword"));
    EXPECT_THAT(error_of("msgid \"a\\q\"\nmsgstr \"b\"\n"), HasSubstr("escape"));
    EXPECT_THAT(error_of("msgid \"a\" x\nmsgstr \"b\"\n"), HasSubstr("line 1"));
    EXPECT_THAT(error_of("domain \"a\"\n"), HasSubstr("unknown keyword"));
    EXPECT_THAT(error_of("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"c\"\n"),
                HasSubstr("expected msgstr[0]"));
    EXPECT_THAT(error_of("msgid \"a\"\nmsgstr[0] \"c\"\n"), HasSubstr("goes with msgid_plural"));
    EXPECT_THAT(error_of("msgid \"a\"\nmsgstr \"b\"\nmsgid \"a\"\nmsgstr \"b\"\n"),
                HasSubstr("twice"));
    EXPECT_THAT(error_of("msgid \"\xFF\"\nmsgstr \"b\"\n"), HasSubstr("not UTF-8"));
    EXPECT_THAT(error_of("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=KOI8-R\\n\"\n"),
                HasSubstr("charset"));
    EXPECT_THAT(error_of("msgid \"\"\nmsgstr \"Plural-Forms: nplurals=9; plural=0;\\n\"\n"),
                HasSubstr("plural rule"));
}

TEST(Catalogue, IsBounded) {
    EXPECT_EQ(Catalogue::parse(std::string(kCatalogueBytesMax + 1, '\n')).error().kind,
              ErrorKind::kLimit);
    EXPECT_EQ(
        Catalogue::parse("msgid \"" + std::string(kMessageBytesMax + 1, 'a') + "\"\nmsgstr \"b\"\n")
            .error()
            .kind,
        ErrorKind::kLimit);
    EXPECT_TRUE(Catalogue::parse(""));
}

}  // namespace
}  // namespace belvedere::text
