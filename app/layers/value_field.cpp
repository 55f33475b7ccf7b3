// SPDX-License-Identifier: Apache-2.0
#include "app/layers/value_field.hpp"

#include <algorithm>
#include <utility>

namespace belvedere::layers {
namespace {

field::FieldMethod method_of(ValueDisplay display) {
    if (display == ValueDisplay::kHeatMap) return field::FieldMethod::kDensity;
    return display == ValueDisplay::kFieldKriging ? field::FieldMethod::kKriging
                                                  : field::FieldMethod::kInverseDistance;
}

}  // namespace

FieldSamples field_samples(const DeviceSymbols& devices, ValueDisplay display, bool has_property) {
    FieldSamples found;
    found.display = display;
    found.scale = devices.scale();
    found.frame = geo::east_north_up(devices.anchor());
    found.sources.assign(devices.sources().begin(), devices.sources().end());
    const bool needs_value = display != ValueDisplay::kHeatMap || has_property;
    for (const Device& device : devices.devices()) {
        if (!device.is_shown || (needs_value && !device.has_value)) continue;
        if (device.state == twin::TwinState::kStale) {
            ++found.left_out_stale;
        } else if (device.state == twin::TwinState::kLost) {
            ++found.left_out_lost;
        } else if (device.state == twin::TwinState::kDisputed) {
            ++found.left_out_disputed;
        } else {
            const glm::dvec3 place = found.frame.to_local(device.place);
            found.samples.push_back({place.x, place.y, needs_value ? device.number : 1.0});
        }
    }
    return found;
}

Result<ValueField> make_value_field(FieldSamples samples) {
    auto made = field::estimate_field(samples.samples, {method_of(samples.display), 0.0});
    if (!made) return fail(made.error());
    ValueField value_field{std::move(samples), *std::move(made), {}};
    value_field.scale = value_field.from.scale;
    if (value_field.from.display == ValueDisplay::kHeatMap) {
        const float peak = *std::ranges::max_element(value_field.field.values);
        value_field.scale = scale_over(0.0, static_cast<double>(peak));
    }
    return value_field;
}

}  // namespace belvedere::layers
