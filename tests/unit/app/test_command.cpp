// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "app/command/command_registry.hpp"
#include "app/command/command_text.hpp"

namespace {

using namespace belvedere;
using command::Call;
using command::Command;
using command::CommandRegistry;
using command::ValueType;
using input::Key;
using input::Modifiers;

Command go_to_command(std::vector<Call>& calls) {
    Command command;
    command.id = "view.go_to";
    command.title = {"view.go_to.title", "Go to"};
    command.parameters = {{"latitude", ValueType::kNumber, command::Presence::kRequired, {}},
                          {"name", ValueType::kText, command::Presence::kOptional, {}}};
    command.default_key = {Key::kG, {Modifiers::kControl}};
    command.run = [&calls](const Call& call) -> Result<void> {
        calls.push_back(call);
        return {};
    };
    return command;
}

TEST(CommandRegistry, RunsWithCheckedArguments) {
    std::vector<Call> calls;
    CommandRegistry registry;
    registry.add(go_to_command(calls));

    ASSERT_TRUE(registry.invoke({"view.go_to", {{"latitude", 45.5}}}));
    // An integer serves where a number is asked for.
    ASSERT_TRUE(registry.invoke({"view.go_to", {{"latitude", std::int64_t{45}}}}));
    EXPECT_DOUBLE_EQ(calls.at(1).number("latitude"), 45.0);
    // And a number where a text is.
    ASSERT_TRUE(registry.invoke({"view.go_to", {{"latitude", 1.0}, {"name", std::int64_t{40}}}}));
    EXPECT_EQ(calls.at(2).text("name"), "40");
    ASSERT_TRUE(registry.invoke({"view.go_to", {{"latitude", 1.0}, {"name", 0.5}}}));
    EXPECT_EQ(calls.at(3).text("name"), "0.5");

    EXPECT_EQ(registry.invoke({"view.go_to", {}}).error().kind, ErrorKind::kUsage);
    EXPECT_EQ(registry.invoke({"view.go_to", {{"latitude", std::string("x")}}}).error().kind,
              ErrorKind::kUsage);
    EXPECT_EQ(registry.invoke({"view.go_to", {{"latitude", 1.0}, {"other", true}}}).error().kind,
              ErrorKind::kUsage);
    EXPECT_EQ(registry.invoke({"nothing", {}}).error().kind, ErrorKind::kNotFound);
    EXPECT_EQ(calls.size(), 4U);
}

TEST(CommandRegistry, RefusesWhatIsNotEnabled) {
    std::vector<Call> calls;
    bool possible = false;
    CommandRegistry registry;
    Command command = go_to_command(calls);
    command.enabled = [&] { return possible; };
    registry.add(std::move(command));
    EXPECT_EQ(registry.invoke({"view.go_to", {{"latitude", 1.0}}}).error().kind,
              ErrorKind::kDenied);
    possible = true;
    EXPECT_TRUE(registry.invoke({"view.go_to", {{"latitude", 1.0}}}));
}

TEST(CommandRegistry, FindsByKeyAndListsConflicts) {
    std::vector<Call> calls;
    CommandRegistry registry;
    registry.add(go_to_command(calls));
    Command other = go_to_command(calls);
    other.id = "view.other";
    registry.add(other);

    const input::KeyChord key{Key::kG, {Modifiers::kControl}};
    EXPECT_EQ(registry.for_key(key)->id, "view.go_to");
    ASSERT_EQ(registry.conflicts().size(), 1U);
    EXPECT_EQ(registry.conflicts().front().second_id, "view.other");

    EXPECT_FALSE(registry.set_key("view.other", key));
    EXPECT_TRUE(registry.set_key("view.other", {Key::kF2, {}}));
    EXPECT_TRUE(registry.conflicts().empty());
    EXPECT_EQ(registry.for_key({Key::kF2, {}})->id, "view.other");
    EXPECT_EQ(registry.for_key({}), nullptr);
}

TEST(CommandRegistry, KeysGoBackToWhatTheyWere) {
    std::vector<Call> calls;
    CommandRegistry registry;
    registry.add(go_to_command(calls));
    const input::KeyChord key = registry.key_of("view.go_to");
    ASSERT_TRUE(registry.set_key("view.go_to", {Key::kF2, {}}));
    registry.reset_keys();
    EXPECT_EQ(registry.key_of("view.go_to"), key);
}

TEST(Keys, CharactersAreKnown) {
    for (const char* text : {"A", "7", "Plus", "Shift+W", "Slash"})
        EXPECT_TRUE(input::is_character(*input::parse_key_chord(text))) << text;
    for (const char* text : {"Ctrl+A", "F2", "Left", "Space", "Escape", "Alt+7", ""})
        EXPECT_FALSE(input::is_character(*input::parse_key_chord(text))) << text;
}

TEST(CommandRegistry, ASecondKeyDoesTheSameAndYieldsToAFirst) {
    std::vector<Call> calls;
    CommandRegistry registry;
    Command command = go_to_command(calls);
    command.second_key = {Key::kF2, {}};
    registry.add(command);
    EXPECT_EQ(registry.for_key({Key::kF2, {}})->id, "view.go_to");

    command.id = "view.other";
    command.default_key = {Key::kF2, {}};
    command.second_key = {};
    registry.add(command);
    EXPECT_EQ(registry.for_key({Key::kF2, {}})->id, "view.other");
    ASSERT_EQ(registry.conflicts().size(), 1U);
    EXPECT_EQ(registry.conflicts().front().key, (input::KeyChord{Key::kF2, {}}));
}

TEST(CommandText, ReadsAndWritesEveryKindOfValue) {
    const Call call{"a.b",
                    {{"flag", true},
                     {"count", std::int64_t{-3}},
                     {"size", 2.0},
                     {"tiny", 1.5e-300},
                     {"name", std::string("say \"hi\"\\\nto = all")},
                     {"ids", std::vector<std::string>{"a", "b,]", ""}},
                     {"none", std::vector<std::string>{}}}};
    const auto read = command::parse_call(command::to_text(call));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, call);
    EXPECT_EQ(command::parse_call("view.home")->id, "view.home");
    EXPECT_EQ(command::parse_call("x y=fit")->text("y"), "fit");
}

TEST(CommandText, TheFormOfACommandIsACall) {
    Command command;
    command.id = "a.b";
    command.parameters = {{"flag", command::ValueType::kBool},
                          {"count", command::ValueType::kInteger},
                          {"size", command::ValueType::kNumber},
                          {"name", command::ValueType::kText},
                          {"ids", command::ValueType::kTextList},
                          {"more", command::ValueType::kText, command::Presence::kOptional}};
    const std::string form = command::argument_form(command);
    EXPECT_EQ(form, "flag=true count=0 size=0.0 name=\"\" ids=[]");
    EXPECT_TRUE(command::parse_call("a.b " + form));
}

TEST(CommandText, RefusesBrokenLinesWithTheColumn) {
    for (const char* line : {"", "   ", "a b", "a =1", "a b=\"x", "a b=[\"x\"", "a b=[x]",
                             "a b=1 b=2", "a b=[\"x\" \"y\"]", "a b=\"x\\"}) {
        const auto read = command::parse_call(line);
        ASSERT_FALSE(read) << line;
        EXPECT_THAT(read.error().message, testing::HasSubstr("column")) << line;
    }
}

TEST(KeyChord, SpellsAndReadsEveryKey) {
    for (std::size_t i = 1; i < input::kKeyCount; ++i) {
        const input::KeyChord chord{static_cast<Key>(i), {Modifiers::kControl | Modifiers::kShift}};
        EXPECT_EQ(input::parse_key_chord(input::to_text(chord)), chord) << input::to_text(chord);
    }
    EXPECT_EQ(input::parse_key_chord("ctrl+shift+p"),
              (input::KeyChord{Key::kP, {Modifiers::kControl | Modifiers::kShift}}));
    EXPECT_FALSE(input::parse_key_chord("Ctrl+"));
    EXPECT_FALSE(input::parse_key_chord("Hyper+A"));
    EXPECT_FALSE(input::parse_key_chord("Ctrl+Nothing"));
}

}  // namespace
