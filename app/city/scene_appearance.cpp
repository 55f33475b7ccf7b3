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
#include "app/city/tile_family.hpp"
#include "app/city/tile_properties.hpp"
#include "engine/content/feature_table.hpp"
#include "engine/core/log.hpp"
#include "engine/expression/tile_style.hpp"
#include "engine/render/frame_renderer.hpp"
#include "shaders/shared/pattern_rows.h"

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

// Surfaces and parts that have nothing of what a style asks for look as what they are part of.
void inherit_looks(const expression::TileStyle& style, const StoredTile& tile,
                   std::vector<FeatureStyle>& styles) {
    const std::vector<std::uint32_t>& parents = parents_in(tile);
    const std::vector<std::string> asked = style.property_names();
    if (parents.empty() || asked.empty()) return;
    const content::TileContent& content = *tile.content;
    const content::FeatureTable table(content);
    std::vector<bool> has_any(styles.size());
    for (const content::FeatureClassRecord& row_class : content.classes()) {
        const bool has = std::ranges::any_of(asked, [&](const std::string& name) {
            return table.column(row_class, name) != nullptr;
        });
        for (std::uint32_t i = 0; has && i < row_class.rows.count; ++i)
            has_any[row_class.rows.first + i] = true;
    }
    for (std::uint32_t row = 0; row < parents.size() && row < styles.size(); ++row) {
        std::uint32_t at = row;
        for (std::uint32_t up = 0; up < kFamilyDepth && at < parents.size(); ++up) {
            if (has_any[at]) break;
            at = parents[at];
        }
        if (at != row && at < styles.size()) styles[row] = styles[at];
    }
}

void apply_style(const expression::TileStyle& style, const StoredTile& tile,
                 std::vector<FeatureStyle>& styles) {
    const content::TileContent& content = *tile.content;
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
    inherit_looks(style, tile, styles);
}

// Of a legend's entry in that colour; none where there is no such entry.
std::uint8_t pattern_of(const render::Color& color, std::span<const std::uint32_t> colors) {
    constexpr std::uint32_t kRgb = 0x00FFFFFF;
    const std::uint32_t rgb = color.r | std::uint32_t{color.g} << 8 | std::uint32_t{color.b} << 16;
    const auto found =
        std::ranges::find_if(colors, [rgb](std::uint32_t each) { return (each & kRgb) == rgb; });
    if (found == colors.end()) return 0;
    return static_cast<std::uint8_t>((found - colors.begin()) % render::shared::kPatterns);
}

std::unordered_set<FeatureId> set_of(std::span<const FeatureId> features) {
    return {features.begin(), features.end()};
}

}  // namespace

bool Scene::State::is_anything_styled() const {
    return style != nullptr || !hidden.empty() || !isolated.empty() || !selected.empty() ||
           !filters.empty() || !tints.empty() || !value_tints.empty();
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
        restyle(drawn.key.source, *tile);
        changed = true;
    }
    return changed;
}

// Hidden, isolated, selected and tinted things are so with all their parts.
void Scene::State::mark_rows(SourceId source, const StoredTile& tile,
                             std::vector<FeatureStyle>& styles) const {
    const std::vector<std::uint32_t>& parents = parents_in(tile);
    const auto other = tints.others.find(source);
    const bool only_tinted = tints.only.contains(source);
    const auto parent_of = [&](std::size_t row) {
        return row < parents.size() ? parents[row] : content::kNone;
    };
    for (std::size_t row = 0; row < tile.features.size(); ++row) {
        bool is_hidden = false, is_isolated = isolated.empty(), is_selected = false;
        const render::Color* tint = nullptr;
        const render::Color* value_tint = nullptr;
        std::size_t at = row;
        for (std::uint32_t up = 0; up < kFamilyDepth && at < tile.features.size(); ++up) {
            const FeatureId feature = tile.features[at];
            is_hidden = is_hidden || hidden.contains(feature);
            is_isolated = is_isolated || isolated.contains(feature);
            is_selected = is_selected || selected.contains(feature);
            const auto tinted = tints.features.find(feature);
            if (tint == nullptr && tinted != tints.features.end()) tint = &tinted->second;
            const auto valued = value_tints.find(feature);
            if (value_tint == nullptr && valued != value_tints.end()) value_tint = &valued->second;
            at = parent_of(at);
        }
        FeatureStyle& look = styles[row];
        if (only_tinted && tint == nullptr) is_hidden = true;
        if (tint == nullptr && other != tints.others.end()) tint = &other->second;
        if (tint == nullptr) tint = value_tint;
        if (tint != nullptr) {
            look.color = *tint;
            look.pattern = 0;
        }
        if (is_hidden || !is_isolated) look.mark = FeatureMark::kHidden;
        if (is_selected && look.mark != FeatureMark::kHidden) look.mark = FeatureMark::kHighlighted;
    }
}

void Scene::State::restyle(SourceId source, StoredTile& tile) {
    tile.is_styled = true;
    tile.rows_away = 0;
    if (!is_anything_styled()) {
        renderer.clear_styles(*tile.gpu);
        tile.hidden_rows.clear();
        return;
    }
    std::vector<FeatureStyle> styles(tile.gpu->style_row_count());
    if (style) apply_style(*style, tile, styles);
    if (style && !patterns.empty()) {
        for (FeatureStyle& look : styles)
            if (look.color.a > 0) look.pattern = pattern_of(look.color, patterns);
    }
    if (const auto filter = filters.find(source); filter != filters.end()) {
        const std::vector<bool> away = filter->second->rows_away(*tile.content, parents_in(tile));
        for (std::size_t row = 0; row < away.size() && row < styles.size(); ++row)
            if (away[row]) styles[row].mark = FeatureMark::kHidden;
    }
    mark_rows(source, tile, styles);
    // What cannot be seen cannot be pointed at either.
    tile.hidden_rows.assign(tile.features.size(), false);
    for (std::size_t row = 0; row < tile.features.size(); ++row) {
        tile.hidden_rows[row] = styles[row].mark == FeatureMark::kHidden;
        if (tile.hidden_rows[row]) ++tile.rows_away;
    }
    const auto set = renderer.set_styles(*tile.gpu, 0, styles);
    if (!set) log::warning("styles are not shown: " + set.error().message);
}

void Scene::set_style(std::shared_ptr<const expression::TileStyle> style) {
    state_->style = std::move(style);
    state_->appearance_changed();
}

const expression::TileStyle* Scene::style() const {
    return state_->style.get();
}

void Scene::set_patterns(std::vector<std::uint32_t> colors) {
    if (state_->patterns == colors) return;
    state_->patterns = std::move(colors);
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
