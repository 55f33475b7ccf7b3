// SPDX-License-Identifier: Apache-2.0
// Scene: what features look like. Style first, then hidden and isolated, then selected.
#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "app/city/scene.hpp"
#include "app/city/scene_state.hpp"
#include "app/city/tile_properties.hpp"
#include "engine/core/log.hpp"
#include "engine/expression/tile_style.hpp"
#include "engine/render/frame_renderer.hpp"

namespace belvedere::city {
namespace {

using render::FeatureMark;
using render::FeatureStyle;

std::uint8_t byte_of(float unit) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(unit, 0.0F, 1.0F) * 255.0F));
}

// Of a size in pixels; the smallest there is for what is smaller.
std::uint8_t quarters_of(float size_px) {
    return static_cast<std::uint8_t>(std::clamp(std::lround(size_px * 4.0F), 1L, 255L));
}

// Points without attributes keep their look where a style asks for nothing but attributes: its
// "otherwise" speaks of features that could have them.
bool speaks_of_plain_points(const expression::TileStyle& style) {
    const std::vector<std::string> asked = style.property_names();
    return asked.empty() || std::ranges::any_of(asked, [](const std::string& name) {
               return std::ranges::find(expression::kPointProperties, name) !=
                      expression::kPointProperties.end();
           });
}

void apply_style(const expression::TileStyle& style, const content::TileContent& content,
                 std::vector<FeatureStyle>& styles) {
    const TileProperties properties(content);
    const expression::BoundTileStyle bound = style.bind(properties);
    expression::Scratch scratch;
    const std::size_t rows =
        speaks_of_plain_points(style) ? styles.size() : content.header().feature_count;
    for (std::uint32_t row = 0; row < rows; ++row) {
        const expression::FeatureAppearance look = bound.appearance(row, scratch);
        if (!look.is_shown) styles[row].mark = FeatureMark::kHidden;
        if (const auto size_px = bound.point_size(row, scratch))
            styles[row].point_size = quarters_of(*size_px);
        if (!look.color) continue;
        const glm::vec4& color = *look.color;
        // The styling language multiplies; an untextured city is one colour, so replacing it is
        // what a legend promises.
        styles[row].color = {byte_of(color.x), byte_of(color.y), byte_of(color.z), 255};
        if (color.w <= 0.0F) styles[row].mark = FeatureMark::kHidden;
    }
}

std::unordered_set<FeatureId> set_of(std::span<const FeatureId> features) {
    return {features.begin(), features.end()};
}

}  // namespace

bool Scene::State::is_anything_styled() const {
    return style != nullptr || !hidden.empty() || !isolated.empty() || !selected.empty();
}

void Scene::State::appearance_changed() {
    store.for_each([](stream::TileKey, StoredTile& tile) { tile.is_styled = false; });
    was_styled = was_styled || is_anything_styled();
}

bool Scene::State::restyle_drawn() {
    if (!was_styled) return false;
    bool changed = false;
    for (const stream::StreamedTile& drawn : streamer.drawn()) {
        StoredTile* tile = store.find(drawn.key);
        if (tile == nullptr || !tile->gpu || tile->is_styled) continue;
        restyle(*tile);
        changed = true;
    }
    return changed;
}

void Scene::State::restyle(StoredTile& tile) {
    tile.is_styled = true;
    if (!is_anything_styled()) {
        renderer.clear_styles(*tile.gpu);
        tile.hidden_rows.clear();
        return;
    }
    std::vector<FeatureStyle> styles(tile.gpu->style_row_count());
    if (style) apply_style(*style, *tile.content, styles);
    for (std::size_t row = 0; row < tile.features.size(); ++row) {
        const FeatureId feature = tile.features[row];
        const bool is_away =
            hidden.count(feature) != 0 || (!isolated.empty() && isolated.count(feature) == 0);
        if (is_away) styles[row].mark = FeatureMark::kHidden;
        if (!is_away && selected.count(feature) != 0) styles[row].mark = FeatureMark::kHighlighted;
    }
    // What cannot be seen cannot be pointed at either.
    tile.hidden_rows.assign(tile.features.size(), false);
    for (std::size_t row = 0; row < tile.features.size(); ++row)
        tile.hidden_rows[row] = styles[row].mark == FeatureMark::kHidden;
    const auto set = renderer.set_styles(*tile.gpu, 0, styles);
    if (!set) log::warning("styles are not shown: " + set.error().message);
}

void Scene::set_style(std::shared_ptr<const expression::TileStyle> style) {
    state_->style = std::move(style);
    state_->appearance_changed();
}

void Scene::set_hidden(std::span<const FeatureId> features) {
    state_->hidden = set_of(features);
    state_->appearance_changed();
}

void Scene::set_isolated(std::span<const FeatureId> features) {
    state_->isolated = set_of(features);
    state_->appearance_changed();
}

void Scene::set_selected(std::span<const FeatureId> features) {
    state_->selected = set_of(features);
    state_->appearance_changed();
}

}  // namespace belvedere::city
