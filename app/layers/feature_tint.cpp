// SPDX-License-Identifier: Apache-2.0
#include "app/layers/feature_tint.hpp"

#include <algorithm>

#include "app/layers/age_fade.hpp"
#include "engine/twin/twin_query.hpp"
#include "engine/twin/unit.hpp"

namespace belvedere::layers {
namespace {

constexpr double kTintPeriod_s = 1.0;
constexpr std::size_t kDevicesAStep = 64;  // The clock is asked after so many devices.
constexpr double kTintSteps = 8.0;         // Of fading: each styles tiles anew.
constexpr std::uint8_t kTintAlpha = 255;

}  // namespace

bool FeatureTint::is_due(std::uint64_t revision, const DeviceLook& look, double now_s) const {
    if (is_under_way_) return false;
    return revision != revision_ || look.property != property_ || now_s - begun_s_ >= kTintPeriod_s;
}

void FeatureTint::begin(std::vector<Bound> bound, std::uint64_t revision, const DeviceLook& look,
                        double now_s) {
    bound_ = std::move(bound);
    revision_ = revision;
    property_ = look.property;
    begun_s_ = now_s;
    next_ = 0;
    found_.clear();
    found_unit_ = {};
    low_ = 1.0;
    high_ = 0.0;
    is_under_way_ = true;
}

void FeatureTint::clear() {
    has_changed_ = has_changed_ || !features_.empty();
    features_.clear();
    is_under_way_ = false;
    begun_s_ = -1e9;
}

std::size_t FeatureTint::old_count() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(features_, [](const auto& each) { return each.second.is_old; }));
}

void FeatureTint::look_at(const Sources& sources, const Bound& bound) {
    const twin::TwinStore& store = sources.live.store();
    const auto series = twin::find_series(store, bound.second, property_);
    if (!series) return;
    const twin::SeriesRecord& record = store.series(*series);
    const twin::ValueKind kind = record.value.kind();
    if (kind != twin::ValueKind::kNumber && kind != twin::ValueKind::kBoolean) return;
    double number = record.value.number();
    if (!found_unit_.valid())
        found_unit_ = sources.symbols.unit().valid() ? sources.symbols.unit() : record.unit;
    if (record.unit != found_unit_) {
        const auto same =
            twin::convert(store.units().unit(record.unit), store.units().unit(found_unit_), number);
        if (!same) return;  // It measures something else: no colour would be true.
        number = *same;
    }
    const auto known = found_.find(bound.first);
    if (known != found_.end() && known->second.number >= number) return;
    Found next;
    next.number = number;
    next.device = bound.second;
    const float fade_s = fade_s_of(store.entities()[bound.second].period_s);
    const double age_s =
        static_cast<double>(sources.now.microseconds - record.observed_at.microseconds) * 1e-6;
    next.fade = fade_share(age_s, fade_s, kTintSteps);
    const twin::TwinState state = twin::state_of(store, bound.second, sources.now);
    next.is_old = state == twin::TwinState::kStale || state == twin::TwinState::kLost ||
                  age_s >= static_cast<double>(fade_s);
    found_[bound.first] = next;
    low_ = low_ > high_ ? number : std::min(low_, number);
    high_ = std::max(high_, number);
}

void FeatureTint::finish(const Sources& sources) {
    scale_ = sources.symbols.scale();
    unit_ = found_unit_;
    range_ = {low_, high_};
    const bool has_any = low_ <= high_;
    const bool is_within =
        scale_.count > 0 && has_any && low_ >= scale_.first && high_ <= scale_.low(scale_.count);
    if (has_any && !is_within) {
        // As the symbols' will be once they know of it.
        const double low = scale_.count > 0 ? std::min(low_, scale_.first) : low_;
        const double high = scale_.count > 0 ? std::max(high_, scale_.low(scale_.count)) : high_;
        scale_ = scale_over(low, high);
    }
    std::unordered_map<FeatureId, TintedFeature> next;
    for (const auto& [feature, found] : found_) {
        SignColor color = sources.look.classes[scale_.class_of(found.number)];
        color = mixed(color, sources.look.faded, found.fade);
        color.a = kTintAlpha;
        next.emplace(feature, TintedFeature{color, found.device, found.number, found.is_old});
    }
    found_.clear();
    is_under_way_ = false;
    if (next == features_) return;
    features_ = std::move(next);
    has_changed_ = true;
}

bool FeatureTint::advance(const Sources& sources, double seconds_max) {
    if (!is_under_way_) return false;
    const double end_s = system_clock().steady_seconds() + seconds_max;
    while (next_ < bound_.size()) {
        look_at(sources, bound_[next_++]);
        if (next_ % kDevicesAStep == 0 && system_clock().steady_seconds() >= end_s) return true;
    }
    finish(sources);
    return false;
}

}  // namespace belvedere::layers
