// SPDX-License-Identifier: Apache-2.0
// Devices of a view in words, without a window.
#pragma once

#include <string>

#include "app/describe/scene_object.hpp"
#include "app/layers/device_symbols.hpp"
#include "engine/twin/twin_store.hpp"

namespace belvedere::cli {

// `{sentence, in_view, states {state: n}, nearest [{id, kind, state, values [{property, value,
// observed_at}], distance_m, bearing_deg, at_px [x, y]}]}` as JSON text: devices whose place is in
// the picture, hidden ones among them; of the 20 nearest each single one. The sentence is in the
// language that words speaks, values with their units likewise.
[[nodiscard]] std::string describe_devices(const layers::DeviceSymbols& devices,
                                           const twin::TwinStore& store, const describe::Eye& eye);

}  // namespace belvedere::cli
