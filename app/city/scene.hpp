// SPDX-License-Identifier: Apache-2.0
// The scene: every open source, streamed, on the GPU, pickable and styled. The one place where the
// quiet libraries (stream, render) meet; window and headless commands use it alike.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include <glm/vec3.hpp>

#include "app/city/dense_part.hpp"
#include "app/city/feature_filter.hpp"
#include "app/city/feature_record.hpp"
#include "app/city/feature_search.hpp"
#include "app/city/id_search.hpp"
#include "app/city/layer_state.hpp"
#include "app/city/placed_feature.hpp"
#include "app/city/viewpoint.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/result.hpp"
#include "engine/geo/bounds.hpp"
#include "engine/geo/world_mapping.hpp"
#include "engine/render/camera.hpp"
#include "engine/render/draw_list.hpp"
#include "engine/stream/city_part.hpp"

namespace belvedere {
class JobPool;
}
namespace belvedere::expression {
class TileStyle;
}
namespace belvedere::render {
class FrameRenderer;
}  // namespace belvedere::render

namespace belvedere::city {

// How a source is to be read, from the command line or a project.
struct SourceRequest {
    // Path or http(s) URL of a tileset.json, .3tz, .3dtiles, .glb, .gltf, a CityGML or CityJSON
    // file, or a folder of those.
    std::string uri;
    std::string crs;       // --crs; empty: what the source says, or recognised with a warning.
    std::string vertical;  // --vertical: "ellipsoid", "egm96"; empty: what the source says.
    std::string feature_id_set;  // --feature-id-set; empty: the first with attributes.
    std::string lod;             // --lod; empty: the highest there is.
    double raise_m = 0.0;        // How much higher it is to stand than it says.
    std::string theme = {};      // --theme, of a city model's appearances; empty: the first.
};

struct SceneOptions {
    std::uint64_t memory_bytes = 1ULL << 30;  // Ceiling over tree nodes, decoded and GPU bytes.
    std::string cache_folder;                 // Empty: the cache folder of the user; "off": none.
    std::uint64_t cache_bytes = 4ULL << 30;
    bool offline = false;    // No network: of http(s) sources only what the cache kept.
    double error_px = 16.0;  // Screen-space error at which a tile is refined.
};

// A picture that is being drawn: what selection needs to know of it.
struct SceneView {
    render::Camera camera;
    double width_px = 1280.0;
    double height_px = 720.0;
};

// Counts for --stats, the performance panel and tests.
struct SceneStatistics {
    std::uint64_t tiles_loaded = 0, tiles_drawn = 0, tiles_pending = 0, tiles_failed = 0;
    std::uint64_t tiles_in_flight = 0, tiles_evicted = 0;
    std::uint64_t triangles_drawn = 0, points_drawn = 0;
    std::uint64_t features_loaded = 0;  // Distinct ids.
    std::uint64_t bytes_read = 0, cache_hits = 0;
    std::uint64_t node_bytes = 0, decoded_bytes = 0, gpu_bytes = 0;
    double selection_ms_p99 = 0.0;
    // CPU time of the main thread a frame for all loading: taking in results, asking, numbering
    // features, moving uploads on. `recent` is of the last finished frame.
    double main_thread_load_ms_p99 = 0.0, main_thread_load_ms_recent = 0.0;
    double error_px = 16.0;  // In force now; above the option when memory is short.
};

// Colours of single features and of their parts, over the style; alpha is how much of it. For what
// is shown for a while, such as a comparison.
struct FeatureTints {
    std::unordered_map<FeatureId, render::Color> features;
    std::unordered_map<SourceId, render::Color> others;  // Of all other features of a source.
    std::unordered_set<SourceId> only;                   // Sources of which nothing else is shown.
    [[nodiscard]] bool empty() const { return features.empty() && others.empty() && only.empty(); }
};

// From the feet of a layer's buildings up to the ground.
struct GroundGap {
    double metres = 0.0;     // The median.
    double spread_m = 0.0;   // Half of them differ from it by no more.
    std::size_t places = 0;  // Buildings that were looked at and have ground.
};
inline constexpr std::size_t kGroundPlacesLeast = 3;

// What a first view shows.
struct SceneFit {
    geo::OrientedBox box;                      // Upright at its centre.
    DenseReason reason = DenseReason::kWhole;  // Why it leaves something out.
    // About how many of the features loaded now it shows; told only where it leaves some out.
    std::uint64_t shown = 0, features = 0;
};

// Main thread only. Never blocks on a source: open() returns at once and the layer's state tells
// what came of it.
class Scene {
  public:
    // The renderer and the pool must outlive the scene.
    Scene(render::FrameRenderer& renderer, JobPool& jobs, const SceneOptions& options);
    ~Scene();
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;

    // Adds a layer that begins to open. kUsage when the request itself is wrong.
    [[nodiscard]] Result<SourceId> open(const SourceRequest& request);
    void close(SourceId source);
    [[nodiscard]] std::span<const LayerState> layers() const;
    // The files of a layer that is a city model, for any thread; none until it is open.
    [[nodiscard]] std::vector<stream::CityPart> city_parts(SourceId source) const;
    // What the layer's own coordinates mean; null until it is open.
    [[nodiscard]] std::shared_ptr<const geo::WorldMapping> mapping(SourceId source) const;
    void set_layer_visible(SourceId source, LayerVisibility visibility);
    void set_layer_opacity(SourceId source, float opacity);
    // Draw order, first below; ids not named keep their place behind.
    void set_layer_order(std::span<const SourceId> order);

    // One frame of streaming for these views: selection, requests, a bounded amount of upload.
    // `destination` is where a flight ends, to be preloaded. Returns whether the picture may have
    // changed since the last call.
    bool update(std::span<const SceneView> views, const SceneView* destination = nullptr);
    // What naming the features of tiles that came may take of a call of update(): 1 ms unless said.
    void set_load_budget_ms(double budget_ms);
    // Main-thread CPU time that moving uploads on took since; counts as loading of this frame.
    void note_upload_ms(double milliseconds);
    // Appends what the last update selected, and a plain ground below it.
    void append_to(render::DrawList& list) const;
    // Everything selected is drawn and nothing is pending in any visible layer.
    [[nodiscard]] bool complete() const;
    [[nodiscard]] SceneStatistics statistics() const;
    // Bounds of all visible layers (or of one), once known; for "fit" and "home".
    [[nodiscard]] std::optional<geo::BoundingSphere> bounds() const;
    [[nodiscard]] std::optional<geo::BoundingSphere> bounds(SourceId source) const;
    // A box, upright at its centre, round what is drawn now; nothing while nothing is. Tighter than
    // bounds(), whose volumes are what the source says of itself.
    [[nodiscard]] std::optional<geo::OrientedBox> drawn_box() const;
    // What of it a picture of that height should show first: drawn_box(), or its dense part where
    // outliers or sheer extent would make everything tiny. Takes milliseconds; ask once all of the
    // city is drawn, and keep the answer.
    [[nodiscard]] std::optional<SceneFit> fit(double picture_px) const;
    // Whether the world is the Earth: some visible layer has a place on it, or nothing is open yet.
    [[nodiscard]] Ground ground() const;
    // Credits of what is drawn now, each once.
    [[nodiscard]] std::vector<std::string> attributions() const;

    // First hit of a ray with the resident triangles of visible layers (CPU, exact); for the
    // cursor's coordinates, navigation, measuring and ground following.
    [[nodiscard]] std::optional<SurfaceHit> intersect(const geo::Ray& ray) const;
    // Where a ray that meets no tile comes down on the plain ground last drawn.
    [[nodiscard]] std::optional<glm::dvec3> plain_ground_below(const geo::Ray& ray) const;
    // What the tile's images of numbers say at a point that was hit: values of property textures,
    // features of feature-id textures. Empty when the tile is gone.
    [[nodiscard]] std::vector<FeatureAttribute> attributes_at(const SurfaceHit& hit) const;
    // The feature of a picked (DrawTile::id, feature row) pair; invalid when the tile is gone.
    [[nodiscard]] FeatureId feature_at(std::uint64_t draw_id, std::uint32_t row) const;
    // Features. A FeatureId stays valid after its tile is gone; its record is then without
    // geometry. Of features that are neither loaded nor hidden, isolated or selected the memory
    // ceiling may take the name too: their record is then empty, and when they come again they have
    // a new number.
    [[nodiscard]] FeatureRecord describe(FeatureId feature) const;
    // What a feature is called by: its source and id, without reading attributes. An invalid source
    // for one that was forgotten.
    [[nodiscard]] FeatureName name_of(FeatureId feature) const;
    // The feature of that name, which need not be loaded: it keeps its number when its tile comes.
    [[nodiscard]] FeatureId feature_named(const FeatureName& name);
    // What holds for the feature without being its own attributes: those of further features that
    // its vertices belong to, and the metadata of its tile, content, group and tileset. Takes time
    // in proportion to the tile: for one inspected feature.
    [[nodiscard]] std::vector<FeatureAttribute> surroundings(FeatureId feature) const;
    // Of the feature with all its parts; nothing where nothing of them is loaded and drawn.
    [[nodiscard]] std::optional<geo::BoundingSphere> feature_bounds(FeatureId feature) const;
    // The feature with all that it is a part of and all its parts, as one loaded tile has them:
    // parents before parts, the topmost first, at most kFamilyMax. Empty when it is not loaded.
    [[nodiscard]] std::vector<FamilyMember> family(FeatureId feature) const;
    // The surface of a city object (wall, roof, window) that was hit, where the layer picks whole
    // objects; invalid without.
    [[nodiscard]] FeatureId surface_at(const SurfaceHit& hit) const;
    // Whether the feature or a part of it is filled with colours of its own, so that hiding it
    // shows; false for surfaces where whole objects are drawn. True for what is not loaded.
    [[nodiscard]] bool is_drawn_apart(FeatureId feature) const;
    // World; the edges round what the feature and its parts show. For chosen surfaces.
    [[nodiscard]] std::vector<std::pair<glm::dvec3, glm::dvec3>> outline(FeatureId feature) const;
    // How much higher than the source's buildings stand the ground of other visible layers is
    // beneath them; nothing where fewer than kGroundPlacesLeast of them have ground there that is
    // loaded.
    [[nodiscard]] std::optional<GroundGap> ground_gap(SourceId source) const;
    // Classes of the source's loaded features, sorted: "Building", "RoofSurface" ...
    [[nodiscard]] std::vector<std::string> types(SourceId source) const;
    // Names of their attributes, sorted; without looking at values.
    [[nodiscard]] std::vector<std::string> attributes(SourceId source) const;
    // Loaded features whose id or any attribute contains `text` (case-insensitive), at most
    // `count`.
    [[nodiscard]] std::vector<FeatureId> search(const std::string& text, std::size_t count) const;
    // The same a piece at a time: looks into so many features at most; true when all is done.
    [[nodiscard]] FeatureSearch begin_search(std::string text, std::size_t count_max) const;
    [[nodiscard]] bool advance_search(FeatureSearch& search, std::size_t rows) const;
    // Calls back for each loaded feature, once each.
    void for_each_feature(
        const std::function<void(FeatureId, const glm::dvec3& center)>& visit) const;

    // Loaded features of visible layers that are not hidden, each once and with its box: what is
    // drawn first, then the nearest tiles, at most about kPlacedFeaturesMax. Keeps 25 bytes a
    // feature the first time, so that asking again takes milliseconds.
    [[nodiscard]] std::vector<PlacedFeature> placed_features(const glm::dvec3& eye);

    // Asks again for every tile that failed by what passes, such as a network that was cut. Until
    // such tiles are tried by themselves: next_try_s(); update() does it then.
    void try_again();
    [[nodiscard]] std::optional<double> next_try_s() const;

    // What features look like: style first, then hidden, isolated and highlighted ones over it.
    void set_style(std::shared_ptr<const expression::TileStyle> style);
    [[nodiscard]] const expression::TileStyle* style() const;  // Null: none.
    // What the style draws in one of these colours (red in the lowest byte) carries the pattern of
    // its place besides, as entries of a legend do (engine/access/legend_pattern.hpp). Empty: no
    // patterns.
    void set_patterns(std::vector<std::uint32_t> colors);
    void set_hidden(std::span<const FeatureId> features);
    void set_isolated(std::span<const FeatureId> features);  // Empty: nothing is isolated.
    void set_selected(std::span<const FeatureId> features);
    // Which features of a source are shown at all; null: all of them.
    void set_filter(SourceId source, std::shared_ptr<const FeatureFilter> filter);
    void set_tints(FeatureTints tints);

    // Devices of the city.
    // The feature of any layer that is known by this id; invalid when none is. Numbers nothing.
    [[nodiscard]] FeatureId find_feature(std::string_view id) const;
    // How many features were ever numbered: once it rises, find_feature() may know more.
    [[nodiscard]] std::size_t features_numbered() const;
    // Looks for ids among the attributes of loaded features that other systems know them by
    // (gml:id, building id ...); so many rows at most. True when all is done.
    [[nodiscard]] IdSearch begin_id_search(std::unordered_set<std::string> wanted) const;
    [[nodiscard]] bool advance_id_search(IdSearch& search, std::size_t rows) const;
    // The object that a ray met, with its kind; nothing without a feature or when its tile is gone.
    [[nodiscard]] std::optional<HitObject> object_at(const SurfaceHit& hit) const;
    // Colours that stand for values, of features with all their parts; under those of set_tints().
    // Only tiles with a feature whose colour is another are styled anew.
    void set_value_tints(std::unordered_map<FeatureId, render::Color> tints);
    // Features that keep their numbers, loaded or not.
    void keep_names(std::vector<FeatureId> features);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::city
