// SPDX-License-Identifier: Apache-2.0
// Scene: opening, ordering and describing layers.
#include <algorithm>
#include <filesystem>
#include <unordered_map>
#include <utility>

#include <glm/geometric.hpp>

#include "app/city/scene.hpp"
#include "app/city/scene_request.hpp"
#include "app/city/scene_state.hpp"
#include "engine/content/decode/citymodel/city_lods.hpp"
#include "engine/core/log.hpp"
#include "engine/stream/http_source.hpp"

namespace belvedere::city {
namespace {

std::string layer_name(const std::string& uri) {
    const std::filesystem::path path(uri);
    const std::string file = path.filename().string();
    // Every tileset is called tileset.json; its folder is what tells them apart.
    if (file != "tileset.json" || !path.has_parent_path()) return file.empty() ? uri : file;
    const std::string folder = path.parent_path().filename().string();
    return folder.empty() ? file : folder;
}

std::string kind_of(const stream::SourceInfo& info) {
    return info.version.empty() ? info.kind : info.kind + " " + info.version;
}

std::vector<std::string> lods_of(const stream::SourceInfo& info) {
    constexpr unsigned kHighest = 63;  // Tenths that a bit stands for.
    std::vector<std::string> lods;
    for (unsigned lod = 0; lod <= kHighest; ++lod) {
        if ((info.lods >> lod & 1U) == 0) continue;
        lods.push_back(content::citymodel::text_of_lod(static_cast<std::uint8_t>(lod)));
    }
    return lods;
}

std::string name_of_crs(const geo::WorldMapping& mapping) {
    const std::string name = mapping.is_georeferenced() ? mapping.crs_name() : mapping.name();
    const std::string accuracy = mapping.accuracy_note();
    return accuracy.empty() ? name : name + " (" + accuracy + ")";
}

// The first few of some names, each of which stands there once.
class FewNames {
  public:
    void add(const std::string& name) {
        if (name.empty() || names_.size() > kNamesMost) return;
        if (std::ranges::find(names_, name) == names_.end()) names_.push_back(name);
    }
    [[nodiscard]] std::string joined(std::string_view separator) const {
        std::string all;
        for (std::size_t i = 0; i < std::min(names_.size(), kNamesMost); ++i)
            all.append(i > 0 ? separator : std::string_view{}).append(names_[i]);
        if (names_.size() > kNamesMost) all.append(separator).append("…");
        return all;
    }

  private:
    static constexpr std::size_t kNamesMost = 3;
    std::vector<std::string> names_;  // One more than are said.
};

// Of all files of the layer: each CRS once, and of heights those that are a guess, if any are.
void name_systems(const stream::SourceInfo& info, LayerState& layer) {
    if (!info.mapping) return;
    FewNames systems, titles;
    systems.add(name_of_crs(*info.mapping));
    const geo::WorldMapping* told = info.mapping.get();
    for (const stream::CityPart& part : info.city) {
        systems.add(name_of_crs(*part.mapping));
        titles.add(part.file->head().title);
        if (part.mapping->is_height_estimated() && !told->is_height_estimated()) {
            told = part.mapping.get();
        }
    }
    layer.crs = systems.joined(", ");
    layer.title = titles.joined("; ");
    layer.vertical = told->height_name();
    layer.is_height_estimated = told->is_height_estimated();
}

Currency currency_of(const stream::SourceInfo& info, const LayerState& layer) {
    if (info.state == stream::SourceState::kFailed || info.errors_total > 0 || info.retrying > 0)
        return Currency::kPartial;
    const auto& warnings = layer.warnings;
    const bool is_kept =
        info.is_offline || std::any_of(warnings.begin(), warnings.end(), stream::says_kept_earlier);
    return is_kept ? Currency::kKept : Currency::kCurrent;
}

void take_over(const stream::SourceInfo& info, LayerState& layer) {
    layer.warnings = info.warnings;
    layer.currency = currency_of(info, layer);
    layer.problems.clear();
    for (const stream::TileError& error : info.errors) {
        layer.problems.push_back({error.name, error.cause.message});
    }
    if (info.state == stream::SourceState::kFailed) {
        if (layer.phase != LayerPhase::kFailed) {
            log::error(info.error ? info.error->message : layer.uri + ": cannot be opened");
        }
        layer.phase = LayerPhase::kFailed;
        layer.problem = info.error ? info.error->message : "cannot be opened";
        layer.problem_kind = info.error ? info.error->kind : ErrorKind::kBadData;
    } else if (info.state == stream::SourceState::kOpen) {
        layer.phase = LayerPhase::kOpen;
        layer.kind = kind_of(info);
        layer.is_city_model = info.is_city_model;
        layer.lacks_crs = !info.says_place;
        layer.lods = lods_of(info);
        layer.themes = info.themes;
        name_systems(info, layer);
    }
}

geo::BoundingSphere joined(const geo::BoundingSphere& a, const geo::BoundingSphere& b) {
    const double distance = glm::length(b.center - a.center);
    if (distance + b.radius_m <= a.radius_m) return a;
    if (distance + a.radius_m <= b.radius_m) return b;
    const double radius = 0.5 * (distance + a.radius_m + b.radius_m);
    return {a.center + (b.center - a.center) * ((radius - a.radius_m) / distance), radius};
}

}  // namespace

LayerState* Scene::State::layer(SourceId source) {
    const auto found = std::find_if(layers.begin(), layers.end(),
                                    [source](const LayerState& l) { return l.source == source; });
    return found == layers.end() ? nullptr : &*found;
}

float Scene::State::opacity_of(SourceId source) const {
    for (const LayerState& candidate : layers) {
        if (candidate.source == source) return candidate.opacity;
    }
    return 1.0F;
}

std::vector<Scene::State::Drawn> Scene::State::drawn_by_layer() const {
    // Layers that coincide would flicker through one another; the upper one counts as nearer, by
    // 5 cm in 500 m, and many layers share a limit that nobody sees.
    constexpr float kLift = 1e-4F;
    constexpr float kLiftMax = 2e-3F;
    const float step = std::min(kLift, kLiftMax / static_cast<float>(layers.size() + 1));
    std::unordered_map<SourceId, std::size_t> ranks;
    for (std::size_t i = 0; i < layers.size(); ++i)
        ranks.emplace(layers[i].source, i);
    std::vector<Drawn> drawn;
    drawn.reserve(streamer.drawn().size());
    for (const stream::StreamedTile& tile : streamer.drawn()) {
        const auto rank = ranks.find(tile.key.source);
        const auto above = rank == ranks.end() ? 0.0F : static_cast<float>(rank->second);
        drawn.push_back({&tile, step * above});
    }
    std::stable_sort(drawn.begin(), drawn.end(),
                     [](const Drawn& a, const Drawn& b) { return a.lift > b.lift; });
    return drawn;
}

void Scene::State::refresh_layers() {
    for (LayerState& each : layers) {
        take_over(streamer.source(each.source), each);
        each.tiles_drawn = 0;
        each.tiles_loaded = 0;
        each.rows_drawn = each.rows_away = 0;
        each.has_shapes = false;
        each.features_loaded = registry.size(each.source);
    }
    for (const stream::StreamedTile& drawn : streamer.drawn()) {
        LayerState* of = layer(drawn.key.source);
        if (of == nullptr) continue;
        ++of->tiles_drawn;
        const StoredTile* tile = std::as_const(store).find(drawn.key);
        if (tile == nullptr) continue;
        of->rows_drawn += tile->features.size();
        of->rows_away += tile->rows_away;
    }
    std::as_const(store).for_each([this](stream::TileKey key, const StoredTile& tile) {
        LayerState* of = layer(key.source);
        if (of == nullptr) return;
        ++of->tiles_loaded;
        if (tile.gpu == nullptr || !tile.gpu->primitives().empty()) of->has_shapes = true;
        const bool has_choice = tile.content && !tile.content->feature_sets().empty();
        of->has_feature_sets = of->has_feature_sets || has_choice;
    });
}

Result<geo::VerticalReference> vertical_reference(const std::string& text) {
    if (text.empty() || text == "ellipsoid") return geo::VerticalReference::kEllipsoidal;
    if (text == "egm96") return geo::VerticalReference::kOrthometricEgm96;
    if (text == "crs") return geo::VerticalReference::kOfTheCrs;
    return fail(ErrorKind::kUsage, "--vertical " + text + ": expected ellipsoid, egm96 or crs");
}

Result<std::uint8_t> lod_max_of(const std::string& text) {
    if (text.empty() || text == "auto") return content::citymodel::kNoLod;
    const auto lod = content::citymodel::lod_of_text(text);
    // All of level 2 is meant by "2", its 2.2 among it.
    constexpr std::uint8_t kWholeLevel = 9;
    const bool is_whole = text.find('.') == text.npos;
    if (lod) return static_cast<std::uint8_t>(*lod + (is_whole ? kWholeLevel : 0));
    return fail(ErrorKind::kUsage,
                "--lod " + text + ": expected auto or 0 to 4.9, such as 2 or 1.2");
}

Result<SourceId> Scene::open(const SourceRequest& request) {
    const auto vertical = vertical_reference(request.vertical);
    if (!vertical) return fail(vertical.error());
    const auto lod_max = lod_max_of(request.lod);
    if (!lod_max) return fail(lod_max.error());
    LayerState layer;
    layer.source = state_->streamer.open({.uri = request.uri,
                                          .crs = request.crs,
                                          .vertical = *vertical,
                                          .feature_id_set = request.feature_id_set,
                                          .lod_max = *lod_max,
                                          .theme = request.theme,
                                          .raise_m = request.raise_m});
    layer.uri = request.uri;
    layer.name = layer_name(request.uri);
    layer.vertical = request.vertical;
    state_->layers.push_back(layer);
    return layer.source;
}

void Scene::close(SourceId source) {
    state_->streamer.close(source);
    state_->filters.erase(source);
    std::erase_if(state_->layers, [source](const LayerState& l) { return l.source == source; });
}

std::shared_ptr<const geo::WorldMapping> Scene::mapping(SourceId source) const {
    if (state_->layer(source) == nullptr) return nullptr;
    return state_->streamer.source(source).mapping;
}

std::vector<stream::CityPart> Scene::city_parts(SourceId source) const {
    if (state_->layer(source) == nullptr) return {};
    return state_->streamer.source(source).city;
}

std::span<const LayerState> Scene::layers() const {
    return state_->layers;
}

void Scene::set_layer_visible(SourceId source, LayerVisibility visibility) {
    LayerState* layer = state_->layer(source);
    if (layer == nullptr) return;
    layer->visibility = visibility;
    state_->streamer.set_visibility(source, visibility == LayerVisibility::kShown
                                                ? stream::TileStreamer::Visibility::kShown
                                                : stream::TileStreamer::Visibility::kHidden);
}

void Scene::set_layer_opacity(SourceId source, float opacity) {
    if (LayerState* layer = state_->layer(source)) {
        layer->opacity = std::clamp(opacity, 0.0F, 1.0F);
    }
}

void Scene::set_layer_order(std::span<const SourceId> order) {
    const auto rank = [order](const LayerState& layer) {
        return std::find(order.begin(), order.end(), layer.source) - order.begin();
    };
    std::stable_sort(state_->layers.begin(), state_->layers.end(),
                     [&](const LayerState& a, const LayerState& b) { return rank(a) < rank(b); });
}

std::optional<geo::BoundingSphere> Scene::bounds(SourceId source) const {
    const stream::SourceInfo& info = state_->streamer.source(source);
    if (!info.bounds) return std::nullopt;
    return geo::enclosing_sphere(*info.bounds);
}

std::optional<geo::BoundingSphere> Scene::bounds() const {
    std::optional<geo::BoundingSphere> all;
    for (const LayerState& layer : state_->layers) {
        if (layer.visibility == LayerVisibility::kHidden) continue;
        const auto one = bounds(layer.source);
        if (one) all = all ? joined(*all, *one) : *one;
    }
    return all;
}

Ground Scene::ground() const {
    bool any_model = false;
    for (const LayerState& layer : state_->layers) {
        const stream::SourceInfo& info = state_->streamer.source(layer.source);
        if (!info.mapping || layer.visibility == LayerVisibility::kHidden) continue;
        if (info.mapping->is_georeferenced()) return Ground::kEarth;
        any_model = true;
    }
    return any_model ? Ground::kModel : Ground::kEarth;
}

std::vector<std::string> Scene::attributions() const {
    std::vector<std::string> credits;
    const auto add = [&credits](std::string_view credit) {
        if (credit.empty()) return;
        if (std::find(credits.begin(), credits.end(), credit) == credits.end()) {
            credits.emplace_back(credit);
        }
    };
    for (const stream::StreamedTile& drawn : state_->streamer.drawn()) {
        add(state_->streamer.source(drawn.key.source).attribution);
        const StoredTile* tile = state_->store.find(drawn.key);
        if (tile != nullptr) add(tile->content->text(tile->content->header().attribution));
    }
    return credits;
}

}  // namespace belvedere::city
