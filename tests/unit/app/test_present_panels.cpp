// SPDX-License-Identifier: Apache-2.0
// The presenter's panel and the dialog of pictures, in the whole window.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "app/panels/shell.hpp"
#include "app/ui/frame.hpp"
#include "tests/unit/app/panel_sample.hpp"

namespace {

using namespace belvedere;

class PresentPanels : public testing::Test {
  protected:
    void draw() {
        for (int i = 0; i < 12; ++i) {
            frame.begin(size, 0.016);
            view = shell.draw(state, size, commands);
            (void)frame.end();
        }
    }
    [[nodiscard]] const ui::Node* find(const std::string& id) const {
        const auto nodes = frame.nodes();
        const auto found =
            std::find_if(nodes.begin(), nodes.end(), [&](const ui::Node& n) { return n.id == id; });
        return found == nodes.end() ? nullptr : &*found;
    }
    // What a click on the widget asks for.
    std::vector<command::Call> click(const std::string& id) {
        const ui::Node* node = find(id);
        if (node == nullptr) {
            ADD_FAILURE() << "there is no " << id;
            return {};
        }
        const float x = node->rect.center_x(), y = node->rect.center_y();
        frame.push(input::PointerMoveEvent{x, y});
        for (const auto press : {input::Press::kDown, input::Press::kUp})
            frame.push(input::MouseButtonEvent{input::MouseButton::kLeft, press, {}, x, y});
        draw();
        return commands.take();
    }

    ui::FrameSize size{1280, 720};
    panels::PanelState state = test::sample_panel_state();
    command::CommandQueue commands;
    ui::Frame frame{ui::FrameSettings{}, ui::Clipboard{}};
    panels::Shell shell;
    ui::Rect view;
};

TEST_F(PresentPanels, ThePresenterSeesWhatComesNext) {
    draw();
    const float before = view.x1;
    panels::StageState& stage = state.stage;
    stage.is_on = true;
    state.layout.presents = true;
    stage.views = 3;
    stage.current = 0;
    stage.current_name = "The station";
    stage.next_name = "The harbour";
    stage.note = "Mention the tram";
    stage.monitors = {{"eDP-1", "1920 × 1080", 1, false}, {"HDMI-1", "3840 × 2160", 2, true}};
    stage.problem = "The screen is gone";
    draw();
    EXPECT_LT(view.x1, before) << "the panel lies beside the picture";
    const auto nodes = frame.nodes();
    const auto says = [&](const std::string& text) {
        return std::any_of(nodes.begin(), nodes.end(), [&](const ui::Node& node) {
            return node.name.find(text) != std::string::npos ||
                   node.value.find(text) != std::string::npos;
        });
    };
    for (const char* text : {"The harbour", "1 of 3", "HDMI-1", "The screen is gone"})
        EXPECT_TRUE(says(text)) << text;
    const auto next = click("stage.next");
    ASSERT_EQ(next.size(), 1U);
    EXPECT_EQ(next[0].id, "stage.next");
    const auto black = click("stage.black");
    ASSERT_EQ(black.size(), 1U);
    EXPECT_EQ(black[0].id, "stage.black");
}

TEST_F(PresentPanels, ADialogTakesAPicture) {
    state.picture.is_shown = true;
    state.picture.window_width_px = 1280;
    state.picture.window_height_px = 720;
    state.picture.width_px = 3840;
    state.picture.height_px = 2160;
    state.picture.has_scale_bar = false;
    draw();
    const auto calls = click("picture.take");
    ASSERT_EQ(calls.size(), 2U);
    EXPECT_EQ(calls[0].id, "picture.dialog");
    EXPECT_EQ(calls[1].id, "picture.take");
    EXPECT_EQ(calls[1].text("size"), "3840x2160");
    EXPECT_FALSE(calls[1].flag("panels"));
    EXPECT_TRUE(calls[1].flag("attribution"));
    EXPECT_FALSE(calls[1].flag("scale_bar"));
}

TEST_F(PresentPanels, APictureUnderWayCanBeGivenUp) {
    state.picture.is_under_way = true;
    state.picture.step = {"picture.drawing", "Drawing the picture"};
    state.picture.progress = 0.5;
    draw();
    const auto calls = click("picture_progress.cancel");
    ASSERT_EQ(calls.size(), 1U);
    EXPECT_EQ(calls[0].id, "picture.cancel");
}

}  // namespace
