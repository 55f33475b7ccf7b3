// SPDX-License-Identifier: Apache-2.0
#include "app/layers/value_columns.hpp"

#include <algorithm>

#include "app/layers/current_color.hpp"
#include "engine/geo/geodetic.hpp"

namespace belvedere::layers {
namespace {

// Twice as high as most of what stands in a city, so that columns are seen from above it.
constexpr double kFullHeight_m = 120.0;
// A value at the foot is still a column.
constexpr double kHeightLeast_m = 1.0;
// The foot is 0 where the lowest class begins within this share of the highest's end.
constexpr double kProportionate = 0.5;

}  // namespace

double ColumnScale::height_of(double value) const {
    const double share = (value - foot) / (top - foot);
    return std::max(kHeightLeast_m, std::clamp(share, 0.0, 1.0) * height_m);
}

ColumnScale column_scale(const ValueScale& scale) {
    ColumnScale columns;
    columns.height_m = kFullHeight_m;
    if (scale.count == 0) return columns;
    const double low = scale.first, high = scale.low(scale.count);
    columns.foot = low >= 0.0 && low <= kProportionate * high ? 0.0 : low;
    columns.top = high;
    return columns;
}

std::vector<ValueColumn> value_columns(const DeviceSymbols& devices) {
    const ColumnScale scale = column_scale(devices.scale());
    std::vector<ValueColumn> columns;
    const auto all = devices.devices();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Device& device = all[i];
        if (!device.is_shown || !device.has_value) continue;
        const glm::dvec3 up = geo::ellipsoid_up(device.place);
        const SignColor color = current_color(devices.symbols()[i].color, device.state);
        columns.push_back(
            {device.place, device.place + up * scale.height_of(device.number), color});
    }
    return columns;
}

}  // namespace belvedere::layers
