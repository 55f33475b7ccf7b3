// SPDX-License-Identifier: Apache-2.0
// Tab through the whole window: the ring is there at every stop, and every stop is in sight.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/pixels/pixel_checks.hpp"
#include "tests/pixels/surfaces.hpp"

namespace belvedere::test {
namespace {

// Stops of the fullest surface, with room.
constexpr int kStopsMax = 2000;

class FocusWalk : public testing::Test {
  protected:
    // Walks around once; faults are told once a widget.
    void walk(Stage& stage, const Look& look, const Surface& surface) {
        stage.set_look(look);
        enter(stage, surface);
        std::set<std::string> seen;
        std::string first;
        for (int i = 0; i < kStopsMax; ++i) {
            stage.tap(input::Key::kTab);
            const ui::Node* focused = stage.focused();
            ASSERT_NE(focused, nullptr) << surface.name << " after " << seen.size() << " stops";
            const std::string id = focused->id;
            if (first.empty()) first = id;
            if (!seen.insert(id).second) break;
            if (!measured_.insert(look.theme + id).second) continue;
            for (const Fault& fault : faults_of_focus(stage.shown())) {
                if (!told_.insert(fault.rule + id).second) continue;
                ADD_FAILURE() << surface.name << ", " << name_of(look) << ": " << fault.rule << ": "
                              << id << ": " << fault.detail;
            }
        }
        // An open menu or list is one stop: arrows go through it, Escape leaves it.
        const bool is_one_stop =
            surface.name.starts_with("menu_") || surface.name.starts_with("list_of_");
        EXPECT_GE(seen.size(), is_one_stop ? 1U : 2U) << surface.name;
        EXPECT_EQ(stage.focused()->id, first) << surface.name << ": the way is not a circle";
        leave(stage, surface);
    }

  private:
    std::set<std::string> told_, measured_;
};

TEST_F(FocusWalk, EveryStopOfTheMainSurfaces) {
    Look look;
    Stage stage(look);
    for (const char* name : {"layers", "start_first", "accessibility", "open", "performance"})
        walk(stage, look, surface_named(name));
    look.theme = "light";
    walk(stage, look, surface_named("views"));
}

TEST_F(FocusWalk, LongEveryStopOfEverySurface) {
    for (const char* language : {"en", "ar"}) {
        Look look;
        look.language = language;
        Stage stage(look);
        for (const char* theme : {"dark", "light", "contrast-dark", "contrast-light"}) {
            look.theme = theme;
            for (const Surface& surface : surfaces())
                walk(stage, look, surface);
        }
    }
}

}  // namespace
}  // namespace belvedere::test
