// SPDX-License-Identifier: Apache-2.0
#include "app/city/field_drawing.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

#include "engine/core/clock.hpp"

namespace belvedere::city {
namespace {

constexpr double kCompare_s = 1.0;
// Of the time, the share that a worker makes fields in.
constexpr double kWorkShare = 0.1;

std::vector<render::FieldTexel> texels_of(const layers::ValueField& made) {
    std::vector<render::FieldTexel> texels;
    texels.reserve(made.field.values.size());
    const double step = made.scale.step > 0.0 ? made.scale.step : 1.0;
    for (std::size_t i = 0; i < made.field.values.size(); ++i) {
        const double level = (static_cast<double>(made.field.values[i]) - made.scale.first) / step;
        // Where nothing is known any number serves; half floats end at 65,504.
        texels.push_back({static_cast<float>(std::clamp(level, -1.0, 100.0)), made.field.trust[i]});
    }
    return texels;
}

// Whether a source has gone that some of it is of.
bool has_left(const layers::DeviceSymbols& devices, const layers::FieldSamples& made_of) {
    return std::ranges::any_of(made_of.sources, [&](SourceId source) {
        return std::ranges::find(devices.sources(), source) == devices.sources().end();
    });
}

}  // namespace

// Handed from the worker to the main thread.
struct FieldDrawing::Work {
    std::mutex mutex;
    std::optional<Result<layers::ValueField>> made;
};

FieldDrawing::FieldDrawing(render::FrameRenderer& renderer, JobPool* jobs,
                           std::function<void()> wake)
    : jobs_(jobs), wake_(std::move(wake)), texture_(renderer.create_field()) {}
FieldDrawing::~FieldDrawing() = default;

void FieldDrawing::begin(layers::FieldSamples samples, double now_s) {
    made_of_ = samples;
    begun_s_ = now_s;
    work_ = std::make_shared<Work>();
    auto job = [work = work_, wake = wake_, given = std::move(samples)]() mutable {
        Result<layers::ValueField> made = layers::make_value_field(std::move(given));
        {
            const std::lock_guard lock(work->mutex);
            work->made = std::move(made);
        }
        if (wake) wake();
    };
    if (jobs_ != nullptr) {
        jobs_->submit(std::move(job));
    } else {
        job();
    }
}

bool FieldDrawing::take(double now_s) {
    if (work_ == nullptr) return false;
    std::optional<Result<layers::ValueField>> made;
    {
        const std::lock_guard lock(work_->mutex);
        made = std::move(work_->made);
    }
    if (!made) return false;
    work_.reset();
    next_s_ = now_s + (now_s - begun_s_) / kWorkShare;
    problem_.clear();
    if (!*made) {
        shown_.reset();
        problem_ = made->error().message;
        return true;
    }
    const auto set =
        texture_->set(static_cast<std::uint32_t>((*made)->field.columns), texels_of(**made));
    if (!set) {
        shown_.reset();
        problem_ = set.error().message;
        return true;
    }
    shown_ = std::move(**made);
    return true;
}

bool FieldDrawing::update(const layers::DeviceSymbols& devices, layers::ValueDisplay display,
                          const layers::DeviceLook& look, double now_s) {
    if (!layers::is_field(display)) {
        const bool had_field = shown_.has_value() || !problem_.empty();
        work_.reset();
        made_of_.reset();
        shown_.reset();
        problem_.clear();
        looked_s_ = next_s_ = -1e9;
        return had_field;
    }
    const bool is_other =
        made_of_ && (made_of_->display != display || has_left(devices, *made_of_));
    if (is_other) work_.reset();
    bool has_changed = take(now_s);
    if (shown_ && has_left(devices, shown_->from)) {
        shown_.reset();
        has_changed = true;
    }
    std::vector<render::Color> classes;
    classes.reserve(look.classes.size());
    for (const layers::SignColor& color : look.classes)
        classes.push_back({color.r, color.g, color.b, 255});
    classes_ = std::move(classes);
    if (work_ != nullptr || (!is_other && (now_s < next_s_ || now_s - looked_s_ < kCompare_s)))
        return has_changed;
    looked_s_ = now_s;
    layers::FieldSamples samples = layers::field_samples(devices, display, !look.property.empty());
    if (made_of_ && *made_of_ == samples) return has_changed;
    begin(std::move(samples), now_s);
    if (jobs_ == nullptr) has_changed = take(now_s) || has_changed;
    return has_changed;
}

void FieldDrawing::append_to(render::DrawList& list) const {
    if (!shown_) return;
    const field::Field& field = shown_->field;
    render::DrawField& draw = list.field.emplace();
    draw.texture = texture_.get();
    draw.frame = shown_->from.frame;
    draw.low_m = glm::dvec2(field.low_x_m, field.low_y_m) - 0.5 * field.cell_m;
    draw.high_m = draw.low_m + field.cell_m * glm::dvec2(static_cast<double>(field.columns),
                                                         static_cast<double>(field.rows));
    const std::size_t classes = std::min(classes_.size(), shown_->scale.count);
    draw.classes.assign(classes_.begin(), classes_.begin() + static_cast<std::ptrdiff_t>(classes));
}

}  // namespace belvedere::city
