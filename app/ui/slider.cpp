// SPDX-License-Identifier: Apache-2.0
// Slider: a number in a range, by pointer, arrow keys or what assistive technology sets.
#include <algorithm>
#include <cmath>

#include "app/ui/controls.hpp"
#include "app/ui/form_row.hpp"
#include "app/ui/item.hpp"
#include "app/ui/label.hpp"

namespace belvedere::ui {
namespace {

constexpr double kCoarseSteps = 10.0;  // A page is so many steps.
constexpr double kStepsOfRange = 100.0;

// What one press of an arrow changes: about a hundredth of the range, a round number.
double step_of(const SliderRange& range) {
    if (range.step > 0.0) return range.step;
    const double wanted = (range.high - range.low) / kStepsOfRange;
    if (!(wanted > 0.0)) return 1.0;
    const double power = std::pow(10.0, std::floor(std::log10(wanted)));
    const double rounded = wanted / power < 2.0 ? 1.0 : wanted / power < 5.0 ? 2.0 : 5.0;
    return rounded * power;
}

std::optional<double> by_keys(const Item& slider, double value, const SliderRange& range) {
    if (!slider.is_focused || !has_keyboard()) return std::nullopt;
    using enum input::Key;
    const double step = step_of(range);
    if (take_press(kRight) || take_press(kUp)) return value + step;
    if (take_press(kLeft) || take_press(kDown)) return value - step;
    if (take_press(kPageUp)) return value + step * kCoarseSteps;
    if (take_press(kPageDown)) return value - step * kCoarseSteps;
    if (take_press(kHome)) return range.low;
    if (take_press(kEnd)) return range.high;
    return std::nullopt;
}

std::optional<double> by_request(const Item& slider, double value, const SliderRange& range) {
    if (const auto set = take_request(slider.key, access::Action::kSetValue)) return set->value;
    if (take_request(slider.key, access::Action::kIncrement)) return value + step_of(range);
    if (take_request(slider.key, access::Action::kDecrement)) return value - step_of(range);
    return std::nullopt;
}

// Where the knob stands, layout pixels.
struct Track {
    float low, high;
};

std::optional<double> by_pointer(const Item& slider, const Track& track, const SliderRange& range) {
    if (!slider.is_held || track.high <= track.low) return std::nullopt;
    const float at = (ImGui::GetIO().MousePos.x - track.low) / (track.high - track.low);
    const double share = std::clamp(static_cast<double>(at), 0.0, 1.0);
    return range.low + (range.high - range.low) * share;
}

void draw(const Item& slider, const Track& track, double share, const std::string& shown) {
    const Colors& c = context().theme->colors;
    fill_box(slider.rect, slider.is_held      ? c.control_active
                          : slider.is_hovered ? c.control_hover
                                              : c.control);
    const float knob = track.low + static_cast<float>(share) * (track.high - track.low);
    const float half = track.low - slider.rect.x0;
    const float bar = px(context().theme->metrics.slider_bar_px);
    // A bar along the lower edge, so that the value is written over plain ground.
    fill_box({slider.rect.x0, slider.rect.y1 - bar, knob, slider.rect.y1}, c.accent);
    fill_box({knob - half * 0.5F, slider.rect.y0 + bar, knob + half * 0.5F, slider.rect.y1},
             c.accent);
    outline_control(slider.rect);
    const SetText text =
        context().type.line(shown, TextSize::kBody, slider.rect.width() - 2.0F * half);
    // Beside the knob, on the side with more room.
    const float gap = half;
    if (share < 0.5) {
        paint_before(*text, slider.rect.x1 - gap, slider.rect, c.text);
    } else {
        paint_in_row(*text, slider.rect.x0 + gap, slider.rect, c.text);
    }
}

}  // namespace

std::optional<double> slider(std::string_view id, const Message& message, double value,
                             const SliderRange& range) {
    const std::string name = translated(message);
    const std::string& shown = range.shown;
    const float half = px(context().theme->metrics.spacing_px);
    // The value stands beside the knob, on the side with more room.
    const float value_width = context().type.line(shown, TextSize::kBody)->width_px;
    const float width = begin_form_row(id, name, 2.0F * (value_width + 2.0F * half));
    ItemSpec spec{.id = id, .role = Role::kSlider, .name = name, .value = shown};
    spec.size = {width, control_height()};
    spec.actions = {access::Action::kSetValue, access::Action::kIncrement,
                    access::Action::kDecrement};
    const Item result = item(std::move(spec));
    context().nodes[result.node].numeric =
        access::NumericValue{value, range.low, range.high, step_of(range)};
    const Track track{result.rect.x0 + half, result.rect.x1 - half};
    const double span = range.high - range.low;
    const double share = span > 0.0 ? std::clamp((value - range.low) / span, 0.0, 1.0) : 0.0;
    if (result.is_visible) draw(result, track, share, shown);
    std::optional<double> wanted = by_pointer(result, track, range);
    if (!wanted) wanted = by_keys(result, value, range);
    if (!wanted) wanted = by_request(result, value, range);
    if (!wanted || !std::isfinite(*wanted)) return std::nullopt;
    wanted = std::clamp(*wanted, range.low, range.high);
    return *wanted != value ? wanted : std::nullopt;
}

}  // namespace belvedere::ui
