// SPDX-License-Identifier: Apache-2.0
#include "app/ui/chart.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "app/ui/chart_keys.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/item.hpp"
#include "app/ui/label.hpp"
#include "app/words/words.hpp"

namespace belvedere::ui {
namespace {

constexpr float kTableRows = 5.0F;

float largest(std::span<const float> values) {
    float top = 0.0F;
    for (const float value : values) {
        if (std::isfinite(value)) top = std::max(top, value);
    }
    return top;
}

// Where each point stands in the box, layout pixels. The caption has its line above.
class Plot {
  public:
    Plot(const Rect& box, float caption_px, std::span<const float> values)
        : box_(box), values_(values), top_(largest(values)) {
        const float gap = px(context().theme->metrics.spacing_px) * 0.5F;
        low_ = box.y1 - gap * 0.5F;
        high_ = box.y0 + caption_px + gap * 2.0F;
    }

    [[nodiscard]] bool is_drawable() const { return values_.size() >= 2 && top_ > 0.0F; }
    [[nodiscard]] float x(std::size_t point) const {
        const float along =
            box_.width() * static_cast<float>(point) / static_cast<float>(values_.size() - 1);
        return context().is_mirrored ? box_.x1 - along : box_.x0 + along;
    }
    [[nodiscard]] ImVec2 at(std::size_t point) const {
        return {x(point), low_ - (low_ - high_) * values_[point] / top_};
    }
    // One line from gap to gap.
    void draw_lines(ImDrawList& list, ImU32 color) const {
        std::vector<ImVec2> path;
        for (std::size_t i = 0; i <= values_.size(); ++i) {
            if (i < values_.size() && std::isfinite(values_[i])) {
                path.push_back(at(i));
                continue;
            }
            list.AddPolyline(path.data(), static_cast<int>(path.size()), color, 0,
                             std::max(1.5F, px(1.5F)));
            path.clear();
        }
    }
    void draw_point(ImDrawList& list, std::size_t point, const Colors& c) const {
        list.AddLine({x(point), box_.y0}, {x(point), box_.y1}, packed(c.text_muted), px(1.0F));
        if (std::isfinite(values_[point])) {
            list.AddCircleFilled(at(point), px(4.0F), packed(c.text));
        }
    }

  private:
    Rect box_;
    std::span<const float> values_;
    float top_, low_ = 0.0F, high_ = 0.0F;
};

class SeriesTable final : public TableSource {
  public:
    explicit SeriesTable(const Series& series) : series_(series) {}
    [[nodiscard]] std::size_t rows() const override { return series_.values.size(); }
    [[nodiscard]] std::string cell(std::size_t row, std::size_t column) const override {
        if (column == 0) return words::locale().integer(static_cast<std::int64_t>(row + 1));
        const auto value = static_cast<double>(series_.values[row]);
        return std::isfinite(value) ? series_.text(value) : words::text({"chart.gap", "gap"});
    }
    [[nodiscard]] bool is_selected(std::size_t /*row*/) const override { return false; }

  private:
    const Series& series_;
};

void draw_picture(const Item& chart, const Series& series, std::optional<std::size_t> point) {
    Context& ui = context();
    const Colors& c = ui.theme->colors;
    const Rect& box = chart.rect;
    fill_box(box, c.surface_raised);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Plot plot(box, ui.type.line_height(TextSize::kSmall), series.values);
    if (plot.is_drawable()) {
        plot.draw_lines(list, packed(c.accent));
        if (point) plot.draw_point(list, *point, c);
    }
    const float gap = px(ui.theme->metrics.spacing_px) * 0.5F;
    const std::string shown =
        point ? chart_point_sentence(series.values, *point, series.text) : series.caption;
    const SetText text = ui.type.line(shown, TextSize::kSmall, std::max(1.0F, box.width() - gap));
    ui.type.paint(list, *text, {box.x0 + gap, box.y0 + gap * 0.5F}, packed(c.text_muted));
}

}  // namespace

ChartUse chart(std::string_view id, const Message& message, const Series& series) {
    Context& ui = context();
    ChartUse use;
    const std::size_t count = series.values.size();
    ItemSpec spec{.id = id, .role = Role::kChart, .name = translated(message)};
    spec.size = {ImGui::GetContentRegionAvail().x, px(ui.theme->metrics.target_min_px * 1.2F) +
                                                       ui.type.line_height(TextSize::kSmall)};
    const Item result = item(std::move(spec));
    ChartState& state = ui.charts[result.key];
    if (state.point && *state.point >= count) state.point.reset();
    if (const auto to = point_by_keys(result, state.point, count)) use.point = state.point = to;
    if (!result.is_focused) state.point.reset();
    ui.nodes[result.node].value =
        state.point ? chart_point_sentence(series.values, *state.point, series.text)
                    : chart_sentence(series.values, series.text);
    ui.nodes[result.node].told_by = told_by_point(id, state.point);
    if (result.is_visible) draw_picture(result, series, state.point);
    use.plays = result.is_pressed;
    const std::string base(id);
    use.plays = other_ways(base, state.is_table, {"chart.number", "Number"}, SeriesTable(series),
                           kTableRows) ||
                use.plays;
    return use;
}

}  // namespace belvedere::ui
