// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "app/panels/shell.hpp"
#include "app/panels/unit_text.hpp"
#include "app/ui/accessible.hpp"
#include "app/ui/frame.hpp"
#include "engine/access/tree_problems.hpp"
#include "tests/support/ui_picture.hpp"
#include "tests/unit/app/panel_sample.hpp"

namespace {

using namespace belvedere;

// The whole window with a fake state, as tests of panels see it.
class PanelTest : public testing::Test {
  protected:
    void draw() {
        for (int i = 0; i < 12; ++i) {
            frame.begin(size, 0.016);
            view = shell.draw(state, size, commands);
            data = &frame.end();
        }
    }
    bool click(const std::string& id) {
        const auto nodes = frame.nodes();
        const auto found =
            std::find_if(nodes.begin(), nodes.end(), [&](const ui::Node& n) { return n.id == id; });
        if (found == nodes.end()) return false;
        const float x = found->rect.center_x();
        const float y = found->rect.center_y();
        frame.push(input::PointerMoveEvent{x, y});
        for (const auto press : {input::Press::kDown, input::Press::kUp}) {
            frame.push(input::MouseButtonEvent{input::MouseButton::kLeft, press, {}, x, y});
        }
        draw();
        return true;
    }
    // Pictures are kept when the environment names a folder, to be looked at.
    void keep(const std::string& name) {
        const char* folder = std::getenv("BELVEDERE_PICTURES");
        if (folder == nullptr) return;
        sheets.take(frame);
        support::write_ppm(support::draw_ui(*data, sheets, 120),
                           std::string(folder) + "/" + name + ".ppm");
    }

    ui::FrameSize size{1280, 720};
    panels::PanelState state = test::sample_panel_state();
    command::CommandQueue commands;
    ui::Frame frame{ui::FrameSettings{}, ui::Clipboard{}};
    panels::Shell shell;
    support::GlyphSheets sheets;
    ui::Rect view;
    const ui::DrawData* data = nullptr;
};

TEST_F(PanelTest, EveryTabShowsItsPanelAndFitsItsDock) {
    const std::pair<const char*, const char*> tabs[] = {
        {"layers", "inspector"}, {"search", "selection"},   {"style", "measure"},
        {"views", "time"},       {"describe", "inspector"}, {"devices", "device"}};
    for (const auto& [left, right] : tabs) {
        state.layout.left_tab = left;
        state.layout.right_tab = right;
        state.layout.bottom_open = true;
        draw();
        keep(std::string("docks_") + left);
        EXPECT_GT(view.x1 - view.x0, 400.0F);
        std::set<std::string> ids;
        for (const ui::Node& node : frame.nodes()) {
            EXPECT_TRUE(ids.insert(node.id).second) << "two widgets are called " << node.id;
            EXPECT_FALSE(node.name.empty()) << node.id;
            const bool left_dock = node.id.starts_with("left.");
            const bool right_dock = node.id.starts_with("right.");
            EXPECT_TRUE(!left_dock || node.rect.x1 <= view.x0 + 1.0F) << node.id;
            EXPECT_TRUE(!right_dock || node.rect.x0 >= view.x1 - 1.0F) << node.id;
        }
    }
}

// Each extension (ADE) of a model in a line of its own, and none where it has none.
TEST_F(PanelTest, TheReportListsTheExtensionsOfALayer) {
    const auto lines = [&] {
        draw();
        std::vector<std::string> found;
        for (const ui::Node& node : frame.nodes()) {
            if (node.id.find(".extension.") != std::string::npos) found.push_back(node.name);
        }
        return found;
    };
    state.layout.bottom_open = true;
    state.layout.bottom_tab = "report";
    state.layers.layers.at(0).is_city_model = true;
    state.models.report.is_shown = true;
    EXPECT_TRUE(lines().empty());
    state.models.report.extensions = {"uro https://www.geospatial.jp/iur/uro/3.1", "Noise"};
    EXPECT_THAT(lines(), testing::ElementsAre("Extension, kept as attributes: uro "
                                              "https://www.geospatial.jp/iur/uro/3.1",
                                              "Extension, kept as attributes: Noise"));
    state.models.report.problem = "the file is gone";
    EXPECT_TRUE(lines().empty()) << "of no report nothing is listed";
}

// By sight and to assistive technology.
TEST_F(PanelTest, AListOfResultsSaysThatItIsCut) {
    const auto said = [&] {
        draw();
        const auto nodes = frame.nodes();
        const auto found = std::ranges::find_if(
            nodes, [](const ui::Node& node) { return node.id.ends_with(".cut"); });
        if (found == nodes.end()) return std::string("nothing");
        EXPECT_EQ(found->role, ui::Role::kStatus);
        return found->name;
    };
    state.layout.left_tab = "search";
    state.search.query = "house";
    state.search.results = {{"H1", "village"}, {"H2", "village"}};
    state.search.in_loaded = state.search.in_files = 1;
    EXPECT_EQ(said(), "nothing");
    state.search.in_files = 11;
    EXPECT_EQ(said(), "Listed: the first 2 of 12. A narrower search finds the rest.");
    state.search.truncated = true;
    EXPECT_EQ(said(), "Listed: the first 2 of more. A narrower search finds the rest.");
}

TEST_F(PanelTest, ALayerShowsItsTitleWhereItHasOne) {
    const auto title = [&] {
        draw();
        const auto nodes = frame.nodes();
        const auto found = std::ranges::find(nodes, "Title", &ui::Node::name);
        return found == nodes.end() ? std::string("nothing") : found->value;
    };
    state.layout.left_tab = "layers";
    size = {1280, 1600};
    EXPECT_EQ(title(), "nothing");
    state.layers.layers.at(state.layers.chosen).title = "Köln-Deutz, 2024";
    EXPECT_EQ(title(), "Köln-Deutz, 2024");
}

// How long live values take is shown while they come, and not where there are none.
TEST_F(PanelTest, ThePerformancePanelShowsTheWayOfLiveValues) {
    const auto shown = [&](const std::string& row) {
        draw();
        const auto nodes = frame.nodes();
        const auto found = std::ranges::find(nodes, row, &ui::Node::name);
        return found == nodes.end() ? std::string("nothing") : found->value;
    };
    state.layout.bottom_open = true;
    EXPECT_EQ(shown("Arrival to picture"), "nothing");
    state.performance.is_live = true;
    EXPECT_EQ(shown("Arrival to picture"), "no values lately");
    state.performance.to_snapshot = {1200, 3.44, 21.0, 44.4};
    state.performance.to_presented = {1100, 12.0, 33.0, 51.0};
    EXPECT_EQ(shown("Arrival to picture"), "3.44 ms, p99 21.0 ms, max 44 ms");
    EXPECT_EQ(shown("Arrival to screen"), "12.0 ms, p99 33.0 ms, max 51 ms");
}

// What assistive technology is told obeys the rules of trees on every tab and in every layer.
TEST_F(PanelTest, IsToldToAssistiveTechnologyWithoutFault) {
    const auto expect_sound = [&](const std::string& where) {
        ui::WindowFacts facts;
        facts.name = "Belvedere";
        facts.view_name = "View of the city";
        facts.width_px = 1280.0F;
        facts.height_px = 720.0F;
        facts.view = view;
        const auto tree = ui::accessible_tree(frame.nodes(), facts, nullptr);
        EXPECT_GT(tree->nodes().size(), 20U);
        for (const access::TreeProblem& problem : access::problems(*tree))
            ADD_FAILURE() << where << ": " << problem.key << " " << problem.message;
    };
    for (const char* tab : {"layers", "search", "style", "views"}) {
        state.layout.left_tab = tab;
        draw();
        expect_sound(tab);
    }
    for (const char* tab : {"inspector", "selection", "measure", "time"}) {
        state.layout.right_tab = tab;
        draw();
        expect_sound(tab);
    }
    state.layout.bottom_open = true;
    draw();
    expect_sound("performance");
    ASSERT_TRUE(click("toolbar.view"));
    expect_sound("menu");
    ASSERT_TRUE(click("toolbar.view"));
    state.layout.shows_palette = true;
    draw();
    expect_sound("palette");
    state.layout.shows_palette = false;
    state.layout.shows_help = true;
    draw();
    expect_sound("help");
}

TEST_F(PanelTest, ThatOthersSeeItIsANoticeThatEndsIt) {
    state.sight.sign = "As seen with: green-blind";
    draw();
    (void)commands.take();
    ASSERT_TRUE(click("notices.sight.end"));
    auto calls = commands.take();
    ASSERT_EQ(calls.size(), 1U);
    EXPECT_EQ(calls[0].id, "sight.end");
    // In a window too narrow for notices, where the status is.
    state.overlay.notices.clear();
    size = {320, 720};
    draw();
    (void)commands.take();
    ASSERT_TRUE(click("status.sight"));
    calls = commands.take();
    ASSERT_EQ(calls.size(), 1U);
    EXPECT_EQ(calls[0].id, "sight.end");
}

TEST_F(PanelTest, StartPageOffersWhatWorks) {
    state.layout.has_sources = false;
    draw();
    keep("start");
    ASSERT_TRUE(click("start.demo"));
    ASSERT_TRUE(click("start.recent.1"));
    // What the picture shows is said too, and only of the one that has a picture.
    std::map<std::string, std::string> told;
    for (const ui::Node& node : frame.nodes())
        told[node.id] = node.name + ": " + node.description;
    EXPECT_EQ(told["start.recent.0"],
              "minato: /data/minato/tileset.json. The picture shows its last view, on "
              "29 November 2026.");
    EXPECT_EQ(told["start.recent.1"], "city: https://example.org/city/tileset.json");
    const bool is_shown = std::any_of(
        data->commands.begin(), data->commands.end(),
        [](const ui::DrawCommand& each) { return each.image.value == ui::kFirstPicture; });
    EXPECT_TRUE(is_shown);
    const auto calls = commands.take();
    ASSERT_EQ(calls.size(), 2U);
    EXPECT_EQ(calls[0].id, "source.demo");
    EXPECT_EQ(calls[1].text("uri"), "https://example.org/city/tileset.json");
}

TEST_F(PanelTest, PanelsEmitCommandsAndChangeNothing) {
    draw();
    ASSERT_TRUE(click("left.1.visible"));
    ASSERT_TRUE(click("left.1.row"));
    ASSERT_TRUE(click("right.hide"));
    ASSERT_TRUE(click("left.tabs.search"));
    const auto calls = commands.take();
    ASSERT_EQ(calls.size(), 4U);
    EXPECT_EQ(calls[0].id, "layer.set_visible");
    EXPECT_EQ(calls[0].integer("layer"), 1);
    EXPECT_FALSE(calls[0].flag("visible", true));
    EXPECT_EQ(calls[1].id, "layer.choose");
    EXPECT_EQ(calls[2].id, "feature.hide");
    EXPECT_EQ(calls[3].text("tab"), "search");
}

TEST_F(PanelTest, TextsForAnAudienceAreWrittenInTheirLanguages) {
    const auto type = [&](const std::string& id, const char* text) {
        ASSERT_TRUE(click(id)) << id;
        for (const char* c = text; *c != '\0'; ++c)
            frame.push(input::TextEvent{static_cast<char32_t>(*c)});
        draw();
    };
    state.layout.left_tab = "views";
    draw();
    ASSERT_TRUE(click("left.texts"));
    ASSERT_TRUE(click("left.texts.view"));
    ASSERT_TRUE(click("left.texts.view.1"));
    type("left.texts.caption", "Three");
    auto calls = commands.take();
    ASSERT_FALSE(calls.empty());
    EXPECT_EQ(calls.back().id, "bookmark.set_caption");
    EXPECT_EQ(calls.back().integer("index"), 1);
    EXPECT_EQ(calls.back().text("language"), "en");
    EXPECT_EQ(calls.back().text("text"), "Three");
    type("left.texts.note", "Slowly");
    calls = commands.take();
    ASSERT_FALSE(calls.empty());
    EXPECT_EQ(calls.back().id, "bookmark.set_note");
    EXPECT_EQ(calls.back().text("note"), "Slowly");
    // Those of another view, and what it has already.
    ASSERT_TRUE(click("left.texts.view"));
    ASSERT_TRUE(click("left.texts.view.0"));
    ASSERT_TRUE(click("left.texts.language"));
    ASSERT_TRUE(click("left.texts.language.1"));
    std::string shown;
    for (const ui::Node& node : frame.nodes()) {
        if (node.id == "left.texts.name") shown = node.value;
    }
    EXPECT_EQ(shown, "Le vieux port");
    type("left.texts.name", "!");
    calls = commands.take();
    ASSERT_FALSE(calls.empty());
    EXPECT_EQ(calls.back().id, "bookmark.set_name");
    EXPECT_EQ(calls.back().integer("index"), 0);
    EXPECT_EQ(calls.back().text("language"), "fr");
    EXPECT_NE(calls.back().text("text").find('!'), std::string::npos);
    // The legend's title.
    state.layout.left_tab = "style";
    draw();
    ASSERT_TRUE(click("left.audience"));
    type("left.audience.legend_title", "Hoogte");
    calls = commands.take();
    ASSERT_FALSE(calls.empty());
    EXPECT_EQ(calls.back().id, "style.set_title");
    EXPECT_EQ(calls.back().text("text"), "Hoogte");
}

TEST_F(PanelTest, UnitsAreChosenInTheSettings) {
    state.settings.is_shown = true;
    draw();
    ASSERT_TRUE(click("settings.units_section.units"));
    ASSERT_TRUE(click("settings.units_section.units.2"));
    const auto calls = commands.take();
    ASSERT_FALSE(calls.empty());
    EXPECT_EQ(calls.back().id, "app.set_units");
    EXPECT_EQ(calls.back().text("name"), "imperial");
}

TEST_F(PanelTest, ObjectsInViewAreChosenByTheirRows) {
    state.layout.left_tab = "describe";
    draw();
    ASSERT_TRUE(click("left.1.object"));
    ASSERT_TRUE(click("left.next"));
    const auto calls = commands.take();
    ASSERT_EQ(calls.size(), 2U);
    EXPECT_EQ(calls[0].id, "object.choose");
    EXPECT_EQ(calls[0].integer("feature"), 17);
    EXPECT_EQ(calls[1].id, "object.next");
}

TEST_F(PanelTest, FeatureIdsAreChosenOnlyWhereThereIsAChoice) {
    const auto has_field = [&] {
        draw();
        const auto nodes = frame.nodes();
        return std::any_of(nodes.begin(), nodes.end(),
                           [](const ui::Node& n) { return n.id == "left.feature_ids"; });
    };
    EXPECT_FALSE(has_field());
    state.layers.layers[0].has_feature_sets = true;
    EXPECT_TRUE(has_field());
    state.layers.layers[0].has_feature_sets = false;
    state.layers.layers[0].feature_id_set = "storeys";
    EXPECT_TRUE(has_field()) << "so that it can be taken back";
}

TEST_F(PanelTest, MenusAndPaletteRunCommands) {
    draw();
    ASSERT_TRUE(click("toolbar.view"));
    keep("menu");
    ASSERT_TRUE(click("toolbar.view.view.home"));
    const auto calls = commands.take();
    ASSERT_EQ(calls.size(), 1U);
    EXPECT_EQ(calls[0].id, "view.home");

    state.layout.shows_palette = true;
    draw();
    for (const char32_t c : std::u32string(U"hom"))
        frame.push(input::TextEvent{c});
    draw();
    keep("palette");
    frame.push(input::KeyEvent{input::Key::kEnter, input::Press::kDown, {}});
    frame.push(input::KeyEvent{input::Key::kEnter, input::Press::kUp, {}});
    draw();
    std::vector<std::string> ids;
    for (const auto& call : commands.take())
        ids.push_back(call.id);
    EXPECT_THAT(ids, testing::ElementsAre("view.home", "app.palette"));
}

TEST_F(PanelTest, MenusAreWorkedByKeys) {
    const auto tap = [&](input::Key key) {
        for (const auto press : {input::Press::kDown, input::Press::kUp})
            frame.push(input::KeyEvent{key, press, {}});
        draw();
    };
    const auto focused = [&]() -> std::string {
        for (const ui::Node& node : frame.nodes()) {
            if (node.focused) return node.id;
        }
        return {};
    };
    draw();
    tap(input::Key::kTab);
    EXPECT_EQ(focused(), "toolbar.file");
    tap(input::Key::kTab);
    tap(input::Key::kTab);
    EXPECT_EQ(focused(), "toolbar.view");
    tap(input::Key::kDown);
    EXPECT_EQ(focused(), "toolbar.view.view.home");
    tap(input::Key::kTab);
    EXPECT_EQ(focused(), "toolbar.view.view.home") << "Tab stays in the menu";
    tap(input::Key::kEscape);
    EXPECT_EQ(focused(), "toolbar.view") << "and the focus comes back";
    tap(input::Key::kDown);
    tap(input::Key::kEnter);
    const auto calls = commands.take();
    ASSERT_EQ(calls.size(), 1U);
    EXPECT_EQ(calls[0].id, "view.home");
    EXPECT_EQ(focused(), "toolbar.view");
    tap(input::Key::kLeft);
    EXPECT_EQ(focused(), "toolbar.edit");
}

TEST_F(PanelTest, FindingAnObjectBeginsInItsField) {
    draw();
    state.layout.left_tab = "describe";
    ++state.describe.filter_asked;
    draw();
    EXPECT_TRUE(frame.capture().text);
    frame.push(input::TextEvent{U's'});
    draw();
    const auto nodes = frame.nodes();
    EXPECT_TRUE(std::any_of(nodes.begin(), nodes.end(), [](const ui::Node& node) {
        return node.focused && node.id == "left.filter" && node.value == "s";
    }));
}

TEST_F(PanelTest, ADialogMayOpenAnother) {
    state.layout.shows_palette = true;
    draw();
    // What the palette runs: the other opens in the very frame in which it closes.
    state.layout.shows_palette = false;
    state.layout.shows_help = true;
    draw();
    EXPECT_TRUE(commands.take().empty()) << "nobody closed anything";
    const auto nodes = frame.nodes();
    EXPECT_TRUE(std::any_of(nodes.begin(), nodes.end(),
                            [](const ui::Node& node) { return node.id == "help.layer"; }));
    EXPECT_TRUE(std::any_of(nodes.begin(), nodes.end(), [](const ui::Node& node) {
        return node.focused && node.id.starts_with("help.");
    }));
}

TEST_F(PanelTest, DialogsCloseOnEscape) {
    state.layout.shows_help = true;
    draw();
    keep("help");
    frame.push(input::KeyEvent{input::Key::kEscape, input::Press::kDown, {}});
    frame.begin(size, 0.016);
    shell.draw(state, size, commands);
    frame.end();
    const auto calls = commands.take();
    ASSERT_EQ(calls.size(), 1U);
    EXPECT_EQ(calls[0].id, "app.help");
}

TEST_F(PanelTest, DrawsAtEveryScaleAndSizeInAllThemes) {
    for (const float scale : {1.0F, 2.0F}) {
        for (const char* theme : {"dark", "light", "contrast-dark", "contrast-light"}) {
            frame.set_settings({theme, scale, ui::Motion::kFull});
            size = scale > 1.5F ? ui::FrameSize{2560, 1440} : ui::FrameSize{1280, 720};
            draw();
            keep(std::string("whole_") + theme + (scale > 1.5F ? "_2x" : ""));
            size = {320, 240};
            draw();
            EXPECT_GT(view.x1, view.x0);
        }
    }
}

TEST(UnitText, ReadsAsAPersonWritesIt) {
    EXPECT_EQ(panels::bytes_text(900), "900 B");
    EXPECT_EQ(panels::bytes_text(1536), "1.5 KiB");
    EXPECT_EQ(panels::bytes_text(412ULL << 20), "412 MiB");
    EXPECT_EQ(panels::count_text(3012), "3012");
    EXPECT_EQ(panels::count_text(1320000), "1\u00A0320\u00A0000");
    EXPECT_EQ(panels::length_text(250.0), "250 m");
    EXPECT_EQ(panels::length_text(1500.0), "1.5 km");
    EXPECT_EQ(panels::length_text(0.2), "20 cm");
    EXPECT_EQ(panels::measured_length_text(0.0731), "7.31 cm");
    EXPECT_EQ(panels::measured_length_text(620.4), "620 m");
    EXPECT_EQ(panels::measured_length_text(1254.0), "1.25 km");
    EXPECT_EQ(panels::measured_area_text(412.2), "412 m²");
    EXPECT_EQ(panels::measured_area_text(18300.0), "1.83 ha");
    EXPECT_EQ(panels::measured_area_text(2.4e6), "2.40 km²");
    EXPECT_EQ(panels::percent_text(0.62), "62 %");
    EXPECT_EQ(panels::compact_text(12.5), "12.5");
    EXPECT_EQ(panels::clock_text(14.5), "14:30");
    EXPECT_EQ(panels::clock_text(24.0), "24:00");
}

}  // namespace
