// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <string>

#include "app/panels/shell.hpp"
#include "app/ui/frame.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"
#include "test_paths.hpp"
#include "tests/unit/app/panel_sample.hpp"

namespace {

using namespace belvedere;
using input::Key;

class AccessibilityPage : public testing::Test {
  protected:
    AccessibilityPage() { state.accessibility.is_shown = true; }

    void draw() {
        for (int i = 0; i < 6; ++i) {
            frame.begin({1280, 1400}, 0.016);
            shell.draw(state, {1280, 1400}, commands);
            frame.end();
        }
    }
    void tap(Key key) {
        frame.push(input::KeyEvent{key, input::Press::kDown, {}});
        frame.push(input::KeyEvent{key, input::Press::kUp, {}});
        draw();
    }
    std::string focused() {
        const auto nodes = frame.nodes();
        const auto found =
            std::find_if(nodes.begin(), nodes.end(), [](const ui::Node& n) { return n.focused; });
        return found == nodes.end() ? std::string() : found->id;
    }
    // Tab until the widget has the focus; false after a whole round.
    bool walk_to(const std::string& id) {
        constexpr int kStopsMax = 80;
        for (int i = 0; i < kStopsMax; ++i) {
            if (focused() == id) return true;
            tap(Key::kTab);
        }
        return false;
    }

    panels::PanelState state = test::sample_panel_state();
    command::CommandQueue commands;
    ui::Frame frame{ui::FrameSettings{}, ui::Clipboard{}};
    panels::Shell shell;
};

TEST_F(AccessibilityPage, IsReachedAndUsedByKeyboardAlone) {
    draw();
    ASSERT_TRUE(walk_to("accessibility.contrast")) << focused();
    tap(Key::kEnter);
    ASSERT_TRUE(walk_to("accessibility.contrast.theme")) << focused();
    tap(Key::kDown);
    const auto calls = commands.take();
    ASSERT_EQ(calls.size(), 1U);
    EXPECT_EQ(calls[0].id, "app.set_theme");
    EXPECT_EQ(calls[0].text("name"), "light");
    ASSERT_TRUE(walk_to("accessibility.close")) << focused();
    tap(Key::kEnter);
    EXPECT_EQ(commands.take().at(0).id, "app.accessibility");
}

TEST_F(AccessibilityPage, EveryPresetIsAButton) {
    draw();
    ASSERT_TRUE(walk_to("accessibility.presets"));
    tap(Key::kEnter);
    ASSERT_TRUE(walk_to("accessibility.presets.preset.motor"));
    tap(Key::kEnter);
    const auto calls = commands.take();
    ASSERT_EQ(calls.size(), 1U);
    EXPECT_EQ(calls[0].id, "app.apply_preset");
    EXPECT_EQ(calls[0].text("name"), "motor");
}

TEST_F(AccessibilityPage, IsOfferedOnTheFirstStartPageOnly) {
    state.accessibility.is_shown = false;
    state.layout.has_sources = false;
    const auto has_offer = [&] {
        draw();
        return std::any_of(frame.nodes().begin(), frame.nodes().end(),
                           [](const ui::Node& node) { return node.id == "start.accessibility"; });
    };
    EXPECT_FALSE(has_offer());
    state.accessibility.is_offered = true;
    EXPECT_TRUE(has_offer());
    EXPECT_EQ(focused(), "start.accessibility") << "what has the focus is spoken first";
    tap(Key::kTab);
    EXPECT_EQ(focused(), "start.demo") << "it is brought there once only";
}

TEST_F(AccessibilityPage, ANewLanguageIsThereInTheNextFrame) {
    const std::filesystem::path root = std::filesystem::path(BELVEDERE_TEST_DATA) / ".." / "..";
    text::Translator translator({root / "assets" / "translations", "none"});
    words::use(&translator);
    draw();
    const auto title = [&] {
        const auto nodes = frame.nodes();
        const auto found = std::find_if(nodes.begin(), nodes.end(), [](const ui::Node& node) {
            return node.id == "toolbar.view";
        });
        return found == nodes.end() ? std::string() : found->name;
    };
    const std::string english = title();
    const auto begin = std::chrono::steady_clock::now();
    ASSERT_TRUE(translator.choose("qps-rtl"));
    ASSERT_TRUE(translator.choose("ar"));
    frame.begin({1280, 1400}, 0.016);
    shell.draw(state, {1280, 1400}, commands);
    frame.end();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    RecordProperty("switch_ms", std::to_string(took.count()));
    EXPECT_NE(title(), english);
    words::use(nullptr);
}

command::Command named(const std::string& id, const char* key) {
    command::Command command;
    command.id = id;
    command.title = {"test", "Test"};
    command.default_key = *input::parse_key_chord(key);
    command.run = [](const command::Call&) -> Result<void> { return {}; };
    return command;
}

TEST(ApplyKeys, TwoKeysCanBeExchangedAndUnknownOnesDoNoHarm) {
    command::CommandRegistry registry;
    registry.add(named("a", "F2"));
    registry.add(named("b", "F3"));
    registry.add(named("c", "F4"));
    const std::map<std::string, std::string> keys = {
        {"a", "F3"}, {"b", "F2"}, {"gone", "F9"}, {"c", "Hyper+Q"}};
    EXPECT_THAT(window::apply_keys(registry, keys), testing::IsEmpty());
    EXPECT_EQ(registry.for_key({Key::kF3, {}})->id, "a");
    EXPECT_EQ(registry.for_key({Key::kF2, {}})->id, "b");
    EXPECT_EQ(registry.for_key({Key::kF4, {}})->id, "c");
    EXPECT_THAT(window::apply_keys(registry, {{"a", "F3"}}), testing::SizeIs(1));
    EXPECT_THAT(window::apply_keys(registry, {}), testing::IsEmpty());
    EXPECT_EQ(registry.for_key({Key::kF2, {}})->id, "a");
}

}  // namespace
