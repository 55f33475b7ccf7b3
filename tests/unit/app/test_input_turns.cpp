// SPDX-License-Identifier: Apache-2.0
// Keys that come faster than frames: each acts on what it was typed for, and none is lost.
#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

#include "app/command/command_queue.hpp"
#include "app/panels/shell.hpp"
#include "app/ui/frame.hpp"
#include "app/window/input_turns.hpp"
#include "app/window/key_owner.hpp"
#include "app/window/panel_builder.hpp"
#include "tests/unit/app/session_fixture.hpp"

namespace {

using namespace belvedere;
using input::InputEvent;
using input::Key;
using input::KeyEvent;
using input::Modifiers;
using input::Press;
using testing::ElementsAre;
using ui::Settled;
using window::InputOutcome;
using window::InputTurns;

// A key as the window tells of it: down, what it types, up.
void tap(InputTurns& turns, Key key, std::uint8_t modifiers = 0) {
    turns.push(KeyEvent{key, Press::kDown, {modifiers}});
    const bool is_letter = key >= Key::kA && key <= Key::kZ;
    if (is_letter && (modifiers & ~Modifiers::kShift) == 0) {
        const auto letter =
            static_cast<char32_t>(static_cast<int>(key) - static_cast<int>(Key::kA));
        turns.push(input::TextEvent{U'a' + letter});
    }
    if (key == Key::kSpace) turns.push(input::TextEvent{U' '});
    turns.push(KeyEvent{key, Press::kUp, {modifiers}});
}

void type(InputTurns& turns, std::string_view text) {
    for (const char c : text) {
        const bool is_letter = c >= 'a' && c <= 'z';
        if (is_letter) {
            tap(turns, static_cast<Key>(static_cast<int>(Key::kA) + (c - 'a')));
        } else {
            turns.push(input::TextEvent{static_cast<char32_t>(c)});
        }
    }
}

// What is handed on, in short.
class Turns : public testing::Test {
  protected:
    void poll(Settled settled) {
        turns.hand_on(settled, [this](const InputEvent& event) {
            if (const auto* key = std::get_if<KeyEvent>(&event)) {
                if (key->press == Press::kUp) return InputOutcome::kPassed;
                got += input::to_text({key->key, key->modifiers}) + ' ';
                return key->key == Key::kQ ? InputOutcome::kTaken : key_turn;
            }
            if (const auto* text = std::get_if<input::TextEvent>(&event)) {
                got += std::string("'") + static_cast<char>(text->codepoint) + "' ";
            }
            if (std::holds_alternative<input::PointerMoveEvent>(event)) got += "move ";
            const bool is_click = std::holds_alternative<input::MouseButtonEvent>(event);
            if (is_click) got += "click ";
            return is_click ? InputOutcome::kActs : InputOutcome::kPassed;
        });
    }
    std::string take() { return std::exchange(got, {}); }
    InputTurns turns;
    InputOutcome key_turn = InputOutcome::kActs;
    std::string got;
};

TEST_F(Turns, OneKeyActsBetweenTwoFrames) {
    tap(turns, Key::kEscape);
    tap(turns, Key::kEnter);
    poll(Settled::kAll);
    EXPECT_EQ(take(), "Escape ");
    poll(Settled::kNo);
    EXPECT_EQ(take(), "");
    EXPECT_TRUE(turns.pending());
    poll(Settled::kAll);
    EXPECT_EQ(take(), "Enter ");
    EXPECT_FALSE(turns.pending());
}

TEST_F(Turns, WhatDependsOnATextFieldWaitsUntilItIsKnown) {
    for (const Key key : {Key::kDown, Key::kSpace, Key::kL})
        tap(turns, key);
    key_turn = InputOutcome::kPassed;
    poll(Settled::kKeyboard);
    EXPECT_EQ(take(), "Down ");
    poll(Settled::kAll);
    EXPECT_EQ(take(), "Space ' ' L 'l' ");
}

TEST_F(Turns, WhatAKeyThatActedTypesIsNotTyped) {
    tap(turns, Key::kL);
    tap(turns, Key::kEnter);
    type(turns, "x");
    poll(Settled::kAll);
    EXPECT_EQ(take(), "L ");
    poll(Settled::kAll);
    EXPECT_EQ(take(), "Enter ");
    key_turn = InputOutcome::kPassed;
    poll(Settled::kAll);
    EXPECT_EQ(take(), "X 'x' ");
}

TEST_F(Turns, MovementsDoNotWait) {
    tap(turns, Key::kQ);
    tap(turns, Key::kQ);
    tap(turns, Key::kEscape);
    poll(Settled::kAll);
    EXPECT_EQ(take(), "Q Q Escape ");
}

TEST_F(Turns, ThePointerKeepsItsPlaceAmongKeys) {
    turns.push(input::PointerMoveEvent{1.0F, 1.0F});
    turns.push(input::MouseButtonEvent{});
    turns.push(input::PointerMoveEvent{2.0F, 2.0F});
    tap(turns, Key::kEscape);
    turns.push(input::PointerMoveEvent{3.0F, 3.0F});
    turns.push(input::PointerMoveEvent{4.0F, 4.0F});
    poll(Settled::kAll);
    EXPECT_EQ(take(), "move click move ");
    poll(Settled::kAll);
    EXPECT_EQ(take(), "Escape move ");
}

TEST_F(Turns, AHeldKeyDoesNotGoOnWhenItIsLetGo) {
    turns.push(KeyEvent{Key::kDown, Press::kDown, {}});
    for (int i = 0; i < 40; ++i)
        turns.push(KeyEvent{Key::kDown, Press::kRepeat, {}});
    turns.push(KeyEvent{Key::kDown, Press::kUp, {}});
    tap(turns, Key::kDown);
    for (int i = 0; i < 3; ++i)
        poll(Settled::kAll);
    EXPECT_EQ(take(), "Down Down Down ") << "one for all repeats, and every tap";
    EXPECT_FALSE(turns.pending());
}

TEST_F(Turns, WhatNeverComesToRestDoesNotHoldTheKeyboard) {
    tap(turns, Key::kEnter);
    for (int i = 0; i < InputTurns::kPollsMax; ++i)
        poll(Settled::kNo);
    EXPECT_EQ(take(), "");
    poll(Settled::kNo);
    EXPECT_EQ(take(), "Enter ");
}

TEST_F(Turns, KeepsABoundedNumberAndForgetsTheOldest) {
    tap(turns, Key::kQ);
    for (std::size_t i = 0; i < InputTurns::kEventsMax; ++i)
        turns.push(input::ScrollEvent{});
    poll(Settled::kAll);
    EXPECT_EQ(take(), "");
}

// The window's panels and commands, one step after another as the window takes them, without one.
class Desk : public test::SessionTest {
  protected:
    Desk() : builder(*session, registry) {
        session->services.focus_next_region = [this] { shell.focus_next_region(panels->layout); };
        registry.add({.id = "test.letter",
                      .title = {"test.letter", "Letter"},
                      .help = {"test.letter.help", "For this test."},
                      .default_key = {Key::kV, {}},
                      .run = [](const command::Call&) { return Result<void>(); }});
        step();
        rest();
    }

    void step() {
        const Settled settled = commands.empty() ? frame.capture().settled : Settled::kNo;
        turns.hand_on(settled, [this](const InputEvent& event) { return take_turn(event); });
        for (const command::Call& call : commands.take()) {
            EXPECT_TRUE(registry.invoke(call)) << call.id;
            ran.push_back(call.id);
        }
        panels = &builder.build(window::FrameFacts{}, std::nullopt);
        frame.begin({1280, 720}, 0.3);
        shell.draw(*panels, {1280, 720}, commands);
        frame.end();
    }
    InputOutcome take_turn(const InputEvent& event) {
        const ui::Capture capture = frame.capture();
        if (const auto* key = std::get_if<KeyEvent>(&event)) {
            const window::KeyOwner owner = window::owner_of(*key, {capture, true}, registry);
            if (owner.command != nullptr) {
                commands.emit(owner.command->id);
                return window::is_movement(*owner.command) ? InputOutcome::kTaken
                                                           : InputOutcome::kActs;
            }
            if (!owner.is_widget) return InputOutcome::kPassed;
            frame.push(event);
            return InputOutcome::kActs;
        }
        if (capture.text) frame.push(event);
        return InputOutcome::kPassed;
    }
    // Steps until nothing is left to do; how many.
    int rest() {
        int steps = 0;
        for (; turns.pending() || frame.wants_another() || !commands.empty(); ++steps) {
            step();
            if (steps > 400) {
                ADD_FAILURE() << "never rests";
                break;
            }
        }
        return steps;
    }
    [[nodiscard]] const ui::Node* node(std::string_view id) const {
        for (const ui::Node& each : frame.nodes()) {
            if (each.id == id) return &each;
        }
        return nullptr;
    }
    [[nodiscard]] std::string focused_id() const {
        for (const ui::Node& each : frame.nodes()) {
            if (each.focused) return each.id;
        }
        return {};
    }
    [[nodiscard]] bool has_dialog() const {
        for (const ui::Node& each : frame.nodes()) {
            if (each.role == ui::Role::kDialog) return true;
        }
        return false;
    }
    std::vector<std::string> take_ran() { return std::exchange(ran, {}); }

    window::PanelBuilder builder;
    const panels::PanelState* panels = nullptr;
    panels::Shell shell;
    ui::Frame frame{ui::FrameSettings{}, ui::Clipboard{}};
    command::CommandQueue commands;
    InputTurns turns;
    std::vector<std::string> ran;
};

TEST_F(Desk, ALetterAfterEscapeIsACommandAgain) {
    tap(turns, Key::kTab);
    rest();
    ASSERT_TRUE(frame.capture().keyboard);
    tap(turns, Key::kV);  // A focused button has no use for it, and it is no command there.
    tap(turns, Key::kEscape);
    tap(turns, Key::kV);
    rest();
    EXPECT_THAT(take_ran(), ElementsAre("test.letter"));
    EXPECT_FALSE(frame.capture().keyboard);
}

TEST_F(Desk, WhatIsTypedAfterAKeyThatOpensADialogGoesThere) {
    tap(turns, Key::kK, Modifiers::kControl);
    type(turns, "app.help");
    tap(turns, Key::kEnter);
    rest();
    EXPECT_THAT(take_ran(), ElementsAre("app.palette", "app.help", "app.palette"));
    EXPECT_TRUE(session->shows_help);
    EXPECT_FALSE(session->shows_palette);
    EXPECT_TRUE(has_dialog());
}

TEST_F(Desk, AWholeJourneyInOnePoll) {
    tap(turns, Key::kV);
    tap(turns, Key::kK, Modifiers::kControl);
    type(turns, "app.help");
    tap(turns, Key::kEnter);
    tap(turns, Key::kEscape);
    tap(turns, Key::kV);
    tap(turns, Key::kF1);
    tap(turns, Key::kEscape);
    tap(turns, Key::kF, Modifiers::kControl);
    type(turns, "zz top");
    tap(turns, Key::kA, Modifiers::kControl);
    type(turns, "z=1");
    tap(turns, Key::kEscape);
    tap(turns, Key::kV);
    rest();
    EXPECT_THAT(take_ran(),
                ElementsAre("test.letter", "app.palette", "app.help", "app.palette", "app.help",
                            "test.letter", "app.help", "app.help", "describe.show", "test.letter"));
    EXPECT_FALSE(has_dialog());
    const ui::Node* field = node("left.filter");
    ASSERT_NE(field, nullptr);
    EXPECT_EQ(field->value, "z=1");
}

TEST_F(Desk, TheFocusComesBackBeforeTheNextKeyActs) {
    // From a button of the toolbar into the palette and out again: the next key is the button's.
    tap(turns, Key::kTab);
    rest();
    const std::string before = focused_id();
    ASSERT_FALSE(before.empty());
    tap(turns, Key::kK, Modifiers::kControl);
    tap(turns, Key::kEscape);
    tap(turns, Key::kTab);
    tap(turns, Key::kTab, Modifiers::kShift);
    rest();
    EXPECT_EQ(focused_id(), before);
    EXPECT_FALSE(has_dialog());
}

TEST_F(Desk, WhatIsGoneDoesNotSwallowKeys) {
    // The side with the focused widget is hidden by a key, and a letter comes at once.
    tap(turns, Key::kF6);
    rest();
    ASSERT_TRUE(frame.capture().keyboard);
    ASSERT_TRUE(focused_id().starts_with("left.")) << focused_id();
    take_ran();
    const auto left = registry.key_of("layout.toggle_left");
    ASSERT_TRUE(left.valid());
    turns.push(KeyEvent{left.key, Press::kDown, left.modifiers});
    tap(turns, Key::kV);
    rest();
    EXPECT_THAT(take_ran(), ElementsAre("layout.toggle_left", "test.letter"));
}

TEST_F(Desk, KeysTakeFewFrames) {
    tap(turns, Key::kTab);
    rest();
    for (int i = 0; i < 10; ++i)
        tap(turns, Key::kTab);
    EXPECT_LE(rest(), 10 + 6);
}

}  // namespace
