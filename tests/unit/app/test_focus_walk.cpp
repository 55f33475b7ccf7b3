// SPDX-License-Identifier: Apache-2.0
// The keyboard's way through every panel and dialog: Tab comes to each stop once and back to the
// first, Shift+Tab the same way backwards, what has the focus can be seen, nothing happens on the
// way, and Escape and F6 lead out of everything.
#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "app/panels/shell.hpp"
#include "app/ui/frame.hpp"
#include "tests/unit/app/panel_sample.hpp"

namespace belvedere {
namespace {

using input::Key;

class FocusWalk : public testing::Test {
  protected:
    void draw(int frames = 3) {
        for (int i = 0; i < frames; ++i) {
            frame.begin(size, 0.016);
            shell.draw(state, size, commands);
            frame.end();
        }
    }
    void tap(Key key, input::Modifiers modifiers = {}) {
        frame.push(input::KeyEvent{key, input::Press::kDown, modifiers});
        frame.push(input::KeyEvent{key, input::Press::kUp, modifiers});
        draw();
    }
    const ui::Node* focused() const {
        const auto nodes = frame.nodes();
        const auto found =
            std::find_if(nodes.begin(), nodes.end(), [](const ui::Node& n) { return n.focused; });
        return found == nodes.end() ? nullptr : &*found;
    }
    std::string focused_id() const { return focused() == nullptr ? std::string() : focused()->id; }

    // The topmost open layer; the whole window without one.
    std::uint32_t layer() const {
        const auto nodes = frame.nodes();
        for (std::size_t i = nodes.size(); i-- > 0;) {
            if (nodes[i].is_layer) return static_cast<std::uint32_t>(i);
        }
        return ui::kNoNode;
    }
    bool is_in_layer(const ui::Node& node) const {
        const std::uint32_t wanted = layer();
        if (wanted == ui::kNoNode) return true;
        const auto nodes = frame.nodes();
        for (std::uint32_t up = node.parent; up != ui::kNoNode; up = nodes[up].parent) {
            if (up == wanted) return true;
        }
        return false;
    }
    // Stops by what the window shows: each widget that takes the focus, those of a group once.
    std::size_t stops() const {
        std::set<ui::Key64> groups;
        std::size_t single = 0;
        for (const ui::Node& node : frame.nodes()) {
            if (node.key == 0 || !node.enabled || !is_in_layer(node)) continue;
            if (node.stop == 0) {
                ++single;
            } else {
                groups.insert(node.stop);
            }
        }
        return single + groups.size();
    }

    // One round by Tab, or by Shift+Tab; ends where it began.
    std::vector<std::string> round(input::Modifiers modifiers, const std::string& where) {
        constexpr std::size_t kStopsMax = 400;
        tap(Key::kTab, modifiers);
        const std::string first = focused_id();
        std::vector<std::string> visited;
        for (std::string at = first; visited.size() < kStopsMax;) {
            EXPECT_FALSE(at.empty()) << where << ": the focus is lost after "
                                     << (visited.empty() ? "nothing" : visited.back());
            if (at.empty()) break;
            expect_seen(where);
            visited.push_back(at);
            tap(Key::kTab, modifiers);
            at = focused_id();
            if (at == first) return visited;
        }
        ADD_FAILURE() << where << ": never back at " << first << ", last at " << focused_id();
        return visited;
    }
    // WCAG 2.2, 2.4.11: at least a part of what has the focus is inside the window and its region.
    void expect_seen(const std::string& where) const {
        const ui::Node* node = focused();
        ASSERT_NE(node, nullptr) << where;
        ui::Rect room{0.0F, 0.0F, static_cast<float>(size.width_px),
                      static_cast<float>(size.height_px)};
        const auto nodes = frame.nodes();
        for (std::uint32_t up = node->parent; up != ui::kNoNode; up = nodes[up].parent) {
            if (nodes[up].role != ui::Role::kRegion && !nodes[up].is_layer) continue;
            room = nodes[up].rect;
            break;
        }
        const ui::Rect& r = node->rect;
        EXPECT_TRUE(std::min(r.x1, room.x1) - std::max(r.x0, room.x0) >= 8.0F &&
                    std::min(r.y1, room.y1) - std::max(r.y0, room.y0) >= 8.0F)
            << where << ": " << node->id << " cannot be seen";
    }
    void expect_no_trap(const std::string& where) {
        draw(6);
        (void)commands.take();
        const std::vector<std::string> there = round({}, where);
        const std::set<std::string> once(there.begin(), there.end());
        EXPECT_EQ(once.size(), there.size()) << where << ": a stop comes twice";
        EXPECT_EQ(there.size(), stops()) << where << ": a stop is never reached";
        std::vector<std::string> back = round(input::Modifiers{input::Modifiers::kShift}, where);
        // Back begins at the stop before the one where the way there ended, which is the first.
        ASSERT_EQ(back.size(), there.size()) << where;
        std::reverse(back.begin(), back.end());
        EXPECT_EQ(back, there) << where;
        for (const command::Call& call : commands.take())
            ADD_FAILURE() << where << ": " << call.id << " ran though only Tab was pressed";
    }

    ui::FrameSize size{1280, 720};
    panels::PanelState state = test::sample_panel_state();
    command::CommandQueue commands;
    ui::Frame frame{ui::FrameSettings{}, ui::Clipboard{}};
    panels::Shell shell;
};

TEST_F(FocusWalk, ComesRoundInEveryPanel) {
    state.layout.bottom_open = true;
    const std::pair<const char*, const char*> tabs[] = {{"layers", "inspector"},
                                                        {"search", "selection"},
                                                        {"style", "measure"},
                                                        {"views", "time"},
                                                        {"describe", "inspector"}};
    for (const auto& [left, right] : tabs) {
        state.layout.left_tab = left;
        state.layout.right_tab = right;
        expect_no_trap(std::string(left) + " and " + right);
        tap(Key::kEscape);
        if (focused() != nullptr) tap(Key::kEscape);  // Out of a field's text first.
        EXPECT_EQ(focused(), nullptr) << left << ": Escape gives the keys to the picture";
        EXPECT_FALSE(frame.capture().keyboard);
    }
}

TEST_F(FocusWalk, ComesRoundOnTheStartPage) {
    state.layout.has_sources = false;
    expect_no_trap("start");
    state.accessibility.is_offered = true;
    expect_no_trap("first start");
}

TEST_F(FocusWalk, ComesRoundInEveryDialogAndEscapeClosesIt) {
    struct Dialog {
        const char* name;
        const char* closes;
        bool* shown;
    };
    const Dialog dialogs[] = {
        {"help", "app.help", &state.layout.shows_help},
        {"palette", "app.palette", &state.layout.shows_palette},
        {"open", "app.open_dialog", &state.layout.shows_open},
        {"accessibility", "app.accessibility", &state.accessibility.is_shown}};
    for (const Dialog& dialog : dialogs) {
        *dialog.shown = true;
        expect_no_trap(dialog.name);
        EXPECT_THAT(focused_id(), testing::StartsWith(dialog.name)) << "Tab stays inside";
        (void)commands.take();
        tap(Key::kEscape);
        std::vector<std::string> ids;
        for (const command::Call& call : commands.take())
            ids.push_back(call.id);
        EXPECT_THAT(ids, testing::Contains(testing::StrEq(dialog.closes))) << dialog.name;
        *dialog.shown = false;
        draw();
        EXPECT_EQ(layer(), ui::kNoNode) << dialog.name;
    }
}

TEST_F(FocusWalk, ComesRoundInEverySectionOfTheAccessibilityPage) {
    state.accessibility.is_shown = true;
    draw();
    for (const char* section : {"contrast", "sight", "lens", "motion", "keys", "input", "sound",
                                "presets", "profile", "language", "text"}) {
        const std::string id = std::string("accessibility.") + section;
        for (int i = 0; i < 120 && focused_id() != id; ++i)
            tap(Key::kTab);
        ASSERT_EQ(focused_id(), id);
        tap(Key::kEnter);
        expect_no_trap(id);
    }
}

TEST_F(FocusWalk, MenusAreLeftByEscapeToWhereTheyWereOpened) {
    draw();
    std::vector<std::string> menus;
    for (const ui::Node& node : frame.nodes()) {
        if (node.role == ui::Role::kMenu && node.id.starts_with("toolbar."))
            menus.push_back(node.id);
    }
    ASSERT_GE(menus.size(), 3U);
    for (const std::string& menu : menus) {
        for (int i = 0; i < 40 && focused_id() != menu; ++i)
            tap(Key::kTab);
        ASSERT_EQ(focused_id(), menu);
        tap(Key::kDown);
        EXPECT_NE(layer(), ui::kNoNode) << menu << " does not open";
        tap(Key::kTab);
        EXPECT_THAT(focused_id(), testing::StartsWith(menu)) << "Tab stays in the menu";
        tap(Key::kEscape);
        EXPECT_EQ(focused_id(), menu);
        EXPECT_EQ(layer(), ui::kNoNode) << menu;
    }
    EXPECT_TRUE(commands.take().empty());
}

TEST_F(FocusWalk, F6GoesThroughEveryRegionAndThePicture) {
    state.layout.bottom_open = true;
    draw();
    std::vector<std::string> regions;
    for (int i = 0; i < 5; ++i) {
        shell.focus_next_region(state.layout);
        draw();
        const std::string id = focused_id();
        regions.push_back(id.substr(0, id.find('.')));
    }
    EXPECT_THAT(regions, testing::UnorderedElementsAre("toolbar", "left", "", "right", "bottom"));
    shell.focus_next_region(state.layout);
    draw();
    EXPECT_EQ(focused_id().substr(0, focused_id().find('.')), regions.front()) << "and round again";
}

TEST_F(FocusWalk, ATabThatIsAskedForTakesTheKeyboardAlsoFromADialogThatCloses) {
    state.layout.bottom_open = true;
    state.layout.bottom_tab = "feeds";
    draw();
    shell.focus_tab("bottom", "feeds");
    draw();
    EXPECT_EQ(focused_id(), "bottom.tabs.feeds");
    tap(Key::kTab);
    EXPECT_EQ(focused_id(), "bottom.columns.url") << "and its panel follows";
    state.layout.shows_palette = true;
    draw();
    EXPECT_NE(layer(), ui::kNoNode);
    state.layout.shows_palette = false;
    state.layout.bottom_tab = "chart";
    shell.focus_tab("bottom", "chart");
    draw();
    EXPECT_EQ(layer(), ui::kNoNode);
    EXPECT_EQ(focused_id(), "bottom.tabs.chart");
}

// WCAG 2.2, 2.4.3: columns of the window from left to right, in each from above.
TEST_F(FocusWalk, FollowsTheReadingOrder) {
    draw(6);
    const std::vector<std::string> way = round({}, "window");
    std::vector<std::string> regions;
    for (const std::string& id : way) {
        const std::string region = id.substr(0, id.find('.'));
        if (regions.empty() || regions.back() != region) regions.push_back(region);
    }
    EXPECT_EQ(regions.front(), "toolbar");
    const std::set<std::string> once(regions.begin(), regions.end());
    EXPECT_EQ(once.size(), regions.size()) << "a region is left and entered again";
    const auto place = [&](const char* name) {
        return std::find(regions.begin(), regions.end(), name) - regions.begin();
    };
    EXPECT_LT(place("toolbar"), place("left"));
    EXPECT_LT(place("left"), place("right"));
}

// WCAG 2.2, 2.5.2: a press acts when the hand lets go, and not when it has slid off before.
TEST_F(FocusWalk, AListIsOneStopAndArrowsWalkInIt) {
    state.layout.left_tab = "describe";
    state.describe.objects.clear();
    for (const char* name : {"Town hall", "School", "Bridge", "Tower"})
        state.describe.objects.push_back({.name = name, .kind = "Building"});
    draw();
    const auto is_row = [&] { return focused_id().find(".object") != std::string::npos; };
    const auto name = [&] { return focused() == nullptr ? std::string() : focused()->name; };
    std::vector<std::string> rows;
    const std::size_t around = stops();
    for (std::size_t i = 0; i < around; ++i) {
        tap(Key::kTab);
        if (is_row()) rows.push_back(name());
    }
    EXPECT_EQ(rows, std::vector<std::string>{"Town hall"});
    while (!is_row())
        tap(Key::kTab);
    tap(Key::kDown);
    tap(Key::kDown);
    EXPECT_EQ(name(), "Bridge");
    tap(Key::kUp);
    EXPECT_EQ(name(), "School");
    tap(Key::kEnd);
    EXPECT_EQ(name(), "Tower");
    tap(Key::kDown);
    EXPECT_EQ(name(), "Tower") << "a list ends";
    tap(Key::kHome);
    EXPECT_EQ(name(), "Town hall");
    tap(Key::kTab);
    EXPECT_FALSE(is_row());
    // What is chosen is where the keyboard comes to.
    state.describe.objects[2].is_selected = true;
    draw();
    tap(Key::kTab, {input::Modifiers::kShift});
    EXPECT_EQ(name(), "Bridge");
}

TEST_F(FocusWalk, TheRowsOfThePaletteAreOneStop) {
    state.layout.shows_palette = true;
    draw();
    std::set<std::string> rows;
    for (int i = 0; i < 6; ++i) {
        tap(Key::kTab);
        if (focused_id().starts_with("palette.list.")) rows.insert(focused_id());
    }
    EXPECT_EQ(rows.size(), 1U);
}

TEST_F(FocusWalk, APressThatSlidesOffDoesNothing) {
    draw(6);
    const auto nodes = frame.nodes();
    const auto button = std::find_if(nodes.begin(), nodes.end(),
                                     [](const ui::Node& node) { return node.id == "right.hide"; });
    ASSERT_NE(button, nodes.end());
    const float x = button->rect.center_x();
    const float y = button->rect.center_y();
    const auto press = [&](input::Press what, float at_x) {
        frame.push(input::PointerMoveEvent{at_x, y});
        draw();
        frame.push(input::MouseButtonEvent{input::MouseButton::kLeft, what, {}, at_x, y});
        draw();
    };
    press(input::Press::kDown, x);
    EXPECT_TRUE(commands.take().empty()) << "nothing before it is let go";
    press(input::Press::kUp, x - 400.0F);
    EXPECT_TRUE(commands.take().empty());
    press(input::Press::kDown, x);
    press(input::Press::kUp, x);
    EXPECT_EQ(commands.take().size(), 1U);
}

}  // namespace
}  // namespace belvedere
