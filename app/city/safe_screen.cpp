// SPDX-License-Identifier: Apache-2.0
#include "app/city/safe_screen.hpp"

#include <algorithm>
#include <chrono>
#include <span>
#include <utility>

#include "engine/core/clock.hpp"

namespace belvedere::city {
namespace {

using access::FlashRisk;

// Images of the finishing step are given back after so long without it.
constexpr double kImagesKept_s = 5.0;
constexpr std::chrono::milliseconds kMeanwhile{4};
constexpr double kMeanwhileMax_s = 10.0;

std::vector<access::LinearColor> colors_of(const render::PictureSummary::Taken& taken) {
    std::vector<access::LinearColor> colors;
    colors.reserve(taken.cells.size());
    for (const glm::vec3& cell : taken.cells) {
        colors.push_back({static_cast<double>(cell.x), static_cast<double>(cell.y),
                          static_cast<double>(cell.z)});
    }
    return colors;
}

std::optional<render::Recoloring> recoloring_of(const Sight& sight) {
    if (!sight.colors) return std::nullopt;
    return city::recoloring_of(*sight.colors);
}

}  // namespace

render::Recoloring recoloring_of(const access::ColorTransform& transform) {
    render::Recoloring result;
    for (std::size_t i = 0; i < 9; ++i) {
        result.first[i] = static_cast<float>(transform.first[i]);
        result.second[i] = static_cast<float>(transform.second[i]);
    }
    result.normal = {static_cast<float>(transform.normal.r), static_cast<float>(transform.normal.g),
                     static_cast<float>(transform.normal.b)};
    return result;
}

SafeScreen::SafeScreen(const SafeScreenOptions& options, std::unique_ptr<render::FinishPass> finish)
    : ring_(options.ring),
      screen_(options.target),
      is_readable_(options.is_readable),
      finish_(std::move(finish)),
      summary_(render::PictureSummary::create(options.device)),
      guard_({render::kSummaryColumns, render::kSummaryRows}) {}

Result<std::unique_ptr<SafeScreen>> SafeScreen::create(const SafeScreenOptions& options) {
    auto finish = render::FinishPass::create({options.device, options.shaders, options.cache});
    if (!finish) return fail(finish.error());
    return std::unique_ptr<SafeScreen>(new SafeScreen(options, std::move(*finish)));
}

void SafeScreen::take_summaries(std::uint64_t completed_serial) {
    while (const auto taken = summary_->take(completed_serial))
        guard_.note(colors_of(*taken), taken->time_s);
}

Result<FlashRisk> SafeScreen::risk_of(const ScreenFrame& frame, const Sight& sight) {
    take_summaries(ring_.poll());
    if (sight.flashes == FlashLimit::kOff) return FlashRisk::kNone;
    const auto [width, height] = screen_.description().extent;
    const double scale = std::max(static_cast<double>(sight.display_scale), 0.1);
    guard_.set_cell_size(width / (scale * render::kSummaryColumns),
                         height / (scale * render::kSummaryRows));
    FlashRisk risk = guard_.risk(frame.time_s, summary_->pending());
    if (risk == FlashRisk::kAtLimit && summary_->pending() > 0) {
        // What has been shown may be less bad than feared.
        if (auto idle = ring_.wait_idle(); !idle) return fail(idle.error());
        take_summaries(ring_.completed_serial());
        risk = guard_.risk(frame.time_s, 0);
    }
    return risk;
}

Result<Shown> SafeScreen::draw(const ScreenFrame& frame, const Sight& sight) {
    const auto risk = risk_of(frame, sight);
    if (!risk) return fail(risk.error());
    if (*risk == FlashRisk::kAtLimit && finish_->has_shown(screen_.description().extent)) {
        return draw_held(frame, sight);
    }
    return draw_whole(frame, sight, *risk);
}

Result<void> SafeScreen::record(gpu::Frame& into, const render::FrameTarget& target,
                                const ScreenFrame& frame, const Sight& sight, FlashRisk risk) {
    const bool is_watched = sight.flashes != FlashLimit::kOff;
    const auto recoloring = recoloring_of(sight);
    const bool is_kept = risk != FlashRisk::kNone || (is_watched && !is_readable_());
    if (!is_kept) finish_->forget_shown();
    if (!is_kept && !recoloring) {
        if (frame.time_s - finished_s_ > kImagesKept_s) finish_->release();
        if (auto painted = frame.paint(into, target); !painted) return painted;
        return is_watched ? summary_->record(into, target, frame.time_s) : Result<void>{};
    }
    finished_s_ = frame.time_s;
    auto picture = finish_->picture(target.description);
    if (!picture) return fail(picture.error());
    if (auto painted = frame.paint(into, *picture); !painted) return painted;
    if (!is_kept) {
        if (auto shown = finish_->show(into, target, recoloring); !shown) return shown;
        return is_watched ? summary_->record(into, target, frame.time_s) : Result<void>{};
    }
    auto settled = finish_->settle(into, recoloring);
    if (!settled) return fail(settled.error());
    if (is_watched) {
        if (auto noted = summary_->record(into, *settled, frame.time_s); !noted) return noted;
    }
    return finish_->keep(into, target);
}

Result<void> SafeScreen::present(const gpu::TargetImage& image, const ScreenFrame& frame) {
    const double begin_s = system_clock().steady_seconds();
    while (frame.meanwhile) {
        frame.meanwhile();
        const auto is_done = ring_.wait_up_to(kMeanwhile);
        if (!is_done) return fail(is_done.error());
        // One that hangs is found by presenting.
        if (*is_done || system_clock().steady_seconds() - begin_s > kMeanwhileMax_s) break;
    }
    return screen_.present(image);
}

Result<Shown> SafeScreen::draw_whole(const ScreenFrame& frame, const Sight& sight, FlashRisk risk) {
    auto into = ring_.begin();
    if (!into) return fail(into.error());
    auto image = screen_.acquire(**into);
    if (!image) return fail(image.error());
    auto recorded = frame.prepare(**into);
    if (recorded && *image) {
        recorded = record(**into, {screen_.description(), **image}, frame, sight, risk);
    }
    // A begun frame is always submitted, also after an error.
    if (auto submitted = ring_.submit(**into); !submitted) return fail(submitted.error());
    if (!recorded) return fail(recorded.error());
    if (!*image) return Shown::kNothing;
    if (auto presented = present(**image, frame); !presented) return fail(presented.error());
    return Shown::kWhole;
}

Result<double> SafeScreen::look_ahead(const ScreenFrame& frame, const Sight& sight) {
    auto into = ring_.begin();
    if (!into) return fail(into.error());
    const auto recorded = [&]() -> Result<void> {
        if (auto prepared = frame.prepare(**into); !prepared) return prepared;
        auto picture = finish_->picture(screen_.description());
        if (!picture) return fail(picture.error());
        if (auto painted = frame.paint(**into, *picture); !painted) return painted;
        auto candidate = finish_->settle(**into, recoloring_of(sight));
        if (!candidate) return fail(candidate.error());
        return summary_->record(**into, *candidate, frame.time_s);
    }();
    if (auto submitted = ring_.submit(**into); !submitted) return fail(submitted.error());
    if (!recorded) return fail(recorded.error());
    if (auto idle = ring_.wait_idle(); !idle) return fail(idle.error());
    const auto taken = summary_->take(ring_.completed_serial());
    if (!taken) return fail(ErrorKind::kDevice, "a picture that was drawn cannot be read");
    ahead_ = colors_of(*taken);
    return guard_.share(ahead_, frame.time_s);
}

Result<Shown> SafeScreen::draw_held(const ScreenFrame& frame, const Sight& sight) {
    const auto share = look_ahead(frame, sight);
    if (!share) return fail(share.error());
    finished_s_ = frame.time_s;
    auto into = ring_.begin();
    if (!into) return fail(into.error());
    auto image = screen_.acquire(**into);
    if (!image) return fail(image.error());
    Result<void> recorded;
    const bool fits = *image && finish_->has_shown(screen_.description().extent);
    if (*image) {
        const render::FrameTarget target{screen_.description(), **image};
        recorded = fits ? finish_->blend(**into, target, static_cast<float>(*share))
                        : record(**into, target, frame, sight, FlashRisk::kNear);
    }
    if (auto submitted = ring_.submit(**into); !submitted) return fail(submitted.error());
    if (!recorded) return fail(recorded.error());
    if (!*image) return Shown::kNothing;
    if (fits) {
        const std::span<const access::LinearColor> before = guard_.shown();
        for (std::size_t i = 0; i < ahead_.size() && i < before.size(); ++i)
            ahead_[i] = access::blended(before[i], ahead_[i], *share);
        guard_.note(ahead_, frame.time_s);
    }
    if (auto presented = present(**image, frame); !presented) return fail(presented.error());
    return fits && *share < 1.0 ? Shown::kHeld : Shown::kWhole;
}

}  // namespace belvedere::city
