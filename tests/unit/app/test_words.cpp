// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "app/words/words.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::words {
namespace {

constexpr PluralMessage kTiles{"words_test.tiles", "{n} tile of {layer}", "{n} tiles of {layer}"};

TEST(Words, AreEnglishByThemselves) {
    use(nullptr);
    EXPECT_EQ(language(), "en");
    EXPECT_EQ(text({"words_test.open", "Open {name}"}, {{"name", "Delft"}}), "Open Delft");
    EXPECT_EQ(plural(kTiles, 1, {{"layer", "Delft"}}), "1 tile of Delft");
    EXPECT_EQ(plural(kTiles, 3, {{"layer", "Delft"}}), "3 tiles of Delft");
}

TEST(Words, WriteTheNumberAsTheArgumentsSay) {
    use(nullptr);
    EXPECT_EQ(plural(kTiles, 1000, {{"n", "1 000"}, {"layer", "Delft"}}), "1 000 tiles of Delft");
}

TEST(Words, SayASentenceInTheLanguageOfThatTime) {
    use(nullptr);
    const Sentence kept{Message{"words_test.open", "Open {name}"}, {{"name", "Delft"}}};
    EXPECT_EQ(say(kept), "Open Delft");
    text::Translator translator({"none", "none"});
    ASSERT_TRUE(translator.choose("qps"));
    use(&translator);
    EXPECT_EQ(say(kept).front(), '[');
    EXPECT_NE(say(kept).find("Delft"), std::string::npos);
    EXPECT_EQ(say({.technical = "tileset.json: not found"}), "tileset.json: not found");
    EXPECT_EQ(say({}), "");
    use(nullptr);
}

TEST(Words, SetValuesOfTheOtherDirectionApart) {
    text::Translator translator({"none", "none"});
    ASSERT_TRUE(translator.choose("qps-rtl"));
    use(&translator);
    const auto open = [](std::string_view name) {
        return text({"words_test.open", "Open {name}"}, {{"name", name}});
    };
    EXPECT_NE(open("/data/a.glb").find("\u2068/data/a.glb\u2069"), std::string::npos);
    EXPECT_EQ(open("دلفت").find("\u2068"), std::string::npos);
    // A sentence that begins with a name would be turned round.
    EXPECT_EQ(open("Elm Street 1، شمال.").find("\u2068"), std::string::npos);
    EXPECT_NE(plural(kTiles, 3, {{"layer", "/a"}}).find("\u2068/a\u2069"), std::string::npos);
    const Sentence kept{Message{"words_test.open", "Open {name}"}, {{"name", "/a"}}};
    EXPECT_NE(say(kept).find("\u2068/a\u2069"), std::string::npos);
    use(nullptr);
    EXPECT_EQ(open("/data/a.glb"), "Open /data/a.glb");
}

TEST(Words, FollowTheTranslator) {
    const test::TemporaryFolder folder;
    constexpr const char* kPo =
        "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
        "\"Language: ru\\n\"\n"
        "\"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
        "(n%100<10 || n%100>=20) ? 1 : 2);\\n\"\n\n"
        "msgctxt \"words_test.tiles\"\nmsgid \"{n} tile of {layer}\"\n"
        "msgid_plural \"{n} tiles of {layer}\"\n"
        "msgstr[0] \"{layer}: {n} тайл\"\nmsgstr[1] \"{layer}: {n} тайла\"\n"
        "msgstr[2] \"{layer}: {n} тайлов\"\n";
    folder.write("ru.po", kPo);
    text::Translator translator({folder.path(), folder.path() / "none"});
    ASSERT_TRUE(translator.choose("ru"));
    use(&translator);
    EXPECT_EQ(language(), "ru");
    EXPECT_EQ(plural(kTiles, 22, {{"layer", "Казань"}}), "Казань: 22 тайла");
    EXPECT_EQ(plural(kTiles, 5, {{"layer", "Казань"}}), "Казань: 5 тайлов");
    EXPECT_EQ(text({"words_test.open", "Open {name}"}, {{"name", "x"}}), "Open x");
    use(nullptr);
}

}  // namespace
}  // namespace belvedere::words
