// SPDX-License-Identifier: Apache-2.0
// Keys that are pressed and let go between two frames, as switch devices and assistive technology
// make them, at five frames a second: no widget may lose one.
#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "app/ui/chart.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/frame.hpp"
#include "app/ui/text_widgets.hpp"

namespace {

using namespace belvedere;
using input::Key;
using input::Press;

struct Case {
    const char* name;
    Key key;
    // Draws the widget with the id "w" and counts what it reports.
    std::function<void(int& reported)> draw;
};

const std::vector<std::string> kOptions = {"one", "two", "three"};
const std::vector<float> kValues = {1.0F, 2.0F, 3.0F};

class Rows final : public ui::TableSource {
  public:
    [[nodiscard]] std::size_t rows() const override { return 3; }
    [[nodiscard]] std::string cell(std::size_t row, std::size_t) const override {
        return std::to_string(row);
    }
    [[nodiscard]] bool is_selected(std::size_t) const override { return false; }
};

constexpr Message kMessage{"test.w", "Widget"};

const std::vector<Case> kCases = {
    {"button", Key::kSpace, [](int& n) { n += ui::button("w", kMessage) ? 1 : 0; }},
    {"button by Enter", Key::kEnter, [](int& n) { n += ui::button("w", kMessage) ? 1 : 0; }},
    {"toggle", Key::kSpace, [](int& n) { n += ui::toggle("w", kMessage, false) ? 1 : 0; }},
    {"check", Key::kSpace, [](int& n) { n += ui::check("w", kMessage, false) ? 1 : 0; }},
    {"bare check", Key::kSpace, [](int& n) { n += ui::bare_check("w", kMessage, false) ? 1 : 0; }},
    {"slider", Key::kRight,
     [](int& n) { n += ui::slider("w", kMessage, 0.5, {}).has_value() ? 1 : 0; }},
    {"choice", Key::kDown,
     [](int& n) { n += ui::choice("w", kMessage, kOptions, 0).has_value() ? 1 : 0; }},
    {"text field", Key::kEnter,
     [](int& n) {
         static std::string content;
         n += ui::text_field("w", kMessage, content) == ui::Edit::kSubmitted ? 1 : 0;
     }},
    {"text area", Key::kEnter,
     [](int& n) {
         static std::string content;
         content.clear();
         n += ui::text_area("w", kMessage, content, 3) == ui::Edit::kChanged ? 1 : 0;
     }},
    {"link", Key::kEnter, [](int& n) { n += ui::link("w", "link") ? 1 : 0; }},
    {"tab", Key::kSpace,
     [](int& n) {
         constexpr ui::Tab kTabs[] = {{"a", {"test.a", "A"}}, {"b", {"test.b", "B"}}};
         n += ui::tabs("w", kTabs, "a").has_value() ? 1 : 0;
     }},
    {"list row", Key::kSpace, [](int& n) { n += ui::list_row("w", "row", "", false) ? 1 : 0; }},
    {"tree item", Key::kSpace,
     [](int& n) { n += ui::tree_item("w", {.text = "item", .leaf = true}, [] {}) ? 1 : 0; }},
    {"table row", Key::kSpace,
     [](int& n) {
         constexpr Message kColumns[] = {{"test.c", "Column"}};
         n += ui::table("w", kColumns, Rows(), 200.0F).has_value() ? 1 : 0;
     }},
    {"chart", Key::kEnter,
     [](int& n) {
         const ui::Series series{kValues, [](double v) { return std::to_string(v); }, ""};
         n += ui::chart("w", kMessage, series).plays ? 1 : 0;
     }},
    {"chart point", Key::kRight,
     [](int& n) {
         const ui::Series series{kValues, [](double v) { return std::to_string(v); }, ""};
         n += ui::chart("w", kMessage, series).point ? 1 : 0;
     }},
};

class ShortTaps : public testing::Test {
  protected:
    void draw(const ui::Body& body) {
        frame.begin({400, 400}, 0.2);
        ui::region("panel", {"test.panel", "Panel"}, {0.0F, 0.0F, 300.0F, 400.0F},
                   ui::RegionLook::kPanel, body);
        frame.end();
    }
    void settle(const ui::Body& body) {
        for (int i = 0; i < 10 && frame.wants_another(); ++i)
            draw(body);
    }
    // All within one poll.
    void tap(std::initializer_list<Key> keys) {
        for (const Key key : keys) {
            frame.push(input::KeyEvent{key, Press::kDown, {}});
            frame.push(input::KeyEvent{key, Press::kUp, {}});
        }
    }
    ui::Frame frame{ui::FrameSettings{}, ui::Clipboard{}};
};

TEST_F(ShortTaps, EveryWidgetSeesATapShorterThanAFrame) {
    for (const Case& each : kCases) {
        int reported = 0;
        const auto body = [&] { each.draw(reported); };
        frame.give_keyboard_to_picture();
        settle(body);
        // Tab and the key itself come in the same poll: the way of a quick switch device.
        tap({Key::kTab, each.key});
        settle(body);
        EXPECT_EQ(reported, 1) << each.name;
        tap({each.key, each.key});
        settle(body);
        EXPECT_EQ(reported, 3) << each.name;
    }
}

TEST_F(ShortTaps, SectionsMenusAndDialogsToo) {
    int pressed = 0;
    bool is_open = false;
    const auto body = [&] {
        ui::section("section", {"test.s", "Section"}, ui::Initially::kClosed,
                    [&] { pressed += ui::button("inside", kMessage) ? 1 : 0; });
        ui::menu("menu", {"test.m", "Menu"},
                 [&] { pressed += ui::menu_item("item", {.text = "Item"}) ? 1 : 0; });
        if (ui::button("open", {"test.o", "Open"})) is_open = true;
        is_open = ui::dialog("dialog", {"test.d", "Dialog"}, is_open,
                             [&] { pressed += ui::button("do", kMessage) ? 10 : 0; });
    };
    settle(body);
    tap({Key::kTab, Key::kSpace});
    settle(body);
    tap({Key::kTab, Key::kSpace});
    settle(body);
    EXPECT_EQ(pressed, 1) << "in the section";
    tap({Key::kTab, Key::kSpace});
    settle(body);
    tap({Key::kSpace});
    settle(body);
    EXPECT_EQ(pressed, 2) << "in the menu";
    tap({Key::kTab, Key::kSpace});
    settle(body);
    tap({Key::kSpace});
    settle(body);
    EXPECT_EQ(pressed, 12) << "in the dialog";
    tap({Key::kEscape});
    settle(body);
    EXPECT_FALSE(is_open);
}

}  // namespace
