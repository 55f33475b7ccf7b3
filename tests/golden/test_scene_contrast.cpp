// SPDX-License-Identifier: Apache-2.0
// What lies over the picture can be read over any picture: measured on the pixels of a generated
// city at noon, at dusk, at night and with white walls in the sun, in every theme.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <glm/geometric.hpp>
#include <glm/vec2.hpp>

#include "app/cli/headless_view.hpp"
#include "app/cli/scene_options.hpp"
#include "app/panels/overlays.hpp"
#include "app/ui/frame.hpp"
#include "engine/access/contrast.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/generator/generate_city.hpp"
#include "tests/support/gpu_fixture.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/ui_picture.hpp"

namespace belvedere::test {
namespace {

using access::Color8;

constexpr int kWidth = 960, kHeight = 540;

// What a drawing does to whatever it lies on: it is the same over every picture, and is known from
// drawing it over black and over white.
class Layer {
  public:
    Layer(const ui::DrawData& data, const support::GlyphSheets& sheets)
        : over_black_(support::draw_ui(data, sheets, 0)),
          over_white_(support::draw_ui(data, sheets, 255)) {}

    [[nodiscard]] Color8 over(const gpu::Pixels& below, int x, int y) const {
        const std::size_t pixel =
            static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x);
        const auto channel = [&](std::size_t c) {
            const int black = over_black_.rgb[pixel * 3 + c];
            const int shines = over_white_.rgb[pixel * 3 + c] - black;
            const int ground = std::to_integer<int>(below.rgba[pixel * 4 + c]);
            return static_cast<std::uint8_t>(std::clamp(black + shines * ground / 255, 0, 255));
        };
        return {channel(0), channel(1), channel(2)};
    }

  private:
    support::Picture over_black_, over_white_;
};

// The same without its letters: shapes are drawn from one solid texel.
ui::DrawData without_letters(const ui::DrawData& data) {
    ui::DrawData rest = data;
    rest.indices.clear();
    rest.commands.clear();
    for (ui::DrawCommand command : data.commands) {
        const auto first = static_cast<std::uint32_t>(rest.indices.size());
        for (std::uint32_t i = 0; i + 2 < command.index_count; i += 3) {
            const std::uint32_t* corner = &data.indices[command.first_index + i];
            const auto at = [&](int c) -> const ui::Vertex& {
                return data.vertices[corner[c] + command.vertex_offset];
            };
            const bool is_shape = at(0).u == at(1).u && at(1).u == at(2).u && at(0).v == at(1).v &&
                                  at(1).v == at(2).v;
            if (is_shape) rest.indices.insert(rest.indices.end(), corner, corner + 3);
        }
        command.first_index = first;
        command.index_count = static_cast<std::uint32_t>(rest.indices.size()) - first;
        if (command.index_count > 0) rest.commands.push_back(command);
    }
    return rest;
}

panels::PanelState sample_state() {
    panels::PanelState state;
    panels::OverlayState& overlay = state.overlay;
    overlay.scale_bar_m = 200.0;
    overlay.scale_bar_px = 140.0F;
    overlay.heading_deg = 30.0;
    overlay.attributions = {"City of Belvedere, CC BY 4.0"};
    overlay.hint = Message{"hint.measure", "Click points to measure"};
    overlay.notices = {{1, panels::NoticeKind::kInfo, "Copied"},
                       {2, panels::NoticeKind::kWarning, "A tile lacks its texture"},
                       {3, panels::NoticeKind::kError, "The server does not answer"}};
    overlay.lines_px = {{{120.0F, 500.0F}, {480.0F, 220.0F}, {830.0F, 330.0F}},
                        {{60.0F, 250.0F}, {900.0F, 250.0F}},
                        {{300.0F, 120.0F}, {300.0F, 520.0F}}};
    overlay.dots_px = {{120.0F, 500.0F}, {480.0F, 220.0F}, {830.0F, 330.0F}};
    overlay.labels = {{830.0F, 312.0F, "1,234.5 m"}, {480.0F, 200.0F, "Town hall"}};
    overlay.lens = panels::LensOverlay{560.0F, 280.0F, 760.0F, 480.0F, "Magnifier 300 %"};
    state.describe.told = "Residential building, 24 m, 120 m away at two o'clock";
    state.sight.sign = "As others see it: Green-blind (deuteranopia), 80 %. Escape ends it.";
    return state;
}

// The overlays in one theme.
struct Overlays {
    explicit Overlays(const char* theme) {
        ui::Frame frame({theme, 1.0F, ui::Motion::kFull}, ui::Clipboard{});
        support::GlyphSheets sheets;
        const ui::DrawData* data = nullptr;
        for (int i = 0; i < 6; ++i) {
            frame.begin({kWidth, kHeight}, 0.016);
            panels::draw_overlays(state, {0.0F, 0.0F, kWidth, kHeight}, commands);
            data = &frame.end();
            sheets.take(frame);
        }
        whole.emplace(*data, sheets);
        shapes.emplace(without_letters(*data), sheets);
        for (const ui::Node& node : frame.nodes()) {
            if (node.name.empty() || node.rect.width() <= 0.0F) continue;
            if (node.id == "notices") notices = node.rect;
            if (node.id != "notices") texts.push_back(node);
        }
    }
    panels::PanelState state = sample_state();
    command::CommandQueue commands;
    std::optional<Layer> whole, shapes;
    std::vector<ui::Node> texts;
    ui::Rect notices;  // Their ground covers what lies below.
};

// The weakest part of a text: every stretch as wide as it is high has letters that stand out so
// much from what is below them.
double text_contrast(const Overlays& overlays, const gpu::Pixels& city, const ui::Rect& rect) {
    double weakest = 21.0;
    const int top = std::max(0, static_cast<int>(rect.y0));
    const int bottom = std::min(kHeight, static_cast<int>(std::ceil(rect.y1)));
    const int right = std::min(kWidth, static_cast<int>(std::ceil(rect.x1)));
    const int step = std::max(bottom - top, 8);
    for (int left = std::max(0, static_cast<int>(rect.x0)); left < right; left += step) {
        double best = 1.0;
        int inked = 0;
        for (int y = top; y < bottom; ++y) {
            for (int x = left; x < std::min(left + step, right); ++x) {
                const Color8 ground = overlays.shapes->over(city, x, y);
                const Color8 shown = overlays.whole->over(city, x, y);
                if (ground == shown) continue;
                ++inked;
                best = std::max(best, access::contrast_ratio(ground, shown));
            }
        }
        constexpr int kInkMin_px = 12;  // Less is the edge of one letter.
        if (inked >= kInkMin_px) weakest = std::min(weakest, best);
    }
    return weakest;
}

// How a line at that place stands out from what is beside it, within its halo and just beyond.
double line_contrast(const Overlays& overlays, const gpu::Pixels& city, glm::vec2 at,
                     glm::vec2 across) {
    double weakest = 21.0;
    for (const float side : {-1.0F, 1.0F}) {
        double best = 1.0;
        for (float core = -1.0F; core <= 1.0F; core += 0.5F) {
            const glm::vec2 on = at + across * core;
            const Color8 line =
                overlays.whole->over(city, static_cast<int>(on.x), static_cast<int>(on.y));
            for (float away = 1.0F; away <= 6.0F; away += 0.5F) {
                const glm::vec2 off = at + across * (side * away);
                best = std::max(best, access::contrast_ratio(
                                          line, overlays.whole->over(city, static_cast<int>(off.x),
                                                                     static_cast<int>(off.y))));
            }
        }
        weakest = std::min(weakest, best);
    }
    return weakest;
}

bool is_covered(const Overlays& overlays, glm::vec2 at) {
    const auto is_on = [at](const ui::Rect& rect) {
        constexpr float kAround = 12.0F;
        return at.x > rect.x0 - kAround && at.x < rect.x1 + kAround && at.y > rect.y0 - kAround &&
               at.y < rect.y1 + kAround;
    };
    return is_on(overlays.notices) ||
           std::any_of(overlays.texts.begin(), overlays.texts.end(),
                       [&](const ui::Node& node) { return is_on(node.rect); });
}

std::vector<std::vector<glm::vec2>> lines_of(const panels::OverlayState& overlay) {
    std::vector<std::vector<glm::vec2>> lines;
    for (const auto& line : overlay.lines_px) {
        lines.emplace_back();
        for (const auto& [x, y] : line)
            lines.back().push_back({x, y});
    }
    const panels::LensOverlay& lens = *overlay.lens;
    lines.push_back({{lens.x0, lens.y0},
                     {lens.x1, lens.y0},
                     {lens.x1, lens.y1},
                     {lens.x0, lens.y1},
                     {lens.x0, lens.y0}});
    // The scale bar's, as draw_overlays places it: in the lower right corner.
    constexpr float kMargin = 18.0F;
    lines.push_back({{kWidth - kMargin - overlay.scale_bar_px + 4.0F, kHeight - kMargin},
                     {kWidth - kMargin - 4.0F, kHeight - kMargin}});
    return lines;
}

using Line = std::vector<glm::vec2>;

// Where another line crosses, it is what is beside this one.
bool is_crossed(const std::vector<Line>& lines, const Line& own, glm::vec2 at) {
    constexpr float kNear = 12.0F;
    return std::any_of(lines.begin(), lines.end(), [&](const Line& line) {
        if (&line == &own) return false;
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            const glm::vec2 along = line[i + 1] - line[i];
            const float share =
                std::clamp(glm::dot(at - line[i], along) / glm::dot(along, along), 0.0F, 1.0F);
            if (glm::distance(at, line[i] + along * share) < kNear) return true;
        }
        return false;
    });
}

class SceneContrast : public ::testing::Test {
  protected:
    void SetUp() override {
        use_lavapipe_only();
        JobPool pool({.threads = 2});
        const auto made =
            generator::generate_city({.buildings = 300, .seed = 3}, folder_.path(), pool);
        ASSERT_TRUE(made) << made.error().message;
        tileset_ = made->tileset.string();
    }
    gpu::Pixels city(const std::string& time, const std::string& style) {
        cli::CommonOptions options;
        options.sources = {tileset_};
        options.time = time;
        options.style = style;
        options.size = std::to_string(kWidth) + "x" + std::to_string(kHeight);
        options.cache = "off";
        options.quality = "software";
        const auto plan = cli::camera_plan(options);
        auto view = cli::HeadlessView::create(options, cli::HeadlessView::Workers::kAllCores);
        EXPECT_TRUE(plan && view);
        if (!plan || !view) return {};
        const auto choose = [&](const city::Scene& scene) {
            return cli::camera_of(*plan, scene, (*view)->aspect());
        };
        const auto loaded = (*view)->load(choose, 100.0);
        EXPECT_TRUE(loaded && loaded->loading == cli::Loading::kComplete);
        EXPECT_TRUE(loaded && (*view)->draw(loaded->camera, cli::Effort::kAsPreset));
        auto pixels = (*view)->pixels();
        EXPECT_TRUE(pixels);
        return pixels ? std::move(*pixels) : gpu::Pixels{};
    }
    static void expect_readable(const char* theme, const gpu::Pixels& city) {
        const Overlays overlays(theme);
        const bool is_high = std::string_view(theme).starts_with("contrast-");
        EXPECT_GE(overlays.texts.size(), 12U);
        for (const ui::Node& text : overlays.texts) {
            EXPECT_GE(text_contrast(overlays, city, text.rect), is_high ? 7.0 : 4.5) << text.id;
        }
        std::size_t measured = 0;
        const std::vector<Line> lines = lines_of(overlays.state.overlay);
        for (const Line& line : lines) {
            for (std::size_t i = 0; i + 1 < line.size(); ++i) {
                const float length = glm::distance(line[i], line[i + 1]);
                const glm::vec2 along = (line[i + 1] - line[i]) / length;
                for (float at = 12.0F; at < length - 12.0F; at += 7.0F) {
                    const glm::vec2 place = line[i] + along * at;
                    if (is_covered(overlays, place) || is_crossed(lines, line, place)) continue;
                    ++measured;
                    EXPECT_GE(line_contrast(overlays, city, place, {-along.y, along.x}), 3.0)
                        << "at " << place.x << ", " << place.y;
                }
            }
        }
        EXPECT_GT(measured, 150U);
    }

    TemporaryFolder folder_;
    std::string tileset_;
};

TEST_F(SceneContrast, TextsAndLinesStandOutEverywhere) {
    const std::filesystem::path white = folder_.path() / "white.json";
    std::ofstream(white) << R"json({"color": "color('#ffffff')"})json";
    struct Scene {
        const char* name;
        const char* time;
        std::string style;
    };
    const Scene scenes[] = {{"noon", "2026-06-21T11:30:00Z", {}},
                            {"dusk", "2026-06-21T19:10:00Z", {}},
                            {"night", "2026-06-21T23:30:00Z", {}},
                            {"white walls", "2026-06-21T11:30:00Z", white.string()}};
    for (const Scene& scene : scenes) {
        const gpu::Pixels pixels = city(scene.time, scene.style);
        ASSERT_FALSE(pixels.rgba.empty());
        for (const char* theme : {"dark", "light", "contrast-dark", "contrast-light"}) {
            SCOPED_TRACE(std::string(scene.name) + ", " + theme);
            expect_readable(theme, pixels);
        }
    }
}

}  // namespace
}  // namespace belvedere::test
