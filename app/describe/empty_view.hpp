// SPDX-License-Identifier: Apache-2.0
// Why nothing of a layer is seen, in a sentence that says what to do.
#pragma once

#include <optional>

#include "app/city/layer_state.hpp"
#include "app/words/words.hpp"

namespace belvedere::describe {

// What is known of a layer and its view.
struct LayerView {
    const city::LayerState& layer;
    bool is_complete = false;      // Nothing of the picture is on its way.
    bool is_among_others = false;  // Some other shown layer has a place on Earth.
};

// Of a city model that was read and has nothing to draw; nothing of any other. Pure.
[[nodiscard]] std::optional<words::Sentence> why_shapeless(const city::LayerState& layer);

// Nothing when something of it is drawn, or may still come. Pure.
[[nodiscard]] std::optional<words::Sentence> why_empty(const LayerView& view);

}  // namespace belvedere::describe
