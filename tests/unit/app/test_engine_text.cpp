// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "app/words/engine_text.hpp"
#include "app/words/words.hpp"
#include "engine/text/message_text.hpp"
#include "engine/text/translator.hpp"

namespace belvedere::words {
namespace {

class EngineText : public testing::Test {
  protected:
    EngineText() { use(&translator); }
    ~EngineText() override { use(nullptr); }

    text::Translator translator{{BELVEDERE_TRANSLATIONS, "none"}};
};

TEST_F(EngineText, IsEnglishInEnglish) {
    EXPECT_EQ(engine_text("tiles/7.b3dm: no such file"), "tiles/7.b3dm: no such file");
    EXPECT_EQ(engine_text(""), "");
}

TEST_F(EngineText, IsSaidInTheLanguageOfThatTime) {
    ASSERT_TRUE(translator.choose("fr"));
    const std::string file = text({"engine.no_file", "no such file"});
    EXPECT_NE(file, "no such file");
    EXPECT_EQ(engine_text("no such file"), file);
    EXPECT_EQ(engine_text("tiles/7.b3dm: no such file"), "tiles/7.b3dm\u00A0: " + file);
    const std::string status = engine_text("http://h:80/a b.glb: the server answered 503");
    EXPECT_EQ(status.find("http://h:80/a b.glb"), 0U);
    EXPECT_NE(status.find("503"), std::string::npos);
    EXPECT_EQ(status.find("the server"), std::string::npos);
    const std::string id = "UUID_4d (x)";
    const std::string polygon =
        engine_text("a.gml: a polygon has no area or no position (in " + id + ")");
    EXPECT_NE(polygon.find(id), std::string::npos);
    EXPECT_EQ(polygon.find("polygon has"), std::string::npos);
    const std::string part = engine_text("inner.b3dm: ends too early; this part is left out");
    EXPECT_EQ(part.find("left out"), std::string::npos);
    EXPECT_EQ(part.find("ends too early"), std::string::npos);
    const std::string model = engine_text(
        "the model lib/a b.obj of an implicit geometry is not shown: "
        "it is broken: the program that reads it ended over it (in x)");
    EXPECT_NE(model.find("lib/a b.obj"), std::string::npos);
    EXPECT_EQ(model.find("implicit geometry"), std::string::npos);
    EXPECT_EQ(model.find("ended over it"), std::string::npos) << model;
    // What is not known stays as it is, and so does what only looks like it.
    for (const char* other : {"some news of tomorrow", "the server answered ", "no such files",
                              "needs  bytes, more than the memory ceiling"})
        EXPECT_EQ(engine_text(other), other);
    ASSERT_TRUE(translator.choose("ar"));
    EXPECT_NE(engine_text("no such file"), file);
    EXPECT_EQ(engine_text("no such file"), text({"engine.no_file", "no such file"}));
}

TEST_F(EngineText, CausesInSentencesAreSaidToo) {
    const Sentence sentence{Message{"engine_test.open", "{name} cannot be opened: {cause}"},
                            {{"name", "no such file"}, {"cause", "the file is empty"}}};
    ASSERT_TRUE(translator.choose("ru"));
    const std::string said = say(sentence);
    EXPECT_NE(said.find("no such file"), std::string::npos);  // A name is one, whatever it says.
    EXPECT_EQ(said.find("the file is empty"), std::string::npos);
    EXPECT_EQ(say({.technical = "the file is empty"}), engine_text("the file is empty"));
}

TEST_F(EngineText, IsComplete) {
    for (const char* language : {"fr", "es", "ru", "zh", "ar"}) {
        ASSERT_TRUE(translator.choose(language));
        for (const Message& message : engine_messages())
            EXPECT_NE(text(message), message.english) << language << " " << message.key;
    }
}

// Sources without line breaks between pieces of one text, so that it is found whole.
std::string engine_sources() {
    std::string all;
    const std::filesystem::path root =
        std::filesystem::path(BELVEDERE_TRANSLATIONS).parent_path().parent_path();
    std::vector<std::filesystem::directory_entry> files;
    for (const char* folder : {"engine", "app/live"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder))
            files.push_back(entry);
    }
    for (const auto& entry : files) {
        if (entry.path().extension() != ".cpp") continue;
        std::ifstream file(entry.path());
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        for (std::size_t i = 0; i < text.size(); ++i) {
            const std::size_t next = text.find_first_not_of(" \n", i + 1);
            // A text that goes on: "… a " NEWLINE "model …".
            const bool joins = text[i] == '"' && next != std::string::npos && next > i + 1 &&
                               text[next] == '"' && text[i - 1] != '(';
            if (joins) {
                i = next;
            } else {
                all += text[i];
            }
        }
    }
    return all;
}

TEST_F(EngineText, EachIsStillSaid) {
    // These come from the system and from libcurl.
    const std::string others[] = {
        "engine.no_file_system",    "engine.no_permission", "engine.disk_full", "engine.no_host",
        "engine.no_server",         "engine.timeout",       "engine.cut",       "engine.silent",
        "engine.connection_refused"};
    const std::string sources = engine_sources();
    ASSERT_GT(sources.size(), 100'000U);
    for (const Message& message : engine_messages()) {
        if (std::find(std::begin(others), std::end(others), message.key) != std::end(others))
            continue;
        for (const text::MessagePart& part : text::parts_of(message.english)) {
            if (part.kind != text::PartKind::kPlain) continue;
            EXPECT_NE(sources.find(std::string(part.text)), std::string::npos)
                << message.key << ": " << part.text;
        }
    }
}

}  // namespace
}  // namespace belvedere::words
