// SPDX-License-Identifier: Apache-2.0
#include "app/panels/chart_picture.hpp"

#include <algorithm>
#include <cmath>

#include "app/panels/shown_chart.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/frame.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/ui/time_chart.hpp"
#include "app/words/words.hpp"
#include "engine/core/time_zone.hpp"

namespace belvedere::panels {
namespace {

// A picture of so many pixels on its shorter side has text as a window has it.
constexpr float kUsualSide_px = 540.0F;
constexpr float kScaleMin = 0.6F, kScaleMax = 8.0F;
// Lines lower than this tell nothing. Logical pixels, for each unit or state.
constexpr float kBandMin_px = 80.0F;
constexpr int kPassesMax = 6;
constexpr double kFrame_s = 0.016;

// What stands beside the lines, the first to go first.
enum class Parts { kAll, kNoSources, kNoWords, kLinesAlone };

struct Page {
    const ChartState& chart;
    const ChartPictureWish& wish;
    std::string title, told;
    Parts parts = Parts::kAll;
    float plot_px = 0.0F;
};

void draw_page(const Page& page) {
    const ui::Rect all{0.0F, 0.0F, static_cast<float>(page.wish.width_px),
                       static_cast<float>(page.wish.height_px)};
    const ShownChart shown(page.chart, page.plot_px);
    const Message name{"chart.title", "Values over time"};
    ui::region("picture", name, all, ui::RegionLook::kPanel, [&] {
        if (page.parts != Parts::kLinesAlone) {
            ui::plain_heading("title", page.title);
            ui::plain_text("times", chart_times_text(page.chart), ui::Tone::kMuted);
        }
        ui::time_chart_picture("chart", name, shown.chart());
        if (page.parts != Parts::kLinesAlone) ui::time_chart_legend("legend", shown.chart());
        if (page.parts <= Parts::kNoSources) ui::plain_text("told", page.told);
        for (std::size_t i = 0; i < page.wish.sources.size() && page.parts == Parts::kAll; ++i)
            ui::plain_text("source." + std::to_string(i), page.wish.sources[i], ui::Tone::kMuted);
    });
}

// The lowest edge of what was drawn.
float bottom_of(const ui::Frame& frame) {
    float low = 0.0F;
    for (const ui::Node& node : frame.nodes()) {
        if (node.role != ui::Role::kRegion) low = std::max(low, node.rect.y1);
    }
    return low;
}

// The lines take what the rest leaves; false when that is too little.
bool settle(ui::Frame& frame, Page& page, const DrawnChart& into) {
    const float low = kBandMin_px * static_cast<float>(bands_of(page.chart));
    for (int pass = 0; pass < kPassesMax; ++pass) {
        frame.begin({into.width_px, into.height_px}, kFrame_s);
        const float room = ui::scaled(ui::metrics().padding_px);
        const float least = ui::scaled(low);
        if (pass == 0) page.plot_px = least;
        draw_page(page);
        (void)frame.end();
        const float left = static_cast<float>(into.height_px) - room - bottom_of(frame);
        if (pass == 0 && left < 0.0F) return false;
        page.plot_px = std::floor(page.plot_px + left);
    }
    return true;
}

}  // namespace

std::vector<std::uint8_t> DrawnChart::rows(std::uint32_t first, std::uint32_t count) const {
    return painter.paint(data, {first, count}, ground);
}

std::string chart_times_text(const ChartState& chart) {
    const auto moment = [&](double at_s) {
        return words::locale().date_and_time(
            civil_of({static_cast<std::int64_t>(std::llround((at_s + chart.zone_offset_s) * 1e6))}),
            text::Locale::DateStyle::kMedium);
    };
    return words::text(
        {"chart.times", "{from} to {to}, times in {zone}"},
        {{"from", moment(chart.from_s)}, {"to", moment(chart.to_s)}, {"zone", chart.zone}});
}

DrawnChart draw_chart_picture(const ChartState& chart, const ChartPictureWish& asked) {
    ChartPictureWish wish = asked;
    wish.width_px = std::clamp(wish.width_px, kChartSideMin_px, kChartSideMax_px);
    wish.height_px = std::clamp(wish.height_px, kChartSideMin_px, kChartSideMax_px);
    wish.text = std::clamp(wish.text, kChartTextMin, kChartTextMax);
    DrawnChart drawn;
    drawn.width_px = wish.width_px;
    drawn.height_px = wish.height_px;
    drawn.ground = ui::theme_named(wish.theme).colors.surface;
    drawn.title = !wish.title.empty()        ? wish.title
                  : chart.series.size() == 1 ? chart.series.front().name
                                             : words::text({"chart.title", "Values over time"});
    drawn.told = ui::whole_chart_sentence(ShownChart(chart, 0.0F).chart());
    const auto side = static_cast<float>(std::min(wish.width_px, wish.height_px));
    ui::FrameSettings settings;
    settings.theme = wish.theme;
    settings.motion = ui::Motion::kReduced;
    settings.scale = std::clamp(side / kUsualSide_px, kScaleMin, kScaleMax) * wish.text;
    ui::Frame frame(settings, {});
    Page page{chart, wish, drawn.title, drawn.told};
    for (const Parts parts :
         {Parts::kAll, Parts::kNoSources, Parts::kNoWords, Parts::kLinesAlone}) {
        page.parts = parts;
        if (settle(frame, page, drawn)) break;
    }
    if (page.plot_px <= 0.0F) page.plot_px = side * 0.5F;
    frame.begin({drawn.width_px, drawn.height_px}, kFrame_s);
    draw_page(page);
    drawn.data = frame.end();
    drawn.painter.take(frame);
    return drawn;
}

}  // namespace belvedere::panels
