// SPDX-License-Identifier: Apache-2.0
// Hints beside widgets: EN 301 549, 11.1.4.13 (WCAG 2.2, 1.4.13).
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/frame.hpp"

namespace {

using namespace belvedere;
using input::Key;
using input::Press;

class Hints : public testing::Test {
  protected:
    void draw() {
        frame.begin({400, 300}, 0.016);
        ui::region("panel", {"test.panel", "Panel"}, {0.0F, 0.0F, 300.0F, 300.0F},
                   ui::RegionLook::kPanel, [&] {
                       for (const char* id : {"first", "second"}) {
                           ui::ButtonLook look;
                           look.hint = std::string("What the ") + id + " one does";
                           if (ui::button(id, {"test.button", "Button"}, look)) pressed += id[0];
                       }
                       (void)ui::button("plain", {"test.plain", "Plain"});
                   });
        const ui::DrawData& data = frame.end();
        vertices = data.vertices.size();
    }
    void settle() {
        for (int i = 0; i < 12 && (i == 0 || frame.wants_another()); ++i)
            draw();
    }
    ui::Rect rect_of(const std::string& id) {
        for (const ui::Node& node : frame.nodes()) {
            if (node.id == id) return node.rect;
        }
        throw std::runtime_error("no widget " + id);
    }
    bool is_focused(const std::string& id) {
        for (const ui::Node& node : frame.nodes()) {
            if (node.id == id) return node.focused;
        }
        return false;
    }
    void move(float x, float y) {
        frame.push(input::PointerMoveEvent{x, y});
        settle();
    }
    void tap(Key key) {
        frame.push(input::KeyEvent{key, Press::kDown, {}});
        frame.push(input::KeyEvent{key, Press::kUp, {}});
        settle();
    }

    ui::Frame frame{ui::FrameSettings{}, ui::Clipboard{}};
    std::size_t vertices = 0;
    std::string pressed;
};

TEST_F(Hints, EscapePutsOneAwayAndThePointerNeedNotMove) {
    settle();
    const std::size_t without = vertices;
    const ui::Rect first = rect_of("panel.first");
    move(first.center_x(), first.center_y());
    EXPECT_TRUE(frame.shows_hint());
    EXPECT_GT(vertices, without);
    tap(Key::kEscape);
    EXPECT_FALSE(frame.shows_hint());
    settle();
    EXPECT_FALSE(frame.shows_hint());
    // On the same widget it stays away, however the pointer moves there.
    move(first.center_x() + 2.0F, first.center_y());
    EXPECT_FALSE(frame.shows_hint());
    // Left and come to again, it is there again.
    const ui::Rect plain = rect_of("panel.plain");
    move(plain.center_x(), plain.y1 + 60.0F);
    EXPECT_FALSE(frame.shows_hint());
    move(first.center_x(), first.center_y());
    EXPECT_TRUE(frame.shows_hint());
}

TEST_F(Hints, EscapePutsOneAwayAndTheKeyboardStays) {
    settle();
    tap(Key::kTab);
    ASSERT_TRUE(is_focused("panel.first"));
    EXPECT_TRUE(frame.shows_hint());
    tap(Key::kEscape);
    EXPECT_FALSE(frame.shows_hint());
    EXPECT_TRUE(is_focused("panel.first"));
    // The next widget has its own.
    tap(Key::kTab);
    EXPECT_TRUE(frame.shows_hint());
    tap(Key::kTab);
    EXPECT_FALSE(frame.shows_hint());
    // Without a hint, Escape is what it was: the keyboard goes back to the picture.
    tap(Key::kEscape);
    EXPECT_FALSE(is_focused("panel.plain"));
}

TEST_F(Hints, ThePointerCanGoOnOneAndItStays) {
    settle();
    const ui::Rect first = rect_of("panel.first");
    move(first.center_x(), first.center_y());
    ASSERT_TRUE(frame.shows_hint());
    const std::size_t with = vertices;
    // Across the gap, a pixel at a time, and onto the hint.
    for (float y = first.center_y(); y < first.y1 + 16.0F; y += 1.0F) {
        move(first.x0 + 12.0F, y);
        ASSERT_TRUE(frame.shows_hint()) << y;
    }
    EXPECT_EQ(vertices, with);
    // It does not go by itself.
    for (int i = 0; i < 600; ++i)
        draw();
    EXPECT_TRUE(frame.shows_hint());
    // Escape takes it from there too; so does leaving it.
    tap(Key::kEscape);
    EXPECT_FALSE(frame.shows_hint());
    move(390.0F, 290.0F);
    move(first.center_x(), first.center_y());
    ASSERT_TRUE(frame.shows_hint());
    move(390.0F, 290.0F);
    EXPECT_FALSE(frame.shows_hint());
}

// A hint may lie over what is wanted: a press means what is below.
TEST_F(Hints, APressGoesThroughOne) {
    settle();
    const ui::Rect first = rect_of("panel.first");
    const ui::Rect second = rect_of("panel.second");
    move(first.center_x(), first.center_y());
    ASSERT_TRUE(frame.shows_hint());
    for (const Press press : {Press::kDown, Press::kUp}) {
        frame.push(input::MouseButtonEvent{
            input::MouseButton::kLeft, press, {}, second.x0 + 8.0F, second.center_y()});
    }
    settle();
    EXPECT_EQ(pressed, "s");
}

}  // namespace
