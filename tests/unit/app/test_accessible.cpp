// SPDX-License-Identifier: Apache-2.0
// What widgets are to assistive technology, where that is more than their own node.
#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

#include "app/ui/accessible.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/frame.hpp"
#include "app/ui/text_widgets.hpp"
#include "engine/access/tree_changes.hpp"
#include "engine/access/tree_problems.hpp"

namespace belvedere {
namespace {

using access::AccessibleTree;
using access::State;
using access::TreeChange;
using input::Key;

constexpr Message kColumns[] = {{"test.device", "Device"}, {"test.value", "Value"}};

struct Stations final : ui::TableSource {
    std::string name = "Harbour", value;
    [[nodiscard]] std::size_t rows() const override { return 1; }
    [[nodiscard]] std::string cell(std::size_t, std::size_t column) const override {
        return column == 0 ? name : value;
    }
    [[nodiscard]] bool is_selected(std::size_t) const override { return false; }
};

class Accessible : public testing::Test {
  protected:
    void draw() {
        for (int i = 0; i < 4; ++i) {
            frame.begin({400, 300}, 0.016);
            ui::region("panel", {"test.panel", "Panel"}, {0.0F, 0.0F, 300.0F, 300.0F},
                       ui::RegionLook::kPanel, [&] {
                           const auto now = ui::choice("c", {"test.c", "Theme"}, options, chosen);
                           if (now) chosen = *now;
                           if (dust.empty()) return;
                           ui::value_row("v", Message{"test.v", "Dust"}, dust);
                           (void)ui::table("t", kColumns, stations, 0.0F);
                       });
            frame.end();
        }
    }
    void tap(Key key) {
        frame.push(input::KeyEvent{key, input::Press::kDown, {}});
        frame.push(input::KeyEvent{key, input::Press::kUp, {}});
        draw();
    }
    std::shared_ptr<const AccessibleTree> tree() {
        ui::WindowFacts facts;
        facts.name = "Belvedere";
        facts.view_name = "View of the city";
        facts.width_px = 400.0F;
        facts.height_px = 300.0F;
        facts.view = {300.0F, 0.0F, 400.0F, 300.0F};
        auto made = ui::accessible_tree(frame.nodes(), facts, nullptr);
        for (const access::TreeProblem& problem : access::problems(*made))
            ADD_FAILURE() << problem.key << " " << problem.message;
        return made;
    }
    // The names of the children that are selected.
    static std::vector<std::string> selected(const AccessibleTree& tree, std::string_view key) {
        std::vector<std::string> names;
        const std::uint32_t list = tree.find(access::node_id(key));
        EXPECT_NE(list, AccessibleTree::kNone) << key;
        if (list == AccessibleTree::kNone) return names;
        for (const std::uint32_t child : tree.children(list)) {
            if (tree.node(child).states.has(State::kSelected))
                names.push_back(tree.node(child).name);
        }
        return names;
    }
    std::vector<std::string> options = {"Dark", "Light", "High contrast"};
    std::size_t chosen = 0;
    std::string dust;
    Stations stations;
    ui::Frame frame{ui::FrameSettings{}, ui::Clipboard{}};
};

TEST_F(Accessible, AClosedListHoldsWhatItShows) {
    draw();
    EXPECT_THAT(selected(*tree(), "panel.c"), testing::ElementsAre("Dark"));
    tap(Key::kTab);
    const auto before = tree();
    tap(Key::kDown);
    const auto after = tree();
    ASSERT_EQ(chosen, 1U);
    EXPECT_THAT(selected(*after, "panel.c"), testing::ElementsAre("Light"));
    // What Orca 43 needs to speak it: the selection of the list changed, and the focus stayed.
    std::vector<TreeChange::Kind> told;
    for (const TreeChange& change : access::tree_changes(*before, *after)) {
        if (change.node == access::node_id("panel.c")) told.push_back(change.kind);
        EXPECT_NE(change.kind, TreeChange::Kind::kFocus);
    }
    EXPECT_THAT(told, testing::Contains(TreeChange::Kind::kSelection).Times(1));
}

TEST_F(Accessible, AMeasuredValueIsReadWhenAskedForAndNotToldEachTimeItChanges) {
    dust = stations.value = "12";
    draw();
    const auto before = tree();
    const auto named = [](const AccessibleTree& tree, std::string_view key) {
        return tree.node(tree.find(key)).name;
    };
    EXPECT_EQ(named(*before, "panel.v"), "Dust: 12");
    EXPECT_EQ(named(*before, "panel.t.0"), "Harbour: 12") << "a reader reads no more of a row";
    const auto told = [](const AccessibleTree& from, const AccessibleTree& to) {
        std::vector<access::NodeId> nodes;
        for (const TreeChange& change : access::tree_changes(from, to)) {
            if (change.kind == TreeChange::Kind::kName) nodes.push_back(change.node);
        }
        return nodes;
    };
    dust = stations.value = "13";
    draw();
    const auto after = tree();
    EXPECT_EQ(named(*after, "panel.v"), "Dust: 13");
    EXPECT_EQ(named(*after, "panel.t.0"), "Harbour: 13");
    EXPECT_THAT(told(*before, *after), testing::ElementsAre(access::node_id("panel.t.0.1")))
        << "the cell alone, where no reader stands";
    stations.name = "Depot";
    draw();
    EXPECT_THAT(told(*after, *tree()), testing::Contains(access::node_id("panel.t.0")))
        << "another device is there now";
}

TEST_F(Accessible, AnOpenListHoldsItsOptionsElsewhere) {
    draw();
    tap(Key::kTab);
    tap(Key::kEnter);
    const auto open = tree();
    EXPECT_THAT(selected(*open, "panel.c"), testing::IsEmpty());
    EXPECT_THAT(selected(*open, "panel.c.layer"), testing::ElementsAre("Dark"));
}

TEST_F(Accessible, ALongListBeginsAtWhatIsChosenAndHasEnds) {
    options.clear();
    for (int i = 0; i < 40; ++i)
        options.push_back("Option " + std::to_string(i));
    chosen = 30;
    const auto focused = [&] {
        for (const ui::Node& node : frame.nodes()) {
            if (node.focused) return node.name;
        }
        return std::string();
    };
    draw();
    tap(Key::kTab);
    tap(Key::kEnter);
    draw();
    EXPECT_EQ(focused(), "Option 30");
    tap(Key::kUp);
    EXPECT_EQ(focused(), "Option 29");
    tap(Key::kEnd);
    EXPECT_EQ(focused(), "Option 39");
    tap(Key::kHome);
    EXPECT_EQ(focused(), "Option 0");
    tap(Key::kDown);
    tap(Key::kEnter);
    EXPECT_EQ(chosen, 1U);
}

TEST_F(Accessible, AListWithoutAChoiceHoldsNothing) {
    chosen = options.size();
    draw();
    EXPECT_THAT(selected(*tree(), "panel.c"), testing::IsEmpty());
}

}  // namespace
}  // namespace belvedere
