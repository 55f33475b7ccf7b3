// SPDX-License-Identifier: Apache-2.0
// Values that are not current are seen through.
#pragma once

#include <cstdint>

#include "app/layers/sign.hpp"
#include "engine/twin/quality.hpp"

namespace belvedere::layers {

// The colour of what is laid over the city for a device: solid, or of an alpha that tells it apart
// where the device is stale, lost or disputed. Pure.
[[nodiscard]] constexpr SignColor current_color(SignColor color, twin::TwinState state) {
    constexpr std::uint8_t kNotCurrentAlpha = 110;
    const bool is_current = state == twin::TwinState::kLive ||
                            state == twin::TwinState::kSimulated ||
                            state == twin::TwinState::kReplayed;
    color.a = is_current ? 255 : kNotCurrentAlpha;
    return color;
}

}  // namespace belvedere::layers
