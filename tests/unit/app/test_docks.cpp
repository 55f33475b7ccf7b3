// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "app/panels/dock_layout.hpp"
#include "app/panels/shell.hpp"
#include "app/ui/accessible.hpp"
#include "app/ui/frame.hpp"
#include "app/words/words.hpp"
#include "tests/unit/app/panel_sample.hpp"

namespace {

using namespace belvedere;
using panels::arrange;
using panels::LayoutState;
using panels::Places;
using panels::WindowRoom;

// Windows from small to the largest that people have, text from the smallest to the largest.
std::vector<WindowRoom> rooms() {
    std::vector<WindowRoom> rooms;
    for (const auto& [width, height] : {std::pair(320.0F, 240.0F), std::pair(1280.0F, 720.0F),
                                        std::pair(1920.0F, 1080.0F), std::pair(3840.0F, 2160.0F)}) {
        for (const float scale : {0.75F, 1.0F, 1.5F, 2.0F, 3.0F}) {
            WindowRoom room;
            room.width_px = width;
            room.height_px = height;
            room.scale = scale;
            rooms.push_back(room);
        }
    }
    return rooms;
}

LayoutState all_open() {
    LayoutState layout;
    layout.has_sources = layout.left_open = layout.right_open = layout.bottom_open = true;
    return layout;
}

TEST(DockLayout, ThePictureKeepsItsShareWhateverIsAskedFor) {
    for (const WindowRoom& room : rooms()) {
        for (const double wish : {0.0, 10.0, 336.0, 1200.0, 8192.0}) {
            LayoutState layout = all_open();
            layout.left_px = layout.bottom_px = wish;
            layout.right_px = 8192.0 - wish;
            const Places p = arrange(layout, room);
            EXPECT_GE(p.view.width(), room.width_px * panels::kViewShareMin - 0.5F) << wish;
            EXPECT_GE(p.view.height(), (p.status.y0 - p.toolbar.y1) * panels::kViewShareMin - 0.5F);
            for (const panels::DockExtent& dock :
                 {p.left_extent, p.right_extent, p.bottom_extent}) {
                EXPECT_LE(dock.low, dock.size);
                EXPECT_LE(dock.size, dock.high);
                EXPECT_GT(dock.size, 0.0);
            }
            // What stands side by side fills the window and does not overlap.
            EXPECT_EQ(p.left.x1, p.left_edge.x0);
            EXPECT_EQ(p.left_edge.x1, p.view.x0);
            EXPECT_EQ(p.view.x1, p.right_edge.x0);
            EXPECT_EQ(p.right_edge.x1, p.right.x0);
            EXPECT_EQ(p.right.x1, room.width_px);
            EXPECT_EQ(p.bottom.y1, p.status.y0);
        }
    }
}

TEST(DockLayout, DocksHaveTheSizeTheyWereGivenWhereThereIsRoom) {
    LayoutState layout = all_open();
    layout.left_px = 300.0;
    layout.right_px = 250.0;
    WindowRoom room;
    Places p = arrange(layout, room);
    EXPECT_EQ(p.view.x0, 300.0F);
    EXPECT_EQ(p.view.x1, 1280.0F - 250.0F);
    room.scale = 2.0F;
    room.width_px = 2560.0F;
    p = arrange(layout, room);
    EXPECT_EQ(p.view.x0, 600.0F) << "logical pixels follow the scale";
    layout.left_px = 0.0;
    EXPECT_EQ(arrange(layout, room).view.x0, 2.0F * room.dock_width_px);
    layout.left_px = 1.0;
    EXPECT_EQ(arrange(layout, room).view.x0, 2.0F * panels::kDockWidthMin_px);
    layout.left_open = false;
    EXPECT_EQ(arrange(layout, room).view.x0, 0.0F);
}

// The ends of a splitter's way are where its dock can really be put.
TEST(DockLayout, TheEndsOfTheWayCanBeReached) {
    for (const WindowRoom& room : rooms()) {
        LayoutState layout = all_open();
        for (const bool is_low : {true, false}) {
            const Places before = arrange(layout, room);
            // As the window does while an edge is moved and no room is left.
            layout.right_px = before.right_extent.size;
            layout.left_px = is_low ? before.left_extent.low : before.left_extent.high;
            const Places after = arrange(layout, room);
            EXPECT_NEAR(after.left_extent.size, layout.left_px,
                        2.0 / static_cast<double>(room.scale));
        }
    }
}

class DockTest : public testing::Test {
  protected:
    void draw() {
        for (int i = 0; i < 6; ++i) {
            frame.begin(size, 0.016);
            view = shell.draw(state, size, commands);
            (void)frame.end();
        }
    }
    const ui::Node* node(const std::string& id) {
        const auto nodes = frame.nodes();
        const auto found =
            std::find_if(nodes.begin(), nodes.end(), [&](const ui::Node& n) { return n.id == id; });
        return found == nodes.end() ? nullptr : &*found;
    }
    void tap(input::Key key) {
        for (const auto press : {input::Press::kDown, input::Press::kUp})
            frame.push(input::KeyEvent{key, press, {}});
        draw();
    }
    void focus(const std::string& id) {
        frame.ask({access::node_id(id), access::Action::kFocus});
        draw();
    }
    // The one command that was emitted, obeyed.
    command::Call obeyed() {
        const auto calls = commands.take();
        EXPECT_EQ(calls.size(), 1U);
        if (calls.empty()) return {};
        const command::Call& call = calls.front();
        if (call.id == "layout.resize" && call.text("dock") == "left") {
            state.layout.left_px = call.number("size");
        }
        if (call.id == "layout.toggle_left") state.layout.left_open = !state.layout.left_open;
        draw();
        return call;
    }

    ui::FrameSize size{1280, 720};
    panels::PanelState state = test::sample_panel_state();
    command::CommandQueue commands;
    ui::Frame frame{ui::FrameSettings{}, ui::Clipboard{}};
    panels::Shell shell;
    ui::Rect view;
};

TEST_F(DockTest, EdgesAreSeparatorsThatTakeTheFocusAndSayTheirSize) {
    state.layout.bottom_open = true;
    draw();
    for (const char* id : {"left_edge", "right_edge", "bottom_edge"}) {
        const ui::Node* edge = node(id);
        ASSERT_NE(edge, nullptr) << id;
        EXPECT_EQ(edge->role, ui::Role::kSeparator);
        EXPECT_NE(edge->key, 0U);
        ASSERT_TRUE(edge->numeric);
        EXPECT_LT(edge->numeric->minimum, edge->numeric->maximum);
        EXPECT_FALSE(edge->value.empty());
    }
    EXPECT_TRUE(node("left_edge")->states.has(access::State::kVertical));
    EXPECT_TRUE(node("bottom_edge")->states.has(access::State::kHorizontal));
}

TEST_F(DockTest, KeysMoveTheEdgeAndFoldTheDock) {
    draw();
    focus("left_edge");
    const float before = view.x0;
    tap(input::Key::kRight);
    EXPECT_EQ(obeyed().id, "layout.resize");
    EXPECT_GT(view.x0, before);
    tap(input::Key::kLeft);
    obeyed();
    EXPECT_EQ(view.x0, before);
    tap(input::Key::kHome);
    obeyed();
    EXPECT_EQ(view.x0, panels::kDockWidthMin_px);
    tap(input::Key::kEnd);
    obeyed();
    EXPECT_GT(view.x0, before);
    EXPECT_GE(view.x1 - view.x0, 1280.0F * panels::kViewShareMin - 1.0F);
    tap(input::Key::kEnter);
    EXPECT_EQ(obeyed().id, "layout.toggle_left");
    EXPECT_EQ(view.x0, 0.0F);
    ASSERT_NE(node("toolbar.left"), nullptr);
    EXPECT_TRUE(node("toolbar.left")->focused) << "what opens it again";
    tap(input::Key::kEnter);
    EXPECT_EQ(obeyed().id, "layout.toggle_left");
    EXPECT_GT(view.x0, 0.0F);
}

TEST_F(DockTest, AssistiveTechnologySetsTheSize) {
    draw();
    access::Request request{access::node_id("right_edge"), access::Action::kSetValue};
    request.value = 250.0;
    frame.ask(request);
    draw();
    const command::Call call = obeyed();
    EXPECT_EQ(call.text("dock"), "right");
    EXPECT_EQ(call.number("size"), 250.0);
}

TEST_F(DockTest, ThePointerDragsTheEdge) {
    draw();
    const ui::Rect edge = node("left_edge")->rect;
    frame.push(input::PointerMoveEvent{edge.center_x(), edge.center_y()});
    draw();
    EXPECT_EQ(frame.cursor(), ui::CursorShape::kResizeHorizontal);
    frame.push(input::MouseButtonEvent{
        input::MouseButton::kLeft, input::Press::kDown, {}, edge.center_x(), edge.center_y()});
    draw();
    frame.push(input::PointerMoveEvent{edge.center_x() + 40.0F, edge.center_y()});
    frame.begin(size, 0.016);
    (void)shell.draw(state, size, commands);
    (void)frame.end();
    const auto calls = commands.take();
    ASSERT_FALSE(calls.empty());
    EXPECT_NEAR(calls.back().number("size"), static_cast<double>(view.x0) + 40.0, 1.0);
    frame.push(input::MouseButtonEvent{input::MouseButton::kLeft,
                                       input::Press::kUp,
                                       {},
                                       edge.center_x() + 40.0F,
                                       edge.center_y()});
    draw();
    for (const command::Call& call : commands.take())
        EXPECT_EQ(call.id, "layout.resize") << "letting go folds nothing away";
}

TEST_F(DockTest, LayoutsAreKeptRenamedAndRemoved) {
    state.layout.shows_layouts = true;
    state.layouts = {{"Explore", "Ctrl+1", true, false}, {"Mine", "", false, true}};
    draw();
    EXPECT_EQ(node("layouts.0.rename"), nullptr) << "a layout of the program stays";
    ASSERT_NE(node("layouts.1.rename"), nullptr);
    focus("layouts.1.remove");
    tap(input::Key::kEnter);
    command::Call call = obeyed();
    EXPECT_EQ(call.id, "layout.remove");
    EXPECT_EQ(call.text("name"), "Mine");
    focus("layouts.1.rename");
    tap(input::Key::kEnter);
    frame.push(input::TextEvent{U'!'});
    draw();
    tap(input::Key::kEnter);
    call = obeyed();
    EXPECT_EQ(call.id, "layout.rename");
    EXPECT_EQ(call.text("name"), "Mine");
    EXPECT_THAT(call.text("to"), testing::HasSubstr("!"));
}

TEST_F(DockTest, HelpNamesEveryCommandAndIsSearched) {
    state.layout.shows_help = true;
    state.commands.push_back({"layer.close", "Remove a layer", "Closes a source.", "", true, true});
    draw();
    const ui::Node* home = node("help.view.home.help");
    ASSERT_NE(home, nullptr);
    EXPECT_THAT(home->name, testing::AllOf(testing::HasSubstr("Shows the whole city."),
                                           testing::HasSubstr("View")));
    EXPECT_NE(node("help.layer.close.help"), nullptr) << "also without a key";
    EXPECT_NE(node("help.journeys.help.journey_open"), nullptr);
    focus("help.sought");
    for (const char32_t c : std::u32string(U"source"))
        frame.push(input::TextEvent{c});
    draw();
    EXPECT_EQ(node("help.view.home.help"), nullptr);
    EXPECT_NE(node("help.layer.close.help"), nullptr);
    EXPECT_EQ(node("help.journeys.help.journey_open"), nullptr);
}

TEST_F(DockTest, SettingsAndAboutSayWhatHoldsAndEmitCommands) {
    state.settings.is_shown = true;
    state.settings.cache_folder = "/home/someone/.cache/belvedere/tiles";
    state.settings.cache_bytes = 5U << 20;
    draw();
    ASSERT_NE(node("settings.cache.size"), nullptr);
    focus("settings.cache.clear");
    tap(input::Key::kEnter);
    EXPECT_EQ(obeyed().id, "cache.clear");
    focus("settings.network.offline");
    tap(input::Key::kSpace);
    const command::Call call = obeyed();
    EXPECT_EQ(call.id, "app.offline");
    EXPECT_TRUE(call.flag("on"));
    state.settings.is_shown = false;
    state.about.is_shown = true;
    state.about.version = "1.2.3";
    state.about.standards = {{"glTF 2.0", "Read."}};
    state.about.libraries = {{"GLFW 3.3", "Zlib"}};
    draw();
    EXPECT_NE(node("about.standards.name.0"), nullptr);
    EXPECT_NE(node("about.credits.credit.0"), nullptr) << "of what is open";
}

TEST_F(DockTest, WhatIsUnderWayIsShownAndCancelled) {
    state.overlay.busy = "Opening town…";
    state.overlay.can_cancel = true;
    draw();
    focus("status.cancel");
    tap(input::Key::kEnter);
    EXPECT_EQ(obeyed().id, "activity.cancel");
    state.layout.has_sources = false;
    state.start.busy = state.overlay.busy;
    draw();
    focus("start.cancel");
    tap(input::Key::kEnter);
    EXPECT_EQ(obeyed().id, "activity.cancel");
}

TEST_F(DockTest, SavingAsksBeforeItReplaces) {
    state.save.is_shown = true;
    state.save.suggested = "/home/someone/town.belvedere";
    draw();
    ASSERT_NE(node("save.path"), nullptr);
    EXPECT_EQ(node("save.path")->value, state.save.suggested);
    focus("save.save");
    tap(input::Key::kEnter);
    command::Call call = obeyed();
    EXPECT_EQ(call.id, "project.save");
    EXPECT_FALSE(call.flag("replace", true));
    state.save.asks_before = true;
    draw();
    EXPECT_NE(node("save.exists"), nullptr);
    focus("save.save");
    tap(input::Key::kEnter);
    call = obeyed();
    EXPECT_TRUE(call.flag("replace"));
    EXPECT_EQ(call.text("path"), state.save.suggested);
}

}  // namespace
