// SPDX-License-Identifier: Apache-2.0
// A full panel state as the demo city would give it.
#pragma once

#include "app/panels/panel_state.hpp"

namespace belvedere::test {

[[nodiscard]] panels::PanelState sample_panel_state();
// With a city model among its layers: report, comparison, parts of the inspected building.
void add_model_sample(panels::PanelState& state);

}  // namespace belvedere::test
