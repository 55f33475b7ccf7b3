// SPDX-License-Identifier: Apache-2.0
#include "app/describe/empty_view.hpp"

namespace belvedere::describe {

std::optional<words::Sentence> why_shapeless(const city::LayerState& layer) {
    if (layer.phase != city::LayerPhase::kOpen || !layer.is_city_model) return std::nullopt;
    const auto sentence = [&](const Message& message) {
        return words::Sentence{message, {{"name", layer.name}}};
    };
    if (layer.lods.empty() && layer.features_loaded == 0) {
        return sentence(
            {"empty.no_shape", "{name} has no object with a shape: its import report tells more."});
    }
    if (layer.tiles_loaded > 0 && !layer.has_shapes) {
        return sentence({"empty.flat",
                         "What is loaded of {name} has no surface that can be drawn: its import "
                         "report tells more."});
    }
    return std::nullopt;
}

std::optional<words::Sentence> why_empty(const LayerView& view) {
    const city::LayerState& layer = view.layer;
    const auto sentence = [&](const Message& message) {
        return words::Sentence{message, {{"name", layer.name}}};
    };
    if (layer.phase != city::LayerPhase::kOpen) return std::nullopt;
    if (layer.visibility == city::LayerVisibility::kHidden) {
        return sentence({"empty.hidden", "{name} is hidden: show it in the list of layers."});
    }
    if (layer.opacity <= 0.0F) {
        return sentence({"empty.clear", "{name} is wholly see-through: raise its opacity."});
    }
    if (layer.lacks_crs && view.is_among_others) {
        return sentence({"empty.nowhere",
                         "{name} does not say where it stands and is not among the other layers: "
                         "say its reference system."});
    }
    if (!view.is_complete) return std::nullopt;
    if (auto shapeless = why_shapeless(layer)) return shapeless;
    if (layer.tiles_drawn == 0) {
        return sentence(
            {"empty.elsewhere", "{name} is not in this view: the Home key shows all of it."});
    }
    if (layer.rows_drawn > 0 && layer.rows_away == layer.rows_drawn) {
        return sentence({"empty.filtered",
                         "Everything of {name} in this view is hidden or filtered out: show all "
                         "objects, or end the filter."});
    }
    return std::nullopt;
}

}  // namespace belvedere::describe
