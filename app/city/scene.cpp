// SPDX-License-Identifier: Apache-2.0
#include "app/city/scene.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/city/plain_ground.hpp"
#include "app/city/scene_state.hpp"
#include "app/city/tile_ray.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/folders.hpp"
#include "engine/core/log.hpp"
#include "engine/core/process_memory.hpp"
#include "engine/render/draw_list.hpp"
#include "engine/render/frame_renderer.hpp"
#include "engine/render/tile_resources.hpp"

namespace belvedere::city {
namespace {

// The shared tile cache, or none; failing to open one costs speed, not the picture.
std::filesystem::path cache_folder(const SceneOptions& options) {
    return options.cache_folder.empty() ? folders::cache() / "tiles"
                                        : std::filesystem::path(options.cache_folder);
}

std::shared_ptr<stream::TileCache> open_cache(const SceneOptions& options) {
    if (options.cache_folder == "off") return nullptr;
    auto cache = stream::TileCache::open(cache_folder(options), options.cache_bytes);
    if (cache) return *cache;
    log::warning("tiles are not cached: " + cache.error().message);
    return nullptr;
}

// What servers said, beside the tiles it is about.
std::shared_ptr<stream::HttpAnswers> open_answers(const SceneOptions& options) {
    constexpr std::uint64_t kShare = 16;  // Of the cache's bytes.
    if (options.cache_folder == "off") return nullptr;
    auto answers =
        stream::HttpAnswers::open(cache_folder(options) / "answers", options.cache_bytes / kShare);
    if (answers) return *answers;
    log::warning("servers are asked anew each time: " + answers.error().message);
    return nullptr;
}

stream::StreamerOptions streamer_options(const SceneOptions& options) {
    stream::StreamerOptions streaming;
    streaming.memory_bytes = options.memory_bytes;
    streaming.process_bytes = resident_bytes;
    streaming.error_px = options.error_px;
    streaming.offline = options.offline;
    streaming.cache = open_cache(options);
    streaming.answers = open_answers(options);
    return streaming;
}

stream::SelectionView selection_view(const SceneView& view, stream::ViewPurpose purpose) {
    stream::SelectionView selection =
        stream::perspective_view({.position = view.camera.position,
                                  .direction = render::forward(view.camera),
                                  .up = render::up(view.camera),
                                  .fov_y_rad = view.camera.fov_y_rad,
                                  .width_px = view.width_px,
                                  .height_px = view.height_px,
                                  .near_m = view.camera.near_m});
    selection.purpose = purpose;
    return selection;
}

constexpr render::Color kFailedTile{214, 94, 60, 200};
// Darker than plaster and a little cooler, so that pale buildings stand out.
constexpr render::Color kPlainGround{150, 155, 147, 255};

// How high the lowest point of a box stands.
double lowest_height_m(const geo::OrientedBox& box, Ground ground) {
    double lowest = std::numeric_limits<double>::max();
    for (const glm::dvec3& corner : geo::corners_of(box)) {
        const double height =
            ground == Ground::kEarth ? geo::to_geodetic(corner).height_m : corner.z;
        lowest = std::min(lowest, height);
    }
    return lowest;
}

}  // namespace

Scene::State::State(render::FrameRenderer& renderer_in, JobPool& jobs, const SceneOptions& options)
    : renderer(renderer_in),
      store(
          {[this](const auto& content, auto lifetime) {
               return renderer.create_tile(content, lifetime);
           },
           renderer.draws_from_blocks()},
          [this](stream::TileKey key) { return streamer.tile_name(key); }, registry, jobs),
      streamer(streamer_options(options), jobs, store),
      forget_least_bytes(options.memory_bytes / 8),
      forget_above_bytes(forget_least_bytes) {}

Scene::Scene(render::FrameRenderer& renderer, JobPool& jobs, const SceneOptions& options)
    : state_(std::make_unique<State>(renderer, jobs, options)) {}

Scene::~Scene() = default;

bool Scene::update(std::span<const SceneView> views, const SceneView* destination) {
    State& state = *state_;
    if (state.has_updated) state.load_ms.add(state.frame_load_ms);
    state.has_updated = true;
    const double start_s = thread_cpu_seconds();
    state.store.work(state.load_budget_ms);
    state.forget_features();
    const double worked_s = thread_cpu_seconds();
    state.selection_views.clear();
    for (const SceneView& view : views) {
        state.selection_views.push_back(selection_view(view, stream::ViewPurpose::kDraw));
    }
    if (destination != nullptr) {
        state.selection_views.push_back(
            selection_view(*destination, stream::ViewPurpose::kPreload));
    }
    bool changed = state.streamer.update(state.selection_views);
    const double streamed_s = thread_cpu_seconds();
    changed = state.restyle_drawn() || changed;
    state.refresh_layers();
    const double end_s = thread_cpu_seconds();
    state.frame_load_ms =
        (worked_s - start_s + end_s - streamed_s) * 1e3 + state.streamer.load_ms_recent();
    return changed;
}

void Scene::try_again() {
    state_->streamer.try_again();
}

std::optional<double> Scene::next_try_s() const {
    return state_->streamer.next_try_s();
}

void Scene::note_upload_ms(double milliseconds) {
    state_->frame_load_ms += milliseconds;
}

std::vector<SourceId> Scene::State::visible_sources() const {
    std::vector<SourceId> sources;
    for (const LayerState& layer : layers) {
        if (layer.visibility != LayerVisibility::kHidden) sources.push_back(layer.source);
    }
    std::sort(sources.begin(), sources.end());
    return sources;
}

// A plain ground at the lowest height of what was drawn, so that no city floats in nothing.
std::optional<render::DrawGround> Scene::State::plain_ground(Ground ground,
                                                             const glm::dvec3& middle) {
    std::vector<SourceId> sources = visible_sources();
    if (sources != lowest_ground.sources) lowest_ground = {.sources = std::move(sources)};
    bool is_any_drawn = false;
    for (const stream::StreamedTile& drawn : streamer.drawn()) {
        const StoredTile* tile = store.find(drawn.key);
        if (drawn.is_failed || tile == nullptr) continue;
        const double height_m = lowest_height_m(box_of(*tile->content), ground);
        lowest_ground.height_m = std::min(lowest_ground.height_m, height_m);
        is_any_drawn = true;
    }
    if (!is_any_drawn) return std::nullopt;
    constexpr double kGap_m = 0.05;  // Floors that lie on it do not flicker.
    const double height_m = lowest_ground.height_m - kGap_m;
    render::DrawGround plain{.color = kPlainGround};
    if (ground == Ground::kModel) {
        plain.frame = {{middle.x, middle.y, height_m}, glm::dmat3(1.0)};
        plain.finest_grid_m = 0.01;
        return plain;
    }
    geo::Geodetic place = geo::to_geodetic(middle);
    place.height_m = height_m;
    plain.frame = geo::east_north_up(geo::to_ecef(place));
    return plain;
}

void Scene::append_to(render::DrawList& list) const {
    const auto stated = bounds();
    if (stated) list.ground = state_->plain_ground(ground(), stated->center);
    state_->drawn_ground = list.ground;
    for (const State::Drawn& drawn : state_->drawn_by_layer()) {
        if (drawn.tile->is_failed) {
            list.boxes.push_back({drawn.tile->box, kFailedTile, render::BoxFill::kHatched});
            continue;
        }
        const StoredTile* tile = state_->store.find(drawn.tile->key);
        if (tile == nullptr || !tile->gpu) continue;
        render::DrawTile draw;
        draw.tile = tile->gpu.get();
        draw.id = draw_id_of(drawn.tile->key);
        draw.opacity = state_->opacity_of(drawn.tile->key.source);
        draw.lift = drawn.lift;
        list.tiles.push_back(draw);
    }
}

std::optional<glm::dvec3> Scene::plain_ground_below(const geo::Ray& ray) const {
    if (!state_->drawn_ground) return std::nullopt;
    return city::plain_ground_below(*state_->drawn_ground, ray);
}

std::optional<geo::OrientedBox> Scene::drawn_box() const {
    std::optional<geo::LocalFrame> frame;
    glm::dvec3 low{std::numeric_limits<double>::max()};
    glm::dvec3 high{std::numeric_limits<double>::lowest()};
    for (const stream::StreamedTile& drawn : state_->streamer.drawn()) {
        const StoredTile* tile = state_->store.find(drawn.key);
        if (drawn.is_failed || tile == nullptr) continue;
        const geo::OrientedBox box = box_of(*tile->content);
        if (!frame) frame = horizon_at(box.center, ground());
        for (const glm::dvec3& corner : geo::corners_of(box)) {
            const glm::dvec3 local = frame->to_local(corner);
            low = glm::min(low, local);
            high = glm::max(high, local);
        }
    }
    if (!frame) return std::nullopt;
    const glm::dvec3 half = 0.5 * (high - low);
    return geo::OrientedBox{
        frame->to_world(0.5 * (low + high)),
        glm::dmat3(frame->axes[0] * half.x, frame->axes[1] * half.y, frame->axes[2] * half.z)};
}

void Scene::set_load_budget_ms(double budget_ms) {
    state_->load_budget_ms = budget_ms;
}

bool Scene::complete() const {
    return state_->streamer.progress().complete && state_->store.is_settled();
}

SceneStatistics Scene::statistics() const {
    const stream::StreamerStatistics streaming = state_->streamer.statistics();
    SceneStatistics statistics;
    statistics.tiles_loaded = streaming.tiles_loaded;
    statistics.tiles_pending = state_->streamer.progress().missing;
    statistics.tiles_failed = streaming.failed;
    statistics.tiles_in_flight = streaming.in_flight;
    statistics.tiles_evicted = streaming.tiles_evicted;
    statistics.features_loaded = state_->registry.size();
    statistics.bytes_read = streaming.bytes_read;
    statistics.cache_hits = streaming.cache_hits;
    statistics.node_bytes = streaming.node_bytes;
    statistics.decoded_bytes = streaming.decoded_bytes;
    statistics.gpu_bytes = state_->store.gpu_bytes();
    statistics.selection_ms_p99 = streaming.selection_ms_p99;
    statistics.main_thread_load_ms_p99 = state_->load_ms.percentile(0.99);
    statistics.main_thread_load_ms_recent = state_->frame_load_ms;
    statistics.error_px = streaming.error_px;
    for (const stream::StreamedTile& drawn : state_->streamer.drawn()) {
        const StoredTile* tile = state_->store.find(drawn.key);
        if (drawn.is_failed || tile == nullptr) continue;
        ++statistics.tiles_drawn;
        statistics.triangles_drawn += tile->content->header().triangle_count;
        statistics.points_drawn += tile->content->header().point_count;
    }
    return statistics;
}

std::optional<SurfaceHit> Scene::intersect(const geo::Ray& ray) const {
    std::optional<SurfaceHit> nearest;
    // Lifted layers count as nearer, as in the picture.
    double reach_m = 1e9;
    for (const State::Drawn& drawn : state_->drawn_by_layer()) {
        const StoredTile* tile = state_->store.find(drawn.tile->key);
        if (drawn.tile->is_failed || tile == nullptr) continue;
        if (state_->opacity_of(drawn.tile->key.source) <= 0.0F) continue;
        const double lift = 1.0 + static_cast<double>(drawn.lift);
        if (!may_meet(*tile->content, ray, reach_m * lift)) continue;
        const auto hit = city::intersect(*tile->content, ray, reach_m * lift, tile->hidden_rows,
                                         &boxes_in(*tile));
        if (!hit) continue;
        reach_m = hit->distance_m / lift;
        nearest = SurfaceHit{.position = hit->position,
                             .normal = hit->normal,
                             .distance_m = hit->distance_m,
                             .source = drawn.tile->key.source,
                             .feature = {},
                             .tile = drawn.tile->key,
                             .point = hit->point};
        if (hit->feature_row < tile->features.size()) {
            nearest->feature = tile->features[hit->feature_row];
        }
    }
    return nearest;
}

}  // namespace belvedere::city
