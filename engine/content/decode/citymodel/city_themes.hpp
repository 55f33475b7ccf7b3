// SPDX-License-Identifier: Apache-2.0
// The order of a batch's themes, of which the first is shown when none is asked for.
#pragma once

#include <span>
#include <string>

#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::content::citymodel {

// Puts the themes of a batch that are in `first` into its order, and the others behind them by
// name, so that batches of the same file agree on which comes first whatever they met before.
// Appearances are given the new numbers. Call once a batch is read.
void order_themes(CityBatch& batch, std::span<const std::string> first);

}  // namespace belvedere::content::citymodel
