// SPDX-License-Identifier: Apache-2.0
// What colours of buildings mean.
#pragma once

#include "app/layers/feature_tint.hpp"
#include "app/panels/device_overlay.hpp"
#include "app/window/device_look.hpp"
#include "app/window/session.hpp"

namespace belvedere::window {

// Title with unit, and classes with their colours; empty while nothing is coloured.
[[nodiscard]] DeviceLegend tint_legend(const layers::FeatureTint& tint,
                                       const layers::DeviceLook& look,
                                       const twin::TwinStore& store);
// Says below the devices' legend how buildings are coloured; where no device has a place the
// legend is theirs alone.
void fill_tint_legend(const Session& session, panels::DeviceOverlay& overlay);

}  // namespace belvedere::window
