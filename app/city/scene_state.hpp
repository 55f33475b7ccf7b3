// SPDX-License-Identifier: Apache-2.0
// What a Scene holds; private to app/city.
#pragma once

#include <limits>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "app/city/feature_registry.hpp"
#include "app/city/layer_state.hpp"
#include "app/city/scene.hpp"
#include "app/city/tile_store.hpp"
#include "engine/render/draw_list.hpp"
#include "engine/render/style_buffer.hpp"
#include "engine/stream/sample_window.hpp"
#include "engine/stream/tile_streamer.hpp"

namespace belvedere::city {

// A tile's key as the renderer carries it through picking.
[[nodiscard]] inline std::uint64_t draw_id_of(stream::TileKey key) {
    return (std::uint64_t{key.source.value} << 32) | key.tile.value;
}
[[nodiscard]] inline stream::TileKey key_of(std::uint64_t draw_id) {
    return {SourceId{static_cast<std::uint32_t>(draw_id >> 32)},
            TileId{static_cast<std::uint32_t>(draw_id)}};
}

struct Scene::State {
    State(render::FrameRenderer& renderer, JobPool& jobs, const SceneOptions& options);

    // Appearance.
    [[nodiscard]] float opacity_of(SourceId source) const;
    [[nodiscard]] bool is_anything_styled() const;
    void appearance_changed();
    // Gives drawn tiles the appearance that is asked for; whether any changed.
    bool restyle_drawn();
    void restyle(SourceId source, StoredTile& tile);
    void mark_rows(SourceId source, const StoredTile& tile,
                   std::vector<render::FeatureStyle>& styles) const;
    void forget_features();
    // Nothing while nothing is drawn. `middle`: of the layers' stated bounds.
    [[nodiscard]] std::optional<render::DrawGround> plain_ground(Ground ground,
                                                                 const glm::dvec3& middle);
    [[nodiscard]] std::vector<SourceId> visible_sources() const;
    // Layers.
    void refresh_layers();
    [[nodiscard]] LayerState* layer(SourceId source);
    // What is drawn, the topmost layer first; failed tiles too.
    struct Drawn {
        const stream::StreamedTile* tile = nullptr;
        float lift = 0.0F;  // By which share of its distance it counts as nearer.
    };
    [[nodiscard]] std::vector<Drawn> drawn_by_layer() const;

    render::FrameRenderer& renderer;
    FeatureRegistry registry;
    TileStore store;
    stream::TileStreamer streamer;  // After the store, which it retires its tiles into.
    std::vector<stream::SelectionView> selection_views;
    stream::SampleWindow load_ms;  // Main thread, of each frame.
    double frame_load_ms = 0.0;    // Of the frame under way.
    double load_budget_ms = 1.0;
    bool has_updated = false;
    std::uint64_t forget_least_bytes = 0;  // An eighth of the ceiling.
    std::uint64_t forget_above_bytes = 0;  // Of the registry.

    std::vector<LayerState> layers;  // In drawing order.

    // The plain ground only ever sinks while the same layers show: it would jump about otherwise as
    // tiles come and go.
    struct LowestGround {
        std::vector<SourceId> sources;
        double height_m = std::numeric_limits<double>::max();
    } lowest_ground;
    std::optional<render::DrawGround> drawn_ground;

    std::shared_ptr<const expression::TileStyle> style;
    std::vector<std::uint32_t> patterns;  // Colours of the style, in the order of its legend.
    std::unordered_set<FeatureId> hidden, isolated, selected;
    std::unordered_map<SourceId, std::shared_ptr<const FeatureFilter>> filters;
    FeatureTints tints;
    std::unordered_map<FeatureId, render::Color> value_tints;
    std::vector<FeatureId> kept_names;
    bool was_styled = false;  // Some tile may still carry an appearance.
};

}  // namespace belvedere::city
