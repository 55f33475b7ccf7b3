// SPDX-License-Identifier: Apache-2.0
// Every panel in every language: all letters are there, nothing that is pressed is cut.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "app/panels/shell.hpp"
#include "app/panels/unit_text.hpp"
#include "app/ui/frame.hpp"
#include "app/words/words.hpp"
#include "engine/text/catalogue.hpp"
#include "tests/support/ui_picture.hpp"
#include "tests/unit/app/panel_sample.hpp"

namespace belvedere {
namespace {

constexpr const char* kTabs[][2] = {
    {"layers", "inspector"}, {"search", "selection"}, {"style", "measure"}, {"views", "time"}};

// Commands as the program would list them: the titles and sentences of the catalogue.
std::vector<panels::CommandRow> commands_of(const text::Catalogue& catalogue) {
    std::vector<panels::CommandRow> rows;
    for (const text::CatalogueEntry& entry : catalogue.entries()) {
        if (rows.empty() || rows.back().id != entry.key) rows.push_back({.id = entry.key});
        const bool is_sentence = entry.english.ends_with('.');
        (is_sentence ? rows.back().help : rows.back().title) = entry.translations.front();
    }
    std::erase_if(rows, [](const auto& row) { return row.title.empty() || row.help.empty(); });
    for (std::size_t i = 0; i < rows.size(); i += 3)
        rows[i].key = "Ctrl+Shift+P";
    return rows;
}

// What is pressed, chosen or read at a glance: its text must be whole.
bool must_be_whole(const ui::Node& node) {
    switch (node.role) {
        case ui::Role::kButton:
        case ui::Role::kToggleButton:
        case ui::Role::kCheckBox:
        case ui::Role::kTab:
        case ui::Role::kMenu:
        case ui::Role::kMenuItem:
        case ui::Role::kHeading:
        case ui::Role::kColumnHeader:
            return true;
        case ui::Role::kComboBox:
        case ui::Role::kOption:
            return node.id.starts_with("right.month") || node.id.starts_with("left.palette");
        default:
            return false;
    }
}

struct Look {
    const char* language;
    float scale;
};

class Languages : public testing::TestWithParam<Look> {
  protected:
    Languages() {
        EXPECT_TRUE(translator_.choose(GetParam().language));
        words::use(&translator_);
        frame.set_settings({"dark", GetParam().scale, ui::Motion::kReduced});
        if (GetParam().scale > 1.5F) size = {2560, 1440};
        std::ifstream file(std::string(BELVEDERE_TRANSLATIONS "/") + GetParam().language + ".po");
        const std::string po(std::istreambuf_iterator<char>(file), {});
        const auto catalogue = text::Catalogue::parse(po);
        EXPECT_TRUE(catalogue);
        if (catalogue) state.commands = commands_of(*catalogue);
        state.layout.bottom_open = true;
        state.overlay.hint = Message{"hint.measure", "Click points to measure"};
    }
    ~Languages() override { words::use(nullptr); }
    Languages(const Languages&) = delete;
    Languages& operator=(const Languages&) = delete;

    void draw() {
        for (int i = 0; i < 4; ++i) {
            frame.begin(size, 0.016);
            shell.draw(state, size, commands);
            data = &frame.end();
        }
        sheets.take(frame);
    }
    void click(const std::string& id) {
        const ui::Node* node = find(id);
        ASSERT_NE(node, nullptr) << id;
        const float x = node->rect.center_x();
        const float y = node->rect.center_y();
        frame.push(input::PointerMoveEvent{x, y});
        for (const auto press : {input::Press::kDown, input::Press::kUp}) {
            frame.push(input::MouseButtonEvent{input::MouseButton::kLeft, press, {}, x, y});
        }
        draw();
    }
    const ui::Node* find(const std::string& id) const {
        const auto nodes = frame.nodes();
        const auto found =
            std::find_if(nodes.begin(), nodes.end(), [&](const ui::Node& n) { return n.id == id; });
        return found == nodes.end() ? nullptr : &*found;
    }
    // Kept as a picture when the environment names a folder.
    void expect_whole(const std::string& name) {
        draw();
        const auto width = static_cast<float>(size.width_px);
        EXPECT_EQ(frame.missing_glyphs(), 0U) << name;
        for (const ui::Node& node : frame.nodes()) {
            if (!must_be_whole(node)) continue;
            EXPECT_FALSE(node.is_cut) << node.id << ": " << node.name;
            EXPECT_GE(node.rect.x0, -0.5F) << node.id << ": " << node.name;
            EXPECT_LE(node.rect.x1, width + 0.5F) << node.id << ": " << node.name;
        }
        const char* folder = std::getenv("BELVEDERE_PICTURES");
        if (folder == nullptr) return;
        const std::string scale = GetParam().scale > 1.5F ? "_2x" : "";
        support::write_ppm(
            support::draw_ui(*data, sheets, 120),
            std::string(folder) + "/" + GetParam().language + "_" + name + scale + ".ppm");
    }

    panels::PanelState state = test::sample_panel_state();
    command::CommandQueue commands;
    ui::FrameSize size{1280, 720};
    ui::Frame frame{ui::FrameSettings{}, ui::Clipboard{}};
    panels::Shell shell;
    support::GlyphSheets sheets;
    const ui::DrawData* data = nullptr;

  private:
    text::Translator translator_{{BELVEDERE_TRANSLATIONS, "none"}};
};

TEST_P(Languages, EveryTabIsWhole) {
    for (const auto& [left, right] : kTabs) {
        state.layout.left_tab = left;
        state.layout.right_tab = right;
        expect_whole(left);
    }
}

TEST_P(Languages, RareStatesAreWhole) {
    state.layers.layers[0].phase = panels::LayerPhase::kFailed;
    state.layers.chosen = 1;
    state.performance.error_px_wanted = 1.0;
    state.inspector = {};
    expect_whole("rare");
    state.layout.right_tab = "selection";
    state.selection.hidden = 3;
    state.selection.isolated = 2;
    draw();
    click("right.export");
    expect_whole("rare_selection");
    state.layout.left_tab = "search";
    state.search.query = "town";
    state.search.results = {{"building-7", "demo city"}};
    state.search.in_loaded = 1;
    state.layout.right_tab = "time";
    draw();
    click("right.month");
    expect_whole("rare_search");
}

TEST_P(Languages, StartPageDialogsAndMenusAreWhole) {
    state.layout.has_sources = false;
    state.start.ended_unexpectedly = true;
    expect_whole("start");
    state.layout.has_sources = true;
    draw();
    for (const char* menu : {"file", "edit", "view", "help"}) {
        const std::string id = std::string("toolbar.") + menu;
        click(id);
        expect_whole(std::string("menu_") + menu);
        click(id);
    }
    state.layout.shows_open = true;
    expect_whole("open");
    state.layout.shows_open = false;
    draw();
    state.layout.shows_layouts = true;
    state.layouts = {{words::text({"layout.name_explore", "Explore"}), "Ctrl+1", true, true},
                     {"Mine", "", false, false}};
    expect_whole("layouts");
    state.layout.shows_layouts = false;
    state.save = {true, "", "/home/someone/town.belvedere", "", true};
    draw();
    click("save.save");
    expect_whole("save");
    state.save = {};
    draw();
    state.layout.shows_help = true;
    expect_whole("help");
    state.layout.shows_help = false;
    draw();
    state.settings = {true, "/home/someone/.cache/belvedere/tiles", 5U << 20};
    expect_whole("settings");
    state.settings = {};
    draw();
    state.about = {true, "1.0", {{"glTF 2.0", "Read."}}, {{"GLFW 3.3.8", "Zlib"}}};
    expect_whole("about");
    state.about = {};
    draw();
    state.layout.shows_palette = true;
    expect_whole("palette");
}

TEST_P(Languages, TheLeftDockStandsWhereReadingBegins) {
    draw();
    const ui::Node* left = find("left");
    const ui::Node* right = find("right");
    ASSERT_TRUE(left != nullptr && right != nullptr);
    const bool is_mirrored = words::direction() == text::ReadingDirection::kRightToLeft;
    EXPECT_EQ(is_mirrored, std::string(GetParam().language) == "ar");
    EXPECT_EQ(left->rect.x0 > right->rect.x0, is_mirrored);
}

std::vector<Look> looks() {
    std::vector<Look> all;
    for (const char* language : {"fr", "es", "ru", "zh", "ar"}) {
        all.push_back({language, 1.0F});
        all.push_back({language, 2.0F});
    }
    return all;
}

std::string name_of(const testing::TestParamInfo<Look>& look) {
    return std::string(look.param.language) + (look.param.scale > 1.5F ? "_twice" : "");
}

INSTANTIATE_TEST_SUITE_P(All, Languages, testing::ValuesIn(looks()), name_of);

// Numbers, units and months as each language writes them.
TEST(UnitTextInLanguages, FollowsTheLocale) {
    struct Case {
        const char *language, *percent, *length, *area, *bytes, *angle, *month, *clock;
    };
    const Case cases[] = {
        {"fr", "62\u202F%", "1,5\u00A0km", "1,83\u00A0ha", "1,5\u00A0Kio", "12,3°", "mars",
         "09:05"},
        {"es", "62\u00A0%", "1,5\u00A0km", "1,83\u00A0ha", "1,5\u00A0KiB", "12,3°", "marzo",
         "9:05"},
        {"ru", "62\u00A0%", "1,5\u00A0км", "1,83\u00A0га", "1,5\u00A0КиБ", "12,3°", "март",
         "09:05"},
        {"zh", "62%", "1.5\u00A0km", "1.83\u00A0ha", "1.5\u00A0KiB", "12.3°", "三月", "09:05"},
        {"ar", "62\u200E%\u200E", "1.5\u00A0كم", "1.83\u00A0هكتار", "1.5\u00A0كيبي بايت", "12.3°",
         "مارس", "9:05"}};
    text::Translator translator({BELVEDERE_TRANSLATIONS, "none"});
    words::use(&translator);
    for (const Case& each : cases) {
        ASSERT_TRUE(translator.choose(each.language));
        EXPECT_EQ(panels::percent_text(0.62), each.percent);
        EXPECT_EQ(panels::length_text(1500.0), each.length);
        EXPECT_EQ(panels::measured_area_text(18300.0), each.area);
        EXPECT_EQ(panels::bytes_text(1536), each.bytes);
        EXPECT_EQ(panels::angle_text(12.34), each.angle);
        EXPECT_EQ(panels::month_text(3), each.month);
        EXPECT_EQ(panels::clock_text(9.0 + 5.0 / 60.0), each.clock);
    }
    words::use(nullptr);
    EXPECT_EQ(panels::north_text(), "N");
    EXPECT_EQ(panels::compact_text(1e7), "1e+07");
    EXPECT_EQ(panels::compact_text(-0.5), "-0.5");
}

TEST(UnitTextInLanguages, YearsAreNotGrouped) {
    text::Translator translator({BELVEDERE_TRANSLATIONS, "none"});
    ASSERT_TRUE(translator.choose("fr"));
    words::use(&translator);
    EXPECT_EQ(panels::compact_text(1975.5), "1975,5");
    EXPECT_EQ(panels::count_text(1975), "1\u202F975");
    words::use(nullptr);
}

}  // namespace
}  // namespace belvedere
