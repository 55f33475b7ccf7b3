// SPDX-License-Identifier: Apache-2.0
// Whatever the window's size and the text's: every widget can be brought into sight, and every
// command has one.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/pixels/node_places.hpp"
#include "tests/pixels/pixel_checks.hpp"
#include "tests/pixels/surfaces.hpp"

namespace belvedere::test {
namespace {

class Reach : public testing::Test {
  protected:
    // Gives the keyboard to each widget of the topmost layer in turn: it has to come into sight.
    void expect_reached(Stage& stage, const Look& look, const Surface& surface) {
        stage.set_look(look);
        if (surface.needs_width && stage.is_narrow()) return;
        enter(stage, surface);
        std::vector<std::string> ids;
        const NodePlaces places(stage.nodes());
        for (std::size_t i = 0; i < stage.nodes().size(); ++i) {
            const ui::Node& node = stage.nodes()[i];
            if (node.key != 0 && node.enabled && places.is_in_top_layer(i)) ids.push_back(node.id);
        }
        EXPECT_FALSE(ids.empty()) << surface.name;
        for (const std::string& id : ids) {
            // Rows of long lists are there only near what is seen.
            if (!stage.focus(id) || !reached_.insert(name_of(look) + id).second) continue;
            const ui::Node* focused = stage.focused();
            ASSERT_TRUE(focused != nullptr && focused->id == id) << surface.name << ": " << id;
            if (!is_seen(stage, look)) {
                ADD_FAILURE() << surface.name << ", " << name_of(look) << ": " << id
                              << " cannot be brought into sight";
            }
        }
        leave(stage, surface);
    }

  private:
    static bool is_seen(const Stage& stage, const Look& look) {
        const auto index = static_cast<std::size_t>(stage.focused() - stage.nodes().data());
        const ui::Rect window{0.0F, 0.0F, static_cast<float>(look.size.width_px),
                              static_cast<float>(look.size.height_px)};
        return NodePlaces(stage.nodes()).is_seen(index, window);
    }
    std::set<std::string> reached_;
};

TEST_F(Reach, EveryWidgetOfTheMainSurfacesAtThriceTheSizeInASmallWindow) {
    Look look;
    look.scale = 3.0F;
    Stage stage(look);
    for (const char* name :
         {"layers_chosen", "views", "performance", "accessibility", "open", "menu_view", "start"})
        expect_reached(stage, look, surface_named(name));
}

TEST_F(Reach, LongEveryWidgetOfEverySurface) {
    Stage stage({});
    for (const ui::FrameSize size : {ui::FrameSize{1280, 720}, ui::FrameSize{3840, 2160}}) {
        for (const float scale : {1.0F, 2.0F, 3.0F}) {
            Look look;
            look.scale = scale;
            look.size = size;
            for (const Surface& surface : surfaces())
                expect_reached(stage, look, surface);
        }
    }
}

// The palette has a row for each, and each row can be brought into sight, where it can be pressed.
TEST_F(Reach, EveryCommandIsARowOfThePalette) {
    Look look;
    look.scale = 2.0F;
    Stage stage(look);
    enter(stage, surface_named("palette"));
    for (const panels::CommandRow& row : stage.state.commands) {
        EXPECT_NE(stage.find("palette.list." + row.id), nullptr) << row.id;
    }
    expect_reached(stage, look, surface_named("palette"));
}

}  // namespace
}  // namespace belvedere::test
