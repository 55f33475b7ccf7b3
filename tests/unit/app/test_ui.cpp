// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/frame.hpp"
#include "app/ui/text_widgets.hpp"

namespace {

using namespace belvedere;
using input::Key;
using input::Press;

// One small user interface, driven frame by frame.
class UiTest : public testing::Test {
  protected:
    void draw(const ui::Body& body) {
        frame.begin({400, 300}, 0.016);
        ui::region("panel", {"test.panel", "Panel"}, {0.0F, 0.0F, 300.0F, 300.0F},
                   ui::RegionLook::kPanel, body);
        frame.end();
    }
    void settle(const ui::Body& body) {
        for (int i = 0; i < 10 && frame.wants_another(); ++i)
            draw(body);
    }
    const ui::Node& node(std::string_view id) {
        const auto nodes = frame.nodes();
        const auto found =
            std::find_if(nodes.begin(), nodes.end(), [&](const ui::Node& n) { return n.id == id; });
        if (found == nodes.end()) throw std::runtime_error("no widget " + std::string(id));
        return *found;
    }
    void click(std::string_view id) {
        const ui::Rect rect = node(id).rect;
        frame.push(input::PointerMoveEvent{rect.center_x(), rect.center_y()});
        for (const Press press : {Press::kDown, Press::kUp}) {
            frame.push(input::MouseButtonEvent{
                input::MouseButton::kLeft, press, {}, rect.center_x(), rect.center_y()});
        }
    }
    void tap(Key key, std::uint8_t modifiers = 0) {
        frame.push(input::KeyEvent{key, Press::kDown, {modifiers}});
        frame.push(input::KeyEvent{key, Press::kUp, {modifiers}});
    }

    std::string clipboard;
    ui::Frame frame{ui::FrameSettings{},
                    ui::Clipboard{[this] { return clipboard; },
                                  [this](const std::string& text) { clipboard = text; }}};
};

TEST_F(UiTest, PressesAButtonByAClickShorterThanAFrame) {
    int pressed = 0;
    const auto body = [&] {
        if (ui::button("go", {"test.go", "Go"})) ++pressed;
    };
    settle(body);
    click("panel.go");
    settle(body);
    EXPECT_EQ(pressed, 1);
    EXPECT_EQ(node("panel.go").role, ui::Role::kButton);
    EXPECT_EQ(node("panel.go").name, "Go");
    EXPECT_GE(node("panel.go").rect.y1 - node("panel.go").rect.y0, 24.0F);
}

TEST_F(UiTest, EveryWidgetIsReachedByTabAndPressedByKeys) {
    int pressed = 0;
    bool on = false;
    std::string text;
    const auto body = [&] {
        if (ui::button("go", {"test.go", "Go"})) ++pressed;
        if (const auto value = ui::check("check", {"test.check", "Check"}, on)) on = *value;
        (void)ui::text_field("field", {"test.field", "Field"}, text);
        (void)ui::slider("slider", {"test.slider", "Slider"}, 0.5, {});
    };
    settle(body);
    EXPECT_FALSE(frame.capture().keyboard);
    for (const char* id : {"panel.go", "panel.check", "panel.field", "panel.slider", "panel.go"}) {
        tap(Key::kTab);
        settle(body);
        EXPECT_TRUE(node(id).focused) << id;
        EXPECT_TRUE(frame.capture().keyboard);
    }
    tap(Key::kSpace);
    settle(body);
    EXPECT_EQ(pressed, 1);
    tap(Key::kTab);
    settle(body);
    tap(Key::kSpace);
    settle(body);
    EXPECT_TRUE(on);
    tap(Key::kTab, input::Modifiers::kShift);
    settle(body);
    EXPECT_TRUE(node("panel.go").focused);
    tap(Key::kEscape);
    settle(body);
    EXPECT_FALSE(frame.capture().keyboard);
}

TEST_F(UiTest, TypesIntoAFieldAndSubmitsWithEnter) {
    std::string text;
    int submitted = 0;
    const auto body = [&] {
        if (ui::text_field("field", {"test.field", "Field"}, text) == ui::Edit::kSubmitted) {
            ++submitted;
        }
    };
    settle(body);
    click("panel.field");
    settle(body);
    EXPECT_TRUE(frame.capture().text);
    for (const char32_t c : std::u32string(U"港区"))
        frame.push(input::TextEvent{c});
    settle(body);
    EXPECT_EQ(text, "港区");
    tap(Key::kEnter);
    settle(body);
    EXPECT_EQ(submitted, 1);
}

TEST_F(UiTest, WhatAQuickHandTypesIsReadInOrderAndAtOnce) {
    std::string text;
    int submitted = 0;
    const auto body = [&] {
        if (ui::text_field("field", {"test.field", "Field"}, text) == ui::Edit::kSubmitted) {
            ++submitted;
        }
    };
    settle(body);
    click("panel.field");
    settle(body);
    // The window system tells each key's press, its text and its release.
    const auto type = [&](Key key, char32_t c) {
        frame.push(input::KeyEvent{key, input::Press::kDown, {}});
        frame.push(input::TextEvent{c});
        frame.push(input::KeyEvent{key, input::Press::kUp, {}});
    };
    for (int i = 0; i < 40; ++i)
        type(Key::kE, U'e');
    draw(body);
    EXPECT_EQ(text, std::string(40, 'e'));
    type(Key::kX, U'x');
    tap(Key::kBackspace);
    type(Key::kA, U'a');
    tap(Key::kEnter);
    settle(body);
    EXPECT_EQ(text, std::string(40, 'e') + 'a');
    EXPECT_EQ(submitted, 1);
}

TEST_F(UiTest, PutsGlyphsOnPagesWhenTheyAreFirstDrawn) {
    std::string content = "plain";
    const auto body = [&] { ui::plain_text("text", content); };
    settle(body);
    EXPECT_FALSE(frame.take_glyph_updates().empty());
    draw(body);
    EXPECT_TRUE(frame.take_glyph_updates().empty());
    content = "東京都港区";
    draw(body);
    const auto updates = frame.take_glyph_updates();
    ASSERT_FALSE(updates.empty());
    EXPECT_EQ(updates[0].rgba.size(), std::size_t{updates[0].width} * updates[0].height * 4);
    EXPECT_EQ(frame.missing_glyphs(), 0U);
}

TEST_F(UiTest, KeysBelongToThePictureUntilAWidgetHasTheFocus) {
    std::string text;
    const auto body = [&] { (void)ui::text_field("field", {"test.field", "Field"}, text); };
    settle(body);
    tap(Key::kA);
    tap(Key::kLeft);
    settle(body);
    EXPECT_FALSE(frame.capture().keyboard);
    frame.push(input::PointerMoveEvent{350.0F, 100.0F});
    settle(body);
    EXPECT_FALSE(frame.capture().pointer);
    frame.push(input::PointerMoveEvent{20.0F, 20.0F});
    settle(body);
    EXPECT_TRUE(frame.capture().pointer);
}

TEST_F(UiTest, DrawsNothingMoreOnceItHasSettled) {
    const auto body = [&] { ui::plain_text("text", std::string("still")); };
    settle(body);
    EXPECT_FALSE(frame.wants_another());
}

void expect_contrast(const ui::Theme& theme) {
    const bool is_high = theme.name.starts_with("contrast-");
    const double text_min = is_high ? 7.0 : 4.5;
    const ui::Colors& c = theme.colors;
    for (const ui::Color surface : {c.surface, c.surface_raised}) {
        for (const ui::Color text :
             {c.text, c.text_muted, c.success, c.warning, c.error, c.accent}) {
            EXPECT_GE(ui::contrast(text, surface), text_min) << theme.name;
        }
        EXPECT_GE(ui::contrast(c.focus, surface), 3.0) << theme.name;
        EXPECT_GE(ui::contrast(c.control_border, surface), 3.0) << theme.name;
        EXPECT_GE(ui::contrast(c.text_off, surface), 3.0) << theme.name;
        if (!is_high) continue;
        EXPECT_EQ(c.quiet_border.a, 255) << theme.name;
        EXPECT_GE(ui::contrast(c.quiet_border, surface), 3.0) << theme.name;
        EXPECT_GE(ui::contrast(c.border, surface), 3.0) << theme.name;
    }
    for (const ui::Color control : {c.control, c.control_hover, c.control_active}) {
        EXPECT_GE(ui::contrast(c.text, control), text_min) << theme.name;
        EXPECT_GE(ui::contrast(c.control_border, control), is_high ? 3.0 : 1.0) << theme.name;
    }
    EXPECT_GE(ui::contrast(c.accent_text, c.accent), text_min) << theme.name;
    EXPECT_GE(ui::contrast(c.text, c.selection), text_min) << theme.name;
    EXPECT_GE(ui::contrast(c.focus, c.focus_back), 3.0) << theme.name;
    EXPECT_GE(theme.metrics.outline_px, is_high ? 2.0F : 1.0F) << theme.name;
    EXPECT_GE(theme.metrics.focus_ring_px, is_high ? 3.0F : 2.0F) << theme.name;
}

TEST(Theme, TextAndControlsHaveTheContrastThatWcagAsksFor) {
    ASSERT_EQ(ui::themes().size(), 4U);
    for (const ui::Theme* theme : ui::themes())
        expect_contrast(*theme);
}

TEST(Theme, BarsHoldTheTargetsThatAreAskedFor) {
    EXPECT_EQ(ui::fitted({}, {}).toolbar_px, ui::Metrics().toolbar_px);
    EXPECT_EQ(ui::fitted({}, {}).statusbar_px, ui::Metrics().statusbar_px);
    const ui::Metrics large = ui::fitted({}, {44.0F, 1.2F});
    EXPECT_EQ(large.target_min_px, 44.0F);
    EXPECT_GE(large.toolbar_px, 44.0F);
    EXPECT_GE(large.statusbar_px, 44.0F);
    EXPECT_GE(ui::fitted({}, {24.0F, 3.0F}).toolbar_px, 14.0F * 3.0F);
}

TEST_F(UiTest, WhatCanBePressedIsAsHighAsThePersonWants) {
    for (const float target : {24.0F, 32.0F, 44.0F}) {
        frame.set_settings({"dark", 2.0F, ui::Motion::kFull, {}, target});
        settle([&] {
            (void)ui::button("button", {"test.button", "Press"});
            (void)ui::check("check", {"test.check", "Check"}, true);
        });
        EXPECT_GE(node("panel.button").rect.height(), target * 2.0F);
        EXPECT_GE(node("panel.check").rect.height(), target * 2.0F);
    }
}

}  // namespace
