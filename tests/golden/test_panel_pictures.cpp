// SPDX-License-Identifier: Apache-2.0
// The panels as pictures, over a plain grey where the city would be.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "app/panels/chart_picture.hpp"
#include "app/panels/shell.hpp"
#include "app/ui/frame.hpp"
#include "app/words/words.hpp"
#include "engine/text/translator.hpp"
#include "tests/golden/golden_picture.hpp"
#include "tests/support/ui_picture.hpp"
#include "tests/unit/app/panel_sample.hpp"

namespace belvedere::test {
namespace {

class PanelPicture : public testing::Test {
  protected:
    void expect(const std::string& name) {
        const ui::FrameSize size{1280, 720};
        const ui::DrawData* data = nullptr;
        for (int i = 0; i < 12; ++i) {
            frame_.begin(size, 0.016);
            (void)shell_.draw(state, size, commands_);
            data = &frame_.end();
        }
        sheets_.take(frame_);
        const support::Picture drawn = support::draw_ui(*data, sheets_, kCityGrey);
        gpu::Pixels pixels{drawn.width, drawn.height, {}};
        for (std::size_t i = 0; i < drawn.rgb.size(); i += 3) {
            for (std::size_t channel = 0; channel < 3; ++channel)
                pixels.rgba.push_back(std::byte{drawn.rgb[i + channel]});
            pixels.rgba.push_back(std::byte{255});
        }
        expect_golden("panels_" + name, pixels);
    }
    void set_theme(const char* theme) { frame_.set_settings({theme, 1.0F, ui::Motion::kFull}); }

    ui::Frame& frame() { return frame_; }
    // Folds a section of the accessibility page open, or away.
    void turn(const std::string& section) {
        const ui::FrameSize size{1280, 720};
        const auto draw = [&] {
            for (int i = 0; i < 6; ++i) {
                frame_.begin(size, 0.016);
                (void)shell_.draw(state, size, commands_);
                (void)frame_.end();
            }
        };
        draw();
        for (const ui::Node& node : frame_.nodes()) {
            if (node.id != "accessibility." + section) continue;
            access::Request request;
            request.node = access::node_id(node.id);
            request.action = access::Action::kPress;
            frame_.ask(request);
        }
        draw();
    }

    panels::PanelState state = sample_panel_state();

  private:
    static constexpr std::uint8_t kCityGrey = 120;
    command::CommandQueue commands_;
    ui::Frame frame_{ui::FrameSettings{}, ui::Clipboard{}};
    support::GlyphSheets sheets_;
    panels::Shell shell_;
};

TEST_F(PanelPicture, Start) {
    state.layout.has_sources = false;
    expect("start");
}

TEST_F(PanelPicture, StartForTheFirstTime) {
    state.layout.has_sources = false;
    state.accessibility.is_offered = true;
    expect("start_first");
}

TEST_F(PanelPicture, AccessibilityPage) {
    state.accessibility.is_shown = true;
    expect("accessibility");
    set_theme("contrast-dark");
    state.accessibility.theme = "contrast-dark";
    turn("language");
    turn("text");
    turn("contrast");
    turn("keys");
    state.accessibility.waits_for_key = "app.help";
    state.accessibility.key_problem = "Home already belongs to “Home”";
    expect("accessibility_contrast_dark");
}

// As the preset for low vision makes it, and more.
TEST_F(PanelPicture, AccessibilityPageWithLargeTextAndTargets) {
    state.accessibility.is_shown = true;
    state.accessibility.theme = "contrast-light";
    state.layout.has_sources = false;
    ui::FrameSettings settings;
    settings.theme = "contrast-light";
    settings.scale = 1.75F;
    settings.text = {"Noto Sans", 0.12F, 0.16F, 1.5F};
    settings.target_min_px = 44.0F;
    frame().set_settings(settings);
    expect("accessibility_large");
}

TEST_F(PanelPicture, LayersInspectorAndPerformanceInHighContrast) {
    state.layout.bottom_open = true;
    set_theme("contrast-dark");
    expect("layers_inspector_performance_contrast_dark");
    set_theme("contrast-light");
    expect("layers_inspector_performance_contrast_light");
}

TEST_F(PanelPicture, DevicesAndChart) {
    state.layout.left_tab = "devices";
    state.layout.right_tab = "device";
    state.layout.bottom_open = true;
    state.layout.bottom_tab = "chart";
    state.layout.bottom_px = 300.0;
    expect("devices_and_chart");
    set_theme("light");
    expect("devices_and_chart_light");
}

TEST_F(PanelPicture, AlarmsAndFeeds) {
    state.layout.right_tab = "device";
    state.layout.bottom_open = true;
    state.layout.bottom_tab = "alarms";
    expect("alarms");
    state.layout.bottom_tab = "feeds";
    expect("feeds");
}

TEST_F(PanelPicture, LayersInspectorAndPerformance) {
    state.layout.bottom_open = true;
    expect("layers_inspector_performance");
    set_theme("light");
    expect("layers_inspector_performance_light");
}

// What property textures and feature-id textures say where a facade was clicked.
std::vector<panels::AttributeRow> facade_rows() {
    return {{"insulation (facade)", "0.62", "SCALAR FLOAT32", "W/(m²K)"},
            {"inside_temperature (facade)", "21.5", "SCALAR UINT8", "°C"},
            {"wall parts", "3", "feature id", ""},
            {"kind (wall parts)", "window", "STRING", ""}};
}

TEST_F(PanelPicture, InspectorAtAPointOfAFeature) {
    state.inspector.at_point = facade_rows();
    expect("inspector_at_point");
}

TEST_F(PanelPicture, InspectorAtAPointWithoutFeature) {
    state.inspector = {};
    state.inspector.at_point = facade_rows();
    expect("inspector_at_point_alone");
}

TEST_F(PanelPicture, StyleAndSelection) {
    state.layout.left_tab = "style";
    state.layout.right_tab = "selection";
    expect("style_selection");
}

TEST_F(PanelPicture, ViewsAndTime) {
    state.layout.left_tab = "views";
    state.layout.right_tab = "time";
    expect("views_time");
}

TEST_F(PanelPicture, SearchAndMeasure) {
    state.layout.left_tab = "search";
    state.layout.right_tab = "measure";
    expect("search_measure");
}

struct ChartLook {
    const char* name;
    const char* language;
    panels::ChartPictureWish wish;
    bool is_band = false;
};

class ChartPictureLook : public testing::TestWithParam<ChartLook> {};

TEST_P(ChartPictureLook, LooksAsItDid) {
    text::Translator translator({BELVEDERE_TRANSLATIONS, "none"});
    if (GetParam().language != std::string("en")) {
        ASSERT_TRUE(translator.choose(GetParam().language));
    }
    words::use(&translator);
    panels::ChartState chart = sample_panel_state().chart;
    chart.is_band = GetParam().is_band;
    panels::ChartPictureWish wish = GetParam().wish;
    wish.sources = {"Source: air.example (CC-BY-4.0)"};
    const panels::DrawnChart drawn = panels::draw_chart_picture(chart, wish);
    words::use(nullptr);
    const std::vector<std::uint8_t> rgb = drawn.rows(0, drawn.height_px);
    gpu::Pixels pixels{drawn.width_px, drawn.height_px, {}};
    for (std::size_t i = 0; i < rgb.size(); ++i) {
        pixels.rgba.push_back(std::byte{rgb[i]});
        if (i % 3 == 2) pixels.rgba.push_back(std::byte{255});
    }
    expect_golden(std::string("chart_") + GetParam().name, pixels);
}

INSTANTIATE_TEST_SUITE_P(
    All, ChartPictureLook,
    testing::Values(ChartLook{"en_light", "en", {1280, 720, "light", 1.0F, "Dust at two stations"}},
                    ChartLook{"ar_contrast_dark", "ar", {800, 600, "contrast-dark", 1.0F}},
                    ChartLook{"ru_tall", "ru", {480, 800, "dark", 1.0F}},
                    ChartLook{"zh_small", "zh", {320, 200, "contrast-light", 1.0F}},
                    ChartLook{"fr_band", "fr", {1000, 560, "dark", 1.4F}, true}),
    [](const auto& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace belvedere::test
