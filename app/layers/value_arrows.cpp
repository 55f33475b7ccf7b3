// SPDX-License-Identifier: Apache-2.0
#include "app/layers/value_arrows.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <string_view>

#include "app/layers/current_color.hpp"
#include "engine/geo/local_frame.hpp"
#include "engine/twin/twin_query.hpp"
#include "engine/twin/unit.hpp"

namespace belvedere::layers {
namespace {

enum class Sense { kFrom, kTo };
struct Named {
    std::string_view direction, speed;
    Sense sense;
};
constexpr std::array<Named, 4> kNamed = {{{"windDirection", "windSpeed", Sense::kFrom},
                                          {"heading", "speed", Sense::kTo},
                                          {"bearing", "speed", Sense::kTo},
                                          {"direction", "speed", Sense::kTo}}};

std::optional<twin::SeriesId> number_series(const twin::TwinStore& store, twin::EntityId entity,
                                            std::string_view property) {
    const auto found = twin::find_series(store, entity, property);
    if (!found || store.series(*found).value.kind() != twin::ValueKind::kNumber)
        return std::nullopt;
    return found;
}

// Of the first pair of properties that the device has.
struct Motion {
    double towards_deg = 0.0;
    twin::SeriesId speed;
};
std::optional<Motion> motion_of(const twin::TwinStore& store, twin::EntityId entity) {
    for (const Named& named : kNamed) {
        const auto direction = number_series(store, entity, named.direction);
        if (!direction) continue;
        const auto speed = number_series(store, entity, named.speed);
        if (!speed) continue;
        const double degrees = store.series(*direction).value.number();
        // Smart Data Models write -9999 where no direction is known.
        if (!(degrees >= -360.0 && degrees <= 720.0)) return std::nullopt;
        return Motion{named.sense == Sense::kFrom ? degrees + 180.0 : degrees, *speed};
    }
    return std::nullopt;
}

}  // namespace

ValueArrows value_arrows(const DeviceSymbols& devices, const twin::TwinStore& store) {
    ValueArrows found;
    const auto all = devices.devices();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Device& device = all[i];
        if (!device.is_shown) continue;
        const auto motion = motion_of(store, device.entity);
        if (!motion) continue;
        const twin::SeriesRecord& series = store.series(motion->speed);
        if (!found.unit.valid()) found.unit = series.unit;
        const auto speed = twin::convert(store.units().unit(series.unit),
                                         store.units().unit(found.unit), series.value.number());
        if (!speed) continue;
        if (found.arrows.size() >= kArrowsMax) {
            ++found.left_out;
            continue;
        }
        const double angle = motion->towards_deg * std::numbers::pi / 180.0;
        const geo::LocalFrame frame = geo::east_north_up(device.place);
        const SignColor color = current_color(devices.symbols()[i].color, device.state);
        found.arrows.push_back({device.place,
                                frame.axes[0] * std::sin(angle) + frame.axes[1] * std::cos(angle),
                                *speed, color});
        found.fastest = std::max(found.fastest, std::abs(*speed));
    }
    return found;
}

}  // namespace belvedere::layers
