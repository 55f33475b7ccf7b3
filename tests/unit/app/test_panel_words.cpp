// SPDX-License-Identifier: Apache-2.0
// Every panel in the pseudo-language: what is still plain English was forgotten.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "app/panels/shell.hpp"
#include "app/panels/unit_text.hpp"
#include "app/ui/frame.hpp"
#include "app/words/words.hpp"
#include "tests/unit/app/panel_sample.hpp"

namespace belvedere {
namespace {

// Units and names of file formats, the same in every language.
constexpr const char* kSymbols[] = {"ms",  "s",   "km",  "cm", "m",  "B",
                                    "KiB", "MiB", "GiB", "N",  "p99"};

// What the sample holds that is data: names, values, paths, and what the engine says.
std::vector<std::string> data_of(const panels::PanelState& state) {
    std::vector<std::string> data = {"STRING",      "UINT8",     "FLOAT32",
                                     "Old harbour", "Noto Sans", "OpenDyslexic",
                                     "Town hall",   "cividis",   "viridis"};
    const auto add = [&](std::initializer_list<std::string> texts) {
        data.insert(data.end(), texts);
    };
    for (const panels::LayerRow& layer : state.layers.layers) {
        add({layer.name, layer.group, layer.uri, layer.kind, layer.crs, layer.vertical,
             layer.title});
        data.insert(data.end(), layer.attributions.begin(), layer.attributions.end());
        data.insert(data.end(), layer.warnings.begin(), layer.warnings.end());
        for (const auto& [tile, cause] : layer.problems)
            add({tile, cause});
    }
    const panels::InspectorState& inspector = state.inspector;
    add({inspector.id, inspector.class_name, inspector.tile});
    for (const panels::AttributeRow& row : inspector.attributes)
        add({row.name, row.value});
    for (const panels::SelectedFeature& feature : state.selection.features)
        add({feature.id, feature.layer});
    data.insert(data.end(), state.selection.attribute_names.begin(),
                state.selection.attribute_names.end());
    add({state.selection.last_export, state.style.title, state.time.zone, state.search.query});
    for (const panels::LegendEntry& entry : state.style.legend)
        add({entry.meaning});
    const panels::PerformanceState& p = state.performance;
    add({p.device, p.driver});
    for (const auto& [name, milliseconds] : p.passes_ms)
        add({name});
    for (const panels::Notice& notice : state.overlay.notices)
        add({notice.text});
    add({state.describe.sentence, state.describe.told, state.describe.filter});
    for (const panels::DescribeRow& row : state.describe.objects)
        add({row.name, row.detail, row.kind});
    data.insert(data.end(), state.overlay.attributions.begin(), state.overlay.attributions.end());
    add({state.overlay.coordinates, state.overlay.datum, state.views.position.shown,
         state.views.typed_crs});
    for (const panels::RecentRow& row : state.start.recent)
        add({row.name, row.uri, row.seen});
    for (const panels::CommandRow& row : state.commands)
        add({row.title, row.help, row.key});
    // The locale's, which the pseudo-language leaves alone.
    for (int month = 1; month <= 12; ++month)
        data.push_back(panels::month_text(month));
    for (const text::Language& language : state.accessibility.languages)
        add({language.name});
    add({state.accessibility.key_problem, state.accessibility.profile_outcome});
    std::erase(data, "");
    std::sort(data.begin(), data.end(),
              [](const auto& a, const auto& b) { return a.size() > b.size(); });
    return data;
}

void remove_all(std::string& text, const std::string& part) {
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part))
        text.replace(at, part.size(), " ");
}

// What lies within the outer brackets of the pseudo-language goes, with the values in it.
std::string outside_brackets(const std::string& text) {
    std::string outside;
    int depth = 0;
    for (const char c : text) {
        if (c == '[') ++depth;
        if (depth == 0) outside += c;
        if (c == ']' && depth > 0) --depth;
    }
    return outside;
}

bool has_words(std::string text) {
    std::string word;
    text += ' ';
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            word += c;
            continue;
        }
        const bool is_symbol =
            std::find(std::begin(kSymbols), std::end(kSymbols), word) != std::end(kSymbols);
        const bool has_letter = std::any_of(word.begin(), word.end(), [](unsigned char letter) {
            return std::isalpha(letter) != 0;
        });
        if (has_letter && !is_symbol) return true;
        word.clear();
    }
    return false;
}

class PanelWords : public testing::Test {
  protected:
    PanelWords() {
        // Theirs is shown as it stands; no word of theirs may hide one of a panel.
        for (panels::CommandRow& row : state.commands)
            row.title = row.help = "\"" + row.id + "\"";
        EXPECT_TRUE(translator_.choose("qps"));
        words::use(&translator_);
    }
    ~PanelWords() override { words::use(nullptr); }
    PanelWords(const PanelWords&) = delete;
    PanelWords& operator=(const PanelWords&) = delete;

    void draw() {
        for (int i = 0; i < 4; ++i) {
            frame.begin(size_, 0.016);
            shell.draw(state, size_, commands);
            frame.end();
        }
    }
    void click(const std::string& id) {
        const auto nodes = frame.nodes();
        const auto found =
            std::find_if(nodes.begin(), nodes.end(), [&](const ui::Node& n) { return n.id == id; });
        ASSERT_NE(found, nodes.end()) << id;
        const float x = found->rect.center_x();
        const float y = found->rect.center_y();
        frame.push(input::PointerMoveEvent{x, y});
        for (const auto press : {input::Press::kDown, input::Press::kUp}) {
            frame.push(input::MouseButtonEvent{input::MouseButton::kLeft, press, {}, x, y});
        }
        draw();
    }
    // Draws and looks at all that is there.
    void expect_translated() {
        draw();
        const std::vector<std::string> data = data_of(state);
        for (const ui::Node& node : frame.nodes()) {
            // What is typed is the person's own.
            const bool is_field = node.role == ui::Role::kTextField;
            for (std::string text : {node.name, is_field ? std::string() : node.value}) {
                const std::string whole = text;
                text = outside_brackets(text);
                for (const std::string& part : data)
                    remove_all(text, part);
                EXPECT_FALSE(has_words(text)) << node.id << ": " << whole;
            }
        }
    }

    panels::PanelState state = test::sample_panel_state();
    command::CommandQueue commands;
    ui::Frame frame{ui::FrameSettings{}, ui::Clipboard{}};
    panels::Shell shell;

  private:
    // High, so that nothing is left out below an edge.
    const ui::FrameSize size_{1600, 1800};
    text::Translator translator_{{"none", "none"}};
};

TEST_F(PanelWords, EveryTabIsTranslated) {
    state.layout.bottom_open = true;
    const std::pair<const char*, const char*> tabs[] = {{"layers", "inspector"},
                                                        {"search", "selection"},
                                                        {"style", "measure"},
                                                        {"views", "time"},
                                                        {"describe", "inspector"}};
    for (const auto& [left, right] : tabs) {
        state.layout.left_tab = left;
        state.layout.right_tab = right;
        expect_translated();
    }
}

TEST_F(PanelWords, RareStatesAreTranslated) {
    state.layers.layers[0].phase = panels::LayerPhase::kOpening;
    state.layers.layers[1].problems.clear();
    state.layers.chosen = 1;
    state.layout.bottom_open = true;
    state.performance.error_px_wanted = 1.0;
    state.performance.is_live = true;
    state.performance.to_snapshot = {1200, 3.4, 21.0, 44.0};
    state.inspector = {};
    state.overlay.system = "wgs84";
    state.overlay.hint = Message{"hint.measure", "Click points to measure"};
    state.overlay.scale_bar_m = 2500.0;
    expect_translated();
    state.layers.layers[0].phase = panels::LayerPhase::kFailed;
    state.layers.layers[1].problems.assign(60, {"data/data161.b3dm", "not found"});
    state.layout.right_tab = "measure";
    state.measure = {};
    expect_translated();
    click("left.problems");
    expect_translated();
    state.layers.layers.clear();
    state.layout.right_tab = "selection";
    state.selection.last_export = "/tmp/buildings.csv";
    state.selection.hidden = 3;
    state.selection.isolated = 2;
    expect_translated();
    click("right.export");
    click("right.attribute");
    expect_translated();
    state.layout.left_tab = "search";
    state.search.query = "town";
    state.search.results = {{"building-7", "demo city"}};
    state.search.in_loaded = 1;
    state.search.truncated = true;
    state.layout.right_tab = "time";
    state.time.sun_elevation_deg = -3.0;
    expect_translated();
    state.layout.left_tab = "views";
    state.views.typed_crs = "EPSG:25832";
    expect_translated();
    state.layout.left_tab = "style";
    state.style.attribute_names.clear();
    state.style.legend[0] = {0, "", Message{"legend.below", "below {high}"}, 0.0, 5.0};
    expect_translated();
}

TEST_F(PanelWords, StartPageAndDialogsAreTranslated) {
    state.layout.has_sources = false;
    expect_translated();
    state.layout.shows_open = true;
    expect_translated();
    click("open.vertical");
    expect_translated();
    state.layout.shows_open = false;
    state.layout.shows_help = true;
    expect_translated();
    state.layout.shows_help = false;
    state.layout.shows_palette = true;
    draw();
    for (const char32_t c : std::u32string(U"xyz"))
        frame.push(input::TextEvent{c});
    draw();
    frame.push(input::KeyEvent{input::Key::kEnter, input::Press::kDown, {}});
    frame.push(input::KeyEvent{input::Key::kEnter, input::Press::kUp, {}});
    expect_translated();
}

TEST_F(PanelWords, TheAccessibilityPageIsTranslated) {
    state.layout.has_sources = false;
    state.accessibility.is_offered = true;
    expect_translated();
    state.accessibility.is_shown = true;
    state.accessibility.can_go_back = true;
    state.accessibility.key_problem = "F1 belongs to “app.help”";
    state.accessibility.chosen.keys = {{"view.home", "H"}};
    state.accessibility.waits_for_key = "view.home";
    expect_translated();
    click("accessibility.language");
    click("accessibility.text");
    for (const char* section : {"contrast", "motion", "keys", "sound", "presets", "profile"}) {
        click(std::string("accessibility.") + section);
        expect_translated();
        click(std::string("accessibility.") + section);
    }
}

TEST_F(PanelWords, ChoicesAndMenusAreTranslated) {
    state.layout.right_tab = "time";
    state.layout.left_tab = "style";
    draw();
    click("right.month");
    expect_translated();
    click("right.month");
    click("left.palette");
    expect_translated();
    click("left.palette");
    click("toolbar.view");
    expect_translated();
}

// The guard itself: a forgotten text must be found.
TEST_F(PanelWords, PlainEnglishIsSeen) {
    EXPECT_TRUE(has_words(outside_brackets("[Ópéñ ~~] loading")));
    EXPECT_TRUE(has_words(outside_brackets("12 of 40")));
    EXPECT_FALSE(has_words(outside_brackets("[12 óf 40 ~~]")));
    EXPECT_FALSE(has_words(outside_brackets("3.4 ms, 12.5°")));
}

TEST_F(PanelWords, QuantitiesFollowTheLanguage) {
    EXPECT_EQ(panels::pixels_text(18.2).find("[18.2 "), 0U);
    constexpr words::PluralMessage kTiles{"panel_words.tiles", "{n} tile", "{n} tiles"};
    EXPECT_NE(panels::counted_text(kTiles, 1320000).find("1\u00A0320\u00A0000"), std::string::npos);
    words::use(nullptr);
    EXPECT_EQ(panels::month_text(12), "December");
    EXPECT_EQ(panels::counted_text(kTiles, 1), "1 tile");
    EXPECT_EQ(panels::bearing_text(12.34), "12.3° from north");
}

}  // namespace
}  // namespace belvedere
